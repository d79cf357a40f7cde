"""Embeds: what other sites show of this one in a frame, and that they may show nothing else so."""

from html import unescape

import pytest

from laws.models import Edition, Measure, PublicChange
from tests.support.elements import read
from tests.support.makers import make_measure, make_place
from tests.support.public_pages import ADDRESSES, EMBEDS, make_record
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
record = shared(make_record)
ON = {"on": "2023-07-20"}
MOST_QUERIES = 10
PAGES = {
    name: path.replace("/embed/map/", "/").replace("/embed/ranking", "/rankings")
    .replace("/embed", "")
    for name, path in EMBEDS.items()
}  # fmt: skip


def policy_of(answer):
    parts = answer.get("Content-Security-Policy", "").split(";")
    return {name: rest for name, *rest in (part.split() for part in parts if part.strip())}


def may_be_framed(answer):
    ancestors = policy_of(answer).get("frame-ancestors")
    return ancestors == ["*"] and "X-Frame-Options" not in answer


def test_embeds_may_be_framed_and_nothing_else_of_the_site(client):
    others = {
        **ADDRESSES,
        "desk": "/admin/login/",
        "no embed": "/embed/",
        "none": "/embed/states/x/",
    }
    framed = {name for name, path in others.items() if may_be_framed(client.get(path))}

    assert framed == set(EMBEDS)
    for name in others.keys() - EMBEDS.keys():
        answer = client.get(others[name])
        refused = policy_of(answer).get("frame-ancestors") == ["'none'"]
        assert refused or answer["X-Frame-Options"] == "DENY", name


@pytest.mark.parametrize("name", EMBEDS)
def test_an_embed_stands_alone(client, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST_QUERIES):
        answer = client.get(EMBEDS[name], ON)
    page = read(answer)
    links = page.all("a")

    assert page.find("html")["lang"] == "en"
    assert "July 20, 2023" in page.find("title").text
    assert page.find("header time")["datetime"] == "2023-07-20"
    assert "CC BY 4.0" in page.find("footer").text
    assert not page.all("script")
    assert not page.all("link")
    assert not page.all("[style]")
    assert all(one["target"] == "_blank" and "noopener" in one["rel"] for one in links)
    assert {one["href"] for one in links if one["href"].startswith("/")} == {
        f"{PAGES[name]}?on=2023-07-20"
    }
    assert not answer.cookies
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"


def said(answer):
    return read(answer).find("h1").text


@pytest.mark.parametrize("asked", [ON, {"on": "2019-01-01"}, {**ON, "preset": "strict"}])
@pytest.mark.parametrize("name", ["embed-map", "embed-state", "embed-measure"])
def test_an_embed_says_what_its_page_says(client, name, asked):
    page, embed = (read(client.get(path, asked)) for path in (PAGES[name], EMBEDS[name]))

    assert embed.find("h1").text == page.find("h1").text


def test_a_ranking_and_a_timeline_have_the_numbers_of_their_pages(client):
    page, embed = (read(client.get(of["embed-ranking"], ON)) for of in (PAGES, EMBEDS))
    state = page.find(".ranked summary")
    curves = client.get("/charts/cumulative.json", ON).json()

    assert state.find("b").text == "1"
    assert "Somerville 1 1 Massachusetts" in embed.find("figure").text
    assert read(client.get(EMBEDS["embed-timeline"], ON)).find("h1").text == curves["title"]


def test_doubt_is_marked_as_on_the_page(client):
    doubt = {"basis": "disputed", "description": "Two codes differ."}
    place = make_place("Lowell", latitude=42.64, longitude=-71.32)
    make_measure("No faces", place, [("effective", "2020-01-04", doubt)])

    for path in ("/embed/map/", "/embed/states/ma/"):
        page = read(client.get(path, ON))
        assert "‡ Lowell, in doubt: Two codes differ." in page.find("footer").text
        assert "‡" in page.find("figure").text


def test_a_mistaken_parameter_is_told_in_the_embed(client):
    page = read(client.get("/embed/states/ma/", {"on": "yesterday"}))

    assert "“yesterday” is not a date" in page.find(".notice").text


def test_a_withdrawn_measure_says_so_in_its_frame(client):
    gone = {"status": "withdrawn", "withdrawn_reason": "It was a draft."}
    Measure.objects.filter(slug="ma-somerville-ban-2019").update(**gone)
    answer = client.get(EMBEDS["embed-measure"])

    assert answer.status_code == 410
    assert may_be_framed(answer)
    assert "has withdrawn its record" in said(answer)
    assert "It was a draft." in read(answer).find("main").text


@pytest.mark.parametrize("name", EMBEDS)
def test_a_page_gives_the_code_of_its_embed_for_every_day_and_for_this_one(client, name):
    boxes = read(client.get(PAGES[name], ON)).all(".embed textarea")
    codes = [read(unescape(box.text)).find("iframe") for box in boxes]
    live, frozen = (
        one for one in codes if one["src"].startswith(f"http://testserver{EMBEDS[name]}")
    )

    assert live["src"] == f"http://testserver{EMBEDS[name]}"
    assert frozen["src"] == f"http://testserver{EMBEDS[name]}?on=2023-07-20"
    assert live["title"]


def test_what_is_frozen_keeps_the_edition_that_it_was_taken_from(client):
    Edition.objects.update(state=PublicChange.objects.state().name)
    frozen = read(client.get("/", ON)).all(".embed textarea")[1]

    assert "/embed/map/?on=2023-07-20&edition=1" in unescape(unescape(frozen.text))
