"""What a first visit takes, over the record as it is shipped: the page, its styles and scripts."""

import re
from functools import cache
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


def test_one_sheet_alone_holds_up_what_is_drawn():
    asked = read(Client().get("/"))
    sheets = [sheet for sheet in asked.all("link[rel=stylesheet]") if sheet.get("media") != "print"]
    sheet = Path(find("site.css")).read_text()

    assert len(sheets) == 1
    assert all("defer" in script for script in asked.all("script[src]"))
    assert not re.search("@import|@font-face", sheet)
