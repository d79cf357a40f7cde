"""Every page says how to cite it."""

import pytest

from laws.models import Edition, PublicChange
from tests.support.elements import read
from tests.support.makers import make_state
from tests.support.public_pages import make_record

pytestmark = pytest.mark.django_db
STYLES = ["apa", "mla", "bluebook", "bibtex", "wikipedia"]


def test_a_page_is_cited_by_its_title_and_its_day_in_each_style(client):
    make_record()

    page = read(client.get("/states/ma/?on=2023-07-20&preset=strict"))

    said = {one["id"]: one.text for one in page.all(".citing .cite")}
    assert list(said) == [f"cite-{style}" for style in STYLES]
    address = "http://testserver/states/ma/?preset=strict&on=2023-07-20"
    for words in said.values():
        assert "Massachusetts: statewide rule is a restriction" in words
        assert f"{address} " in f"{words} ".replace(",", " ").replace("}", " ").replace(". ", " ")
        assert "record 2026-11-22" in words
        assert "edition" not in words


def test_the_newest_edition_is_cited_while_the_record_is_as_it_was_made(client):
    make_record()
    Edition.objects.update(state=PublicChange.objects.state().name)

    said = read(client.get("/states/ma/")).find("#cite-apa").text
    make_state("VT")
    PublicChange.objects.create(transaction=1, at="2026-11-30T12:00:00Z")
    later = read(client.get("/states/ma/")).find("#cite-apa").text

    assert "(edition 1, record 2026-11-22)" in said
    assert said.endswith("&edition=1")
    assert "edition" not in later
