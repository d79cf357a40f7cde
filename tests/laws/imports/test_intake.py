"""What an import puts into the inbox: new and changed bills, once; nothing else."""

from dataclasses import replace

import pytest
from django.db import connection

from laws.imports.intake import propose
from laws.imports.types import IncomingText, RefusedRecord, Where
from laws.models import ImportRun, InboxEntry, Measure, RawRecord, SourceCopy
from tests.support.imports import FILED, PAGE, run_of, told
from tests.support.makers import make_measure, make_session, make_state

pytestmark = pytest.mark.django_db

OFF = {"title": "An Act on road signs"}
BROKEN = RefusedRecord(Where("bills.json", 2), "The field “title” is empty: it takes a text.")


@pytest.fixture(autouse=True)
def session():
    return make_session("MA", "194th", "2025-01-01", "2026-12-31")


def waiting():
    return [(one.kind, one.identifier) for one in InboxEntry.objects.filter(status="waiting")]


def test_a_bill_on_the_subject_waits_and_one_off_it_is_counted_only():
    found = run_of(told(), told("S.9002", **OFF))
    assert found == {"new": 1, "off_subject": 1}
    entry, run = InboxEntry.objects.get(), ImportRun.objects.get()
    assert (entry.kind, entry.identifier, entry.jurisdiction) == ("new", "S.9001", make_state())
    assert entry.address == PAGE.format("S.9001")
    assert entry.words == ["facial recognition"]
    assert [raw.raw for raw in RawRecord.objects.all()] == [{"id": "S.9001", "stamp": "1"}]
    assert (run.read, run.new, run.off_subject, run.record) == (2, 1, 1, "openstates")
    assert run.is_finished
    assert not Measure.objects.exists()


def test_a_dry_run_counts_alike_and_keeps_nothing():
    run = ImportRun(origin="command", name="bills.json")
    said = []
    counts = propose(iter([told(), BROKEN]), run, False, said.append)
    assert (counts["new"], counts["refused"]) == (1, 1)
    assert [one.outcome for one in said] == ["new", "refused"]
    assert not any(model.objects.exists() for model in (ImportRun, InboxEntry, RawRecord))


def test_the_same_file_again_proposes_nothing():
    bills = [told(), BROKEN, told("S.9002")]
    run_of(*bills)
    assert run_of(*bills) == {"unchanged": 2, "refused": 1}
    assert InboxEntry.objects.count() == 3


def test_a_new_version_without_news_proposes_nothing():
    run_of(told())
    assert run_of(told(version="2")) == {"unchanged": 1}
    assert RawRecord.objects.get().version == "2"


def test_a_later_version_takes_the_place_of_the_one_that_waits():
    run_of(told())
    assert run_of(told(version="2", title="An Act on facial recognition, amended")) == {"new": 1}
    assert sorted(InboxEntry.objects.values_list("status", flat=True)) == ["superseded", "waiting"]


@pytest.mark.parametrize("number", ["S 9001", "s9001", "S.09001"])
def test_a_measure_is_known_by_place_session_and_number_in_any_spelling(session, number):
    measure = make_measure("Ours", "MA", session=session, identifier="S.9001",
                           actions=[("introduced", "2025-01-10")])  # fmt: skip
    assert run_of(told(number, actions=[FILED, ("2025-02-01", "Heard", "hearing")])) == {
        "changed": 1
    }
    entry = InboxEntry.objects.get()
    assert entry.measure == measure
    assert [(one["part"], one["column"], one["standing"]) for one in entry.differences] == [
        ("own", "title", "kept"),
        ("actions", "description", "proposed"),
        ("actions", "source_urls", "proposed"),
        ("actions", "", "proposed"),
        ("sources", "", "proposed"),
    ]


def test_the_number_of_another_session_is_another_bill(session):
    other = make_session("MA", "193rd", "2023-01-01", "2024-12-31")
    make_measure("Ours", "MA", session=other, identifier="S.9001")
    assert run_of(told()) == {"new": 1}


def test_a_bill_on_the_record_is_followed_though_its_words_do_not_tell(session):
    make_measure("Ours", "MA", session=session, identifier="S.9001")
    assert run_of(told(**OFF), told("S.9002", **OFF)) == {"changed": 1, "off_subject": 1}


def test_what_the_record_says_already_is_unchanged(session):
    make_measure("Ours", "MA", session=session, identifier="S.9001",
                 actions=[("introduced", "2025-01-10", {"description": "Filed"})])  # fmt: skip
    assert run_of(told(sources=())) == {"unchanged": 1}


def test_a_record_that_the_database_does_not_take_stops_no_other():
    bad = replace(told("S.9002"), raw={"text": "a\0b"}, where=Where("bills.json", 2))
    assert run_of(told(), bad, told("S.9003")) == {"new": 2, "refused": 1}
    refused = InboxEntry.objects.get(kind="refused")
    assert refused.where == "bills.json, record 2"
    assert refused.why_refused.startswith("The database cannot store it: ")


def test_a_file_that_breaks_off_leaves_nothing():
    def breaks_off():
        yield told()
        raise OSError("the file ends here")

    run = ImportRun.objects.create(origin="command", name="bills.json")
    with pytest.raises(OSError, match="ends here"):
        propose(breaks_off(), run)
    assert not InboxEntry.objects.exists()
    assert not RawRecord.objects.exists()


def test_a_run_of_several_calls_counts_them_together():
    run = ImportRun.objects.create(origin="fetch", name="a fetch")
    propose(iter([told()]), run)
    propose(iter([told("S.9002"), told()]), run)
    run.refresh_from_db()
    assert (run.read, run.new, run.unchanged) == (3, 2, 1)


def test_bills_off_the_subject_cost_no_query(django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        run_of(*(told(f"H.{number}", **OFF) for number in range(500)), commit=False)
    assert connection.in_atomic_block


def test_the_texts_of_a_bill_wait_with_its_entry_and_each_is_kept_once():
    first = IncomingText("Introduced", PAGE.format("1"), "An act on facial recognition")
    second = IncomingText("Enrolled", PAGE.format("2"), "An act on facial recognition, enrolled")
    run_of(told(versions=(first,)))
    run_of(told(versions=(first, second)))
    run_of(told(version="2", title="An Act on facial recognition, amended", versions=(second,)))

    entry = InboxEntry.objects.get(status="waiting")
    assert [copy.version for copy in entry.copies.all()] == ["Introduced", "Enrolled"]
    assert SourceCopy.objects.count() == 2


def test_texts_of_bills_that_are_off_the_subject_are_not_kept():
    run_of(told(title="A road", versions=(IncomingText("Introduced", PAGE, "On roads"),)))

    assert not SourceCopy.objects.exists()
