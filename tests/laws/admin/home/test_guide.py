"""The guide for staff beside what it tells of: its pictures, its table of roles, its commands."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.test import Client

from laws.editing.roles import ROLES
from tests.support.desk_roles import make_role
from tests.support.elements import read
from tests.support.imports import clerk

pytestmark = pytest.mark.django_db

ROOT = Path(settings.BASE_DIR)
MOST_PICTURES, MOST_BYTES = 8, 60_000


@pytest.fixture
def guide():
    client = Client()
    client.force_login(clerk("contributor"))
    response = client.get("/admin/help/")
    assert response.status_code == 200
    return read(response)


def size(picture):
    """Width and height of a WebP picture, as its first bytes say."""
    head = picture.read_bytes()[:30]
    assert head[8:16] == b"WEBPVP8X", picture.name
    return tuple(int.from_bytes(head[at : at + 3], "little") + 1 for at in (24, 27))


def test_every_picture_is_there_as_large_as_the_guide_says_and_no_other(guide):
    shown = [link.all("img")[0].attributes | link.attributes for figure in guide.all("figure")
             for link in figure.all("a")]  # fmt: skip
    assert len(shown) == len(guide.all("img")) <= MOST_PICTURES
    assert sorted(Path(picture["src"]).name for picture in shown) == sorted(
        path.name for path in (ROOT / "static" / "guide").iterdir()
    )
    for picture in shown:
        name = Path(picture["src"]).name
        path = ROOT / "static" / "guide" / name
        assert picture["src"] == picture["href"] == f"/static/guide/{name}"
        assert size(path) == (int(picture["width"]), int(picture["height"])), name
        assert path.stat().st_size <= MOST_BYTES, name
        assert len(picture["alt"]) > 40, name


def test_its_table_of_roles_says_what_the_docs_say(guide):
    table_of_roles = (ROOT / "docs" / "roles.md").read_text()
    table = guide.find("[aria-labelledby=roles] table")
    assert [head.text.lower() for head in table.all("thead th")] == ["what", *ROLES]
    assert len(table.rows) > 10
    for row in table.rows:
        assert f"| {' | '.join(row)} |" in table_of_roles


def test_the_commands_that_it_names_exist(guide):
    said = {code.text.removeprefix("script/manage ") for code in guide.all("code")}
    assert said
    assert said <= set(get_commands())


def test_its_contents_lead_to_every_chapter_in_order(guide):
    (contents,) = guide.all("nav.parts")
    chapters = [section.all("h2")[0] for section in guide.all("section")]
    assert [(link["href"], link.text) for link in contents.all("a")] == [
        (f"#{heading['id']}", heading.text) for heading in chapters
    ]


def test_every_role_finds_it_from_the_front_page():
    for role in ROLES:
        client = Client()
        client.force_login(make_role(role))
        assert read(client.get("/admin/")).link("Help") == "/admin/help/"
