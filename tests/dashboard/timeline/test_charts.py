"""The charts of /timeline/: their numbers, bars and marks, and the milestones beside them."""

import csv
import re
from io import StringIO
from itertools import pairwise

import plotly.graph_objects as go
import pytest
from django.conf import settings

from dashboard.pages.timeline.milestones import LEADING
from tests.support.elements import read
from tests.support.makers import make_measure, make_place, make_state
from tests.support.responses import csv_rows, text
from tests.support.timeline_record import (
    CHARTS,
    ON,
    PAGE,
    ban,
    chart,
    crowd,
    make_record,
    milestone,
    set_today,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    set_today(monkeypatch)


@pytest.fixture
def record():
    make_record()


# --- its charts -------------------------------------------------------------------------------


def steps_of(figure, name):
    """The drawn points of a curve."""
    (trace,) = (one for one in figure["data"] if one.get("name") == name)
    return list(zip(trace["x"], trace["y"], strict=True))


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("asked", [{}, ON, {"on": "1990-01-01"}, {"on": "2099-12-31"}])
def test_every_figure_is_valid_and_named_with_its_date(client, record, name, asked):
    milestone()
    answered = chart(client, name, **asked)
    figure = go.Figure(answered["figure"])
    assert figure.layout.showlegend is False
    assert answered["narrow"]
    go.Figure(layout=answered["narrow"])
    assert "2023" in answered["title"] or asked != ON
    assert not re.search(r"<(?!/?extra>)", str(answered["figure"]))


@pytest.mark.parametrize("name", CHARTS)
def test_without_rows_a_figure_is_still_valid(client, name):
    make_state("MA")
    answered = chart(client, name)
    assert answered["rows"] == []
    go.Figure(answered["figure"])


@pytest.mark.parametrize("name", CHARTS)
def test_the_table_the_file_and_the_figure_have_the_same_rows(client, record, name):
    rows = chart(client, name, **ON)["rows"]
    filed = csv_rows(client.get(f"/charts/{name}.csv", ON))
    table = read(client.get(PAGE, ON)).find(f"#rows-{name} table").rows
    cells = [cell for row in table for cell in row]
    assert len(rows) == len(filed) > 0
    for row, line in zip(rows, filed, strict=True):
        assert {key: "" if value is None else str(value) for key, value in row.items()} == {
            key: value for key, value in line.items() if key not in ("as_of", "preset")
        }
    assert len(cells) == len(rows) * len(rows[0])
    numbers = [str(v) for row in rows for v in row.values() if isinstance(v, int)]
    assert name == "who-when" or [c for c in cells if c.isdigit() and len(c) < 4] == numbers


def test_the_curves_begin_at_zero_and_take_endings_off(client, record):
    figure = chart(client, "cumulative", **ON)["figure"]
    assert steps_of(figure, "local bans") == [
        ("2018-01-01", 0), ("2019-06-27", 1), ("2020-02-24", 2), ("2020-12-18", 3),
        ("2021-03-31", 4), ("2021-07-01", 4), ("2022-07-21", 3), ("2024-08-01", 3),
    ]  # fmt: skip
    assert steps_of(figure, "states")[-1] == ("2024-08-01", 1)
    assert [row["local"] for row in chart(client, "cumulative")["rows"]][-1] == 2


def test_the_numbers_at_the_date_are_written_on_both_curves(client, record):
    figure = chart(client, "cumulative", **ON)["figure"]
    written = [a["text"] for a in figure["layout"]["annotations"] if a["x"] == "2023-07-20"]
    assert written == ["Jul 20, 2023", "1", "3"]


def test_names_at_the_ends_of_the_curves_never_overlap(client):
    for state in ("MA", "CA", "WA"):
        ban("One", state)
        ban("Two", state)
    figure = chart(client, "cumulative", on="2021-01-01")
    for layout in (figure["figure"]["layout"], figure["narrow"]):
        per_one = (460 - layout["margin"]["t"] - layout["margin"]["b"]) / figure["figure"][
            "layout"
        ]["yaxis"]["range"][1]
        names = [a for a in layout["annotations"] if a["x"] == 1 and a["xanchor"] == "left"]
        feet = sorted(a["y"] * per_one + a["yshift"] for a in names)
        assert len(feet) == 5
        assert min(b - a for a, b in pairwise(feet)) >= 16.9


def test_leading_states_have_lines_and_ties_that_are_cut_are_named(client):
    for state, number in (("MA", 3), ("CA", 2), ("WA", 2), ("TX", 2), ("NY", 1)):
        for n in range(number):
            ban(f"City {n}", state)
    answered = chart(client, "cumulative", **ON)
    assert (
        "the states with the most local bans on July 20, 2023, Massachusetts."
        in (answered["counts"])
    )
    assert "Three tied states would make more than three: California, Texas and "
    assert "California, Texas and Washington have no line." in answered["counts"]
    assert set(answered["rows"][0]) == {
        "day", "local", "states", "local_ma", "local_beyond_doubt",
    }  # fmt: skip


def test_a_state_has_its_own_curve(client, record):
    answered = chart(client, "cumulative", state="ma", **ON)
    assert answered["title"] == "2 local bans in Massachusetts, in effect on July 20, 2023"
    assert [one.get("name") for one in answered["figure"]["data"]][:1] == ["local bans"]
    assert answered["rows"][-1] == {
        "day": "2020-02-24", "local": 2, "local_beyond_doubt": 2,
    }  # fmt: skip


def test_what_rests_on_more_than_a_record_is_named(client):
    doubt = {"basis": "disputed", "description": "Two codes differ."}
    guess = {"basis": "inferred", "description": "It follows."}
    make_measure("Ban", make_place("Boston"), [("effective", "2020-01-01", guess)])
    make_measure("Limit", "VA", [("effective", "2021-01-01", doubt)], effect="ban")
    said = chart(client, "cumulative", **ON)["counts"]
    assert "In doubt on July 20, 2023: Virginia." in said
    assert "rests on dates inferred for Boston." in said


# --- who had what, and when -------------------------------------------------------------------


def bars(client, **asked):
    """The drawn bars as (place, first day, length in days)."""
    figure = chart(client, "who-when", **asked)["figure"]
    names = figure["layout"]["yaxis"]["ticktext"]
    return [
        (names[row], base, length // 86_400_000)
        for trace in figure["data"]
        if trace["type"] == "bar"
        for row, base, length in zip(trace["y"], trace["base"], trace["x"], strict=True)
    ]


def test_each_term_has_a_bar_up_to_its_end_or_today(client, record):
    found = bars(client, **ON)
    assert ("Somerville, MA", "2019-06-27", 1862) in found
    assert ("New Orleans, LA", "2020-12-18", 580) in found


def test_days_that_imprecise_dates_leave_open_are_hatched_apart(client, record):
    figure = chart(client, "who-when", **ON)["figure"]
    hatched = figure["data"][0]
    assert hatched["base"] == ["2021-03-01"]
    assert hatched["marker"]["pattern"]["shape"] == "\\"
    table = text(client.get(PAGE, ON)).partition("Dates rest on")[2]
    assert "Ban Mar 2021 Feb 2025, as set" in table
    (row,) = (r for r in chart(client, "who-when")["rows"] if r["jurisdiction"] == "Oakland, CA")
    assert (row["from"], row["until"]) == ("2021-03-31", "2025-02-01")


def test_a_moratorium_is_striped(client, record):
    figure = chart(client, "who-when", **ON)["figure"]
    shapes = [t["marker"].get("pattern", {}).get("shape") for t in figure["data"]]
    assert "/" in shapes


def test_endings_are_written_and_those_to_come_are_shown_as_set(client, record):
    answered = chart(client, "who-when", **ON)
    written = [a["text"] for a in answered["figure"]["layout"]["annotations"]]
    assert "ended Jul 21, 2022" in written
    assert "to Feb 1, 2025" in written
    assert {"ended", "to 2025"} <= {a["text"] for a in answered["narrow"]["annotations"]}
    assert "Feb 2025, as set" in text(client.get(PAGE, ON))


def test_a_ban_that_takes_anothers_place_is_no_stop(client):
    ban("Portland", "ME", "2020-09-02", ("repealed", "2020-11-03"), slug="first")
    ban("Portland", "ME", "2020-11-03", slug="second")
    answered = chart(client, "who-when", **ON)
    written = [a["text"] for a in answered["figure"]["layout"]["annotations"]]
    assert not [words for words in written if "ended" in words]
    assert answered["figure"]["layout"]["yaxis"]["ticktext"] == ["Portland, ME"]
    assert len(answered["rows"]) == 2


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ({}, ["Somerville", "Springfield", "New Orleans", "Oakland"]),
        ({"sort": "length"}, ["Somerville", "Springfield", "Oakland", "New Orleans"]),
        ({"sort": "state"}, ["Oakland", "New Orleans", "Somerville", "Springfield"]),
        ({"level": "state", "effect": "restriction"}, ["Washington"]),
        ({"level": "state"}, []),
        ({"effect": "oversight"}, []),
        (
            {"level": "all", "effect": "all", "sort": "length"},
            ["Somerville", "Springfield", "Oakland", "Washington", "New Orleans"],
        ),
    ],
)
def test_it_can_be_sorted_and_narrowed(client, record, asked, places):
    rows = chart(client, "who-when", **ON, **asked)["rows"]
    assert [row["jurisdiction"].split(",")[0] for row in rows] == places


def test_a_disputed_date_is_marked_and_the_table_says_why(client):
    doubt = {"basis": "disputed", "description": "Two codes differ."}
    make_measure("Ban", make_place("Boston"), [("effective", "2020-01-01", doubt)])
    answered = chart(client, "who-when", **ON)
    assert answered["figure"]["layout"]["yaxis"]["ticktext"] == ["Boston, MA ‡"]
    assert answered["rows"][0]["basis"] == "start disputed: Two codes differ."


def test_its_height_grows_with_its_lines(client):
    ban("One")
    one = chart(client, "who-when")["height"]
    crowd(10, "2020-01-01")
    assert chart(client, "who-when")["height"] == one + 250
    assert read(client.get(PAGE)).all(f"svg[height={one + 250}]")


def test_lengths_are_said_in_years_and_months(client, record):
    found = text(client.get(PAGE, ON))
    assert "5 years and 1 month" in found
    assert "1 year and 7 months" in found


# --- by year ----------------------------------------------------------------------------------


def test_steps_stand_above_the_line_where_they_tighten_and_below_where_they_loosen(client, record):
    answered = chart(client, "momentum", **ON)
    by_year = {row["year"]: row for row in answered["rows"]}
    assert list(by_year) == ["2019", "2020", "2021", "2022", "2023"]
    assert (by_year["2020"]["ban"], by_year["2020"]["moratorium"]) == (1, 1)
    assert (by_year["2021"]["ban"], by_year["2021"]["restriction"]) == (1, 1)
    assert by_year["2022"]["limits_ended"] == 1
    below = next(t for t in answered["figure"]["data"] if t["name"] == "Limits ended")
    assert below["y"] == [None, None, None, -1, None]


def test_the_year_that_is_not_over_is_marked(client, record):
    def words(**asked):
        layout = chart(client, "momentum", **asked)["figure"]["layout"]
        return [one["text"] for one in layout["annotations"]]

    assert "so far" in words(**ON)
    assert "so far" not in words(on="2022-12-31")


def test_bills_count_by_their_first_year_and_laws_by_theirs(client, record):
    rows = {row["year"]: row for row in chart(client, "bills-by-year", **ON)["rows"]}
    assert (rows["2021"]["introduced"], rows["2021"]["became_law"]) == (2, 0)
    assert (rows["2022"]["introduced"], rows["2022"]["became_law"]) == (0, 1)
    assert (rows["2023"]["introduced"], rows["2023"]["became_law"]) == (1, 0)


def test_nothing_later_than_the_date_counts(client, record):
    rows = chart(client, "momentum", on="2020-06-30")["rows"]
    assert [(row["year"], row["ban"], row["moratorium"]) for row in rows] == [
        ("2019", 1, 0),
        ("2020", 0, 1),
    ]


# --- milestones -------------------------------------------------------------------------------


def test_milestones_are_numbered_alike_in_list_and_chart(client, record):
    milestone("Later", "2022-01-01", precision="month")
    milestone("Earlier", "2020-06-01")
    items = read(client.get(PAGE, ON)).all(".milestones li")
    assert [(item.find(".k").text, item.find("summary").text) for item in items] == [
        ("1", "Earlier, Jun 1, 2020"),
        ("2", "Later, Jan 2022"),
    ]
    assert "What it found." in items[0].text
    assert items[0].links == [("example.org", "https://www.example.org/study")]
    assert items[0].find("a")["rel"] == "nofollow"
    rings = [s for s in chart(client, "cumulative")["figure"]["layout"]["shapes"] if "label" in s]
    assert [(ring["label"]["text"], ring["xanchor"]) for ring in rings] == [
        ("1", "2020-06-01"),
        ("2", "2022-01-01"),
    ]


def test_milestones_can_be_switched_off_and_on(client, record):
    milestone("Aside")
    page = client.get(PAGE, {"milestones": "off"})
    assert "Aside" not in page.content.decode()
    assert ("Main", "/timeline/") in read(page).links
    hide = ("None", "/timeline/?milestones=off")
    assert hide in read(client.get(PAGE)).links
    shapes = chart(client, "cumulative", milestones="off")["figure"]["layout"]["shapes"]
    assert not [shape for shape in shapes if "label" in shape]


def test_of_many_milestones_the_leading_ten_are_shown_unless_all_are_wanted(client, record):
    for month in range(1, 12):
        milestone(f"Aside {month}", f"2020-{month:02}-01")
    milestone("Gender Shades", "2018-02-01")
    found = read(client.get(PAGE)).all(".milestones li")
    assert len(found) == 10
    assert found[0].text.startswith("1 Gender Shades")
    assert "Ten of 12 milestones" in text(client.get(PAGE))
    rings = chart(client, "cumulative")["figure"]["layout"]["shapes"]
    assert [r["name"] for r in rings if "label" in r][:2] == ["1. Gender Shades", "2. Aside 3"]
    assert len(read(client.get(PAGE, {"milestones": "all"})).all(".milestones li")) == 12


def test_every_leading_milestone_is_shipped():
    shipped = (settings.BASE_DIR / "laws" / "data" / "milestones.csv").read_text("utf-8")
    assert set(LEADING) <= {row["title"] for row in csv.DictReader(StringIO(shipped))}


def test_a_milestone_before_the_curves_is_listed_without_a_pin(client, record):
    milestone("Long ago", "2016-10-18")
    assert "What it found. The chart begins later." in text(client.get(PAGE))
    shapes = chart(client, "cumulative")["figure"]["layout"]["shapes"]
    assert not [shape for shape in shapes if "label" in shape]
