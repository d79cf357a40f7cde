"""Whether a measure is in effect on a day: one of five answers, which know no later day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laws.rules.force import force_on, is_adopted
from laws.rules.reckoning import reckon
from laws.rules.terms import in_effect, may_be_in_effect
from laws.vocabulary import Force
from tests.laws.rules.test_reckoning_always import always, every_day, histories, sessions
from tests.support.plain_actions import acts


def told(lines, on, on_passage=False):
    """The force of actions on a day, and the days of the term that tells it."""
    day = date.fromisoformat(on)
    result = reckon(acts(*lines), on_passage)
    force, term = force_on(result.terms, stage_of(result, day), on_passage, day)
    return force, term and (str(term.starts_on), term.ends_on and str(term.ends_on))


def stage_of(result, day):
    spans = [s for s in result.stages if s.from_on <= day and (not s.until_on or day < s.until_on)]
    return spans[0].stage if spans else None


LAW = ["introduced 2023-01-10", "enacted 2023-05-01", "effective 2024-01-01", "repealed 2025-03-01"]
TERM = ("2024-01-01", "2025-03-01")


@pytest.mark.parametrize(
    ("on", "force", "term"),
    [
        ("2023-01-09", "never", None),
        ("2023-04-30", "never", None),
        ("2023-05-01", "not_yet", TERM),
        ("2023-12-31", "not_yet", TERM),
        ("2024-01-01", "in_effect", TERM),
        ("2025-02-28", "in_effect", TERM),
        ("2025-03-01", "no_longer", TERM),
    ],
)
def test_a_law_is_never_then_not_yet_then_in_effect_then_no_longer(on, force, term):
    assert told(LAW, on) == (force, term)


def test_a_bill_that_only_passed_is_never_and_an_ordinance_is_not_yet():
    lines = ["passed 2023-05-01", "effective 2023-07-01"]

    assert told(lines, "2023-06-01") == ("never", None)
    assert told(lines, "2023-06-01", on_passage=True)[0] == "not_yet"


@pytest.mark.parametrize(
    "lines",
    [
        ["introduced 2023-01-10", "failed 2023-05-01"],
        ["passed 2023-01-10", "vetoed 2023-02-01"],
        ["enacted 2023-01-10", "effective 2024-01-01", "repealed 2023-06-01"],
    ],
    ids=["failed", "vetoed", "undone before it began"],
)
def test_what_came_to_nothing_is_never(lines):
    assert told(lines, "2023-07-01") == ("never", None)


def test_a_law_suspended_and_reinstated_is_no_longer_in_between():
    lines = ["enacted 2020-01-01", "enjoined 2021-01-01", "reinstated 2022-01-01"]

    assert told(lines, "2021-06-01") == ("no_longer", ("2020-01-01", "2021-01-01"))
    assert told(lines, "2022-01-01") == ("in_effect", ("2022-01-01", None))


def test_days_that_an_imprecise_date_leaves_open_are_uncertain():
    lines = ["enacted 2020-01-01", "effective 2020-07", "repealed 2022-03"]

    days = ("2020-06-30", "2020-07-01", "2020-07-31", "2022-03-01", "2022-04-01")
    assert [told(lines, day)[0] for day in days] == [
        "not_yet",
        "uncertain",
        "in_effect",
        "uncertain",
        "no_longer",
    ]


@always
@given(histories(), st.booleans(), sessions)
def test_the_five_part_every_day_of_every_history(acts, on_passage, session):
    result = reckon(acts, on_passage, session)
    for day in every_day(acts, session):
        stage = stage_of(result, day)
        force, term = force_on(result.terms, stage, on_passage, day)
        certain = in_effect(result.terms, day)
        adopted = is_adopted(stage, on_passage)

        assert force in Force.values
        assert (force == "in_effect") == certain == (stage == "in_force")
        assert (force == "uncertain") == (may_be_in_effect(result.terms, day) and not certain)
        assert (term is None) == (force == "never")
        if force == "no_longer":
            assert term.ends_on <= day
            assert not any(t.ends_on and term.ends_on < t.ends_on <= day for t in result.terms)
        if force == "not_yet":
            assert adopted
            assert day < term.starts_on == result.terms[0].starts_on
        if force == "never":
            assert not any(t.starts_on <= day for t in result.terms)
            assert not (adopted and result.terms)


@always
@given(histories(), st.booleans())
def test_no_day_knows_what_was_only_begun_later(acts, on_passage):
    """A measure of which nothing but an introduction is known is never, whatever comes after."""
    for day in every_day(acts, None):
        known = [act for act in acts if act.on.first <= day]
        if not {act.kind for act in known} & {"passed", "enacted", "veto_overridden", "effective"}:
            result = reckon(acts, on_passage)
            assert force_on(result.terms, stage_of(result, day), on_passage, day)[0] == "never"
