"""R6: when a session is over for a bill, by its actions and by what is carried over."""

from dataclasses import replace
from datetime import date

import pytest

from laws.rules.stages import Session, stage_on
from tests.support.plain_actions import acts

YEAR = Session(date(2019, 1, 3), date(2019, 5, 31))


def stage(day, *lines, session=YEAR):
    return stage_on(acts(*lines), (), session, date.fromisoformat(day)).stage


def test_r6_what_was_carried_over_ends_with_the_session_that_takes_it_up():
    session = replace(YEAR, carried_until=date(2020, 6, 30))
    lines = "introduced 2019-01-08", "carried_over 2019-05-20"

    assert stage("2020-06-29", *lines, session=session) == "introduced"
    assert stage("2020-06-30", *lines, session=session) == "failed"
    assert stage("2020-08-01", *lines, "reported 2020-08-01", session=session) == "in_committee"
    assert stage("2019-05-31", "introduced 2019-01-08", session=session) == "failed"


def test_r6_where_all_unfinished_bills_are_carried_over_none_fails_in_between():
    session = replace(YEAR, carried_until=date(2020, 5, 29), carries_all=True)

    assert stage("2020-05-28", "introduced 2019-01-08", session=session) == "introduced"
    assert stage("2020-05-29", "introduced 2019-01-08", session=session) == "failed"


@pytest.mark.parametrize(("said", "expected"), [
    ("Scrivener's error corrected", "failed"),
    ("Pending introduction.", "failed"),
    ("Coauthored by Senator Roe", "failed"),
    ("(H) MANIFEST ERROR(S)", "failed"),
    ("Member(s) request name added as sponsor: Roe, Poe", "failed"),
    ("Statement(s) of vote recorded in Journal", "failed"),
    ("Conference report rejected", "in_committee"),
    ("Debate adjourned", "in_committee"),
])  # fmt: skip
def test_r6_a_clerks_entry_weeks_after_the_end_does_not_show_that_a_bill_lives(said, expected):
    found = acts("introduced 2019-01-08", "referred 2019-01-20", "other 2019-07-15")
    found[-1] = replace(found[-1], description=said)

    assert stage_on(found, (), YEAR, date(2019, 8, 1)).stage == expected
