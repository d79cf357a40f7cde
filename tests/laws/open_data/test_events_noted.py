"""When the log is brought up to date: at a publication, and once however many look at a time."""

from threading import Thread

import pytest
from django.db import connection

from laws.editing.snapshot import document
from laws.editing.transitions import shown_version
from laws.editing.withdrawal import withdraw
from laws.models import LoadedRecord, Measure, RecordEvent
from laws.open_data.events import note_events
from tests.support.desk_roles import make_role
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
