"""Dates as people and legislatures write them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laws.text.date_parsing import read_date, read_day
from laws.text.dates import PartialDate, say

MARCH_11 = [
    "3/11/2025", "03/11/2025", "3-11-2025", "2025-03-11", "2025-3-11", "2025/03/11", "20250311",
    "March 11, 2025", "march 11 2025", "Mar. 11th, 2025", "11 March 2025", "11th of March 2025",
    "11-Mar-2025", "Tuesday, March 11, 2025", "Tue 3/11/2025", "3/11/2025 2:30 p.m.",
    "2025-03-11T09:00:00", "2025-03-11T10:00:00Z", "2025-03-11T00:00:00.000+00:00",
    "2025-03-11T23:30:00-05:00", "3 / 11 / 2025", "03/11/2025-12:00pm", "(3/11/2025)",
    "[3/11/2025]", " March\u00a011,  2025 ", "3\u201311\u20132025",
]  # fmt: skip


@pytest.mark.parametrize("text", MARCH_11)
def test_a_day_is_read_in_every_spelling_that_means_one(text):
    assert read_date(text) == PartialDate(date(2025, 3, 11))


def test_numbers_are_day_and_month_only_where_nothing_else_fits():
    assert read_date("13/3/2025") == read_date("3/13/2025") == PartialDate(date(2025, 3, 13))


@pytest.mark.parametrize("text", ["3/11/25", "03-11-25", "11-MAR-25", "(3 / 11 / 25)"])
def test_a_year_of_two_digits_is_one_of_this_century_up_to_next_year(text):
    assert read_date(text, 2024) == PartialDate(date(2025, 3, 11))
    with pytest.raises(ValueError, match="which year is it"):
        read_date(text, 2023)


@pytest.mark.parametrize("text", ["25-03-11", "13/3/25"])
def test_two_digits_that_may_be_a_year_or_a_day_are_refused(text):
    with pytest.raises(ValueError, match="there is no month"):
        read_date(text, 2026)


@pytest.mark.parametrize("text", ["March 2025", "Mar 2025", "2025-03", "3/2025", "March, 2025"])
def test_a_month_stays_a_month(text):
    assert read_date(text) == PartialDate(date(2025, 3, 1), "month")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("3/11", "which year is it?"),
        ("3/11/25", "which year is it?"),
        ("May 5", "which year is it?"),
        ("13/13/2025", "there is no month 13"),
        ("3/11/98", "which year is it?"),
        ("3.11.2025", "Write 2025-03-11"),
        ("Feb 30, 2025", "February 2025 has no day 30"),
        ("Monday, March 11, 2025", "March 11, 2025 is a Tuesday"),
        ("2025-03-11T02:00:00Z", "it was still the day before in some states"),
        ("March 11-12, 2025", "Write 2025-03-11"),
        ("spring 2025", "Write 2025-03-11"),
        ("1825", "use a year from 1900 to 2100"),
    ],
)
def test_what_means_no_date_or_several_is_refused_with_what_is_missing(text, why):
    with pytest.raises(ValueError, match="“") as refused:
        read_date(text)
    assert text in str(refused.value)
    assert why in str(refused.value)


def test_a_year_is_no_day():
    assert read_date("2025") == PartialDate(date(2025, 1, 1), "year")
    with pytest.raises(ValueError, match="“2025” is a year"):
        read_day("2025")


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_what_the_site_writes_is_read_as_the_same_day(day):
    written = say(day), day.isoformat(), f"{day.month}/{day.day}/{day.year}"
    assert {read_day(text) for text in written} == {day}


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text):
    with suppress(ValueError):
        assert read_date(text).say()
