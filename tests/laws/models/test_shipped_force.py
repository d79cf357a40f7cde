"""Whether each measure of the shipped record is in effect, on days drawn by lot."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from django.http import QueryDict

from dashboard.filters.filters import FORCE, measure_filters
from dashboard.web.parameters import Parameters
from laws.models import Measure
from laws.models.force import OF_TERM
from laws.rules.force import force_on
from laws.vocabulary import Force
from tests.support.makers import day
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
FIRST = date(2004, 1, 1)
BY_LOT = Random(9)
DAYS = sorted(FIRST + timedelta(BY_LOT.randrange(365 * 25)) for _ in range(60))
NEW_ORLEANS, VERMONT, S927 = "la-new-orleans-ban-2020", "vt-data-privacy-2026", "ma-s927-2023"


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record."""
    with django_db_blocker.unblock(), shipped_record():
        yield


@pytest.fixture(scope="module")
def measures(shipped, django_db_blocker):
    """Every published measure with its terms and stages."""
    with django_db_blocker.unblock():
        found = Measure.objects.published().select_related("jurisdiction")
        return list(found.prefetch_related("terms", "stages"))


def with_force(on):
    return {m.pk: m for m in Measure.objects.published().on_record(on).with_force(on)}


def by_rule(measure, on):
    """The force of a measure and what its term says, by the rule alone."""
    stage = next((span.stage for span in measure.stages.all() if span.covers(on)), None)
    terms = measure.terms.all()
    force, term = force_on(terms, stage, measure.effective_on_passage, on)
    return force, [term and getattr(term, column) for column in OF_TERM.values()]


def count(on, force):
    recorded = Measure.objects.published().on_record(on)
    return measure_filters(
        Parameters("/", QueryDict(f"force={force}"), []), recorded, on
    ).qs.count()


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_the_five_kinds_part_the_record_and_the_query_says_what_the_rule_says(measures, on):
    told = with_force(on)
    recorded = [m for m in measures if m.first_action_on and m.first_action_on <= on]

    assert told.keys() == {measure.pk for measure in recorded}
    for measure in recorded:
        found = told[measure.pk]
        said = (found.force, [getattr(found, name) for name in OF_TERM])
        assert said == by_rule(measure, on), measure.slug


def test_each_kind_is_met_on_some_of_the_days(measures):
    assert {by_rule(measure, on)[0] for measure in measures for on in DAYS} == set(Force.values)


@pytest.mark.parametrize("on", DAYS[::6], ids=str)
def test_the_filter_gives_each_kind_and_their_counts_add_up(on):
    kinds = Counter(measure.force for measure in with_force(on).values())
    counts = {name: count(on, name) for name, _ in FORCE}

    assert counts.pop("yes") == kinds[Force.IN_EFFECT]
    assert counts.pop("no") == kinds.total() - kinds[Force.IN_EFFECT] == sum(counts.values())
    assert counts == {force: kinds[force] for force in Force if force != Force.IN_EFFECT}


@pytest.mark.parametrize(
    ("slug", "on", "force", "since", "until", "by"),
    [
        (NEW_ORLEANS, "2020-12-01", "never", None, None, None),
        (NEW_ORLEANS, "2022-07-20", "in_effect", "2020-12-17", "2022-07-21", "repealed"),
        (NEW_ORLEANS, "2022-07-21", "no_longer", "2020-12-17", "2022-07-21", "repealed"),
        (NEW_ORLEANS, "2026-11-29", "no_longer", "2020-12-17", "2022-07-21", "repealed"),
        (VERMONT, "2026-11-29", "not_yet", "2028-01-01", None, ""),
        (VERMONT, "2028-01-01", "in_effect", "2028-01-01", None, ""),
        (VERMONT, "2026-01-31", "never", None, None, None),
        (S927, "2023-07-20", "never", None, None, None),
        (S927, "2026-11-29", "never", None, None, None),
        ("va-hb2031-2021", "2024-01-01", "no_longer", "2021-07-01", "2022-07-01", "repealed"),
        ("va-hb2031-2021", "2026-11-29", "in_effect", "2026-07-01", None, ""),
    ],
)
def test_what_is_known_of_single_laws(slug, on, force, since, until, by):
    found = Measure.objects.with_force(day(on)).get(slug=slug)

    days = [day and str(day) for day in (found.since, found.until)]
    assert (found.force, *days, found.end_kind) == (force, since, until, by)
