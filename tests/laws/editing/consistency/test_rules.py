"""Each rule of consistency, under its name: what it finds, and what it leaves alone."""

import sys
from dataclasses import replace
from datetime import date

import pytest

from laws.editing.consistency import CHECKS, findings, seen_mark
from laws.editing.consistency.facts import Ruling
from laws.models import ExplainedFinding
from laws.rules.stages import Session
from laws.text.dates import PartialDate
from tests.support.plain_facts import CITY, COUNTY, STATE, facts, ordinance, other, rules

LEGAL = ("introduced 2020-01-14 lower", "referred 2020-01-14 lower", "hearing 2020-02 lower",
         "reported 2020-02-10", "passed_chamber 2020-02-20 lower 60-38",
         "passed_chamber 2020-03-01 upper 27-21", "passed 2020-03-05",
         "enacted 2020-03-31 executive", "effective 2020-06-11")  # fmt: skip


def finds(rule, *wrong):
    """Whether the rule, and no other, finds something about each."""
    return all(rules(one) == [rule] for one in wrong)


def leaves(*right):
    """Whether no rule finds anything about any."""
    return not any(rules(one) for one in right)


def test_every_rule_has_its_test():
    here = vars(sys.modules[__name__])

    assert not [name for name in CHECKS if f"test_{name}" not in here]


def test_a_law_in_order_is_left_alone():
    assert leaves(facts(*LEGAL), facts(*LEGAL[:1]), facts())


# --- order --------------------------------------------------------------------------------------


def test_recorded_in_the_future():
    rule = "recorded_in_the_future"
    assert finds(rule, facts("introduced 2026-12-01"), facts("introduced 2026-01", "failed 2027"))
    assert finds(rule, facts("enacted 2020-03-01", "expired 2027-01-01"))
    assert leaves(facts("introduced 2026-11-30"), facts("introduced 2026-11"),
                  facts("introduced 2026"), facts(*LEGAL, "expires 2030"),
                  facts("introduced 2026-11-01", "hearing 2026-12-05"),
                  facts("enacted 2026-11-01", "effective 2027-07-01"),
                  facts(*LEGAL, "repealed 2027-01-01"))  # fmt: skip


def test_year_hardly_possible():
    assert finds("year_hardly_possible", ordinance("hearing 0203-05-01"),
                 ordinance("passed 2020", "expires 2200"))  # fmt: skip
    assert leaves(ordinance("passed 2004-01", "expires 2050"))


def test_decided_before_introduced():
    rule = "decided_before_introduced"
    assert finds(rule, facts("introduced 2020-03-01", "passed_chamber 2020-02-28 lower"),
                 ordinance("introduced 2020-03", "passed 2020-02-28"))  # fmt: skip
    assert leaves(facts("introduced 2020-03-01", "passed_chamber 2020-03-01 lower"),
                  ordinance("introduced 2020-03", "passed 2020-03-01"),
                  ordinance("introduced 2020", "passed 2020-01-02"),
                  facts("referred 2020-01-10", "introduced 2020-01-14"))  # fmt: skip


def test_passed_before_a_chamber_passed():
    rule = "passed_before_a_chamber_passed"
    assert finds(rule, facts("passed 2020-02-01", "passed_chamber 2020-02-02 lower"),
                 ordinance("passed 2020-01", "passed_chamber 2020-02-01"))  # fmt: skip
    assert leaves(facts("passed 2020-02-02", "passed_chamber 2020-02 upper"),
                  facts("passed_chamber 2020-01 lower", "passed 2020-02-02",
                        "passed_chamber 2020-02-05 lower"))  # fmt: skip


def test_second_chamber_before_first():
    rule = "second_chamber_before_first"
    acts = "passed_chamber 2020-02-01 upper", "passed_chamber 2020-02-02 lower"
    assert finds(rule, facts(*acts))
    assert leaves(facts(*acts, identifier="SB 1"), facts(acts[0]),
                  facts("passed_chamber 2020-02 upper", acts[1]),
                  facts("passed_chamber 2020-01 lower", *acts))  # fmt: skip


def test_signed_before_passed():
    rule = "signed_before_passed"
    assert finds(rule, facts("passed 2020-03-05", "enacted 2020-03-04"),
                 facts("passed 2020-03-05", "vetoed 2020-02"))  # fmt: skip
    assert leaves(facts("passed 2020-03-05", "enacted 2020-03-05"),
                  facts("passed 2020-03-05", "enacted 2020-03"),
                  facts("passed 2020-03", "enacted 2020-03-01"))  # fmt: skip


def test_effective_before_enacted():
    rule = "effective_before_enacted"
    assert finds(rule, facts("enacted 2020-03-05", "effective 2020-01-01"),
                 ordinance("passed 2020-03-05", "effective 2020-02"))  # fmt: skip
    assert leaves(facts("enacted 2020-03-05", "effective 2020-03"),
                  facts("enacted 2020-03-05", "effective 2020-01-01 retroactive to January"),
                  ordinance("passed 2020-03", "effective 2020-03-01"))  # fmt: skip


def test_law_after_a_veto():
    rule, passed = "law_after_a_veto", "passed 2020-03-01"
    assert finds(rule, facts(passed, "vetoed 2020-03-05", "enacted 2020-03-09"))
    assert leaves(facts(passed, "vetoed 2020-03-05", "veto_overridden 2020-03-09"),
                  facts(passed, "vetoed 2020-03-05", "passed 2020-03-08", "enacted 2020-03-09"),
                  facts(passed, "vetoed 2020-03", "enacted 2020-03-09"),
                  facts(passed, "vetoed 2020-03-05"))  # fmt: skip


def test_override_without_veto():
    rule = "override_without_veto"
    assert finds(
        rule,
        facts("passed 2020-03-01", "veto_overridden 2020-03-09"),
        facts("passed 2020-03-01", "veto_overridden 2020-03-09", "vetoed 2020-03-10"),
    )
    assert leaves(facts("passed 2020-03-01", "vetoed 2020-03", "veto_overridden 2020-03-09"))


def test_law_after_failure():
    rule = "law_after_failure"
    assert finds(rule, facts("introduced 2020-01", "failed 2020-03-01", "enacted 2020-04-01"))
    assert leaves(facts("introduced 2020-01", "failed 2020-03", "enacted 2020-03-20"),
                  facts("failed 2020-03-01", "passed 2020-03-20", "enacted 2020-04-01"),
                  facts("introduced 2020-01", "failed 2020-03-01"))  # fmt: skip


def test_effect_without_law():
    rule = "effect_without_law"
    assert finds(rule, facts("passed 2020-03-01", "effective 2027-07-01"),
                 ordinance("hearing 2020-01", "effective 2020-02-01"))  # fmt: skip
    assert leaves(
        facts(*LEGAL),
        facts("effective 2020", kind="statute", identifier=""),
        ordinance("passed 2020-01", "effective 2020-02"),
        ordinance("hearing 2020-01", "effective 2020-02-01", kind="directive"),
    )


def test_after_its_session():
    rule, session = "after_its_session", Session(date(2020, 1, 13), date(2020, 3, 12))
    some = replace(session, carried_until=date(2021, 3, 8))
    every = replace(some, carries_all=True)
    assert finds(rule, facts("introduced 2020-03-13", session=session),
                 facts("introduced 2020-03-13", session=some),
                 facts("introduced 2020-01", "reported 2021", session=session),
                 facts("carried_over 2020-03-12", "reported 2021-03-09", session=some),
                 facts("introduced 2020-01", "reported 2021-03-09", session=every))  # fmt: skip
    assert leaves(
        facts("introduced 2020-03", session=session),
        facts("passed 2020-03-12", "enacted 2020-04-01", session=session),
        facts("introduced 2020-01", "failed 2020-12-31", session=session),
        facts("carried_over 2020-03-12", "reported 2021-01-20", session=session),
        facts("carried_over 2020-03-12", "reported 2021-03-08", session=some),
        facts("introduced 2020-01", "reported 2021-03-08", session=every),
    )


def test_before_its_session():
    assert finds("before_its_session", facts("introduced 2018"), facts("introduced 2018-12-31"))
    assert leaves(facts("introduced 2019"), facts("introduced 2019-12-02"))


def test_enacted_twice():
    assert finds("enacted_twice", facts("enacted 2020-03-05", "enacted 2021-03-05"))
    assert leaves(facts("enacted 2020-03-05", "enacted 2020-03"),
                  facts("enacted 2020-03-05", "enacted 2021-03-05 disputed"),
                  facts("enacted 2020-03-05", "amended 2021-03-05"))  # fmt: skip


def test_same_row_twice():
    assert finds("same_row_twice", facts("referred 2020-03 lower", "referred 2020-03 lower"))
    assert leaves(facts("referred 2020-03 lower", "referred 2020-03 upper"),
                  facts("referred 2020-03 to Rules", "referred 2020-03 to Budget"))  # fmt: skip


# --- how it begins and ends ----------------------------------------------------------------------


def test_extended_without_end():
    rule, sunset = "extended_without_end", ("enacted 2020-03-05", "expires 2027-01-01")
    assert finds(rule, facts(*sunset, "extended 2026-06-01"), facts(*LEGAL, "extended 2026-06"),
                 facts(sunset[0], "extended 2026-06-01", sunset[1]),
                 facts(sunset[0], "extended 2026-06", "expires 2027"),
                 ordinance("passed 2024-02-01", "extended 2025-01-10", "expires 2025-02-01"),
                 facts(sunset[0], "extended 2025-06", "extended 2026", *sunset[1:], "expires 2030"),
                 facts(sunset[0], "extended 2025", sunset[1], "repealed 2028"))  # fmt: skip
    assert leaves(facts(*sunset, "extended 2026-06-01", "expires 2030"),
                  facts(sunset[0], "extended 2026-06-01", sunset[1], "expires 2030"),
                  facts(*sunset, "extended 2026-06", "expires 2030-01-01"),
                  facts(sunset[0], "extended 2025", "extended 2026", sunset[1], "expires 2028",
                        "expires 2030"),
                  facts(*sunset, "extended 2025-06-01", "repealed 2026"))  # fmt: skip


def test_extended_to_earlier_end():
    rule, sunset = "extended_to_earlier_end", ("enacted 2020-03-05", "expires 2028-01-01")
    assert finds(rule, facts(*sunset, "extended 2026-06-01", "expires 2027-12-31"),
                 facts(*sunset, "extended 2026-06-01", "expires 2028-01-01 again"))  # fmt: skip
    assert leaves(facts(*sunset, "extended 2026-06-01", "expires 2028"))


def test_effect_delayed_without_day():
    delayed = "enacted 2026-03-05", "effect_delayed 2026-03-06"
    assert finds("effect_delayed_without_day", facts(*delayed))
    assert leaves(facts(*delayed, "effective 2027"),
                  facts(delayed[0], "effective 2026-01-01 retroactive", delayed[1]))  # fmt: skip


def test_extended_too_late():
    rule, sunset = "extended_too_late", ("enacted 2020-03-05", "expires 2022-01-01")
    late = facts(*sunset, "extended 2022-06-01", "expires 2020-05-01")
    assert rule in rules(facts(*sunset, "extended 2022-06-01"))
    assert rule in rules(late)
    assert finds(rule, facts(*sunset, "extended 2022-01-01", "expires 2024"))
    assert leaves(facts(*sunset, "extended 2021-12-31", "expires 2024-01"),
                  facts(*sunset, "reinstated 2022-02", "extended 2022-06", "expires 2024"),
                  facts(*sunset, "extended 2021", "expires 2023", "extended 2022", "expires 2024"),
                  )  # fmt: skip


def test_ends_before_it_begins():
    rule = "ends_before_it_begins"
    assert finds(
        rule,
        facts("enacted 2020-03-05", "expires 2020-01"),
        ordinance("passed 2020-03", "effective 2020-04", "expires 2020-03-31"),
    )
    assert leaves(facts("enacted 2020-03-05", "expires 2020"),
                  ordinance("passed 2020-03", "expires 2020-03-31"),
                  facts("enacted 2020-03-05", "effective 2021", "repealed 2020-12"))  # fmt: skip


def test_ended_but_never_began():
    rule = "ended_but_never_began"
    assert finds(rule, facts("introduced 2020", "repealed 2020-05"), facts("expires 2022"))
    assert leaves(ordinance("passed 2020", "repealed 2020-05"), facts(*LEGAL, "enjoined 2021"))


def test_court_case_without_its_action():
    rule = "court_case_without_its_action"
    ruling = Ruling("Doe v. City", "enjoined", PartialDate.parse("2021-05"))
    assert finds(
        rule,
        facts(*LEGAL, rulings=(ruling,)),
        facts(*LEGAL, "enjoined 2021-05-03", rulings=(ruling,)),
        facts(*LEGAL, "struck_down 2021-05", rulings=(ruling,)),
    )
    assert leaves(facts(*LEGAL, "enjoined 2021-05", rulings=(ruling,)))


def test_reinstated_without_end():
    rule = "reinstated_without_end"
    assert finds(rule, facts(*LEGAL, "reinstated 2021-05-01"),
                 facts(*LEGAL, "reinstated 2021-05-01", "enjoined 2021-06"))  # fmt: skip
    assert leaves(facts(*LEGAL, "enjoined 2021-05", "reinstated 2021-05-02"),
                  facts(*LEGAL, "expires 2021-05-01", "reinstated 2021-05-01"))  # fmt: skip


def test_ballot_without_effect():
    rule, ballot = "ballot_without_effect", {"kind": "ballot_measure", "identifier": "Prop 5"}
    assert finds(rule, facts("passed 2024-11-05 voters", **ballot),
                 facts("passed 2024-11", **ballot))  # fmt: skip
    assert leaves(facts("passed 2024-11-05 voters", "enacted 2024-12", **ballot),
                  facts("passed 2024-11-05 voters", "effective 2025", **ballot),
                  facts("introduced 2024", "failed 2024-11-05 voters", **ballot),
                  ordinance("passed 2024-11-05 voters", **ballot))  # fmt: skip


# --- votes ---------------------------------------------------------------------------------------


def test_more_votes_than_seats():
    rule = "more_votes_than_seats"
    assert finds(rule, facts("passed_chamber 2020-02 lower 99-0"), facts("passed 2020 upper 30-20"),
                 facts("passed 2020 9999-3"), facts("passed_chamber 2020 9999-3 in joint session"),
                 facts("passed 2020 upper 99-3 adjointed"), ordinance("passed 2020 9999-3"),
                 ordinance("passed 2020 council 150-3"), facts("passed 2020 court 9999-3"),
                 facts("passed 2020 9999-3", seats={}, chambers=frozenset()))  # fmt: skip
    assert leaves(facts("passed_chamber 2020-02 lower 60-38"), facts("passed 2020 140-7"),
                  facts("passed_chamber 2020 upper 100-40 in joint session"),
                  facts("passed_chamber 2020 lower 99-0", seats={}),
                  ordinance("passed 2020 council 200-40", place=replace(CITY, kind="town")),
                  ordinance("passed 2020 90000-3", kind="ballot_measure"),
                  ordinance("passed 2020 voters 20000-4000"))  # fmt: skip


def test_passed_without_majority():
    assert finds("passed_without_majority", facts("passed_chamber 2020-02 lower 40-50"))
    assert leaves(facts("passed_chamber 2020-02 lower 50-40"),
                  facts("introduced 2020", "failed 2020-02 lower 40-50"))  # fmt: skip


# --- relations -----------------------------------------------------------------------------------


def test_repealed_still_counts():
    rule = "repealed_still_counts"

    def repeal(*others, first="passed 2026-09-10"):
        return ordinance(first, effect="repeal", relations=others)

    assert finds(rule, repeal(other("repeals", ("2020-07-01", None))),
                 repeal(other("replaces", ("2020-07-01", "2026-10-01"))))  # fmt: skip
    assert leaves(repeal(other("repeals", ("2020-07-01", "2026-09-10"))),
                  repeal(other("repeals", ("2020-07-01", "2026-09-01")), first="passed 2026-09"),
                  repeal(other("amends", ("2020-07-01", None))),
                  repeal(other("repeals", ("2020-07-01", None)), first="introduced 2026-09"),
                  repeal(other("repeals", ("2020-07-01", None), is_withdrawn=True)),
                  repeal(other("repeals", ("2020-01-01", "2022-01-01"), ("2027-01-01", None)),
                         first="failed 2026-09"))  # fmt: skip


def test_a_repeal_known_to_the_month_is_told_as_a_month():
    (found,) = findings(ordinance("passed 2026-09", effect="repeal",
                                  relations=(other("repeals", ("2020-07-01", None)),)))  # fmt: skip

    assert "from September 2026, yet" in found.sentence


def test_repeal_of_nothing():
    assert finds("repeal_of_nothing", ordinance("passed 2022-07", effect="repeal"))
    amends = (other("amends"),)
    assert leaves(ordinance("passed 2022-07", effect="repeal", relations=amends), ordinance())


def test_relation_does_not_fit():
    rule, began = "relation_does_not_fit", {"first_action_on": date(2023, 5, 2)}
    assert finds(rule, ordinance("passed 2022", relations=(other("amends", **began),)),
                 ordinance(relations=(other("repeals", place=9),)),
                 facts(relations=(other("companion", place=9),)))  # fmt: skip
    assert leaves(ordinance("passed 2023", relations=(other("amends", **began),)),
                  facts(relations=(other("repeals", place=9),)),
                  facts("passed 2022", relations=(other("related", **began),)))  # fmt: skip


# --- the government, its numbers, and what has to be said -----------------------------------------


def test_kind_does_not_fit():
    country = replace(STATE, kind="country", state_code="")
    assert finds("kind_does_not_fit", ordinance(kind="bill"), facts(kind="ordinance"),
                 facts(kind="ballot_measure", place=country))  # fmt: skip
    assert leaves(ordinance(kind="ballot_measure"), facts(kind="policy"), ordinance(kind="policy"))


def test_actor_does_not_fit():
    assert finds("actor_does_not_fit", facts("passed 2020 council"),
                 ordinance("passed_chamber 2020 upper"),
                 facts("passed_chamber 2020 lower", chambers=frozenset({"upper"})))  # fmt: skip
    assert leaves(ordinance("passed 2020 council"), facts("passed 2020 upper"),
                  facts("passed 2020 council", chambers=frozenset({"council"})),
                  facts("passed 2020 lower", chambers=frozenset()))  # fmt: skip


def test_actor_cannot_do_it():
    assert finds("actor_cannot_do_it", facts("passed 2020", "vetoed 2020-05 lower"),
                 facts(*LEGAL, "struck_down 2021 executive"))  # fmt: skip
    assert leaves(
        facts("passed 2020", "vetoed 2020-05 executive"),
        facts(*LEGAL, "struck_down 2021 court"),
        facts(*LEGAL, "enjoined 2021"),
    )


def test_chamber_cannot_do_it():
    assert finds("chamber_cannot_do_it", facts(*LEGAL[:-2], "enacted 2020-03-31 lower"),
                 facts(*LEGAL[:-1], "effective 2020-06-11 upper"))  # fmt: skip
    assert leaves(facts(*LEGAL[:-2], "enacted 2020-03-31"),
                  ordinance("passed 2020-01 council", "enacted 2020-02 council"))  # fmt: skip


def test_county_reach_of_no_county():
    fields = {"county_reach": "municipalities"}
    assert finds("county_reach_of_no_county", ordinance(**fields))
    assert leaves(ordinance(place=COUNTY, **fields), ordinance(place=CITY))


def test_no_summary():
    assert finds("no_summary", facts(summary=" "), facts(summary="", status="in_review"))
    assert leaves(facts(summary="", status="draft"), facts(summary="", status=""))


def test_bill_without_session():
    assert finds("bill_without_session", facts("introduced 2020", session=None))
    assert leaves(facts("introduced 2020", session=None, kind="resolution"),
                  ordinance("passed 2020"))  # fmt: skip


@pytest.mark.parametrize(
    ("state", "typed", "written"),
    [("WA", "hb1847", "HB 1847"), ("WY", "HB0199", "HB 199"), ("MA", "s 927", "S.927"),
     ("NY", "A1045-A", "A.1045"),
     ("NY", "A 1045", "A.1045"), ("CO", "SB143", "SB20-143"), ("", "HR 4021", "H.R. 4021")],
)  # fmt: skip
def test_number_spelled_otherwise(state, typed, written):
    place = replace(STATE, state_code=state)
    (finding,) = findings(facts(place=place, identifier=typed))

    assert finding.rule == "number_spelled_otherwise"
    assert finding.sentence == f"This record writes it “{written}”."
    assert not seen_mark([finding])
    assert leaves(facts(place=place, identifier=written))


def test_number_of_unknown_pattern():
    assert finds("number_of_unknown_pattern", facts(identifier="AB 5"), facts(identifier="1847"),
                 facts(identifier="House Bill 5"))  # fmt: skip
    assert leaves(
        facts(identifier="SJR 5"),
        ordinance(identifier="0-22-8"),
        facts(place=replace(STATE, state_code="PR"), identifier="P. de la C. 12"),
    )


def test_bill_without_number():
    assert finds("bill_without_number", facts("introduced 2020", identifier=""))
    assert leaves(facts("enacted 2020", identifier="", kind="statute"), facts(identifier=""))


def test_number_taken():
    assert finds("number_taken", facts(same_number=("HB 0001: Another",)))
    assert leaves(facts(same_number=()))


# --- what is explained ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "other"),
    [
        (facts("passed_chamber 2020-02 lower 99-3"), facts("passed_chamber 2020-02 upper 60-0")),
        (facts("passed_chamber 2020-02 lower 99-3"), facts("passed_chamber 2020-02 lower 9999-3")),
        (facts("passed_chamber 2020-02 lower 99-3"), facts("passed_chamber 2020-02 lower 99-3",
                                                           seats={"lower": 80, "upper": 49})),
        (facts(same_number=("HB 1: One",)), facts(identifier="HB 2", same_number=("HB 1: One",))),
        (facts(same_number=("HB 1: One",)), facts(same_number=("HB 1: Two",))),
        (facts(identifier="hb1847"), facts(identifier="hb1848")),
        (facts("enacted 2020-03-05", "effective 2020-01-01"),
         facts("enacted 2025-03-05", "effective 2020-01-01")),
        (facts("enacted 2020", "extended 2021", "expires 2022"),
         facts("enacted 2020", "extended 2021", "expires 2023")),
    ],
)  # fmt: skip
def test_an_explanation_lapses_when_the_fact_is_another(right, other):
    (found,), explained = findings(right), {(one.rule, one.about) for one in findings(right)}

    assert findings(replace(right, explained=explained)) == []
    (left,) = findings(replace(other, explained=explained))
    assert left.rule == found.rule
    assert not seen_mark([left]) or seen_mark([left]) != seen_mark([found])


def test_what_names_a_fact_can_be_stored():
    (found,) = findings(facts(same_number=("HB 1: " + "A very long title " * 9,)))

    assert len(found.about) <= ExplainedFinding._meta.get_field("about").max_length


def test_an_explanation_explains_one_finding_and_no_other():
    twice = facts(*LEGAL, "reinstated 2021-05-01", "reinstated 2022-05-01")
    explained = frozenset({("reinstated_without_end", "2021-05-01 reinstated")})

    assert [one.about for one in findings(replace(twice, explained=explained))] == [
        "2022-05-01 reinstated"
    ]
