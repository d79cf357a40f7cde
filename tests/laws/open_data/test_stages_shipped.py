"""The stages of the shipped record, as its tables and as its pages know their first days."""

import pytest

from laws.models import Measure
from laws.open_data.tables import TABLE
from laws.vocabulary import Precision
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), shipped_record():
        yield


def test_a_query_and_the_rule_know_the_first_days_of_all_stages_alike():
    told = {
        (row["measure"], row["from_on"]): row["from_precision"] for row in TABLE["stages"].rows()
    }
    by_rule = {}
    for measure in Measure.objects.published().prefetch_related("actions", "stages"):
        acts = [action.act for action in measure.actions.all()]
        for span in measure.stages.all():
            by_rule[measure.slug, span.from_on.isoformat()] = span.known_from(acts).precision

    assert told == by_rule
    assert set(told.values()) == set(Precision.values)
