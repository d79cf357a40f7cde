"""Measuring what texts suggest against what people answered of the same bills."""

from io import StringIO

import pytest
from django.core.management import call_command

from laws.imports.suggestion_accuracy import Coded, Said, SuggestionAccuracy, count
from laws.imports.types import IncomingText, RefusedRecord, Where
from tests.support.imports import PAGE, told
from tests.support.makers import make_measure, make_provision, make_question, make_session
from tests.support.source_bills import API_BILL
from tests.support.source_sets import folder

pytestmark = pytest.mark.django_db

WARRANT = "Police shall not use facial recognition without a warrant."
LOGS = "Each use of facial recognition must be kept in a log."


def counted(*texts, number="S 9001"):
    versions = tuple(IncomingText("Version", PAGE.format(text), text) for text in texts)
    counts = SuggestionAccuracy()
    records = [told(number, versions=versions), RefusedRecord(Where("x"), "broken")]
    count(iter(records * 2), Coded(), counts)
    return counts


@pytest.fixture(autouse=True)
def coded():
    session = make_session("MA", "194th", "2025-01-01", "2026-12-31")
    bill = make_measure("Ours", "MA", session=session, identifier="S.9001", kind="bill")
    make_question("audit_log_required")
    make_provision(bill, "warrant_required", "yes")
    return bill


def test_what_people_answered_alike_otherwise_or_not_is_counted_once_a_bill(coded):
    assert counted("Short.", f"{WARRANT} {LOGS}").said == {
        ("warrant_required", ""): Said(1, 1, 0, 0, 1),
        ("audit_log_required", ""): Said(1, 0, 0, 1, 0),
        ("effect", coded.effect): Said(coded=1),
        ("reach", "general"): Said(coded=1),
        **{("regulates", one): Said(coded=1) for one in coded.regulates},
    }
    coded.provisions.update(answer="no")
    assert counted(WARRANT).of("warrant_required", "").otherwise == 1


def test_a_bill_that_is_not_coded_is_not_counted():
    assert counted(WARRANT, number="S 9002").bills == set()


def test_the_command_prints_a_table(tmp_path):
    out = StringIO()
    bills = folder(tmp_path / "set", {"a.json": API_BILL})
    call_command("measure_suggestions", bills, stdout=out)

    assert out.getvalue().splitlines()[:2] == [
        "0 bills",
        "| what | suggested | people said so | said otherwise | said nothing | coded so |",
    ]
