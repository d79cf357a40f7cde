"""Each rule of consistency: what it finds, and what it leaves alone."""

from datetime import date

import pytest

from laws.editing.consistency import check_measure, check_measures
from laws.models import Measure
from tests.support.makers import make_measure, make_relation

TODAY = date(2026, 11, 30)


@pytest.mark.django_db
def test_repealed_still_counts():
    ban = make_measure("A ban", actions=[("passed", "2020-07-01")])
    repeal = make_measure("A repeal", effect="repeal", actions=[("passed", "2026-09-10")])
    make_relation(repeal, "repeals", ban)

    (finding,) = check_measure(repeal, TODAY)

    assert finding.rule == "repealed_still_counts"
    assert "from September 10, 2026, yet Somerville A ban still counts" in finding.sentence


@pytest.mark.django_db
def test_many_measures_are_checked_in_a_handful_of_queries(django_assert_num_queries):
    for number in range(9):
        old = make_measure(f"Old {number}", actions=[("passed", "2020"), ("repealed", "2022-03")])
        new = make_measure(f"New {number}", actions=[("passed", "2022-03")])
        make_relation(new, "replaces", old)

    with django_assert_num_queries(8):
        found = check_measures(Measure.objects.all(), TODAY)

    assert len(found) == 18
    assert not any(found.values())
