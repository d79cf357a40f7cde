"""What becomes of an entry: a draft, an edit, a proposal or nothing; a person's word stands."""

import pytest
from django.db import connections
from django.test import Client

from laws.imports.comparison import compare_entry
from laws.imports.decisions import accept, reject
from laws.models import InboxEntry, Measure, MeasureRevision, Proposal, RawRecord
from laws.refusals import Refusal
from tests.support.desk_roles import decide
from tests.support.imports import FILED, PAGE, clerk, entry_of, run_of, told
from tests.support.makers import make_measure, make_session, make_source

pytestmark = pytest.mark.django_db

HEARD = ("2025-02-01", "Heard", "hearing")
REPORTED = ("2025-03-01", "Reported", "reported")


@pytest.fixture(autouse=True)
def session():
    return make_session("MA", "194th", "2025-01-01", "2026-12-31")


@pytest.fixture
def editor():
    return clerk("editor", "ed")


def take_all(entry, user, reason=""):
    return accept(entry, user, {one.place for one in compare_entry(entry).proposed}, reason)


def public(session, **fields):
    cited = {"source_urls": [PAGE.format("S.9001")]}
    actions = [("introduced", "2025-01-10", cited | {"description": "Filed"})]
    measure = make_measure("Ours", "MA", actions, session=session, identifier="S.9001", **fields)
    make_source(measure, PAGE.format("S.9001"))
    return measure


def said(place="title"):
    return Measure.objects.values_list(place, flat=True).get()


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
def test_a_new_bill_becomes_a_draft_of_who_accepts_it(session, role):
    user = clerk(role)
    entry = accept(entry_of(told(actions=[FILED, HEARD])), user, set(), "")
    measure = Measure.objects.get()
    assert (measure.status, measure.entered_by, measure.edited_by) == ("draft", user, user)
    assert (measure.session, measure.slug, measure.kind) == (session, "ma-s9001-194th", "bill")
    assert [str(one) for one in measure.actions.all()] == [
        "January 10, 2025: Introduced", "February 1, 2025: Hearing",
    ]  # fmt: skip
    assert [one.url for one in measure.sources.all()] == [PAGE.format("S.9001")]
    assert (entry.status, entry.decided_by, entry.measure) == ("accepted", user, measure)
    assert RawRecord.objects.get().measure == measure
    why = MeasureRevision.objects.get().pgh_context
    assert (why["origin"], why["reason"]) == ("import", "Open States says so.")


def test_an_administrator_takes_nothing_in():
    with pytest.raises(Refusal, match="may not enter drafts"):
        accept(entry_of(told()), clerk("administrator"), set(), "")
    assert not Measure.objects.exists()


def test_a_change_of_a_draft_is_an_edit_of_what_was_ticked(session, editor):
    draft = public(session, status="draft")
    entry = entry_of(told(actions=[FILED, HEARD, REPORTED]))
    one, _ = compare_entry(entry).proposed
    accept(entry, editor, {one.place}, "The clerk says so.")
    draft.refresh_from_db()
    assert [action.kind for action in draft.actions.all()] == ["introduced", "hearing"]
    assert (draft.status, draft.edited_by) == ("draft", editor)
    # What was left out is not proposed again.
    passed = ("2025-04-01", "Passed", "passed")
    assert run_of(told(version="2", actions=[FILED, HEARD, REPORTED, passed])) == {"changed": 1}
    again = compare_entry(InboxEntry.objects.filter(status="waiting").get())
    assert [row.name for row in again.proposed] == ["2025-04-01 passed"]


def test_a_change_of_what_is_published_is_a_proposal(session, editor):
    measure = public(session)
    take_all(entry_of(told(actions=[FILED, HEARD])), editor)
    assert measure.actions.count() == 1
    proposal = Proposal.objects.get()
    assert (proposal.author, proposal.reason) == (editor, "Open States says so.")
    publisher = Client()
    publisher.force_login(clerk("publisher"))
    decide(publisher, proposal, "accept")
    assert [action.kind for action in measure.actions.all()] == ["introduced", "hearing"]
    # The proposal's action is the import's: it changes, and does not come twice.
    run_of(told(version="3", actions=[FILED, ("2025-02-01", "Heard", "reported")]))
    last = InboxEntry.objects.filter(status="waiting").get()
    assert [(one.column, one.is_proposed) for one in compare_entry(last).differences] == [
        ("kind", True)
    ]


PUBLIC = ("/", "/map.json", "/measures.json", "/measures.csv", "/bills.json", "/changes.json",
          "/states/ma.json", "/measures/ma-s9001-194th.json", "/sitemap.xml")  # fmt: skip


def test_nothing_public_changes_by_an_import_nor_by_accepting_it(session, editor, client):
    public(session)

    def seen():
        return [client.get(f"{page}?on=2025-06-01").getvalue() for page in PUBLIC]

    before = seen()
    run_of(told(title="An Act on facial recognition, redrafted", actions=[FILED, HEARD]),
           told("S.9002"))  # fmt: skip
    for entry in InboxEntry.objects.filter(status="waiting"):
        take_all(entry, editor)
    assert (Proposal.objects.count(), Measure.objects.count()) == (1, 2)
    assert seen() == before


def test_what_a_person_set_is_never_overwritten(editor):
    take_all(entry_of(told()), editor)
    Measure.objects.update(title="A person's", effect="ban", summary="Ours.")
    run_of(
        told(version="2", title="An Act on facial recognition, redrafted", actions=[FILED, HEARD])
    )
    entry = InboxEntry.objects.get(status="waiting")
    kept = [one for one in compare_entry(entry).differences if not one.is_proposed]
    assert [one.column for one in kept] == ["title"]
    take_all(entry, editor)
    assert (said("title"), said("effect"), said("summary")) == ("A person's", "ban", "Ours.")
    assert Measure.objects.get().actions.count() == 2
    with pytest.raises(Refusal, match="already decided"):
        accept(entry, editor, {kept[0].place}, "")


def test_a_place_that_is_kept_cannot_be_taken(session, editor):
    public(session)
    entry = entry_of(told(actions=[FILED, HEARD]))
    kept = next(one for one in compare_entry(entry).differences if not one.is_proposed)
    with pytest.raises(Refusal, match="changed while you were looking"):
        accept(entry, editor, {kept.place}, "")
    with pytest.raises(Refusal, match="Select at least one"):
        accept(entry, editor, set(), "")
    assert not Proposal.objects.exists()


def test_a_value_that_staff_change_while_another_looks_stays(editor):
    take_all(entry_of(told()), editor)
    run_of(told(version="2", title="An Act on facial recognition, redrafted"))
    entry = InboxEntry.objects.get(status="waiting")
    places = {one.place for one in compare_entry(entry).proposed}
    Measure.objects.update(title="A person's")
    with pytest.raises(Refusal, match="already says all of this"):
        accept(entry, editor, places, "")
    assert said() == "A person's"


def test_what_was_rejected_is_not_proposed_again_even_when_it_changes(editor):
    entry = entry_of(told())
    with pytest.raises(Refusal, match="Say why"):
        reject(entry, editor, "")
    reject(entry, editor, "About fish.")
    assert run_of(told(version="2", title="An Act on facial recognition of fish")) == {
        "unchanged": 1
    }
    assert not Measure.objects.exists()


def test_a_contributor_rejects_nothing_and_changes_no_draft_of_another(session):
    user = clerk("contributor")
    public(session, status="draft")
    entry = entry_of(told(actions=[FILED, HEARD]))
    for attempt in (lambda: reject(entry, user, "No."), lambda: take_all(entry, user)):
        with pytest.raises(Refusal, match="nly an editor"):
            attempt()
    assert Measure.objects.get().actions.count() == 1


@pytest.mark.parametrize("status", ["in_review", "published", "withdrawn"])
def test_a_contributor_publishes_nothing_by_import(session, status):
    user = clerk("contributor")
    reason = "A mistake." if status == "withdrawn" else ""
    public(session, status=status, withdrawn_reason=reason, entered_by=user)
    entry = entry_of(told(actions=[FILED, HEARD]))
    with pytest.raises(Refusal):
        take_all(entry, user)
    assert (said("status"), Proposal.objects.count()) == (status, 0)


def test_a_bill_that_was_entered_in_the_meantime_is_not_entered_twice(session, editor):
    entry = entry_of(told(actions=[FILED, HEARD]))
    draft = public(session, status="draft")
    with pytest.raises(Refusal, match="Select at least one"):
        accept(entry, editor, set(), "")
    take_all(entry, editor)
    entry.refresh_from_db()
    assert (entry.kind, entry.measure, Measure.objects.count()) == ("changed", draft, 1)


def test_a_bill_without_a_known_government_is_not_entered(editor):
    entry = entry_of(told(jurisdiction="ocd-division/country:us/state:zz"))
    with pytest.raises(Refusal, match="government is not in our database"):
        accept(entry, editor, set(), "")


@pytest.mark.django_db(transaction=True)
def test_what_an_import_is_reading_waits_until_it_is_done(editor):
    entry = entry_of(told())
    importing = connections.create_connection("default")
    try:
        with importing.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT 1 FROM laws_rawrecord FOR UPDATE")
            with pytest.raises(Refusal, match="is working on this bill"):
                accept(entry, editor, set(), "")
            cursor.execute("ROLLBACK")
    finally:
        importing.close()
    accept(entry, editor, set(), "")
    assert Measure.objects.count() == 1


def test_what_does_not_fit_the_record_is_refused_whole(editor):
    entry = entry_of(told())
    entry.draft["own"][""]["kind"] = "decree"
    entry.save()
    with pytest.raises(Refusal, match="enter it by hand"):
        accept(entry, editor, set(), "")
    assert InboxEntry.objects.get().waits
    assert not Measure.objects.exists()
