"""Stored measures are checked, any number at once; the shipped record is in order."""

from datetime import date

import pytest

from laws.editing.consistency import check_measure, check_measures
from laws.editing.queues import BY_NAME
from laws.editing.workflow import Person
from laws.models import Action, ExplainedFinding, Measure
from tests.support.makers import make_measure, make_relation, withdraw

TODAY = date(2026, 11, 30)


@pytest.mark.django_db
def test_a_repeal_finds_what_it_left_in_effect():
    ban = make_measure("A ban", actions=[("passed", "2020-07-01")])
    repeal = make_measure(
        "A repeal", effect="repeal", summary="Ends it.", actions=[("passed", "2026-09-10")]
    )
    make_relation(repeal, "repeals", ban)

    (finding,) = check_measure(repeal, TODAY)

    assert finding.rule == "repealed_still_counts"
    assert "from September 10, 2026, yet Somerville A ban still counts" in finding.sentence


@pytest.mark.django_db
def test_many_measures_are_checked_in_a_handful_of_queries(django_assert_num_queries):
    for number in range(9):
        old = make_measure(
            f"Old {number}", actions=[("passed", "2020"), ("repealed", "2022-03")],
            summary="Bars it.")  # fmt: skip
        new = make_measure(f"New {number}", actions=[("passed", "2022-03")], summary="Bars it.")
        make_relation(new, "replaces", old)

    with django_assert_num_queries(8):
        found = check_measures(Measure.objects.all(), TODAY)

    assert len(found) == 18
    assert not any(found.values())


@pytest.mark.django_db
def test_an_explained_finding_is_told_no_more():
    ban = make_measure("A ban", summary="Bars it.", actions=[("repealed", "2020-07")])
    (finding,) = check_measure(ban, TODAY)
    ExplainedFinding.objects.create(
        measure=ban, rule=finding.rule, about=finding.about, reason="Its adoption is not known."
    )

    assert check_measure(ban, TODAY) == []


@pytest.mark.django_db
def test_the_queue_follows_every_change():
    who, ban = Person(None), make_measure("A ban", summary="", actions=[("passed", "2020-07")])

    def waiting():
        return list(BY_NAME["off"].rows(Measure.objects.all(), who, TODAY))

    assert waiting() == [ban]
    Measure.objects.filter(pk=ban.pk).update(summary="Bars it.")
    assert waiting() == []
    Action.objects.filter(measure=ban).update(kind="repealed")
    assert waiting() == [ban]
    withdraw(Measure.objects.all())
    assert waiting() == []
