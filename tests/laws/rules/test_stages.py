"""R6: how far a measure got, on a date."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from laws.rules.reckoning import reckon
from laws.rules.stages import Session, stage_on
from laws.rules.terms import reckon_terms
from tests.support.plain_actions import acts

YEAR = Session(date(2019, 1, 3), date(2019, 5, 31))
TWO_YEARS = Session(date(2023, 1, 4), date(2024, 12, 31))
LONG = (
    "introduced 2019-01-08",
    "referred 2019-01-20",
    "hearing 2019-02-05",
    "reported 2019-02-20",
    "passed_chamber 2019-03-01",
    "passed 2019-04-15",
    "enacted 2019-05-06",
    "effective 2019-07-01",
    "repealed 2021-01-01",
)


def span(day, *lines, local=False, session=None):
    """The stage span on a day."""
    found = acts(*lines)
    return stage_on(found, reckon_terms(found, local), session, date.fromisoformat(day), local)


def stage(day, *lines, **more):
    now = span(day, *lines, **more)
    return now and now.stage


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019-01-07", None),
        ("2019-01-08", "introduced"),
        ("2019-01-20", "in_committee"),
        ("2019-02-05", "in_committee"),
        ("2019-02-28", "in_committee"),
        ("2019-03-01", "passed_one_chamber"),
        ("2019-04-14", "passed_one_chamber"),
        ("2019-04-15", "passed"),
        ("2019-05-06", "enacted"),
        ("2019-06-30", "enacted"),
        ("2019-07-01", "in_force"),
        ("2020-12-31", "in_force"),
        ("2021-01-01", "ended"),
        ("2099-01-01", "ended"),
    ],
)
def test_r6_a_law_goes_through_all_stages_by_its_actions_up_to_the_date(day, expected):
    assert stage(day, *LONG, session=YEAR) == expected


def test_r6_a_bill_sent_back_to_committee_after_one_chamber_has_still_passed_one_chamber():
    assert stage("2020-01-01", "passed_chamber 2019-03-01", "referred 2019-04-01") == (
        "passed_one_chamber"
    )


def test_r6_an_imprecise_action_counts_from_the_last_day_on_which_it_can_have_happened():
    lines = "introduced 2019-01-08", "passed 2019-04"

    assert stage("2019-04-29", *lines) == "introduced"
    assert stage("2019-04-30", *lines) == "passed"


def test_r6_whatever_stands_first_on_the_record_the_measure_was_on_the_table_by_then():
    assert stage("2020-01-01", "other 2019-05-05") == "introduced"


def test_r6_a_veto_that_stands_is_the_end_of_it():
    assert stage("2022-01-01", "passed 2021-11-01", "vetoed 2021-11-01", local=True) == "vetoed"


def test_r6_an_override_that_was_not_achieved_leaves_the_veto_standing():
    assert stage("2022-01-01", "passed 2021-11-01", "vetoed 2021-11-02", "failed 2021-12") == (
        "vetoed"
    )


def test_r6_an_imprecise_first_action_puts_the_measure_on_the_record_from_its_first_day():
    assert stage("2025-12-31", "introduced 2026") is None
    assert stage("2026-01-01", "introduced 2026") == "introduced"
    assert stage("2026-06-30", "enacted 2026") == "enacted"
    assert stage("2026-12-31", "enacted 2026") == "in_force"


def test_r6_before_an_override_the_measure_stood_vetoed():
    lines = "passed 2017-12-07", "vetoed 2017-12-18", "veto_overridden 2018-01-04"

    assert stage("2017-12-20", *lines, local=True) == "vetoed"
    assert stage("2018-01-04", *lines, local=True) == "in_force"


def test_r6_a_vetoed_measure_passed_again_has_passed():
    lines = "passed 2021-03-01", "vetoed 2021-03-10", "passed 2021-05-01"

    assert stage("2021-04-01", *lines) == "vetoed"
    assert stage("2021-05-01", *lines) == "passed"


def test_r6_what_failed_is_failed_from_then_on():
    lines = "introduced 2019-01-08", "passed_chamber 2019-02-02", "failed 2019-03-03"

    assert stage("2019-03-02", *lines) == "passed_one_chamber"
    assert span("2019-03-03", *lines).basis == "recorded"
    assert stage("2019-03-03", *lines) == "failed"


def test_r6_what_failed_and_moves_again_is_alive_again():
    lines = "introduced 2019-01-08", "failed 2019-03-03", "reported 2019-04-04"

    assert stage("2019-03-20", *lines) == "failed"
    assert stage("2019-04-04", *lines) == "in_committee"


def test_r6_what_failed_on_the_day_of_its_last_move_is_failed():
    lines = "introduced 2019-01-08", "failed 2019-03-03", "reported 2019-03-03"

    assert stage("2019-03-03", *lines) == "failed"


def test_r6_what_failed_after_it_passed_is_failed():
    assert stage("2020-01-01", "passed 2019-03-01", "failed 2019-03-20") == "failed"


def test_r6_a_law_that_does_not_bind_yet_is_enacted():
    assert stage("2026-11-22", "enacted 2026-04-16", "effective 2027-05-01") == "enacted"


def test_r6_a_law_of_which_only_the_effective_date_is_known_is_in_force_from_then():
    assert stage("2009-03-31", "effective 2009-04-01") is None
    assert stage("2009-04-01", "effective 2009-04-01") == "in_force"


@pytest.mark.parametrize("became", ["enacted", "passed"])
def test_r6_a_law_undone_before_it_began_has_ended(became):
    lines = f"{became} 2019-05-06", "effective 2020-01-01", "repealed 2019-09-09"

    assert stage("2019-09-08", *lines, local=True) == became
    assert stage("2019-09-09", *lines, local=True) == "ended"
    assert stage("2020-01-01", *lines, local=True) == "ended"


def test_r6_a_law_suspended_before_it_began_is_enacted_again_once_reinstated():
    lines = (
        "enacted 2020-01-01",
        "enjoined 2020-02-01",
        "reinstated 2020-03-01",
        "effective 2020-07-01",
    )
    stages = [stage(f"2020-{month}-15", *lines) for month in ("01", "02", "03", "07")]

    assert stages == ["enacted", "ended", "enacted", "in_force"]


def test_r6_an_expiry_that_was_put_off_does_not_end_a_law_that_has_not_begun():
    lines = (
        "enacted 2020-01-01",
        "expires 2021-01-01",
        "extended 2020-06-01",
        "expires 2023-01-01",
        "effective 2022-01-01",
    )

    assert stage("2021-06-01", *lines) == "enacted"
    assert stage("2022-06-01", *lines) == "in_force"


def test_r6_an_enjoined_law_has_ended_until_it_is_reinstated():
    lines = "enacted 2020-01-01", "enjoined 2021-01-01", "reinstated 2022-01-01"

    assert [stage(f"{year}-06-01", *lines) for year in (2020, 2021, 2022)] == [
        "in_force",
        "ended",
        "in_force",
    ]


# --- sessions -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        ("introduced 2019-01-08",),
        ("introduced 2019-01-08", "referred 2019-02-02"),
        ("introduced 2019-01-08", "passed_chamber 2019-03-03"),
        ("introduced 2019-01-08", "amended_text 2019-05-31"),
    ],
)
def test_r6_a_bill_of_a_session_that_ended_is_failed_by_its_end_and_marked_inferred(lines):
    failed = span("2019-06-15", *lines, session=YEAR)

    assert (failed.stage, failed.from_on, failed.basis) == ("failed", YEAR.ends_on, "inferred")
    assert failed.why == "Its session ended and no enactment was found."
    assert stage("2019-05-30", *lines, session=YEAR) != "failed"


def test_r6_a_bill_is_pending_while_its_session_runs():
    lines = "introduced 2023-01-18", "referred 2023-02-16"

    assert stage("2023-07-20", *lines, session=TWO_YEARS) == "in_committee"
    assert stage("2024-12-30", *lines, session=TWO_YEARS) == "in_committee"
    assert stage("2024-12-31", *lines, session=TWO_YEARS) == "failed"


@pytest.mark.parametrize("session", [None, Session(date(2019, 1, 3), None)])
def test_r6_what_has_no_known_end_is_inactive_after_24_months_without_an_action(session):
    lines = "introduced 2019-01-08", "hearing 2019-03-05"

    assert stage("2021-03-04", *lines, session=session) == "in_committee"
    silent = span("2021-03-05", *lines, session=session)
    assert (silent.stage, silent.basis) == ("inactive", "inferred")
    assert silent.why == "No action was found in 24 months."
    assert stage("2050-01-01", *lines, local=True, session=session) == "inactive"


def test_r6_a_later_action_shows_that_a_measure_was_alive():
    lines = "introduced 2018-01-08", "hearing 2021-03-05"

    assert stage("2020-06-01", *lines, local=True) == "introduced"
    assert stage("2021-03-05", *lines, local=True) == "in_committee"


def test_r6_an_imprecise_last_action_is_given_all_of_its_span():
    assert stage("2021-12-30", "introduced 2019", local=True) == "introduced"
    assert stage("2021-12-31", "introduced 2019", local=True) == "inactive"


def test_r6_a_local_proposal_is_inactive_once_its_councils_term_is_over():
    council = Session(date(2018, 1, 1), date(2019, 12, 31), is_local=True)
    over = span("2019-12-31", "introduced 2019-01-08", local=True, session=council)

    assert (over.stage, over.basis) == ("inactive", "inferred")
    assert over.why == "Its council’s term ended and no decision was found."
    assert stage("2019-12-30", "introduced 2019-01-08", local=True, session=council) == "introduced"


def test_r6_what_passed_and_was_never_signed_is_not_pending_for_ever():
    lines = "introduced 2019-01-08", "passed 2019-05-30"

    assert stage("2021-05-29", *lines, session=YEAR) == "passed"
    assert stage("2021-05-30", *lines, session=YEAR) == "inactive"


def test_r6_what_passed_does_not_fail_with_its_session():
    lines = "introduced 2019-01-08", "passed 2019-05-30"

    assert stage("2019-06-15", *lines, session=YEAR) == "passed"


def test_r6_what_was_enacted_after_its_session_never_failed_between():
    lines = "introduced 2019-01-08", "passed_chamber 2019-05-30", "enacted 2019-06-20"

    assert stage("2019-06-10", *lines, session=YEAR) == "passed_one_chamber"
    assert stage("2019-06-20", *lines, session=YEAR) == "in_force"


def test_r6_what_was_enacted_on_an_unknown_day_of_the_sessions_year_never_failed_between():
    lines = "introduced 2019-01-08", "enacted 2019"

    between = span("2019-06-10", *lines, session=YEAR)
    assert (between.stage, between.basis) == ("enacted", "inferred")
    assert between.why == "Only 2019 is known of its start."
    assert stage("2019-12-31", *lines, session=YEAR) == "in_force"


def test_r6_an_ordinance_that_passed_and_waits_to_take_effect_is_not_pending():
    lines = "introduced 2019-01", "passed 2019-05-14", "effective 2019-07"

    assert stage("2019-05-13", *lines, local=True) == "introduced"
    assert stage("2019-05-14", *lines, local=True) == "enacted"
    assert stage("2019-07-15", *lines, local=True) == "enacted"
    assert stage("2019-07-31", *lines, local=True) == "in_force"


def test_r6_what_passed_and_was_signed_later_is_passed_until_then():
    lines = "passed 2019-06-27", "enacted 2019-06-28", "effective 2019-08-01"

    assert stage("2019-06-27", *lines, local=True) == "passed"
    assert stage("2019-06-28", *lines, local=True) == "enacted"


def test_r6_a_later_action_shows_that_the_session_ran_on_to_the_end_of_that_year():
    lines = "introduced 2019-01-08", "hearing 2020-02-02"

    assert stage("2019-12-31", *lines, session=YEAR) == "introduced"
    assert stage("2020-12-30", *lines, session=YEAR) == "in_committee"
    assert span("2020-12-31", *lines, session=YEAR).basis == "inferred"
    assert stage("2020-12-31", *lines, session=YEAR) == "failed"


def test_r6_what_was_carried_over_lives_through_the_sessions_second_year():
    lines = "introduced 2019-01-08", "carried_over 2019-05-20"

    assert stage("2020-12-30", *lines, session=YEAR) == "introduced"
    assert stage("2020-12-31", *lines, session=YEAR) == "failed"


def test_r6_what_was_carried_over_within_a_longer_session_lives_until_that_ends():
    lines = "introduced 2023-01-18", "carried_over 2023-12-01"

    summer = replace(TWO_YEARS, ends_on=date(2024, 7, 31))

    assert stage("2024-12-30", *lines, session=TWO_YEARS) == "introduced"
    assert stage("2024-12-31", *lines, session=TWO_YEARS) == "failed"
    assert stage("2024-07-30", *lines, session=summer) == "introduced"
    assert stage("2024-07-31", *lines, session=summer) == "failed"


def test_r6_a_recorded_failure_after_the_sessions_end_does_not_prolong_the_session():
    lines = "introduced 2019-01-08", "failed 2019-08-08"

    assert span("2019-06-15", *lines, session=YEAR).basis == "inferred"
    assert span("2019-08-08", *lines, session=YEAR).basis == "recorded"


def test_r6_a_veto_is_not_turned_into_a_failure_by_the_sessions_end():
    assert stage("2020-01-01", "passed 2019-05-01", "vetoed 2019-05-20", session=YEAR) == "vetoed"


def test_r6_a_vetoed_enactment_does_not_keep_a_bill_from_failing():
    lines = "enacted 2019-05-01", "vetoed 2019-05-20", "effective 2020-07-01"

    assert stage("2020-08-01", *lines, session=YEAR) == "vetoed"


# --- grounds ------------------------------------------------------------------------------------


@pytest.mark.parametrize("basis", ["inferred", "assumed", "disputed"])
def test_r6_what_is_not_recorded_is_shown_as_such_with_its_reason(basis):
    begun = span("2023-01-01", f"effective 2022-07-01 {basis}")
    over = span("2027-01-01", "effective 2022-07-01", f"expired 2026-07-01 {basis}")
    moved = span("2020-01-01", f"passed 2019-07-01 {basis}")

    assert (begun.stage, begun.basis, begun.why) == ("in_force", basis, "effective it was")
    assert (over.stage, over.basis, over.why) == ("ended", basis, "expired it was")
    assert (moved.stage, moved.basis, moved.why) == ("passed", basis, "passed it was")


def test_r6_what_is_recorded_needs_no_reason():
    told = [replace(act, description="Chapter 537") for act in acts("enacted 2022-07-01")]

    assert [(s.basis, s.why) for s in reckon(told).stages] == [("recorded", "")]


def test_r6_what_ended_twice_has_ended_with_its_last_end():
    lines = "enacted 2020-01-01", "enjoined 2021-01-01", "reinstated 2022-01-01", "repealed 2023"
    ended = span("2024-01-01", *lines)

    assert (ended.stage, ended.from_on) == ("ended", date(2023, 1, 1))


def test_r6_a_failure_with_the_session_is_among_the_stages_from_the_sessions_end():
    stages = reckon(acts("introduced 2019-01-08"), session=YEAR).stages

    assert [(s.stage, s.from_on) for s in stages] == [
        ("introduced", date(2019, 1, 8)),
        ("failed", date(2019, 5, 31)),
    ]


def test_r6_the_stages_follow_one_another_without_gap_or_overlap():
    stages = reckon(acts(*LONG), session=YEAR).stages

    assert [s.stage for s in stages] == [
        "introduced",
        "in_committee",
        "passed_one_chamber",
        "passed",
        "enacted",
        "in_force",
        "ended",
    ]
    for one, other in pairwise(stages):
        assert one.until_on == other.from_on
    assert stages[-1].until_on is None


def test_r6_what_was_carried_into_a_session_does_not_outlive_it():
    second_year = Session(date(2026, 1, 21), date(2026, 5, 8))
    carried = ("introduced 2025-01-17", "carried_over 2025-12-08", "referred 2026-02-03")

    assert stage("2026-05-07", *carried, session=second_year) == "in_committee"
    assert stage("2026-05-08", *carried, session=second_year) == "failed"


def test_r6_a_law_whose_first_day_is_not_known_is_enacted_and_not_in_effect():
    lines = ("introduced 2021-03-01", "enacted 2021-11-10", "effect_delayed 2021-11-12")

    assert stage("2022-06-01", *lines) == "enacted"
    assert stage("2022-06-01", *lines, "effective 2022-03-30") == "in_force"


def test_r6_what_clerks_enter_after_the_last_day_does_not_keep_a_bill_alive():
    lines = ("introduced 2019-01-08", "referred 2019-01-20", "other 2019-06-03")

    assert stage("2019-06-02", *lines, session=YEAR) == "in_committee"
    assert stage("2019-06-03", *lines, session=YEAR) == "failed"
