"""Cohen's κ, worked out by hand elsewhere, and the tiers that follow from rows."""

import pytest

from laws.counting.agreement import agreement_of, second_codings
from laws.counting.tiers import tier
from laws.models import Check, Measure, Quotation, SecondAnswer, SecondCoding
from tests.support.makers import day, make_measure, make_provision, make_question

URL = "https://example.gov/law"


@pytest.mark.parametrize(
    ("pairs", "same", "kappa"),
    [
        # Cohen's own kind of table: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no.
        ([("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15, 35, 0.4),
        ([("y", "n"), ("n", "y")], 0, -1.0),
        ([("y", "y"), ("n", "n")], 2, 1.0),
        ([("y", "y")] * 3, 3, None),
        ([], 0, None),
    ],
)
def test_kappa_is_the_agreement_beyond_chance(pairs, same, kappa):
    found = agreement_of(pairs)
    assert (found.asked, found.same) == (len(pairs), same)
    assert found.kappa == (None if kappa is None else pytest.approx(kappa))


@pytest.fixture
def coded(db):
    """A measure with one answer that cites its place, coded again alike."""
    measure = make_measure("A ban", "MA", [("enacted", "2021-01-01")], confidence="high")
    question = make_question("warrant_required")
    make_provision(measure, question.slug, "yes", pinpoint="§ 2")
    coding = SecondCoding.objects.create(measure=measure, coder="a second reader", text_read="part")
    SecondAnswer.objects.create(
        coding=coding, question=question, answer="yes", first_answer="yes", text_read="part"
    )
    return measure


def found_tier():
    return Measure.objects.values_list(tier(), flat=True).get()


def test_a_measure_without_a_cited_place_was_found_by_scan(coded):
    coded.provisions.update(pinpoint="")
    assert found_tier() == "found"
    Quotation.objects.create(
        measure=coded, question=coded.provisions.get().question, quote="No.", url=URL
    )
    assert found_tier() == "coded_once"


@pytest.mark.parametrize("doubt", [{"confidence": "low"}, {"effect_basis": "not_read"}])
def test_what_was_not_read_was_found_by_scan(coded, doubt):
    Measure.objects.update(**doubt, effect_note="Not seen.")
    assert found_tier() == "found"


def check(measure):
    Measure.objects.update(verified_on=day("2026-11-01"))
    return Check.objects.create(
        measure=measure, checked_on=day("2026-11-01"), looked_at=[URL], version="1"
    )


def test_a_second_coding_alone_is_no_check(coded):
    assert found_tier() == "coded_once"
    made = check(coded)
    assert found_tier() == "coded_twice"
    Check.objects.filter(pk=made.pk).update(undone_at=made.made_at)
    assert found_tier() == "coded_once"


def test_a_day_of_a_check_without_the_act_is_no_check(coded):
    Measure.objects.update(verified_on=day("2026-11-01"))
    assert found_tier() == "coded_once"


def test_an_open_disagreement_keeps_a_measure_from_being_checked(coded):
    check(coded)
    SecondAnswer.objects.update(answer="qualified")
    assert found_tier() == "coded_once"
    SecondAnswer.objects.update(settled_answer="yes", settled_why="§ 2 says so.")
    assert found_tier() == "coded_twice"
    coded.provisions.update(answer="no")
    assert found_tier() == "coded_once"


@pytest.mark.parametrize("lack", [{"is_open": True}, {"text_read": "digest"}])
def test_an_unfinished_coding_and_one_of_a_digest_do_not_count(coded, lack):
    check(coded)
    SecondCoding.objects.update(**lack)
    assert found_tier() == "coded_once"


def test_an_answer_that_only_one_of_two_gave_keeps_it_from_being_checked(coded):
    check(coded)
    make_provision(coded, "audit_log_required", "yes")
    assert found_tier() == "coded_once"


def test_agreement_counts_the_readings_and_not_what_was_settled(coded):
    SecondAnswer.objects.update(
        answer="no", settled_answer="yes", settled_why="§ 2 says so.", settled_on="2026-11-30"
    )
    found = second_codings()
    assert (found.overall.asked, found.overall.same) == (1, 0)
    assert (found.settled, found.unsettled) == (1, 0)
