"""Ranked bars and days: each frame draws its own lines, in the looks of the figure."""

import plotly.graph_objects as go
import pytest

from dashboard.charts.plotly.frame import COLORS
from dashboard.charts.plotly.ranked import Bar, Frame, draw, draw_days, height_of
from tests.support.drawings import checked

WORDS = {"title": "A finding", "on": "2023-07-20", "rule": "Rule R7."}


def bar(name, *parts, place="1", words=""):
    return Bar(name.lower(), place, name, parts, words or str(sum(parts)), f"in {name}")


def frames():
    then = [bar("Maine", 2, 0)]
    now = [bar("Maine", 2, 1), bar("Ohio", 1, 0, place="2="), bar("Utah", 0, 1, place="2=")]
    return [Frame("2022", WORDS, then), Frame("2023", WORDS, now)]


def drawn(shown=1, **fields):
    return draw(frames(), shown, ("ban", "moratorium"), slots=3, **fields)


def dated():
    lines = [Bar("me", "1", "Maine", ("2020-09-02",), "Portland", "Portland, Sep 2, 2020")]
    more = Bar("oh", "2", "Ohio", ("2021-03-01",), "Akron", "Akron, Mar 1, 2021")
    return [Frame("2020", WORDS, lines), Frame("2021", WORDS, [*lines, more])]


def test_it_passes_plotlys_validation():
    for drawing in (drawn(), draw_days(dated(), 1, ("ban",), slots=2)):
        data = drawing.as_json()["figure"]
        assert go.Figure(data).update_layout(drawing.narrow)
        assert len(data["frames"]) == 2


@pytest.mark.parametrize("shown", [0, 1])
def test_the_chosen_frame_is_drawn_and_each_frame_has_its_own_lines(shown):
    figure = checked(drawn(shown))
    frame = figure.frames[shown]

    assert figure.data[0].x == frame.data[0].x
    assert figure.layout.yaxis.ticktext == frame.layout.yaxis.ticktext
    assert figure.layout.annotations[0].text == frame.name
    assert figure.frames[0].layout.yaxis.ticktext == ("1  Maine",)
    assert figure.frames[1].layout.yaxis.ticktext == ("1  Maine", "2=  Ohio", "2=  Utah")


def test_parts_of_a_bar_stand_end_to_end_in_the_fills_of_their_effects():
    bans, moratoria, ends = checked(drawn()).data

    assert bans.x == (2, 1, 0)
    assert moratoria.x == (1, 0, 1)
    assert bans.marker.color == COLORS["law-ban"]
    assert moratoria.marker.pattern.shape == "/"
    assert checked(drawn()).layout.barmode == "stack"
    assert ends.x == (3, 1, 1)
    assert ends.text == (" 3", " 1", " 1")


def test_counts_are_cut_into_units_and_shares_are_not():
    cuts = checked(drawn()).layout.shapes

    # Those of the one bar that is longer than a unit: beside the others stand their words.
    assert [(cut.x0, cut.y0, cut.y1) for cut in cuts] == [(1, -0.5, 0.5), (2, -0.5, 0.5)]
    assert not checked(drawn(longest=100)).layout.shapes
    half = [Frame("2023", WORDS, [bar("Maine", 1.5, 0)])]
    assert not checked(draw(half, 0, ("ban", "rest"), slots=1)).layout.shapes
    many = [Frame("2023", WORDS, [bar("Maine", 21, 0)])]
    assert not checked(draw(many, 0, ("ban", "moratorium"), slots=1)).layout.shapes


def test_all_frames_share_their_axes_so_that_years_can_be_compared():
    for drawing in (drawn(0), drawn(1)):
        assert checked(drawing).layout.yaxis.range == (2.5, -0.5)
        assert checked(drawing).layout.xaxis.range == checked(drawn()).layout.xaxis.range
    assert all(frame.layout.xaxis.range is None for frame in checked(drawn()).frames)


def test_days_are_marks_at_the_end_of_a_line_from_the_name():
    lines, marks = checked(draw_days(dated(), 1, ("ban",), slots=2)).data

    assert marks.x == ("2020-09-02", "2021-03-01")
    assert marks.y == (0, 1)
    assert lines.x == ("2020-01-01", "2020-09-02", None, "2020-01-01", "2021-03-01", None)


def test_nothing_to_draw_is_drawn_as_nothing():
    empty = [Frame("2023", WORDS, [])]

    for drawing in (
        draw(empty, 0, ("ban",), slots=0),
        draw_days(empty, 0, ("ban",), slots=0),
    ):
        figure = go.Figure(drawing.as_json()["figure"])
        assert figure.layout.annotations[0].text == "2023: none"


def test_its_height_is_that_of_its_lines():
    assert drawn().height == height_of(3)
    assert height_of(20) > height_of(3) == height_of(1)
