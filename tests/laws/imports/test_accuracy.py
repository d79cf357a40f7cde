"""Measuring our reading against what another record itself says."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from laws.imports.accuracy import accuracy_of
from laws.imports.types import IncomingAction, RefusedRecord, Where
from tests.support.imports import told
from tests.support.makers import make_session
from tests.support.source_bills import API_BILL
from tests.support.source_sets import folder

pytestmark = pytest.mark.django_db
ON = date(2030, 1, 1)


@pytest.fixture(autouse=True)
def session():
    return make_session("MA", "194th", "2025-01-01", "2026-12-31")


def bill(*entries, year=2025):
    """A bill with entries (text, class) of its record."""
    actions = tuple(
        IncomingAction(date(year, 2, n), text, n, classification=(said,) if said else ())
        for n, (text, said) in enumerate(entries, 1)
    )
    return replace(told(), actions=actions)


def counted(*records):
    return accuracy_of(records, ON)


def test_a_passage_and_a_law_that_are_read_are_found():
    found = counted(
        bill(("Third reading, passed", "passage"), ("Signed by Governor", "executive-signature"))
    )

    assert (found.passages_told, found.passages_found) == (1, 1)
    assert (found.laws_told, found.laws_found, found.laws_invented) == (1, 1, 0)
    assert found.examples == {}


def test_what_is_not_read_is_counted_and_named():
    found = counted(bill(("Gov. Roe put pen to paper", "became-law"), ("Read", "")))

    assert (found.laws_told, found.laws_found) == (1, 1)
    lost = counted(bill(("Motion: to be presented, agreed to", "became-law")))
    assert (lost.laws_told, lost.laws_found) == (1, 0)
    assert lost.examples["law missed"][0].startswith("S.9001")


def test_a_class_that_the_words_contradict_tells_nothing():
    found = counted(
        bill(("Passed Second Reading", "passage"), ("Report; Not Signed Off", "became-law"))
    )

    assert (found.passages_told, found.laws_told, found.laws_invented) == (0, 0, 0)


def test_a_class_of_a_passage_that_all_words_deny_is_counted_apart():
    found = counted(
        bill(("Passed on Second Consideration, refer to Committee", "passage")),
        bill(("Signed by the Speaker", "passage")),
        bill(("Third reading, passed; yeas, 9; nays, 2", "passage")),
    )

    assert (found.passages_contradicted, found.passages_told, found.passages_found) == (2, 1, 1)
    assert (found.votes_told, found.votes_found) == (1, 1)


def test_a_law_that_no_class_tells_and_no_word_names_is_invented():
    named = bill(("Sent to Governor", ""), ("Becomes law without Governor's signature", ""))
    stated = bill(("Approved by Governor", ""))

    assert (counted(named).laws_in_words, counted(named).laws_invented) == (1, 0)
    assert (counted(stated).laws_told, counted(stated).laws_found) == (1, 1)


def test_what_a_set_leaves_open_is_not_called_pending():
    held = bill(("Passed to be enacted", ""), ("Passed both houses", ""),
                ("Held by the Governor", ""), year=2026)  # fmt: skip
    stuck = bill(("Passed both houses", ""), ("Roll call ordered", ""), year=2026)

    found = accuracy_of([held, stuck], date(2027, 4, 1))

    assert (found.left, found.dead, found.dead_pending) == (1, 1, 1)
    assert found.examples["dead, yet pending"][0].startswith("S.9001")


def test_a_step_far_outside_its_session_is_counted():
    far = replace(bill(("Filed", "")), actions=(
        IncomingAction(date(2025, 2, 1), "Filed", 1),
        IncomingAction(date(2027, 5, 1), "Passed House", 2),
    ))  # fmt: skip

    assert counted(far).outside_session == 1


def test_a_bill_of_a_session_that_is_over_is_no_longer_pending():
    found = counted(bill(("Referred to committee", "")), RefusedRecord(Where("x"), "broken"))

    assert (found.dead, found.dead_pending, found.refused, found.bills) == (1, 0, 1, 1)


def test_the_command_prints_a_row_for_each_set(tmp_path):
    out = StringIO()
    call_command("measure_imports", folder(tmp_path / "set", {"a.json": API_BILL}), stdout=out)

    assert out.getvalue().splitlines()[2].startswith("| set |")
