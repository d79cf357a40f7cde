"""R1 to R5: when a measure binds. Every test is named after the rule that it holds to."""

from datetime import date

import pytest

from laws.rules.reckoning import reckon
from laws.rules.terms import in_effect, may_be_in_effect, reckon_terms
from tests.support.plain_actions import acts


def terms(*lines, effective_on_passage=False):
    """The terms that follow, as (first day, end) in ISO dates, an open end as None."""
    reckoned = reckon_terms(acts(*lines), effective_on_passage)
    return [(t.starts_on.isoformat(), t.ends_on and t.ends_on.isoformat()) for t in reckoned]


def local(*lines):
    return terms(*lines, effective_on_passage=True)


# --- R1 -----------------------------------------------------------------------------------------


def test_r1_an_imprecise_start_counts_from_the_last_day_of_its_span():
    assert terms("effective 2019-07") == [("2019-07-31", None)]
    assert terms("enacted 2019") == [("2019-12-31", None)]


def test_r1_an_imprecise_end_counts_from_the_first_day_of_its_span():
    assert terms("effective 2019-07-01", "repealed 2021-03") == [("2019-07-01", "2021-03-01")]
    assert terms("effective 2019-07-01", "repealed 2021") == [("2019-07-01", "2021-01-01")]


def test_r1_force_that_is_nowhere_certain_is_not_claimed():
    assert terms("effective 2019", "repealed 2019-06-01") == []
    assert terms("effective 2019", "repealed 2019") == []


def test_r1_the_days_between_are_known_to_be_uncertain():
    found = reckon_terms(acts("effective 2019-07", "repealed 2021"))

    days = ["2019-06-30", "2019-07-01", "2019-07-30", "2019-07-31", "2020-12-31"]
    assert [may_be_in_effect(found, date.fromisoformat(day)) for day in days] == [
        False,
        1,
        1,
        False,
        False,
    ]
    days = ["2021-01-01", "2021-12-31", "2022-01-01"]
    assert [may_be_in_effect(found, date.fromisoformat(day)) for day in days] == [True, True, False]


def test_r1_a_precise_term_has_no_uncertain_days():
    found = reckon_terms(acts("effective 2019-07-01", "repealed 2021-01-01"))

    assert not any(
        may_be_in_effect(found, date(2019, 7, 1).replace(year=year)) for year in range(2018, 2023)
    )


# --- R2 -----------------------------------------------------------------------------------------


def test_r2_a_measure_binds_from_its_earliest_effective_date():
    assert terms("enacted 2021-03-01", "effective 2022-01-01", "effective 2021-07-01") == [
        ("2021-07-01", None)
    ]


def test_r2_an_effective_date_comes_before_the_day_of_enactment():
    assert terms("enacted 2021-03-01", "effective 2021-07-01") == [("2021-07-01", None)]


def test_r2_without_an_effective_date_it_binds_from_enactment():
    assert terms("introduced 2021-01-05", "passed 2021-03-01", "enacted 2021-04-07") == [
        ("2021-04-07", None)
    ]


def test_r2_without_enactment_it_binds_from_the_day_the_veto_was_overridden():
    assert terms("passed 2020-03-01", "vetoed 2020-03-09", "veto_overridden 2020-03-20") == [
        ("2020-03-20", None)
    ]


def test_r2_a_bill_that_only_passed_does_not_bind():
    assert terms("introduced 2021-01-05", "passed 2021-03-01") == []


def test_r2_a_local_measure_or_an_order_binds_from_its_passage():
    assert local("introduced 2019-05-01", "passed 2019-06-27") == [("2019-06-27", None)]


def test_r2_a_local_measure_that_was_signed_binds_from_its_enactment():
    assert local("passed 2019-06-27", "enacted 2019-07-05") == [("2019-07-05", None)]


def test_r2_passing_one_chamber_or_a_first_reading_never_binds():
    assert local("introduced 2019-05-01", "passed_chamber 2019-06-27") == []


def test_r2_an_effective_date_alone_is_enough():
    assert terms("effective 2009-04-01") == [("2009-04-01", None)]


@pytest.mark.parametrize("became", ["enacted", "veto_overridden"])
def test_r2_a_retroactive_law_binds_no_earlier_than_it_became_law(became):
    assert terms("effective 2020-01-01", f"{became} 2020-05-20") == [("2020-05-20", None)]


def test_r2_a_retroactive_law_counts_from_the_first_day_on_which_it_may_have_become_law():
    assert terms("effective 2020-01-01", "enacted 2020-05") == [("2020-05-01", None)]


def test_r2_a_known_effective_date_is_not_put_off_by_an_enactment_known_to_the_year():
    assert terms("enacted 2020", "effective 2020-07-01") == [("2020-07-01", None)]


def test_r2_without_any_action_there_is_no_term():
    assert terms() == []
    assert local("introduced 2020-01-01", "failed 2020-02-02", "other 2020-03-01") == []


# --- R3 -----------------------------------------------------------------------------------------


def test_r3_a_veto_undoes_passage():
    assert local("passed 2021-11-01", "vetoed 2021-11-02") == []


def test_r3_a_veto_on_the_day_of_passage_undoes_it():
    assert local("passed 2021-11-01", "vetoed 2021-11-01", "failed 2021-12") == []


def test_r3_an_overridden_veto_does_not_undo_passage():
    assert local("passed 2017-12-07", "vetoed 2017-12-18", "veto_overridden 2018-01-04") == [
        ("2018-01-04", None)
    ]


def test_r3_an_override_on_the_day_of_the_veto_stands():
    assert local("passed 2017-12-07", "vetoed 2017-12-18", "veto_overridden 2017-12-18") == [
        ("2017-12-18", None)
    ]


def test_r3_an_override_known_to_the_month_binds_from_that_months_last_day():
    assert local("passed 2017-12-07", "vetoed 2017-12-18", "veto_overridden 2018-01") == [
        ("2018-01-31", None)
    ]


def test_r3_enactment_after_a_veto_stands():
    assert terms("passed 2021-03-01", "vetoed 2021-03-10", "enacted 2021-04-01") == [
        ("2021-04-01", None)
    ]


def test_r3_a_veto_undoes_an_enactment_before_it():
    assert terms("enacted 2021-03-01", "vetoed 2021-03-10") == []


def test_r3_a_local_measure_passed_again_after_the_veto_binds_from_then():
    assert local("passed 2021-03-01", "vetoed 2021-03-10", "passed 2021-05-01") == [
        ("2021-05-01", None)
    ]


@pytest.mark.parametrize("effective", ["2021-01-01", "2021-07-01", "2022"])
def test_r3_an_effective_date_set_in_a_vetoed_measure_starts_nothing(effective):
    assert terms("passed 2021-03-01", "vetoed 2021-03-10", f"effective {effective}") == []


def test_r3_a_veto_of_the_second_passage_undoes_that_too():
    lines = "passed 2021-03-01", "vetoed 2021-03-10", "passed 2021-05-01", "vetoed 2021-05-03"
    assert local(*lines) == []


def test_r3_a_vetoed_enactment_leaves_no_date_of_enactment():
    assert reckon(acts("enacted 2021-03-01", "vetoed 2021-03-10")).enacted_on is None


# --- R4 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["repealed", "expired", "struck_down", "expires", "enjoined"])
def test_r4_a_term_ends_on_the_first_day_it_no_longer_binds(ending):
    found = reckon_terms(acts("effective 2020-01-01", f"{ending} 2023-01-01"))

    assert [(t.starts_on, t.ends_on) for t in found] == [(date(2020, 1, 1), date(2023, 1, 1))]
    assert in_effect(found, date(2022, 12, 31))
    assert not in_effect(found, date(2023, 1, 1))


def test_r4_a_term_ends_on_the_earliest_of_several_ends():
    assert terms(
        "effective 2020-01-01",
        "expires 2024-01-01",
        "repealed 2023-01-01",
        "struck_down 2025-01-01",
    ) == [("2020-01-01", "2023-01-01")]


def test_r4_amending_a_law_does_not_end_it():
    assert terms("effective 2020-01-01", "amended 2021-01-01") == [("2020-01-01", None)]


@pytest.mark.parametrize("ended_on", ["2020-06-01", "2020-07-01"])
def test_r4_undone_before_or_on_the_day_it_began_it_has_no_term(ended_on):
    assert terms("enacted 2020-05-01", "effective 2020-07-01", f"repealed {ended_on}") == []


@pytest.mark.parametrize(
    "lines",
    [
        ("expires 2022-12-31", "extended 2022-06-01", "expires 2024-12-31"),
        ("extended 2022-06-01", "expires 2022-12-31", "expires 2024-12-31"),
    ],
    ids=["as entered", "listed by date"],
)
def test_r4_an_extension_replaces_the_scheduled_end_before_it(lines):
    assert terms("effective 2020-01-01", *lines) == [("2020-01-01", "2024-12-31")]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "expires 2021-12-31",
            "extended 2021-06-01",
            "expires 2022-12-31",
            "extended 2022-06-01",
            "expires 2023-12-31",
        ),
        (
            "extended 2021-06-01",
            "expires 2021-12-31",
            "extended 2022-06-01",
            "expires 2022-12-31",
            "expires 2023-12-31",
        ),
    ],
    ids=["as entered", "listed by date"],
)
def test_r4_a_measure_can_be_extended_twice(lines):
    assert terms("effective 2020-01-01", *lines) == [("2020-01-01", "2023-12-31")]


def test_r4_an_extension_without_a_new_end_leaves_the_term_open():
    assert terms("effective 2020-01-01", "expires 2022-12-31", "extended 2022-06-01") == [
        ("2020-01-01", None)
    ]


def test_r4_an_extension_followed_by_the_only_scheduled_end_keeps_that_end():
    assert terms("effective 2020-01-01", "extended 2022-06-01", "expires 2024-12-31") == [
        ("2020-01-01", "2024-12-31")
    ]


def test_r4_an_expiry_that_had_come_is_not_put_off_by_a_later_extension():
    assert terms(
        "effective 2020-01-01", "expires 2022-12-31", "extended 2023-02-01", "expires 2024-12-31"
    ) == [("2020-01-01", "2022-12-31")]


def test_r4_an_extension_does_not_put_off_a_repeal():
    assert terms(
        "effective 2020-01-01",
        "expires 2022-12-31",
        "extended 2022-06-01",
        "expires 2024-12-31",
        "repealed 2023-05-01",
    ) == [("2020-01-01", "2023-05-01")]


def test_r4_an_injunction_ends_a_term_and_a_reinstatement_starts_a_new_one():
    assert terms("effective 2020-01-01", "enjoined 2021-01-01", "reinstated 2022-01-01") == [
        ("2020-01-01", "2021-01-01"),
        ("2022-01-01", None),
    ]


def test_r4_enjoined_and_reinstated_twice_a_measure_has_three_terms():
    assert terms(
        "effective 2020-01-01",
        "enjoined 2021-01-01",
        "reinstated 2022-01-01",
        "enjoined 2023-01-01",
        "reinstated 2024-01-01",
    ) == [("2020-01-01", "2021-01-01"), ("2022-01-01", "2023-01-01"), ("2024-01-01", None)]


def test_r4_a_reinstated_measure_still_ends_as_scheduled():
    assert terms(
        "effective 2020-01-01", "expires 2025-01-01", "enjoined 2021-01-01", "reinstated 2022-01-01"
    ) == [("2020-01-01", "2021-01-01"), ("2022-01-01", "2025-01-01")]


def test_r4_reinstating_what_still_binds_changes_nothing():
    assert terms("effective 2020-01-01", "reinstated 2021-01-01", "repealed 2022-01-01") == [
        ("2020-01-01", "2022-01-01")
    ]


def test_r4_suspended_and_reinstated_before_it_began_it_binds_from_its_effective_date():
    assert terms(
        "enacted 2020-01-01", "enjoined 2020-02-01", "reinstated 2020-03-01", "effective 2020-07-01"
    ) == [("2020-07-01", None)]


def test_r4_what_was_lifted_before_it_began_begins_by_its_effective_date_not_the_reinstatement():
    found = acts("enjoined 2020-02-01", "reinstated 2020-03-01", "effective 2020-07-01 assumed")

    assert [(term.start.kind, term.start.basis) for term in reckon_terms(found)] == [
        ("effective", "assumed")
    ]


def test_r4_suspended_before_it_began_it_binds_from_its_reinstatement():
    assert terms("effective 2020-07-01", "enjoined 2020-02-01", "reinstated 2021-03-01") == [
        ("2021-03-01", None)
    ]


def test_r4_a_reinstatement_known_to_the_month_counts_from_that_months_last_day():
    assert terms("effective 2020-01-01", "enjoined 2021-01-01", "reinstated 2022-03") == [
        ("2020-01-01", "2021-01-01"),
        ("2022-03-31", None),
    ]


@pytest.mark.parametrize("day", ["2021-01-01", "2021-06-01", "2021-12-31", "2021-01", "2021"])
def test_r4_a_reinstatement_inside_the_span_of_an_injunction_waits_for_its_last_day(day):
    assert terms("effective 2020-01-01", "enjoined 2021", f"reinstated {day}") == [
        ("2020-01-01", "2021-01-01"),
        ("2022-01-01", None),
    ]


def test_r4_suspended_and_reinstated_on_one_day_it_is_in_effect_again_that_day():
    day = "2021-06-05"
    first = ("2020-01-01", day)
    lines = ["effective 2020-01-01", f"enjoined {day}", f"reinstated {day}"]
    assert terms(*lines) == terms(*reversed(lines)) == [first, (day, None)]
    assert terms(*lines, "expires 2025-01-01") == [first, (day, "2025-01-01")]


@pytest.mark.parametrize(("known", "first"), [("2021-06", "2021-06-30"), ("2021", "2021-12-31")])
def test_r4_a_reinstatement_of_the_month_or_year_of_its_suspension_follows_it(known, first):
    facts = acts("effective 2020-01-01", "enjoined 2021-06-05", f"reinstated {known}")
    before, after = reckon_terms(facts)
    assert before.ends_on == after.may_start_on == date(2021, 6, 5)
    assert (after.starts_on.isoformat(), after.ends_on) == (first, None)


def test_r4_of_two_endings_on_the_day_of_a_reinstatement_one_stands():
    day = "2021-06-05"
    lines = ["effective 2020-01-01", f"enjoined {day}", f"reinstated {day}"]
    assert terms(*lines, f"repealed {day}") == [("2020-01-01", day)]
    again = ["effective 2020-01-01", "enjoined 2021-01-01", f"reinstated {day}", f"enjoined {day}"]
    assert terms(*again) == [("2020-01-01", "2021-01-01")]


def test_r4_a_reinstatement_undoes_no_ending_that_comes_after_it():
    lines = ["enacted 2020-01-01", "effective 2022-01-01", "reinstated 2021-01-01"]
    assert terms(*lines, "enjoined 2021-06-05") == []


def test_r4_a_local_measure_replaced_and_brought_back_has_two_terms():
    assert local("passed 2020-01-01", "repealed 2022-01-01", "reinstated 2023-01-01") == [
        ("2020-01-01", "2022-01-01"),
        ("2023-01-01", None),
    ]


# --- R5 -----------------------------------------------------------------------------------------


def test_r5_what_will_be_in_force_is_a_question_with_an_answer():
    found = reckon_terms(acts("enacted 2098-05-01", "effective 2099-01-01", "expires 2199-01-01"))

    assert not in_effect(found, date(2098, 12, 31))
    assert in_effect(found, date(2099, 1, 1))
    assert not in_effect(found, date(2199, 1, 1))


# --- all together -------------------------------------------------------------------------------


def test_a_term_keeps_what_its_start_and_its_end_rest_on():
    term = reckon_terms(acts("effective 2022-07-01 assumed", "expired 2026-07-01 disputed"))[0]

    assert (term.start.kind, term.start.basis) == ("effective", "assumed")
    assert (term.end.kind, term.end.basis, term.end.description) == (
        "expired",
        "disputed",
        "expired it was",
    )


def test_a_disputed_start_or_end_is_a_doubt_and_an_assumed_one_is_not():
    lines = "enacted 2021-04-07", "effective 2021-07-01 assumed", "repealed 2022-07-01"

    assert reckon(acts(*lines)).doubts == ()
    assert reckon(acts(*lines, "reinstated 2026-07-01 disputed")).doubts == ("reinstated it was",)


def test_the_dates_of_a_measure_follow_from_its_actions_and_terms():
    result = reckon(
        acts("introduced 2019-01", "enacted 2019-05-06", "effective 2019-06-07", "repealed 2021")
    )

    assert result.first_action_on == date(2019, 1, 1)
    assert result.last_action_on == date(2021, 12, 31)
    assert result.enacted_on == date(2019, 5, 6)
    assert result.effective_on == date(2019, 6, 7)
    assert result.ended_on == date(2021, 1, 1)


def test_what_binds_again_has_no_end_date():
    result = reckon(acts("enacted 2019-05-06", "enjoined 2020-05-05", "reinstated 2021-05-05"))

    assert (result.effective_on, result.ended_on) == (date(2019, 5, 6), None)


def test_a_measure_without_actions_has_nothing_to_reckon():
    result = reckon([])

    assert (result.terms, result.stages, result.first_action_on) == ((), (), None)
