from datetime import date
from itertools import pairwise

import pytest

from dashboard.charts.step_chart import NARROW, WIDE, step_chart, value_on

POINTS = [(date(2019, 6, 28), 1), (date(2020, 1, 13), 3), (date(2025, 2, 1), 2)]
DATES = {"on": date(2023, 7, 20), "today": date(2026, 11, 22), "label": "Local bans over time"}


@pytest.mark.parametrize(
    ("day", "number"),
    [(date(2019, 6, 27), 0), (date(2019, 6, 28), 1), (date(2024, 1, 1), 3), (date(2026, 1, 1), 2)],
)
def test_a_number_holds_from_its_day_to_the_next(day, number):
    assert value_on(POINTS, day) == number


def test_it_writes_the_number_on_the_date_and_the_number_now(draw):
    drawing = draw(step_chart(POINTS, **DATES))

    assert drawing.classed("val")[0].text == "3"
    assert drawing.classed("lab")[0].text == "2"
    assert "20 Jul 2023" in drawing.text
    assert drawing.root.get("aria-label") == "Local bans over time"


def test_each_change_is_one_step(draw):
    (curve,) = draw(step_chart(POINTS, **DATES)).classed("curve")

    assert curve.get("d").count("V") == 3


def test_nothing_yet_is_a_flat_line_and_no_failure(draw):
    drawing = draw(step_chart([], **DATES))

    assert drawing.classed("val")[0].text == "0"
    assert drawing.classed("curve")[0].get("d").count("V") == 0


def test_a_date_after_today_is_still_on_the_paper(draw):
    drawing = draw(step_chart(POINTS, **DATES | {"on": date(2031, 1, 1)}))

    assert "1 Jan 2031" in drawing.text


def test_a_date_long_before_is_on_the_paper_too(draw):
    assert "1 May 1999" in step_chart(POINTS, **DATES | {"on": date(1999, 5, 1)})


@pytest.mark.parametrize("frame", [WIDE, NARROW])
def test_years_do_not_collide(draw, frame):
    drawing = draw(step_chart(POINTS, frame=frame, **DATES))
    years = [
        float(e.get("x"))
        for e in drawing.root.iter("text")
        if e.text.startswith(("20", "’")) and e.get("text-anchor") == "middle"
    ]

    assert all(b - a > 24 for a, b in pairwise(years))
