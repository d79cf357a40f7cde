"""Live or after the fact: said in a word wherever a measure is shown, and said to be unknown."""

import pytest
from django.urls import reverse

from dashboard.words.use_modes import use_cell, use_words
from tests.support.makers import make_country, make_measure, make_place, make_session, make_state
from tests.support.responses import text
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
BOTH = ["live", "retrospective"]
ON = {"on": "2024-06-01"}


@pytest.mark.parametrize(
    ("modes", "short", "said"),
    [
        (BOTH, ">live, after<", "live and after the fact"),
        (["live"], ">live<", "live video"),
        (["retrospective"], ">after the fact<", "photos after the fact"),
        ([], "– not recorded", "live or after the fact: not recorded"),
    ],
)
def test_each_use_has_a_word_for_a_column_and_one_for_a_line(modes, short, said):
    assert short in use_cell(modes).replace('<span class="vh">', "")
    assert use_words(modes) == said


def make():
    """A state law on photographs, a city's ban on both, a bill on live video, one unknown."""
    make_country()
    make_state("MA", population=7_000_000, population_year=2021)
    make_measure(
        "An Act on searches", "MA", [("effective", "2021-07-01")], slug="law",
        effect="restriction", use_modes=["retrospective"],
    )  # fmt: skip
    city = make_place("Somerville", population=80_000)
    make_measure("A ban", city, [("passed", "2019-06-27")], slug="city", use_modes=BOTH)
    pending = [("introduced", "2024-01-20")]
    known = {"jurisdiction": "MA", "actions": pending, "session": make_session(end_on=None)}
    make_measure("Live", slug="bill", identifier="S.1", use_modes=["live"], **known)
    make_measure("Unknown", slug="none", identifier="S.2", **known)


record = shared(make)


@pytest.mark.parametrize(
    ("name", "args", "asked", "said"),
    [
        ("measures", [], {}, ["live, after", "live", "after the fact", "– not recorded"]),
        ("state", ["ma"], {}, ["live, after", "live", "after the fact", "– not recorded"]),
        ("place", ["ma", "somerville"], {}, ["live and after the fact", "photos after the fact"]),
        ("home", [], {}, ["live, after", "live video", "live or after the fact: not recorded"]),
        ("rankings", [], {}, ["live, after"]),
        ("search", [], {"q": "live"}, ["live video"]),
        ("compare", [], {"q": "live"}, ["live video"]),
        ("compare", [], {"m": ["law", "none"]}, ["Photos after the fact Not recorded"]),
        ("measure", ["bill"], {}, ["Use: live video."]),
        ("measure", ["none"], {}, ["Live or after the fact: not recorded."]),
    ],
)
def test_every_place_that_shows_a_measure_says_it(client, name, args, asked, said):
    found = text(client.get(reverse(name, args=args), asked | ON))

    for words in said:
        assert words in found


@pytest.mark.parametrize(
    ("name", "args", "key"),
    [
        ("measures-json", [], "results"),
        ("state-json", ["ma"], "local_measures"),
        ("place-json", ["ma", "somerville"], "applies"),
    ],
)
def test_the_twins_say_it_too(client, name, args, key):
    rows = client.get(reverse(name, args=args), ON).json()[key]

    assert BOTH in [row["use_modes"] for row in rows]


def test_the_list_can_be_sorted_by_it_with_the_unknown_last(client):
    for sort in ("use", "-use"):
        found = client.get(reverse("measures-json"), ON | {"sort": sort}).json()["results"]
        assert found[-1]["slug"] == "none"


def test_the_list_can_be_narrowed_to_what_is_not_recorded(client):
    def found(**asked):
        return {
            row["slug"]
            for row in client.get(reverse("measures-json"), asked | ON).json()["results"]
        }

    assert found(use="not_recorded") == {"none"}
    assert found(use=["not_recorded", "live"]) == {"none", "city", "bill"}
    assert found(use="retrospective") == {"law", "city"}

    page = client.get(reverse("measures"), {"use": "not_recorded"} | ON)
    assert "Use: Not recorded" in text(page)
    use = next(facet for facet in page.context["facets"] if facet.name == "use")
    assert [(one.word, one.count) for one in use.shown] == [
        ("Not recorded", 1), ("Live video", 2), ("Afterwards", 2),
    ]  # fmt: skip
    rows = client.get(reverse("measures-csv"), {"use": "not_recorded"} | ON)
    assert b"".join(rows.streaming_content).count(b"use=not_recorded") == 1


def test_what_is_not_recorded_comes_after_what_is_until_it_is_chosen(client):
    page = client.get(reverse("measures"), ON)
    use = next(facet for facet in page.context["facets"] if facet.name == "use")
    assert [one.word for one in use.shown] == ["Live video", "Afterwards", "Not recorded"]
