"""A bill that is known is known again: by any spelling of its number, another id, form or file."""

from dataclasses import replace
from datetime import date

import pytest

from laws.imports.comparison import compare_entry
from laws.imports.decisions import accept, reject, take_up_again
from laws.imports.readers import legiscan, openstates
from laws.imports.types import Where
from laws.models import InboxEntry, LegislativeSession, Measure, RawRecord
from laws.refusals import Refusal as NotTaken
from tests.support.imports import FILED, clerk, entry_of, run_of, told
from tests.support.makers import make_country, make_measure, make_question, make_session, make_state

pytestmark = pytest.mark.django_db

OFF = {"title": "An Act on road signs"}
HEARD = ("2025-02-01", "Heard", "hearing")


@pytest.fixture
def session():
    return make_session("MA", "194th", "2025-01-01", "2026-12-31")


@pytest.fixture
def editor():
    return clerk("editor", "ed")


def waiting():
    return InboxEntry.objects.filter(status="waiting")


@pytest.mark.parametrize(
    ("state", "session", "number", "written"),
    [
        ("", "119th", "HB7399", "H.R. 7399"),
        ("CO", "2025A", "SB943", "SB25-943"),
        ("CO", "2025A", "SB25-943", "SB 943"),
        ("NY", "2025-2026", "S09943A", "S.9943"),
    ],
)
def test_a_bill_off_the_subject_is_known_by_its_number_as_legiscan_writes_it(
    state, session, number, written
):
    place = make_state(state) if state else make_country()
    here = LegislativeSession.objects.create(
        jurisdiction=place, identifier=session, name=session, start_on=date(2025, 1, 1)
    )
    measure = make_measure("Ours", place, session=here, identifier=written, kind="bill")
    found = told(number, record="legiscan", jurisdiction=here.jurisdiction.division_id,
                 session_names=(session,), years=(2025, 2026), **OFF)  # fmt: skip
    assert run_of(found) == {"changed": 1}
    assert InboxEntry.objects.get().measure == measure


def test_an_answer_without_actions_takes_none_away(session, editor):
    accept(entry_of(told(actions=[FILED, HEARD])), editor, set(), "")
    poor = told(version="2 without actions", actions=(), has_history=False)
    assert run_of(poor) == {"unchanged": 1}
    # What is told later is told beside all that was decided.
    assert run_of(told(version="3", actions=[FILED, HEARD])) == {"unchanged": 1}
    assert run_of(told(version="4", actions=[FILED])) == {"changed": 1}
    (gone,) = compare_entry(waiting().get()).proposed
    assert (gone.part, gone.name, gone.coming) == ("actions", "2025-02-01 heard", None)


def test_an_answer_without_actions_leaves_those_that_wait(session):
    run_of(told(actions=[FILED, HEARD]))
    poor = told(version="2 without actions", actions=(), has_history=False)
    assert run_of(poor) == {"unchanged": 1}
    assert run_of(replace(poor, version="3", title="An Act on facial recognition, new")) == {
        "new": 1
    }
    assert [row["kind"] for row in waiting().get().draft["actions"].values()] == [
        "introduced", "hearing",
    ]  # fmt: skip


def test_what_stood_before_the_import_does_not_go_by_it(session, editor):
    draft = make_measure("Ours", "MA", [("introduced", "2025-01-10"), ("hearing", "2025-02-01")],
                         session=session, identifier="S.9001", status="draft")  # fmt: skip
    entry = entry_of(told(actions=[FILED, HEARD]))
    accept(entry, editor, {one.place for one in compare_entry(entry).proposed}, "")
    assert run_of(told(version="2", actions=[FILED])) == {"unchanged": 1}
    assert draft.actions.count() == 2


def own_record(**fields):
    known = {"record": "own", "record_id": "ours-1", "title": "An Act on road signs"}
    return told(**known | fields)


def test_our_own_columns_need_no_word_of_the_subject_and_bring_answers(session, editor):
    question, other = make_question(), make_measure("Other", "MA")
    answer = {"question": question.slug, "answer": "yes", "pinpoint": "s. 2"}
    relations = (
        {"to_measure": other.slug, "kind": "related"},
        {"to_measure": "not-here", "kind": "related"},
    )
    entry = entry_of(own_record(provisions=(answer,), relations_by_slug=relations))
    assert any("not-here, which is not in our database" in one for one in entry.not_understood)
    accept(entry, editor, set(), "")
    measure = Measure.objects.get(identifier="S.9001")
    provision = measure.provisions.get()
    assert (provision.answer, provision.pinpoint) == ("yes", "s. 2")
    assert measure.relations_from.get().to_measure == other
    answer["answer"] = "no"
    assert run_of(own_record(version="2", provisions=(answer,))) == {"changed": 1}
    entry = waiting().get()
    assert [(one.part, one.column) for one in compare_entry(entry).proposed] == [
        ("provisions", "answer")
    ]
    accept(entry, editor, {one.place for one in compare_entry(entry).proposed}, "")
    assert measure.provisions.get().answer == "no"


def test_what_a_measure_does_is_to_be_chosen_for_new_bills_alone(session):
    sentence = "both are “Other” until you choose"
    assert any(sentence in one for one in entry_of(told()).not_understood)
    make_measure("Ours", "MA", session=session, identifier="S.9002")
    changed = entry_of(told("S.9002"))
    assert changed.kind == "changed"
    assert not any(sentence in one for one in changed.not_understood)


def test_a_rejected_new_bill_can_be_taken_up_again(session, editor):
    entry = reject(entry_of(told()), editor, "About fish.")
    with pytest.raises(NotTaken, match="may not enter drafts"):
        take_up_again(entry, clerk("administrator"))
    take_up_again(entry, clerk("contributor"))
    entry.refresh_from_db()
    assert (entry.status, entry.decided_by, entry.reason) == ("waiting", None, "")
    with pytest.raises(NotTaken, match="not a rejected new bill"):
        take_up_again(entry, editor)
    # The next import says what it is by then.
    newer = told(version="2", title="An Act on facial recognition, of faces now")
    assert run_of(newer) == {"new": 1}
    accept(waiting().get(), editor, set(), "")
    assert Measure.objects.get().title == newer.title


def test_what_was_accepted_is_not_taken_up_again(session, editor):
    entry = accept(entry_of(told()), editor, set(), "")
    with pytest.raises(NotTaken, match="not a rejected new bill"):
        take_up_again(entry, editor)


AT_LEGISCAN = {
    "bill_id": 990001, "bill_number": "S9001", "title": "An Act on facial recognition in a town",
    "description": "An Act on facial recognition in a town", "state": "MA",
    "session": {"session_name": "194th General Court", "year_start": 2025, "year_end": 2026},
    "url": "https://legiscan.com/MA/bill/S9001/2025", "status": 1, "status_date": "2025-01-10",
    "state_link": "https://legislature.example.gov/bills/S9001",
}  # fmt: skip
HISTORY = [
    {"date": "2025-01-10", "action": "Filed", "chamber": "S", "sequence": 1},
    {"date": "2025-03-10", "action": "Third reading", "chamber": "S", "sequence": 2},
]
AS_JSON = AT_LEGISCAN | {
    "change_hash": "9a9b", "bill_type": "B", "history": HISTORY,
    "progress": [{"date": "2025-01-10", "event": 1}, {"date": "2025-03-10", "event": 2}],
}  # fmt: skip
AS_CSV = {name: str(value) for name, value in AT_LEGISCAN.items() if name != "session"} | {
    "session": AT_LEGISCAN["session"],
    "history": [{name: str(value) for name, value in row.items()} for row in HISTORY],
}


def test_the_same_bill_of_legiscan_as_json_and_as_csv_is_one(session, editor):
    as_json, as_csv = (legiscan.measure_of(bill, Where("one")) for bill in (AS_JSON, AS_CSV))
    assert as_json.version != as_csv.version
    assert run_of(as_json) == {"new": 1}
    assert run_of(as_csv) == run_of(as_json) == {"unchanged": 1}
    accept(waiting().get(), editor, set(), "")
    assert run_of(as_csv) == run_of(as_json) == {"unchanged": 1}
    # A set without its history takes no action away.
    bare = {name: value for name, value in AS_CSV.items() if name != "history"}
    assert run_of(legiscan.measure_of(bare, Where("bare"))) == {"unchanged": 1}
    assert run_of(as_json) == {"unchanged": 1}
    third = [*AS_CSV["history"], {"date": "2025-04-01", "action": "Read", "chamber": "S"}]
    newer = legiscan.measure_of(AS_CSV | {"history": third}, Where("one"))
    assert run_of(newer) == {"changed": 1}


FROM_API = {
    "id": "ocd-bill/99000000-0000-4000-8000-000000000001", "identifier": "S 9001",
    "session": "194th", "title": "An Act on facial recognition in a town",
    "jurisdiction": {"id": "ocd-jurisdiction/country:us/state:ma/government", "name": "x"},
    "classification": ["bill"], "updated_at": "2025-05-01T10:00:00+00:00",
    "openstates_url": "https://openstates.org/ma/bills/194th/S9001/",
    "actions": [{"date": "2025-01-10", "description": "Filed", "order": 1,
                 "organization": {"classification": "upper"}, "classification": ["filing"]}],
}  # fmt: skip
FROM_SCRAPER = {
    "_id": "77", "identifier": "S9001", "legislative_session": "194th", "sources": [],
    "jurisdiction": FROM_API["jurisdiction"], "classification": ["bill"],
    "title": FROM_API["title"], "from_organization": "~{}",
    "actions": [{"date": "2025-01-10", "description": "Filed.", "organization_id":
                 '~{"classification": "upper"}', "classification": ["filing"]}],
}  # fmt: skip


@pytest.mark.parametrize("end", ["waiting", "accepted", "rejected"])
def test_a_bill_of_open_states_is_one_under_all_of_its_ids(session, editor, end):
    from_api, from_scraper = (
        openstates.measure_of(bill, Where("one")) for bill in (FROM_API, FROM_SCRAPER)
    )
    assert from_api.record_id != from_scraper.record_id
    assert run_of(from_api) == {"new": 1}
    if end != "waiting":
        act = {"accepted": lambda one: accept(one, editor, set(), ""),
               "rejected": lambda one: reject(one, editor, "About fish.")}[end]  # fmt: skip
        act(waiting().get())
    for _ in range(2):
        assert run_of(from_scraper) == run_of(from_api) == {"unchanged": 1}
    assert RawRecord.objects.count() == 1
    heard = {"date": "2025-02-01", "description": "Public hearing", "order": 2}
    more = FROM_SCRAPER | {"actions": [*FROM_SCRAPER["actions"], heard]}
    brings = {"waiting": "new", "accepted": "changed", "rejected": "unchanged"}[end]
    assert run_of(openstates.measure_of(more, Where("one"))) == {brings: 1}


def test_a_bill_that_is_told_twice_and_otherwise_is_taken_once(session):
    first = told(where=Where("one.json", 1))
    other = told(
        version="2", title="An Act on facial recognition of fish", where=Where("one.json", 2)
    )
    for _ in range(2):
        found = run_of(first, first, other)
        assert found["refused"] == 1
        assert waiting().exclude(kind="refused").get().title == first.title
    assert found == {"unchanged": 2, "refused": 1}
    assert "one.json, record 1" in waiting().get(kind="refused").why_refused


@pytest.mark.parametrize(
    ("reader", "bill", "kinds"),
    [
        (legiscan, AS_JSON | {"bill_type": "R"}, ["passed"]),
        (legiscan, AS_JSON | {"bill_type": "CR"}, ["passed_chamber"]),
        (openstates, FROM_API | {"classification": ["resolution"]}, ["passed"]),
        (openstates, FROM_API | {"classification": ["concurrent resolution"]}, ["passed_chamber"]),
        (openstates, FROM_API | {"classification": ["joint resolution"]}, ["passed_chamber"]),
    ],
)
def test_a_resolution_that_one_chamber_adopts_is_passed(session, reader, bill, kinds):
    adopted = {"date": "2025-02-01", "order": 1, "sequence": 1, "chamber": "S",
               "organization": {"classification": "upper"},
               "action": "Resolution adopted", "description": "Resolution adopted"}  # fmt: skip
    rows = {"actions": [adopted], "history": [adopted], "progress": [], "status": 0}
    entry = entry_of(reader.measure_of(bill | rows, Where("one")))
    assert entry.draft["own"][""]["kind"] == "resolution"
    assert [row["kind"] for row in entry.draft["actions"].values()] == kinds
    # Where the other chamber acts too, it is no resolution of one.
    lower = {"organization": {"classification": "lower"}, "chamber": "H", "date": "2025-01-20"}
    both = [adopted | lower, adopted | {"order": 2, "sequence": 2}]
    rows |= {"actions": both, "history": both, "change_hash": "2", "updated_at": "2025-06-01"}
    entry = entry_of(reader.measure_of(bill | rows, Where("one")))
    assert [row["kind"] for row in entry.draft["actions"].values()] == ["passed_chamber", "passed"]
