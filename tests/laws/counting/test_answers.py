"""Answers with days of their own: in effect on exactly the days of the measure and their own."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.types.range import DateRange

from laws.counting.answers import answer_on, while_answered
from laws.models import Provision
from laws.text.dates import PartialDate
from laws.vocabulary import Force
from tests.support.plain_measures import binding

ON = date(2027, 1, 1)
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
KNOWN = st.none() | st.builds(PartialDate, DAYS, st.sampled_from(["day", "month", "year"]))


def answer(begins=None, ends=None, terms=(), said="yes"):
    row = Provision(answer=said, effective_on=begins, ended_on=ends)
    row.terms = [DateRange(*term) for term in terms]
    return row


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(KNOWN, KNOWN, DAYS, st.none() | st.integers(1, 900), DAYS)
def test_an_answer_counts_on_the_days_of_its_measure_and_its_own(begins, ends, starts, lasts, on):
    over = lasts and starts + timedelta(lasts)
    row = answer(begins, ends, [(starts, over)])
    is_law = starts <= on and (over is None or on < over)
    is_own = (begins is None or begins.last <= on) and (ends is None or on < ends.first)
    found = answer_on(row, on)
    assert (found.force == Force.IN_EFFECT) == (is_law and is_own)
    assert (found.force is None) == (not is_law)
    law = replace(binding(), starts_on=starts, ends_on=over)
    cut = while_answered(law, begins, ends)
    is_cut = cut is not None and cut.starts_on <= on and (cut.ends_on is None or on < cut.ends_on)
    assert is_cut == (is_law and is_own)


LAW = [(date(2026, 1, 1), date(2028, 1, 1))]


@pytest.mark.parametrize(
    ("begins", "ends", "on", "said", "counts_as"),
    [
        ("2027-07-01", None, "2027-06-30", "yes", "no"),
        ("2027-07-01", None, "2027-06-30", "qualified", "no"),
        ("2027-07-01", None, "2027-06-30", "no", ""),
        ("2027-07-01", None, "2027-07-01", "yes", "yes"),
        (None, "2027-07-01", "2027-07-01", "yes", "no"),
        (None, "2027-07-01", "2027-06-30", "yes", "yes"),
        ("2027-07", None, "2027-06-30", "yes", "no"),
        ("2027-07", None, "2027-07-30", "yes", ""),
        ("2027-07", None, "2027-07-31", "yes", "yes"),
        (None, "2027", "2027-06-01", "yes", ""),
        ("2027-07-01", None, "2025-01-01", "yes", "yes"),  # the law is not in effect yet
    ],
)
def test_what_is_not_in_effect_counts_as_no_or_is_open(begins, ends, on, said, counts_as):
    days = [day and PartialDate.parse(day) for day in (begins, ends)]
    assert answer_on(answer(*days, LAW, said), date.fromisoformat(on)).answer == counts_as


def test_days_outside_those_of_the_law_are_not_told():
    found = answer_on(answer(*map(PartialDate.parse, ("2025-03", "2028-02")), LAW), ON)
    assert (found.begins, found.ends, found.answer) == (None, None, "yes")
