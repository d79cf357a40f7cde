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


def bill(*entries):
    """A bill with entries (text, class) of its record."""
    actions = tuple(
        IncomingAction(date(2025, 2, n), text, n, classification=(said,) if said else ())
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


def test_a_bill_of_a_session_that_is_over_is_no_longer_pending():
    found = counted(bill(("Referred to committee", "")), RefusedRecord(Where("x"), "broken"))

    assert (found.dead, found.dead_pending, found.refused, found.bills) == (1, 0, 1, 1)


def test_the_command_prints_a_row_for_each_set(tmp_path):
    out = StringIO()
    call_command("measure_imports", folder(tmp_path / "set", {"a.json": API_BILL}), stdout=out)

    assert out.getvalue().splitlines()[2].startswith("| set | 1 | 0 |")
