"""The rankings through the years: a frame for each, a link for each without scripts."""

import pytest

from tests.support.elements import read
from tests.support.makers import make_measure, make_place, make_statewide_law
from tests.support.ranked_states import ON, PAGE, WAYS, ban, make_ranked, table_of
from tests.support.responses import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    make_ranked()


def frames_of(client, **asked):
    answer = client.get("/charts/ranked.json", ON | asked).json()
    return answer, {frame["layout"]["meta"]["on"]: frame for frame in answer["figure"]["frames"]}


def test_each_year_is_a_frame_with_its_finding_and_a_link_without_scripts(client, record):
    ban("Cambridge", start="2021-05-01")
    _, frames = frames_of(client)
    steps = read(client.get(PAGE, ON)).all("[data-step]")
    assert list(frames)[:4] == ["2020-12-31", "2021-12-31", "2022-12-31", "2023-07-20"]
    assert frames["2021-12-31"]["layout"]["meta"]["title"] == (
        "On December 31, 2021, Massachusetts had more municipal bans than any other state: three"
    )
    assert ("2021", "?on=2021-12-31") in [(step.text, step["href"]) for step in steps]
    assert [step.text for step in steps if "aria-current" in step] == ["July 20, 2023"]


@pytest.mark.parametrize("by", WAYS)
def test_the_frame_of_the_day_is_the_one_that_is_drawn(client, record, by):
    make_statewide_law("hb1", 2, "TX")
    answer, frames = frames_of(client, by=by)
    shown, drawn = frames["2023-07-20"], answer["figure"]
    assert drawn["layout"]["yaxis"]["ticktext"] == shown["layout"]["yaxis"]["ticktext"]
    for trace, part_ in zip(drawn["data"], shown["data"], strict=True):
        assert trace["x"] == part_["x"]
    assert "As of July 20, 2023" in shown["layout"]["meta"]["rule"]


@pytest.mark.parametrize("by", WAYS)
def test_a_day_with_nothing_to_draw_leads_to_the_years_and_leaves_no_room(client, record, by):
    page = client.get(PAGE, {"by": by, "on": "1995-01-01"})
    assert not read(page).all("[data-play]")
    assert not read(page).all("#plot-ranked .plot-paper")
    if page.context["chart"].rows:
        assert "Nothing to draw for January 1, 1995. The page at the end of" in text(page)


def test_the_frames_have_the_numbers_of_the_table(client, record):
    ban("Cambridge", start="2021-05-01")
    answer, frames = frames_of(client)
    rows = table_of(client.get(PAGE, ON), "ranked")
    years = [key for key in answer["rows"][0] if key[:2] == "20"]
    for place, on in enumerate(years, 2):
        lengths = [[*trace["x"]] for trace in frames[on]["data"][:2]]
        drawn = sorted(map(sum, zip(*lengths, strict=True)))
        assert drawn == sorted(int(row[place]) for row in rows if row[place] != "0")


def test_a_disputed_count_is_marked_at_the_end_of_its_bar(client):
    doubt = {"basis": "disputed", "description": "Two codes differ."}
    make_measure("Doubtful", make_place(), [("effective", "2022-07-01", doubt)])
    _, frames = frames_of(client)
    assert frames["2023-07-20"]["data"][-1]["text"] == [" 0 or 1 (in doubt)"]
