"""R1: dates carry their precision."""

from datetime import date

import pytest

from laws.rules.terms import certain_days
from laws.text.dates import PartialDate, months_before, say, say_short


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-07-20", date(2023, 7, 20), date(2023, 7, 20)),
        ("2023-07", date(2023, 7, 1), date(2023, 7, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        (" 2023 ", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_r1_a_date_stands_for_every_day_of_its_span(text, first, last):
    when = PartialDate.parse(text)

    assert (when.first, when.last) == (first, last)


@pytest.mark.parametrize("text", ["2023-07-20", "2023-07", "2023", "0999-01"])
def test_a_date_is_written_as_precisely_as_it_was_read(text):
    assert PartialDate.parse(text).isoformat() == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "July 2023",
        "20-07-2023",
        "2023-7",
        "2023-13",
        "2023-02-29",
        "2023-00",
        "2023-01-00",
        "2023-07-20T00:00",
        "20230720",
        "0000",
        "٢٠٢٣",
        "2023-07-20\x00",
        "-2023",
    ],
)
def test_what_is_no_date_is_refused_with_what_is_allowed(text):
    with pytest.raises(ValueError, match="allowed are YYYY, YYYY-MM or YYYY-MM-DD") as refused:
        PartialDate.parse(text)

    assert repr(text) in str(refused.value)


def test_an_imprecise_date_stands_for_its_span_whatever_day_it_is_stored_with():
    assert PartialDate(date(2023, 7, 20), "month").first == date(2023, 7, 1)
    assert PartialDate(date(2023, 7, 20), "year").first == date(2023, 1, 1)
    assert PartialDate(date(2023, 7, 20), "year").last == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("text", "said", "short"),
    [
        ("2023-07-20", "July 20, 2023", "Jul 20, 2023"),
        ("2023-07-01", "July 1, 2023", "Jul 1, 2023"),
        ("2019-07", "July 2019", "Jul 2019"),
        ("2019", "2019", "2019"),
    ],
)
def test_r1_a_date_is_shown_as_it_is_known(text, said, short):
    when = PartialDate.parse(text)

    assert (when.say(), when.say_short()) == (said, short)


def test_a_day_is_said_without_leading_zeros():
    assert say(date(2026, 3, 4)) == "March 4, 2026"
    assert say_short(date(2026, 3, 4)) == "Mar 4, 2026"


def test_r1_a_start_counts_from_the_last_day_and_an_end_from_the_first():
    assert certain_days(PartialDate.parse("2019-07")) == (date(2019, 7, 31), date(2019, 7, 1))
    assert certain_days(PartialDate.parse("2019-07-04")) == (date(2019, 7, 4), date(2019, 7, 4))


@pytest.mark.parametrize(
    ("first", "last", "known"),
    [
        ("2020-02-01", "2020-02-29", "2020-02"),
        ("2020-01-01", "2020-12-31", "2020"),
        ("2020-01-01", "2020-01-31", "2020-01"),
        ("2020-02-01", "2020-02-28", None),
        ("2020-02-02", "2020-02-29", None),
        ("2020-01-01", "2021-12-31", None),
    ],
)
def test_a_whole_month_or_year_is_known_from_its_days(first, last, known):
    found = PartialDate.spanning(date.fromisoformat(first), date.fromisoformat(last))
    assert (found and found.isoformat()) == known


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2023-07-20", 24, "2021-07-20"),
        ("2024-02-29", 24, "2022-02-28"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2024-01-15", 1, "2023-12-15"),
        ("2024-01-15", 0, "2024-01-15"),
    ],
)
def test_months_before_a_day_end_with_the_shorter_month(day, months, before):
    assert months_before(date.fromisoformat(day), months) == date.fromisoformat(before)
