"""When the log is brought up to date: at what becomes public, and once however many look."""

from datetime import date
from threading import Thread

import pytest
from django.db import connection

from laws.editing import proposals, reference
from laws.editing.merging import ask
from laws.editing.proposals import Wish, accept, put_forward
from laws.editing.snapshot import document
from laws.editing.transitions import shown_version
from laws.editing.withdrawal import withdraw
from laws.models import LoadedRecord, Measure, Proposal, RecordEvent
from laws.open_data.events import note_events
from tests.support.desk_roles import accept_merge, make_role
from tests.support.makers import make_measure

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def measure():
    LoadedRecord.objects.create(version="1", checksum="c")
    measure = make_measure(slug="ban", actions=[("enacted", "2020-07-01")])
    note_events()
    return measure


def test_what_the_desk_takes_off_the_site_is_noted_at_once(measure):
    version = shown_version(measure, document(measure))
    withdraw(measure, make_role("publisher"), version, "Entered twice.")

    event = RecordEvent.objects.get(table="measures", did="removed")
    assert (event.measure, event.why) == ("ban", "Entered twice.")


def test_what_a_second_person_accepts_is_noted_at_once(measure):
    place = measure.jurisdiction
    base = reference.document("place", place.pk)
    wanted = {**base, "place": {"": base["place"][""] | {"population": 80_000}}}
    proposal = Proposal(
        noun="place", row=place.pk, called=str(place), author=make_role("editor", "e")
    )
    put_forward(proposal, base, wanted, "The census says so.")
    shown = proposals.shown_version(proposal, base, [])
    accept(proposal, make_role("publisher"), Wish(shown, date(2026, 1, 1), {}))

    event = RecordEvent.objects.get(table="jurisdictions", did="changed")
    assert event.after["population"] == 80_000


def test_what_is_merged_is_noted_at_once(measure):
    other = make_measure("The ban", measure.jurisdiction, [("enacted", "2020-07-01")], slug="same")
    note_events()
    merge = ask(measure, other, [], make_role("editor", "e"), "Entered twice.")
    accept_merge(merge, make_role("publisher"))

    event = RecordEvent.objects.get(table="measures", did="removed")
    assert event.measure == "same"


def test_several_who_look_at_one_time_note_a_change_once(measure):
    Measure.objects.update(effect="restriction")

    def look():
        note_events()
        connection.close()

    lookers = [Thread(target=look) for _ in range(4)]
    for one in lookers:
        one.start()
    for one in lookers:
        one.join()

    assert RecordEvent.objects.exclude(kind="first").count() == 1
