"""The figures of the timeline: names kept apart, pins in lines, bars, years, and no HTML."""

import json
from datetime import date, timedelta
from itertools import pairwise

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.charts.plotly import by_year, cumulative, who_when
from dashboard.charts.plotly.cumulative import Curve, highest, spread
from dashboard.charts.plotly.frame import COLORS, named_years
from dashboard.charts.plotly.pins import MOST_LINES, Pin, lines_of, rings

FIRST, LAST, ON = date(2018, 1, 1), date(2026, 11, 23), date(2023, 7, 20)
always = settings(deadline=None, max_examples=100, derandomize=True, database=None)
DAYS = st.dates(FIRST, LAST)


def curve(name="local bans", role="local", *points):
    return Curve(name, points or [(date(2020, 1, 1), 2), (date(2022, 1, 1), 7)], role)


def drawn(curves=None, pins=(), on=ON, last=LAST):
    return cumulative.draw(curves or [curve()], pins, on=on, first=FIRST, last=last)


def validated(drawing):
    """The figure after plotly's own validation, as the browser gets it."""
    data = json.loads(json.dumps(drawing.as_json(), default=str))
    go.Figure(layout=data["narrow"])
    return go.Figure(data["figure"])


# --- curves -----------------------------------------------------------------------------------


def test_a_curve_begins_at_zero_on_the_left_and_goes_on_to_the_right():
    trace = validated(drawn()).data[0]
    assert (trace.x[0], trace.y[0]) == ("2018-01-01", 0)
    assert (trace.x[-1], trace.y[-1]) == ("2026-11-23", 7)
    assert trace.line.shape == "hv"


@pytest.mark.parametrize("points", [[], [(date(2030, 1, 1), 1)]])
def test_a_curve_without_a_number_yet_is_drawn_at_zero(points):
    figure = validated(drawn([Curve("local bans", points, "local")]))
    assert set(figure.data[0].y) <= {0, 1}
    assert figure.layout.yaxis.range[1] > 5


def test_the_number_at_the_date_is_written_unless_the_end_says_it():
    def written(**asked):
        figure = validated(drawn(**asked))
        return [a.text for a in figure.layout.annotations if a.yshift in (1, -1)]

    assert written() == ["7"]
    assert written(on=LAST) == []
    assert written(on=date(2019, 1, 1)) == []


def test_numbers_close_together_stand_on_either_side_of_their_curves():
    two = [curve("a", "local", (FIRST, 25)), curve("b", "state", (FIRST, 24))]
    anchors = {
        a.text: a.yanchor for a in validated(drawn(two)).layout.annotations if a.xshift == -7
    }
    assert anchors == {"24": "top", "25": "bottom"}


def test_leading_curves_are_ink_and_tell_themselves_apart_by_dashes():
    figure = validated(drawn([curve(name, "leading") for name in "abc"] + [curve()]))
    thin = [trace for trace in figure.data if trace.name in ("a", "b", "c")]
    assert {trace.line.color for trace in thin} == {COLORS["ink-2"]}
    assert len({trace.line.dash for trace in thin}) == 3


@always
@given(st.lists(st.floats(0, 300), max_size=8), st.floats(1, 30))
def test_feet_are_kept_apart_in_their_order_and_above_zero(feet, apart):
    moved = spread(sorted(feet, reverse=True), apart)
    assert all(a - b >= apart - 1e-6 for a, b in pairwise(moved))
    assert all(foot >= 0 for foot in moved)


def test_feet_far_apart_stay_where_they_are():
    assert spread([200, 100, 0], 17) == [200, 100, 0]


@pytest.mark.parametrize(
    ("most", "top"), [(0, 5), (5, 5), (7, 8), (25, 25), (26, 30), (61, 80), (2500, 2500)]
)
def test_the_axis_ends_at_a_round_number(most, top):
    assert highest([most]) >= most
    assert highest([most]) == top


# --- pins -------------------------------------------------------------------------------------


@always
@given(st.lists(DAYS, max_size=25), st.sampled_from([210, 480, 1000]))
def test_no_pin_of_a_line_covers_another(days, width):
    pins = [Pin(number, day, "") for number, day in enumerate(sorted(days), 1)]
    lines = lines_of(pins, FIRST, LAST, width)
    a_day = width / (LAST - FIRST).days
    assert len(lines) <= MOST_LINES
    for line in lines:
        assert all((b.day - a.day).days * a_day >= 18 - 1e-6 for a, b in pairwise(line))
    assert not lines or sorted(pin.number for line in lines for pin in line) == [
        pin.number for pin in pins
    ]


def test_pins_beyond_the_axis_are_not_drawn():
    pins = [
        Pin(1, date(2016, 1, 1), ""),
        Pin(2, date(2020, 1, 1), ""),
        Pin(3, date(2030, 1, 1), ""),
    ]
    assert [[pin.number for pin in line] for line in lines_of(pins, FIRST, LAST, 480)] == [[2]]


def test_too_many_pins_for_a_reader_are_not_drawn():
    pins = [Pin(n, FIRST + timedelta(n), "") for n in range(MOST_LINES + 1)]
    assert lines_of(pins, FIRST, LAST, 480) == []
    assert rings([], FIRST, LAST, 480) == []


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_a_ring_at_the_edge_is_moved_inwards(day):
    ring = rings([[Pin(1, day, "")]], FIRST, LAST, 480)[-1]
    assert (ring["x0"], ring["x1"]) == ((0, 16) if day == FIRST else (-16, 0))
    assert ring["label"]["text"] == "1"


def test_narrow_screens_have_pins_of_their_own():
    pins = [Pin(n, date(2020, 1, 1) + timedelta(90 * n), "") for n in range(1, 4)]
    answer = drawn(pins=pins).as_json()
    wide = answer["figure"]["layout"]["shapes"]
    assert len(wide) == len(answer["narrow"]["shapes"]) == 7
    assert answer["narrow"]["margin"]["b"] > answer["figure"]["layout"]["margin"]["b"]


# --- bars -------------------------------------------------------------------------------------


def bar(effect="ban", first=date(2020, 1, 1), until=None, **open_days):
    return who_when.Bar(effect, first, until, "a note", **open_days)


def lines(*bars, name="Somerville, MA"):
    return who_when.draw([who_when.Line(name, bars)], on=ON, first=FIRST, last=LAST)


def texts(drawing):
    return [one.text for one in validated(drawing).layout.annotations]


def test_what_goes_on_has_an_arrow_and_what_ended_a_stop():
    figure = validated(lines(bar()))
    arrows, stops = figure.data[1:]
    assert (list(arrows.x), list(stops.x)) == (["2026-11-23"], [])
    figure = validated(lines(bar(until=date(2022, 7, 21))))
    arrows, stops = figure.data[1:]
    assert (list(arrows.x or []), list(stops.x)) == ([], ["2022-07-21"])


def test_an_end_is_written_where_there_is_room():
    assert "ended Jul 21, 2022" in texts(lines(bar(until=date(2022, 7, 21))))
    again = bar(first=date(2022, 9, 1))
    assert "ended Jul 21, 2022" not in texts(lines(bar(until=date(2022, 7, 21)), again))


def test_an_end_known_to_the_month_is_written_so():
    late = bar(until=date(2022, 2, 1), may_end_on=date(2022, 2, 28))
    assert "ended Feb 2022" in texts(lines(late))


def test_an_end_to_come_is_written_as_such():
    assert "to Jun 1, 2028" in texts(lines(bar(until=date(2028, 6, 1))))


def test_open_days_are_hatched_unless_another_bar_covers_their_start():
    early = {"may_start_on": date(2019, 1, 1)}
    assert validated(lines(bar(**early))).data[0].base == ("2019-01-01",)
    beside = bar(first=date(2021, 1, 1), may_start_on=date(2019, 1, 1))
    hatched = [t for t in validated(lines(bar(), beside)).data if t.type == "bar"]
    assert [list(trace.base) for trace in hatched] == [["2020-01-01", "2021-01-01"]]
    late = {"until": date(2022, 2, 1), "may_end_on": date(2022, 2, 28)}
    assert validated(lines(bar(**late))).data[0].x == (28 * 86_400_000,)


def test_a_long_name_is_cut():
    (name,) = validated(lines(bar(), name="A" * 40)).layout.yaxis.ticktext
    assert len(name) == 24
    assert name.endswith("…")


def test_height_grows_by_the_line_and_stands_in_the_drawing():
    assert who_when.height([1, 2, 3]) - who_when.height([1, 2]) == 25
    assert lines(bar()).height == who_when.height([1])


# --- years ------------------------------------------------------------------------------------


def test_what_loosens_stands_below_the_line_with_its_own_totals():
    layers = [
        by_year.Layer("Bans", "ban", [3, 0], True),
        by_year.Layer("Oversight", "oversight", [1, 1], True),
        by_year.Layer("Ended", "ended", [0, 2], False),
    ]
    figure = validated(by_year.draw_steps([2022, 2023], layers, so_far=True))
    assert list(figure.data[2].y) == [None, -2]
    assert [(a.x, a.text) for a in figure.layout.annotations] == [
        (2022, "4"),
        (2023, "1"),
        (2023, "2"),
        (2023, "so far"),
    ]
    assert "-" not in "".join(figure.layout.yaxis.ticktext)


def test_laws_stand_within_the_bills():
    figure = validated(by_year.draw_bills([2022, 2023], [9, 3], [2, 5], so_far=False))
    assert [list(trace.y) for trace in figure.data] == [[9, 3], [2, 5]]
    assert [a.text for a in figure.layout.annotations] == ["9", "5"]


@pytest.mark.parametrize("years", [1, 9, 13, 40, 110])
def test_of_many_years_only_so_many_are_named(years):
    axis = named_years(date(2000, 1, 1), date(2000 + years - 1, 12, 31), 12)
    step = int(axis["dtick"][1:]) // 12
    assert -(-years // step) <= 12


@pytest.mark.parametrize(
    "drawing",
    [
        drawn(pins=[Pin(1, ON, "A study")]),
        lines(bar(), bar("moratorium", until=ON)),
        by_year.draw_steps([2023], [by_year.Layer("Bans", "ban", [1], True)], False),
        by_year.draw_bills([2023], [1], [1], False),
    ],
    ids=["cumulative", "who_when", "steps", "bills"],
)
def test_a_figure_has_only_the_sheets_colors_no_legend_and_no_html(drawing):
    text = json.dumps(drawing.as_json())
    figure = validated(drawing)
    named = {part for part in text.split('"') if part.startswith("#")}
    assert named <= set(COLORS.values())
    assert "<" not in text.replace("<extra></extra>", "")
    assert figure.layout.showlegend is False
    assert figure.layout.xaxis.fixedrange
