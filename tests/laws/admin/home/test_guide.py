"""The guide for staff beside what it tells of: its pictures, its table of roles, its commands."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.test import Client

from laws.editing.roles import ROLES
from tests.support.desk_roles import make_role
from tests.support.imports import clerk
from tests.support.markup import Markup

pytestmark = pytest.mark.django_db

ROOT = Path(settings.BASE_DIR)
PICTURE = re.compile(
    r'<a href="/static/guide/([\w.]+)"><img src="/static/guide/([\w.]+)" width="(\d+)" '
    r'height="(\d+)" alt="([^"]+)">'
)
MOST_PICTURES, MOST_BYTES = 8, 60_000


@pytest.fixture
def guide():
    client = Client()
    client.force_login(clerk("contributor"))
    response = client.get("/admin/help/")
    assert response.status_code == 200
    return response.content.decode()


def size(picture):
    """Width and height of a WebP picture, as its first bytes say."""
    head = picture.read_bytes()[:30]
    assert head[8:16] == b"WEBPVP8X", picture.name
    return tuple(int.from_bytes(head[at : at + 3], "little") + 1 for at in (24, 27))


def test_every_picture_is_there_as_large_as_the_guide_says_and_no_other(guide):
    shown = PICTURE.findall(guide)
    assert len(shown) == guide.count("<img ") <= MOST_PICTURES
    assert sorted(one[1] for one in shown) == sorted(
        path.name for path in (ROOT / "static" / "guide").iterdir()
    )
    for opened, name, width, height, alt in shown:
        path = ROOT / "static" / "guide" / name
        assert opened == name
        assert size(path) == (int(width), int(height)), name
        assert path.stat().st_size <= MOST_BYTES, name
        assert len(alt) > 40, name


def test_its_table_of_roles_says_what_the_docs_say(guide):
    table_of_roles = (ROOT / "docs" / "roles.md").read_text()
    table = re.search(r'aria-labelledby="roles">.*?</table>', guide, re.S).group()
    heads = re.findall(r'<th scope="col">(\w+)</th>', table)
    assert [head.lower() for head in heads] == ["what", *ROLES]
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', table)
    assert len(rows) > 10
    for what, cells in rows:
        said = " | ".join(re.findall(r"<td>(.*?)</td>", cells))
        assert f"| {unescape(what)} | {said} |" in table_of_roles


def test_the_commands_that_it_names_exist(guide):
    said = {
        words.removeprefix("script/manage ") for words in re.findall("<code>(.*?)</code>", guide)
    }
    assert said
    assert said <= set(get_commands())


def test_its_contents_lead_to_every_chapter_in_order(guide):
    contents = re.findall(r'<li><a href="#([\w-]+)">(.*?)</a></li>', guide)
    assert contents == re.findall(r'<section.*?><h2 id="([\w-]+)">(.*?)</h2>', guide)
    assert {slug for slug, _ in contents} <= Markup(guide).ids


def test_every_role_finds_it_from_the_front_page():
    for role in ROLES:
        client = Client()
        client.force_login(make_role(role))
        assert '<a href="/admin/help/">Help</a>' in client.get("/admin/").content.decode()
