"""The guide for staff beside what it tells of: its pictures, its table of roles, its commands."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.test import Client

from laws.editing.roles import ROLES
from laws.vocabulary import Basis, CountyReach, Effect, EffectBasis, Reach
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
    figures = guide.all("figure")
    wide = [figure.all("img")[0] for figure in figures]
    shown = [(one["src"], one) for one in wide]
    shown += [(one["srcset"], one) for figure in figures for one in figure.all("source")]
    assert len(wide) == len(guide.all("img")) <= MOST_PICTURES
    assert sorted(Path(address).name for address, _ in shown) == sorted(
        path.name for path in (ROOT / "static" / "guide").iterdir()
    )
    assert [link["href"] for f in figures for link in f.all("a")] == [one["src"] for one in wide]
    assert all(len(one["alt"]) > 40 for one in wide)
    for address, picture in shown:
        path = ROOT / "static" / "guide" / Path(address).name
        assert address == f"/static/guide/{path.name}"
        assert size(path) == (int(picture["width"]), int(picture["height"])), path.name
        assert path.stat().st_size <= MOST_BYTES, path.name


def test_every_word_that_it_names_is_a_word_of_the_desk(guide):
    """Controls in bold are walked by a browser; others stand somewhere in the desk's own texts."""
    folders = (ROOT / "templates" / "admin", ROOT / "laws")
    texts = [path.read_text() for folder in folders for path in folder.rglob("*.[hp][ty]*")
             if "_guide_" not in path.name]  # fmt: skip
    said = " ".join(" ".join(texts).split())
    named = {one.text for one in guide.all("strong")}
    assert len(named) > 20
    assert {words for words in named if words not in said} == set()


def test_it_gives_each_effect_reach_and_basis_the_meaning_of_the_one_table(guide):
    chapter = guide.find("[aria-labelledby=words]").text
    for words in (Effect, Reach, CountyReach, EffectBasis, Basis):
        for word in words:
            assert f"{word.label} {word.meaning}" in chapter


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
