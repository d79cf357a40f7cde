"""The log of events: replayed it is the record; a cursor misses and repeats nothing."""

from datetime import timedelta

import pghistory
import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from laws.models import (
    ChangeReason,
    EventNote,
    FollowedRow,
    LegislativeSession,
    LoadedRecord,
    Measure,
    Milestone,
    Preemption,
    RecordEvent,
    SeenPage,
)
from laws.open_data.events import current, events_of, newest, note_events, replay
from tests.support.makers import (
    action,
    make_case,
    make_measure,
    make_provision,
    make_relation,
    make_source,
    withdraw,
)
from tests.support.shared_rows import shared

SLUGS = ("first", "second", "third")


def make():
    LoadedRecord.objects.create(version="1", checksum="c")
    for slug in SLUGS:
        acts = [("introduced", "2023-01-20"), ("hearing", "2023-05")]
        bill = make_measure(slug=slug, title=slug, jurisdiction="MA", actions=acts)
        make_source(bill, url=f"https://example.gov/{slug}")
        make_provision(bill)
    make_measure(slug="draft", title="A draft", status="draft")
    note_events(anew=True)


rows = shared(make)
pytestmark = pytest.mark.django_db


def first():
    return Measure.objects.get(slug="first")


def the_record():
    return {(table, key): row for table, key, row in current()}


# --- random edits ---------------------------------------------------------------------------------


def say_otherwise(measure):
    measure.summary = f"{measure.summary} More."
    measure.save()


def save_again(measure):
    measure.save()
    for row in [*measure.actions.all(), *measure.sources.all()]:
        row.save()
    measure.reckon()


def go_on(measure):
    last = measure.actions.order_by("-order").first()
    action(measure, last.order + 1 if last else 1, "enacted", "2024-02-01").save()
    measure.reckon()


def take_back(measure):
    measure.actions.order_by("-order")[:1].get().delete() if measure.actions.exists() else None
    measure.reckon()


def answer(measure):
    measure.provisions.update(answer="no", effective_on="2024-07")


def tie(measure):
    other = Measure.objects.get(slug="third")
    if measure != other and not measure.relations_from.filter(to_measure=other).exists():
        make_relation(measure, "companion", other)


def turn(measure):
    if measure.status == "published":
        withdraw(Measure.objects.filter(pk=measure.pk))
    else:
        Measure.objects.filter(pk=measure.pk).update(status="published")


def lose_page(measure):
    url = measure.sources.get().url
    SeenPage.objects.update_or_create(
        url=url, defaults={"status": 404, "failing_since": "2024-01-01T12:00Z"}
    )


EDITS = (say_otherwise, save_again, go_on, take_back, answer, tie, turn, lose_page)


@given(
    st.lists(st.tuples(st.sampled_from(SLUGS), st.sampled_from(EDITS)), max_size=8),
    st.integers(1, 7),
)
@settings(max_examples=8, deadline=None)
def test_whatever_is_edited_the_log_gives_the_record_and_a_cursor_all_of_it(edits, number):
    with transaction.atomic():
        for slug, edit in edits:
            before, last = the_record(), newest()
            edit(Measure.objects.get(slug=slug))
            note_events(anew=True)

            events = RecordEvent.objects.filter(pk__gt=last)
            found = {((event.table, event.key), event.did) for event in events}
            assert len(found) == len(events)
            assert found == _differences(before, the_record())
        assert replay(RecordEvent.objects.all()) == the_record()
        assert _read_in_parts(number) == list(RecordEvent.objects.values_list("pk", flat=True))
        transaction.set_rollback(True)


def _differences(before, after):
    return {
        (place, "added" if place not in before else "changed" if place in after else "removed")
        for place in before | after
        if before.get(place) != after.get(place)
    }


def _read_in_parts(number):
    """Every event's number, asked for so many at a time, from where the last ended."""
    cursor, found = 0, []
    while part := list(events_of().filter(pk__gt=cursor)[:number]):
        found += [event.pk for event in part]
        cursor = found[-1]
    return found


# --- what an event says ---------------------------------------------------------------------------


def news():
    """What happened since the log began, by table: what became of the row, and the kind."""
    note_events(anew=True)
    return {(e.table, e.did, e.kind) for e in RecordEvent.objects.exclude(kind="first")}


def test_a_save_without_a_change_makes_no_event():
    save_again(first())

    assert note_events(anew=True) == 0


def test_a_state_that_is_seen_reads_no_table(django_assert_num_queries):
    note_events(anew=True)
    with django_assert_num_queries(1):
        assert note_events() == 0


def test_a_later_action_is_news_and_what_follows_from_it_too():
    go_on(first())

    assert news() == {
        ("actions", "added", "law_moved"), ("measures", "changed", "law_moved"),
        ("stages", "added", "law_moved"), ("stages", "changed", "law_moved"),
        ("stages", "removed", "law_moved"), ("terms", "added", "law_moved"),
    }  # fmt: skip


def test_what_had_been_said_and_is_not_so_was_wrong():
    Measure.objects.filter(slug="first").update(effect="restriction")
    first().actions.filter(order=1).update(description="Now known.")

    assert news() == {("measures", "changed", "corrected"), ("actions", "changed", "added")}
    (event,) = events_of(measure="first", kinds=["corrected"])
    assert (event.before, event.after) == ({"effect": "ban"}, {"effect": "restriction"})
    assert (event.state, event.division_id[-8:]) == ("ma", "state:ma")


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"verified_on": "2024-01-01"}, "checked"),
        ({"effect_basis": "disputed", "effect_note": "Two readings."}, "in_doubt"),
    ],
)
def test_a_check_and_a_doubt_are_kinds_of_their_own(change, kind):
    Measure.objects.filter(slug="first").update(**change)

    assert news() == {("measures", "changed", kind)}


def test_a_page_that_is_gone_is_told_of_each_measure_that_cites_it():
    lose_page(first())

    assert news() == {("sources", "changed", "source_gone")}
    assert events_of(kinds=["source_gone"]).get().after == {"gone_since": "2024-01-01"}


def test_a_withdrawn_measure_goes_with_the_reason_and_nothing_of_a_draft_is_said():
    draft = Measure.objects.get(slug="draft")
    draft.title = "Another draft"
    draft.save()
    withdraw(Measure.objects.filter(slug="first"))
    note_events(anew=True)

    gone = RecordEvent.objects.get(table="measures", did="removed")
    assert (gone.measure, gone.why, gone.kind) == ("first", "A mistake.", "corrected")
    assert not events_of(measure="draft").exists()


def test_a_court_case_is_told_as_one_thing_with_what_it_did():
    make_case(name="Doe v. City", effects=[(first(), "upheld", "2024-01-01")])
    note_events(anew=True)

    told = RecordEvent.objects.filter(subject="cases doe-v-city")
    assert {event.table for event in told} == {"cases", "case_effects"}


def test_what_staff_say_of_a_case_and_a_session_reaches_the_log():
    case = make_case(name="Doe v. City", effects=[(first(), "upheld", "2024-01-01")])
    session = LegislativeSession.objects.create(
        jurisdiction=first().jurisdiction, identifier="1st", name="First", start_on="2023-01-01"
    )
    milestone = Milestone.objects.create(
        day="2024-01-01", precision="month", title="A study", category="study", confidence="high"
    )
    note_events(anew=True)
    EventNote.objects.update(at=timezone.now() - timedelta(days=1))  # one test is one moment
    for number, row in enumerate((case, session, milestone)):
        with pghistory.context(reason=f"Reason {number}."):
            field = "title" if row is milestone else "name"
            setattr(row, field, getattr(row, field) + "!")
            row.save()
    note_events(anew=True)

    found = RecordEvent.objects.filter(note=EventNote.objects.first())
    assert set(found.filter(did="changed").values_list("table", "why")) == {
        ("cases", "Reason 0."), ("sessions", "Reason 1."),
    }  # fmt: skip
    assert set(found.filter(table="milestones").values_list("did", "why")) == {
        ("added", "Reason 2."), ("removed", "Reason 2."),
    }  # fmt: skip


@pytest.mark.parametrize("from_on", ["2023-07-01", None])
def test_what_staff_say_of_whether_cities_may_act_reaches_the_log(client, from_on):
    answer = Preemption.objects.create(
        jurisdiction=first().jurisdiction, subject="government", from_on=from_on, answer="no",
        rests_on="The code says so.", citation="Code § 1", url="https://example.com/code",
        checked_on="2026-11-01",
    )  # fmt: skip
    note_events(anew=True)
    for number, change in enumerate(({"answer": "yes"}, {"from_on": "2024-01-01"}, None)):
        EventNote.objects.update(at=timezone.now() - timedelta(days=1))  # one test is one moment
        with pghistory.context(reason=f"Reason {number}."):
            if change is None:
                answer.delete()
            else:
                vars(answer).update(change)
                answer.save()
        note_events(anew=True)

        found = RecordEvent.objects.filter(note=EventNote.objects.first(), table="preemption")
        assert {event.did for event in found} == (
            [{"changed"}, {"added", "removed"}, {"removed"}][number]
        )
        assert {event.why.split(". ")[-1].strip(".") for event in found} == {f"Reason {number}"}
    logged = client.get("/changes.json").json()["changes"]
    assert {one["reason"] for one in logged if one["noun"] == "preemption"} == {
        "Reason 0.", "Reason 1.", "Reason 2.",
    }  # fmt: skip
    told = client.get("/api/v1/changes?table=preemption&since=1").json()["results"]
    assert "Reason 2." in told[-1]["why"]


def test_a_release_says_of_its_changes_why_and_whether_we_were_wrong():
    LoadedRecord.objects.create(version="2", checksum="d")
    Measure.objects.filter(slug="first").update(effect="restriction", summary="Other words.")
    ChangeReason.objects.create(
        version="2", kind="news", file="measures.csv", key="first", field="effect",
        why="The law was changed.", source="https://example.gov/why",
    )  # fmt: skip
    note_events(anew=True)

    event = events_of(measure="first", table="measures").last()
    assert (event.kind, event.why) == ("law_moved", "The law was changed.")
    assert (event.source, event.note.release) == ("https://example.gov/why", "2")


def test_what_a_table_gains_is_no_news():
    stored = FollowedRow.objects.get(table="measures", row__slug="first")
    FollowedRow.objects.filter(pk=stored.pk).update(
        row={k: v for k, v in stored.row.items() if k != "reach"}, digest=""
    )
    assert news() == {("measures", "changed", "form")}


def test_what_others_call_a_place_is_no_news():
    place = first().jurisdiction
    place.wikidata_id = "Q62"
    place.save()
    assert news() == {("jurisdictions", "changed", "form")}


def test_an_event_can_neither_be_changed_nor_deleted():
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        RecordEvent.objects.all().delete()
