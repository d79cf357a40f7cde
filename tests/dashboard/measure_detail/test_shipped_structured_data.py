"""The laws and bills of the shipped record in schema.org's words, on days drawn by lot."""

from datetime import date, timedelta
from random import Random

import pytest

from dashboard.pages.measure_detail.data import MeasureData
from dashboard.pages.measure_detail.structured_data import legislation
from laws.models import Measure
from laws.vocabulary import Force
from tests.support.schema_org import VOCABULARY, flattened, mistakes
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
SITE = "https://facelaw.example"
BY_LOT = Random(10)
DAYS = [date(2019, 1, 1) + timedelta(BY_LOT.randrange(365 * 10)) for _ in range(4)]
NUMBER = 40  # of the measures, each day others


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record."""
    with django_db_blocker.unblock(), shipped_record():
        yield


def drawn(on):
    recorded = Measure.objects.published().on_record(on).with_force(on)
    related = recorded.filter(relations_from__kind__in=["amends", "repeals", "replaces"])
    found = {one.pk: one for one in recorded.select_related("jurisdiction", "session")}
    keys = sorted({*BY_LOT.sample(sorted(found), NUMBER), *related.values_list("pk", flat=True)})
    return [found[key] for key in keys]


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_what_is_said_of_a_measure_is_its_force_and_names_published_measures(on):
    published = {SITE + one.get_absolute_url() for one in Measure.objects.published().only("slug")}
    for measure in drawn(on):
        found = flattened(legislation(MeasureData(measure, on), SITE))
        assert mistakes(found) == [], measure.slug
        [law] = [node for node in found if f"{VOCABULARY}name" in node and _is_law(node)]
        force = [one["@value"] for one in law.get(f"{VOCABULARY}legislationLegalForce", [])]
        assert (force == ["https://schema.org/InForce"]) == (measure.force == Force.IN_EFFECT)
        assert (force == []) == (measure.force == Force.UNCERTAIN)
        applies = f"{VOCABULARY}legislationDateOfApplicability" in law
        assert applies == (measure.force != Force.NEVER)
        assert {node["@id"] for node in found if _is_law(node)} <= published


def _is_law(node):
    return node["@type"] == [f"{VOCABULARY}Legislation"]
