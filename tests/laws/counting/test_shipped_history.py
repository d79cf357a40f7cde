"""The law of every day at once, over the shipped record: curves count what the pages count."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from dashboard.pages.timeline.charts.cumulative import counts_by_day, numbers_of, numbers_on
from laws.counting.counts import municipal_bans, own_rule
from laws.counting.coverage import people_covered
from laws.counting.history import history
from laws.counting.on_date import law_on
from laws.counting.trend import count_changes
from laws.models import Jurisdiction, Measure, Term
from tests.support.makers import day
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
TWENTY = [day(f"{year}-{rest}") for year in range(2018, 2028) for rest in ("03-01", "07-20")]


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The history of the shipped record."""
    with django_db_blocker.unblock(), shipped_record():
        yield history()


@pytest.mark.parametrize("on", TWENTY, ids=str)
def test_the_law_of_a_day_is_the_same_from_the_history(shipped, on):
    asked, told = law_on(on), shipped.law(on)

    assert told.on == on
    assert told.everything == asked.everything
    assert municipal_bans(told) == municipal_bans(asked)
    assert municipal_bans(told, "strict") == municipal_bans(asked, "strict")


@pytest.mark.parametrize("on", TWENTY[::4], ids=str)
def test_rules_and_people_are_the_same_from_the_history(shipped, on):
    asked, told = law_on(on), shipped.law(on)

    for state in Jurisdiction.objects.state_level().governments():
        assert own_rule(told, state.state_code, None) == own_rule(asked, state.state_code, None)
        assert people_covered(told, state) == people_covered(asked, state)


def test_nothing_changes_between_two_days_of_the_history(shipped):
    for before, after in pairwise(shipped.days):
        first, last = shipped.law(before), shipped.law(after - timedelta(1))
        # Between them an answer may begin on its own day, which changes no term (R15).
        assert [replace(one, partly=False) for one in first.everything] == [
            replace(one, partly=False) for one in last.everything
        ]


def test_the_days_are_those_on_which_a_term_starts_or_ends(shipped):
    known = Term.objects.filter(measure__in=Measure.objects.published())
    days = {one for pair in known.values_list("starts_on", "ends_on") for one in pair if one}
    assert shipped.days == sorted(days)


@pytest.mark.parametrize("preset", ["broad", "strict"])
@pytest.mark.parametrize("on", TWENTY, ids=str)
def test_the_curves_and_turns_count_what_the_pages_count(shipped, on, preset):
    law = law_on(on)
    bans = sum(row.count for row in municipal_bans(law, preset))
    known = numbers_on(counts_by_day(shipped, preset), on)

    assert known == numbers_of(law, preset)
    assert known["local"] == bans
    changes = [change for change in count_changes(shipped, preset) if change.day <= on]
    assert (changes[-1].total if changes else 0) == bans
