import csv
import io

import pytest
from django.db import connection
from django.urls import reverse

from dashboard.web.csv import guarded
from laws.models import Action, Measure, StageSpan, Term
from laws.vocabulary import Force
from tests.support.elements import read
from tests.support.listed_record import make_record
from tests.support.makers import day, make_measure, make_place, make_source, make_state
from tests.support.responses import text

pytestmark = pytest.mark.django_db
ON = "2023-07-20"


def get(client, name="measures", **asked):
    return client.get(reverse(name), asked)


def slugs(client, **asked):
    return [row["slug"] for row in get(client, "measures-json", **asked).json()["results"]]


def table(client, **asked):
    body = b"".join(get(client, "measures-csv", **asked).streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(body)))


@pytest.fixture
def record():
    make_record()


def test_a_level_that_holds_others_shows_its_count_where_it_is_chosen(client, record):
    chosen = text(get(client, on=ON, level="local"))
    assert "County, city or town 2" in chosen
    assert "County, city or town" not in text(get(client, on=ON))


def test_the_first_sentence_counts_what_is_on_the_record_and_what_binds(client, record):
    said = text(get(client, on=ON))
    assert "As of July 20, 2023, three laws and bills; one of them was in effect." in said


def test_a_day_before_everything_is_not_called_a_choice(client, record):
    nothing = text(get(client, on="1995-01-01"))
    assert "No law or bill as of January 1, 1995." in nothing
    chosen = text(get(client, on="1995-01-01", effect="ban"))
    assert "No law or bill banning use as of January 1, 1995." in chosen


def test_one_measure_is_spoken_of_as_one(client, record):
    said = text(get(client, on=ON, effect="ban"))
    assert "As of July 20, 2023, one law or bill banning use; it was in effect." in said


def test_drafts_are_on_no_list(client, record):
    for name in ("measures", "measures-json"):
        assert b"SECRET" not in get(client, name).content
    assert {row["slug"] for row in table(client)} == {"ban", "bill", "pause", "later"}


def test_a_row_says_stage_force_and_the_last_action_by_the_date(client, record):
    said = text(get(client, on=ON, effect="restriction"))
    assert (
        "S.927 (2023) An Act on faces Massachusetts Restriction – not recorded Introduced Never in "
        "effect so far" in said
    )
    assert "Feb 16, 2023" in said
    assert "Nov 21, 2023" not in said


def test_a_bill_keeps_its_number_as_a_law_with_its_citation_after_the_title(client):
    make_measure(
        "An Act on faces", jurisdiction="MA", identifier="S.2963", law_citation="St. 2020, c. 253",
        actions=[("introduced", "2020-01-01"), ("enacted", "2020-12-31")],
    )  # fmt: skip
    assert "S.2963 (2020) An Act on faces · St. 2020, c. 253" in text(get(client, on="2021-01-01"))
    assert "S.2963 (2020) An Act on faces Massachusetts" in text(get(client, on="2020-06-01"))


def test_what_is_inferred_or_disputed_says_so(client):
    make_measure(
        actions=[
            ("passed", "2020-01-01"),
            ("effective", "2020-02-01", {"basis": "disputed", "description": "two codes differ"}),
        ]
    )
    assert "disputed: two codes differ" in text(get(client))


def test_force_that_an_imprecise_date_leaves_open_is_not_claimed(client):
    make_measure(slug="m", actions=[("passed", "2020-01-01"), ("repealed", "2025-02")])
    assert "Not certain" in text(get(client, on="2025-02-10"))
    [found] = get(client, "measures-json", on="2025-02-10").json()["results"]
    assert found["in_force"] is False
    assert found["uncertain"] is True
    assert (found["last_action_on"], found["last_action_precision"]) == ("2025-02", "month")


def test_a_facet_counts_what_every_value_would_leave(client, record):
    said = text(get(client, on=ON, effect="ban"))
    facet = said[said.index("Effect ") : said.index("Stage In")]
    assert "Ban 1" in facet
    assert "Moratorium 1" in facet
    stages = said[said.index("Stage In") : said.index("Status In")]
    assert "In effect 1" in stages
    assert "Ended" not in stages


def test_a_chosen_value_can_be_dropped_and_the_rest_stays(client, record):
    page = read(get(client, on=ON, effect=["ban", "moratorium"], state="ma"))
    drops = dict(page.find(".chosen").links)
    assert "Effect: Moratorium ✕(remove)" in drops
    drop = drops["State: Massachusetts ✕(remove)"]
    assert drop == "?effect=ban&effect=moratorium&on=2023-07-20"


def test_an_empty_list_says_which_condition_to_drop(client, record):
    said = text(get(client, on=ON, effect="ban", state="wa"))
    assert "No law or bill banning use in Washington as of July 20, 2023." in said
    assert "Removing Effect: Ban: 1 measure" in said
    assert "Removing State: Washington: 1 measure" in said
    assert "Clear all: 3 measures" in said


@pytest.mark.parametrize(
    ("sort", "first"),
    [("", "bill"), ("last", "ban"), ("effect", "ban"), ("-effect", "bill"), ("since", "ban")],
)
def test_the_list_can_be_sorted(client, record, sort, first):
    assert slugs(client, on=ON, sort=sort)[0] == first


def test_numbers_are_sorted_as_numbers(client):
    for number in ("S.1385", "H.99", "S.47", "S.927"):
        make_measure(
            slug=number.replace(".", "").lower(), jurisdiction="MA", identifier=number,
            actions=[("introduced", "2023-01-01")],
        )  # fmt: skip
    assert slugs(client, sort="number") == ["h99", "s47", "s927", "s1385"]


def test_pages_are_cut_and_linked(client):
    many(60)
    page = read(get(client, page=2))
    assert "26 to 50 of 60" in page.text
    assert len(page.find(".six").rows) == 25
    assert page.find(".pager [aria-current=page]")["aria-label"] == "Page 2"


def test_the_twin_pages_through_the_whole_list(client):
    many(30)
    first = get(client, "measures-json", on=ON, per_page=20).json()
    assert (first["on"], first["count"], len(first["results"])) == (ON, 30, 20)
    assert first["previous"] is None
    second = client.get(first["next"]).json()
    assert second["next"] is None
    found = {row["slug"] for row in first["results"] + second["results"]}
    assert len(found) == 30


def test_the_twin_identifies_the_government(client, record):
    [found] = get(client, "measures-json", on=ON, effect="ban").json()["results"]
    assert found["jurisdiction"] == {
        "division_id": "ocd-division/country:us/state:ma/place:somerville",
        "name": "Somerville", "state": "MA", "kind": "city",
    }  # fmt: skip
    assert (found["stage"], found["in_force"], found["since"]) == ("in_force", True, "2019-06-28")


def test_the_file_holds_every_row_and_says_what_was_asked(client, record):
    rows = table(client, on=ON, force="no", sort="last")
    assert [row["slug"] for row in rows] == ["pause", "bill"]
    assert {(row["on"], row["filters"]) for row in rows} == {(ON, "force=no")}
    named = get(client, "measures-csv", on=ON, force="no")["Content-Disposition"]
    assert named == 'attachment; filename="facelaw-measures-2023-07-20-force-no.csv"'


@pytest.fixture
def five(db):
    """A measure of each force on the day, and one that is not on the record yet."""
    lines = {
        "in_effect": [("passed", "2019-06-27"), ("expires", "2030-01-01")],
        "uncertain": [("enacted", "2020-01-01"), ("effective", "2023")],
        "not_yet": [("enacted", "2023-01-01"), ("effective", "2024-01-01")],
        "no_longer": [("passed", "2020-12-17"), ("repealed", "2022-07-21")],
        "never": [("introduced", "2023-02-16"), ("enacted", "2024-02-01")],
    }
    for slug, actions in lines.items():
        make_measure(f"A {slug} law", "MA" if slug == "never" else None, actions, slug=slug)
    make_measure("A later law", slug="later", actions=[("enacted", "2024-01-01")])


@pytest.mark.parametrize(
    ("slug", "cells"),
    [
        ("in_effect", ["yes", "no", "2019-06-27", "recorded", "2030-01-01", "recorded", "expires"]),
        ("uncertain", ["no", "yes", "2023-12-31", "recorded", "", "", ""]),
        ("not_yet", ["no", "no", "2024-01-01", "recorded", "", "", ""]),
        ("no_longer", ["no", "no", "2020-12-17", "recorded", "2022-07-21", "recorded", "repealed"]),
        ("never", ["no", "no", "", "", "", "", ""]),
    ],
)
def test_the_file_says_since_when_until_when_and_why(client, five, slug, cells):
    [row] = [row for row in table(client, on=ON) if row["slug"] == slug]
    names = ["in_force", "uncertain", "since", "since_basis", "until", "until_basis", "end_kind"]
    assert row["force"] == slug
    assert [row[name] for name in names] == cells
    known = {"2023-12-31": "year", "": ""}
    for name in ("since", "until"):
        assert row[f"{name}_precision"] == known.get(row[name], "day")


def test_the_twin_says_the_same_as_the_file(client, five):
    rows = {row["slug"]: row for row in table(client, on=ON)}
    results = get(client, "measures-json", on=ON).json()["results"]
    assert {one["slug"] for one in results} == rows.keys() == set(Force.values)
    for one in results:
        for name in ("force", "since", "since_basis", "until", "until_basis", "end_kind"):
            assert (one[name] or "") == rows[one["slug"]][name]


def test_a_row_says_not_yet_no_longer_and_never_with_their_days(client, five):
    said = text(get(client, on=ON))
    assert "In effect since Jun 27, 2019" in said
    assert "Not certain" in said
    assert "Not yet in effect from Jan 1, 2024" in said
    assert "No longer in effect since Jul 21, 2022: repealed" in said
    assert "Never in effect so far" in said


def test_every_force_is_a_value_of_the_facet_and_leaves_what_it_counts(client, five):
    facet = read(get(client, on=ON)).find("#facet-force")
    said = "Status In effect 1 Not certain 1 Not yet in effect 1 No longer in effect 1 Never"
    assert facet.text.startswith(said)
    for value in ("not_yet", "no_longer", "never", "uncertain"):
        assert slugs(client, on=ON, force=value) == [value]
    assert slugs(client, on=ON, force="yes") == ["in_effect"]
    assert set(slugs(client, on=ON, force="no")) == set(Force.values) - {"in_effect"}
    assert "force=ended was not understood: allowed are yes, no, uncertain, not_yet" in text(
        get(client, on=ON, force="ended")
    )


def test_sorted_by_status_what_is_in_effect_comes_first_and_never_last(client, five):
    make_measure("An older law", slug="older", actions=[("passed", "2018-01-01")])
    assert slugs(client, on=ON, sort="since")[:2] == ["older", "in_effect"]
    assert slugs(client, on=ON, sort="-since")[:2] == ["in_effect", "older"]
    assert slugs(client, on=ON, sort="since")[-1] == slugs(client, on=ON, sort="-since")[-1]
    assert slugs(client, on=ON, sort="since")[-1] == "never"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(client, start):
    make_measure(f"{start}HYPERLINK(1)", actions=[("enacted", "2020-01-01")])
    assert table(client)[0]["title"] == f"'{start}HYPERLINK(1)"


def test_numbers_in_a_cell_stay_numbers():
    assert guarded(-3) == -3


def test_queries_do_not_grow_with_the_rows(client, django_assert_max_num_queries):
    many(4760)
    for name in ("measures", "measures-json", "measures-csv"):
        with django_assert_max_num_queries(10):
            response = get(client, name, effect="ban", q="ban", sort="stage")
            assert list(response.streaming_content) if response.streaming else response.content


def many(number):
    """Measures in effect, made at once."""
    state = make_state("MA")
    made = Measure.objects.bulk_create(
        Measure(
            slug=f"m{i}", title="A ban", jurisdiction=state, kind="bill", identifier=f"S.{i}",
            identifier_key=f"s{i}", effect="ban", regulates=["police"], status="published",
            first_action_on="2020-01-01", last_action_on="2020-01-01",
        )
        for i in range(number)
    )  # fmt: skip
    Action.objects.bulk_create(
        Action(measure=one, order=1, day="2020-01-01", kind="enacted") for one in made
    )
    recorded = {"measure_id": 0, "start_kind": "enacted", "start_basis": "recorded"}
    Term.objects.bulk_create(
        Term(**recorded | {"measure_id": one.pk}, starts_on="2020-01-01") for one in made
    )
    StageSpan.objects.bulk_create(
        StageSpan(measure=one, stage="in_force", from_on="2020-01-01", basis="recorded")
        for one in made
    )
    # The planner takes tables for empty that it has never counted.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def test_the_file_carries_what_a_reader_needs_to_judge_a_row(client):
    place = make_place("Kirkland", "WA", geoid="5335940")
    doubt = {"effect_basis": "not_read", "effect_note": "Its text was not read."}
    checked = {"confidence": "medium", "verified_on": day("2023-01-02"), "notes": "A doubt."}
    measure = make_measure(
        "Ban", place, [("passed", "2022-07-05")], summary="It bars.", **doubt, **checked
    )
    for url in ("https://one.example/", "https://two.example/"):
        make_source(measure, url)

    (row,) = table(client, on=ON)

    assert {name: row[name] for name in ("summary", "notes", "confidence", "verified_on")} == {
        "summary": "It bars.", "notes": "A doubt.", "confidence": "medium",
        "verified_on": "2023-01-02",
    }  # fmt: skip
    assert (row["effect_basis"], row["effect_note"]) == ("not_read", "Its text was not read.")
    assert row["geoid"] == "5335940"
    assert row["source_urls"] == "https://one.example/ https://two.example/"


def test_the_value_of_the_files_asks_for_what_is_in_effect_as_well(client, record):
    assert slugs(client, on=ON, force="in_effect") == slugs(client, on=ON, force="yes") != []


def test_what_may_be_in_effect_is_not_said_to_be_out_of_it(client):
    make_measure("Ban", make_place(), [("enacted", "2023")], slug="maybe")

    page = text(get(client, "measures", on=ON, force="uncertain"))

    assert "it is not certain whether one law or bill is in effect" in page
