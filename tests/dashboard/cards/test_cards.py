"""The pictures that stand for a page where a link to it is shared."""

import struct
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboard.cards import render
from dashboard.cards.layout import Card, Fact, draw_card
from dashboard.pages.home.card import site_card_of
from dashboard.pages.measure_detail.card import card_of as card_of_measure
from dashboard.pages.measure_detail.data import MeasureData, find_measure
from dashboard.pages.places.card import card_of as card_of_place
from dashboard.pages.places.data import find_place, place_record
from dashboard.pages.states.card import card_of as card_of_state
from dashboard.pages.states.data import state_record
from dashboard.web.as_of import AsOf
from dashboard.web.params import today
from tests.support.makers import day, make_measure, make_place, make_session, make_state
from tests.support.public_pages import make_record
from tests.support.shared_rows import shared

CARDS = [
    "/cards/site.png",
    "/cards/states/ma.png",
    "/cards/states/us.png",
    "/cards/states/pr.png",
    "/cards/places/ma/somerville.png",
    "/cards/measures/ma-somerville-ban-2019.png",
]
pytestmark = pytest.mark.django_db


def make_drawn():
    """The record of the public pages, and a territory."""
    make_record()
    make_state("PR")


record = shared(make_drawn)


def site_card(on="2023-07-20"):
    return site_card_of(AsOf(day(on), today()))


def state_card(state_code, on="2023-07-20"):
    return card_of_state(state_record(state_code, day(on)), AsOf(day(on), today()))


def place_card(state_code, slug, on="2023-07-20"):
    return card_of_place(
        place_record(find_place(state_code, slug), day(on)), AsOf(day(on), today())
    )


def measure_card(slug, on="2023-07-20"):
    return card_of_measure(MeasureData(find_measure(slug), day(on)), AsOf(day(on), today()))


def sentence(card):
    return " ".join("".join(card.sentence).split())


@pytest.mark.parametrize("path", CARDS)
def test_a_card_is_a_png_of_the_size_that_it_is_announced_with(client, path):
    response = client.get(path, {"on": "2023-07-20"})

    assert response.headers["Content-Type"] == "image/png"
    assert response.content.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", response.content[16:24]) == (1200, 630)


def test_each_address_answers_with_the_card_of_its_page(client):
    cards = {
        "/cards/site.png": site_card("2021-06-30"),
        "/cards/states/ma.png": state_card("ma", "2021-06-30"),
        "/cards/places/ma/somerville.png": place_card("ma", "somerville", "2021-06-30"),
        "/cards/measures/ma-somerville-ban-2019.png": measure_card(
            "ma-somerville-ban-2019", "2021-06-30"
        ),
    }
    for path, card in cards.items():
        drawn = client.get(path, {"on": "2021-06-30"}).content
        assert drawn == render.png(draw_card(card)), path


def test_the_card_of_the_site_says_how_many_local_governments_ban_it():
    card = site_card()

    assert sentence(card).startswith(
        "On July 20, 2023, one local government in Massachusetts banned"
    )
    assert card.day == "July 20, 2023"
    assert "Ban 1" in [fact.words for fact in card.facts]


def test_the_card_of_a_state_says_its_rule_on_the_day():
    before = state_card("ma", "2021-06-30")
    after = state_card("ma", "2021-07-01")

    assert sentence(before).startswith("We found no rule on police or government use")
    assert sentence(after).startswith("Massachusetts limited police use of face recognition")
    assert [fact.words for fact in after.facts] == ["Statewide rule: restriction", "1 local ban"]


def test_the_card_of_a_place_says_its_own_rule_and_its_states():
    card = place_card("ma", "somerville")

    assert sentence(card).startswith("Somerville banned face recognition by its own police")
    assert [fact.words for fact in card.facts] == ["Local rule: ban", "Statewide rule: restriction"]


def test_the_card_of_a_measure_keeps_stage_force_and_effect_apart():
    bill = make_measure("Stop", "MA", [("introduced", "2023-01-04")], slug="stop", effect="ban")

    card = measure_card(bill.slug)

    assert sentence(card).endswith("would ban police and government use of face recognition. "
                                   "It was pending on July 20, 2023.")  # fmt: skip
    assert [fact.words for fact in card.facts] == ["Ban", "Introduced", "Never in effect so far"]


def test_a_bill_that_does_not_bind_leaves_its_state_unfilled():
    make_measure("Stop", "MA", [("introduced", "2023-01-04")], slug="bill")
    make_measure("Stop", "MA", [("effective", "2023-01-04")], slug="law")

    assert 'class="f-ban"' not in measure_card("bill").drawing
    assert 'class="f-ban"' in measure_card("law").drawing


def test_what_is_in_doubt_says_so_on_the_card():
    doubt = ("effective", "2023-01-04", {"basis": "disputed", "description": "Two codes differ."})
    make_measure("Stop", "VA", [doubt], slug="law", effect="ban", regulates=["police"])

    card = state_card("va")
    site = site_card()

    assert "disputed" in sentence(card)
    assert [fact.words for fact in card.facts] == ["Statewide rule: ban (disputed)"]
    assert "stroke-dasharray" in card.drawing
    assert site.over.endswith("‡ in doubt in part")
    assert sentence(site).endswith("‡")


def test_a_stage_that_is_inferred_says_so_on_the_card():
    over = make_session(identifier="190th", start_on="2017-01-04", end_on="2018-12-31")
    make_measure("Old", "MA", [("introduced", "2017-02-01")], slug="old", session=over)

    assert "Failed (inferred)" in [f.words for f in measure_card("old").facts]


def test_a_draft_has_no_card(client):
    make_measure("Secret", "MA", [("introduced", "2023-01-04")], slug="secret", status="draft")

    assert client.get("/cards/measures/secret.png").status_code == 404


def test_a_draft_is_on_no_other_card():
    make_measure(
        "Secret", make_place("Boston"), [("passed", "2020-01-04")], slug="secret", status="draft"
    )

    assert "one local government" in sentence(site_card())
    assert "We know of no measure of Boston’s own." in sentence(place_card("ma", "boston"))


@pytest.mark.parametrize(
    "path",
    ["/cards/states/zz.png", "/cards/places/ma/nowhere.png", "/cards/measures/none.png"],
)
def test_what_is_not_on_the_record_has_no_card(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", CARDS)
@pytest.mark.parametrize("on", ["2023-13-45", "9999-12-31", "yesterday", ""])
def test_a_mistaken_date_draws_todays_card(client, path, on):
    assert client.get(path, {"on": on}).content == client.get(path).content


def test_the_same_government_under_a_second_id_has_the_same_card(client):
    place = make_place("Nantucket")
    make_place("Nantucket County", kind="county", slug="nantucket-county", same_as=place)

    twin = client.get("/cards/places/ma/nantucket-county.png").content

    assert twin == client.get("/cards/places/ma/nantucket.png").content


def test_whoever_has_the_card_is_told_so_instead_of_sent_it_again(client):
    first = client.get("/cards/states/ma.png")

    drawn = render.png.cache_info()
    again = client.get("/cards/states/ma.png", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert render.png.cache_info() == drawn
    assert again["Cache-Control"] == first["Cache-Control"] == "public, max-age=0"


def test_a_card_asks_the_database_little_however_many_measures(client):
    for number in range(12):
        make_measure(jurisdiction=make_place(f"Town {number}"), actions=[("passed", "2020-01-01")])
    for path in CARDS:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path).status_code == 200
        assert len(queries) <= 10, path


# --- the drawing --------------------------------------------------------------------------------


def a_card(text="Short.", **changes):
    fields = {"over": "Over", "sentence": ("", "", text), "day": "July 20, 2023", "drawing": ""}
    return Card(**fields | changes)


def heights(svg):
    """The baselines of the sentence's lines."""
    lines = [part for part in svg.split("<text ") if 'font-weight="600"' in part]
    return [float(line.split('y="')[1].split('"')[0]) for line in lines if "--serif" in line]


@pytest.mark.parametrize("words", [1, 12, 40, 90, 400])
def test_a_sentence_of_any_length_stays_above_the_strip(words):
    lines = heights(draw_card(a_card("sentence " * words)))

    assert lines
    assert max(lines) <= 520


def test_a_sentence_too_long_for_a_card_is_cut_with_a_sign_of_it():
    assert "…" in draw_card(a_card("sentence " * 400))
    assert "…" not in draw_card(a_card("sentence " * 25))


def test_a_word_too_broad_for_its_column_is_cut():
    svg = draw_card(a_card("x" * 300))

    assert "x" * 29 not in svg
    assert "…" in svg


def test_what_is_written_on_a_card_is_escaped():
    svg = draw_card(a_card("<script>&", over="A & B", facts=[Fact('"<b>"')]))

    assert "<script>" not in svg
    assert "&lt;script&gt;&amp;" in svg
    assert render.png(svg).startswith(b"\x89PNG")


def test_only_the_finding_is_underlined():
    assert draw_card(a_card()).count("--law-ban") == 0
    assert draw_card(a_card(sentence=("It ", "bans", " it."))).count("--law-ban") == 1


def test_facts_that_do_not_fit_are_left_out():
    svg = draw_card(a_card(facts=[Fact("w" * 40), Fact("x" * 40)]))

    assert "w" * 40 in svg
    assert "x" * 40 not in svg


# --- drawings outside a page --------------------------------------------------------------------


def test_a_drawing_of_its_own_names_nothing_outside_itself():
    svg = render.standalone('<svg viewBox="0 0 10 10"><rect class="st f-ban"/></svg>')

    assert "var(" not in svg
    assert 'xmlns="http://www.w3.org/2000/svg"' in svg
    assert 'width="10" height="10"' in svg
    assert "#2b277c" in svg


def test_pictures_know_every_fill_and_pattern_of_the_sheet():
    sheet = render.sheet()

    for name in (".f-ban", ".f-restriction", ".f-oversight", ".p-dots", ".map .st", ".usps"):
        assert name in sheet
    assert "hover" not in sheet
    assert "@" not in sheet


def test_a_picture_uses_no_typeface_of_the_machine(monkeypatch):
    here = Path(__file__).parent
    monkeypatch.setenv("FONTCONFIG_PATH", str(here))
    svg = '<svg viewBox="0 0 90 20"><text y="15" font-family="var(--serif)">Facelaw</text></svg>'
    blank = '<svg viewBox="0 0 90 20"></svg>'

    assert len(render.png(svg)) > len(render.png(blank)) + 200
