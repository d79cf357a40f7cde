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
    "2025-03-11T09:00:00", " March\u00a011,  2025 ", "3\u201311\u20132025",
]  # fmt: skip


@pytest.mark.parametrize("text", MARCH_11)
def test_a_day_is_read_in_every_spelling_that_means_one(text):
    assert read_date(text) == PartialDate(date(2025, 3, 11))


@pytest.mark.parametrize("text", ["March 2025", "Mar 2025", "2025-03", "3/2025", "March, 2025"])
def test_a_month_stays_a_month(text):
    assert read_date(text) == PartialDate(date(2025, 3, 1), "month")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("3/11", "which year is it?"),
        ("3/11/25", "which year is it?"),
        ("May 5", "which year is it?"),
        ("13/3/2025", "there is no month 13"),
        ("3.11.2025", "Write 2025-03-11"),
        ("Feb 30, 2025", "February 2025 has no day 30"),
        ("Monday, March 11, 2025", "March 11, 2025 is a Tuesday"),
        ("2025-03-11T23:00:00Z", "Write 2025-03-11"),
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
