"""What a first visit takes, over the record as it is shipped: the page, its styles and scripts."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.test import Client

from tests.support.elements import read
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
# Kilobytes of 1,000 bytes, as sent.
MOST = {
    "/": 45,
    "/bills/": 34,
    "/measures/": 25,
    "/states/ma/": 38,
    "/measures/ma-somerville-ban-2019/": 36,
    "/places/ma/somerville/": 32,
    "/timeline/": 40,
    "/provisions/": 39,
    "/rankings/": 32,
    "/embed/map/": 40,
    "/embed/ranking/": 40,
    "/embed/timeline/": 40,
    "/embed/states/ca/": 40,
    "/embed/measures/ma-somerville-ban-2019/": 40,
}


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record."""
    with django_db_blocker.unblock(), shipped_record():
        yield


@cache
def sent(name):
    """Bytes of a static file, compressed once at its collection."""
    return len(brotli.compress(Path(find(name)).read_bytes()))


@pytest.mark.parametrize("path", MOST)
def test_it_stays_light(path):
    page = Client().get(path)
    # As KeepPages compresses it, once for all readers.
    weight = len(brotli.compress(page.content, quality=5))
    asked = read(page)
    links = [sheet["href"] for sheet in asked.all("link[rel=stylesheet]")]
    links += [script["src"] for script in asked.all("script[src]")]
    names = [link.split(settings.STATIC_URL, 1)[1] for link in links]

    assert weight + sum(map(sent, names)) <= MOST[path] * 1000


def sheets_of(answer):
    links = read(answer).all("link[rel=stylesheet]")
    return [sheet["href"] for sheet in links if sheet.get("media") != "print"]


def test_nothing_else_is_waited_for_before_the_map_is_drawn():
    home, measures = Client().get("/"), Client().get("/measures/")
    style = re.search("<style>(.*?)</style>", home.content.decode(), re.S)[1]
    digest = b64encode(sha256(style.encode()).digest()).decode()

    assert sheets_of(home) == []
    assert len(sheets_of(measures)) == 1
    assert f"'sha256-{digest}'" in home["Content-Security-Policy"]
    assert all("defer" in script for script in read(home).all("script[src]"))
    assert not re.search(r"@import|@font-face|url\(|</", style)
