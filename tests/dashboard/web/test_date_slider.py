from datetime import date

import pytest

from dashboard.web.date_slider import (
    LAW,
    LEVELS,
    LINE,
    STEPS_OF_ONE,
    Change,
    key_of,
    rug,
    span_of,
)
from tests.support.drawings import Drawing

TODAY = date(2026, 11, 22)
SPAN = span_of([], TODAY)


def test_it_spans_whole_years_from_2016_to_this_one():
    assert SPAN.first == date(2016, 1, 1)
    assert SPAN.last == date(2026, 12, 31)


def test_later_changes_widen_it_and_earlier_ones_only_for_a_day_among_them():
    days = [date(2011, 5, 1), date(2020, 1, 1), date(2028, 7, 1)]
    assert span_of(days, TODAY).years == range(2016, 2029)
    assert span_of(days, TODAY, TODAY).years == range(2016, 2029)
    assert span_of(days, TODAY, date(2014, 1, 1)).years == range(2011, 2029)
    assert span_of(days[:1], TODAY).years == range(2011, 2027)


def test_a_day_stands_at_its_share_of_the_span():
    assert SPAN.at(SPAN.first) == 0
    assert SPAN.at(SPAN.last) == 1000
    assert SPAN.at(date(2023, 7, 20)) == pytest.approx(686.3, abs=0.1)


def test_starts_stand_up_and_endings_hang_down_each_as_its_level():
    day = date(2020, 6, 1)
    changes = [Change(day, level, what) for level in LEVELS for what in ("start", "end")]
    drawing = Drawing(rug(changes, SPAN, TODAY))
    for level in LEVELS:
        start, end = drawing.classed(f"of-{level}")
        ends = {end_of(one) for one in (start, end)}
        assert min(ends) < LINE < max(ends)


def test_the_key_names_the_levels_that_are_drawn_and_no_other():
    day = date(2020, 6, 1)
    federal, local = Change(day, "country", "start"), Change(day, "local", "end")
    assert key_of([federal], LAW) == [("country", "federal measure")]
    assert key_of([federal, local, local], LAW) == [
        ("local", "local measure"),
        ("country", "federal measure"),
    ]
    assert key_of([federal], STEPS_OF_ONE) == []


def test_changes_of_one_day_make_one_taller_tick():
    day = date(2020, 6, 1)
    one = Drawing(rug([Change(day, "local", "start")], SPAN, TODAY)).classed("up")
    three = Drawing(rug([Change(day, "local", "start")] * 3, SPAN, TODAY)).classed("up")

    assert len(one) == len(three) == 1
    assert end_of(three[0]) < end_of(one[0])


def test_a_line_stands_at_the_date_shown():
    (now,) = Drawing(rug([], SPAN, date(2023, 7, 20))).classed("now")

    assert now.get("x1") == now.get("x2") == "686.3"


def end_of(tick):
    begin, length = tick.get("d").split("v")
    return float(begin.split(" ")[1]) + float(length)
