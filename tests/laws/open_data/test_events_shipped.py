"""The log of the shipped record: replayed it gives every row, and no save adds to it."""

import pytest

from laws.models import Measure, RecordEvent
from laws.open_data.events import current, note_events, replay
from tests.support.shipped_record import shipped_record


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), shipped_record():
        note_events(anew=True)
        yield


def test_the_log_of_a_load_replayed_is_the_record_and_saving_it_again_says_nothing():
    rows = {(table, key): row for table, key, row in current()}
    assert len(rows) > 10_000
    assert replay(RecordEvent.objects.all()) == rows
    assert set(RecordEvent.objects.values_list("kind", flat=True)) == {"first"}

    for measure in Measure.objects.published()[:20]:
        measure.save()
        measure.reckon()
    assert note_events(anew=True) == 0


def test_a_changed_fact_is_the_only_event():
    law = Measure.objects.published().filter(effect="ban", jurisdiction__state_code="MA").first()
    law.effect = "restriction"
    law.save()

    assert note_events(anew=True) == 1
    event = RecordEvent.objects.last()
    assert (event.before, event.after) == ({"effect": "ban"}, {"effect": "restriction"})
    rows = {(table, key): row for table, key, row in current()}
    assert replay(RecordEvent.objects.all()) == rows
