"""What holds for any actions whatever: properties of the reckoning, on generated histories."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laws.rules.reckoning import reckon
from laws.rules.stages import SILENCE, Session, procedural_stage, session_over_on, stage_on
from laws.rules.terms import LAW, ActionFacts, after_vetoes
from laws.text.dates import PartialDate, months_after
from laws.vocabulary import PENDING, ActionKind, Basis

always = settings(deadline=None, max_examples=150, derandomize=True, database=None)

FORCE = {
    "passed",
    "enacted",
    "veto_overridden",
    "effective",
    "vetoed",
    "repealed",
    "expired",
    "expires",
    "extended",
    "struck_down",
    "enjoined",
    "reinstated",
}
# A few years and few days, so that actions often fall on one day or inside each other's spans.
YEARS = range(2019, 2024)
DAYS = st.dates(date(2018, 12, 1), date(2024, 2, 1))


@st.composite
def dates(draw):
    """Dates known to the day, the month or the year."""
    day = date(draw(st.sampled_from(YEARS)), draw(st.sampled_from([1, 2, 6, 7])), 1)
    precision = draw(st.sampled_from(["day", "day", "day", "month", "year"]))
    if precision == "day":
        return PartialDate(day.replace(day=draw(st.sampled_from([1, 2, 15, 28]))))
    return PartialDate(day.replace(month=1) if precision == "year" else day, precision)


def histories(kinds=ActionKind.values, **size):
    """Actions of a measure, force and its end more often than the rest."""
    likely = [kind for kind in kinds if kind in FORCE] or list(kinds)
    act = st.builds(
        ActionFacts,
        st.one_of(st.sampled_from(likely), st.sampled_from(list(kinds))),
        dates(),
        st.sampled_from(Basis.values),
        st.sampled_from(["", "why"]),
    )
    ordered = st.lists(act, **{"max_size": 8} | size)
    return ordered.map(lambda acts: [replace(a, order=n) for n, a in enumerate(acts, 1)])


sessions = st.one_of(
    st.none(),
    st.builds(
        lambda start, length: Session(start, None if length is None else start + timedelta(length)),
        st.dates(date(2018, 12, 1), date(2023, 6, 1)),
        st.one_of(st.none(), st.integers(0, 730)),
    ),
)


def every_day(acts, session):
    """The days on which anything can turn, with the day before and after each."""
    turns = {day for act in acts for day in (act.on.first, act.on.last)}
    turns |= {day for day in [session_over_on(acts, session)] if day}
    return sorted(day + timedelta(step) for day in turns for step in (-1, 0, 1))


@always
@given(histories(), st.booleans())
def test_terms_are_in_order_and_never_overlap(acts, local):
    terms = reckon(acts, local).terms

    for term in terms:
        assert term.ends_on is None or term.starts_on < term.ends_on
    for one, next_one in pairwise(terms):
        assert one.ends_on is not None
        assert one.ends_on <= next_one.starts_on


@always
@given(histories(), st.booleans(), sessions, st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(acts, local, session, random):
    shuffled = random.sample(acts, len(acts))

    assert reckon(shuffled, local, session) == reckon(acts, local, session)


@always
@given(histories(sorted(set(ActionKind.values) - {"extended"})), st.booleans(), sessions)
def test_how_the_rows_are_numbered_matters_to_nothing_but_extensions(acts, local, session):
    renumbered = [replace(act, order=len(acts) - act.order) for act in acts]

    def days(result):
        return result.stages, [(term.starts_on, term.ends_on) for term in result.terms]

    assert days(reckon(renumbered, local, session)) == days(reckon(acts, local, session))


@always
@given(histories(), st.booleans(), sessions)
def test_reckoning_twice_gives_the_same(acts, local, session):
    before = list(acts)

    assert reckon(acts, local, session) == reckon(acts, local, session)
    assert acts == before


@always
@given(histories(), st.booleans())
def test_force_is_never_claimed_before_the_last_day_of_its_starts_span(acts, local):
    for term in reckon(acts, local).terms:
        assert term.starts_on >= term.start.on.last or term.start.kind == "effective"
        assert not (term.start.on.first <= term.starts_on < term.start.on.last)
        assert (term.may_start_on or term.starts_on) <= term.starts_on


@always
@given(histories(), st.booleans())
def test_force_is_never_claimed_inside_the_span_of_what_ended_it(acts, local):
    terms = reckon(acts, local).terms

    for end in (term.end for term in terms if term.end):
        for day in (end.on.first, end.on.last):
            assert not any(term.covers(day) and end.on.precision != "day" for term in terms)


@always
@given(histories(), st.booleans())
def test_a_term_ends_on_the_first_possible_day_of_its_end(acts, local):
    for term in reckon(acts, local).terms:
        assert (term.end is None) == (term.ends_on is None)
        assert term.end is None or term.ends_on == term.end.on.first


@always
@given(histories(), st.booleans())
def test_nothing_binds_before_it_may_have_become_law(acts, local):
    law = [a for a in after_vetoes(acts) if a.kind in ("enacted", "veto_overridden")]

    if law:
        earliest = min(law, key=lambda a: (a.on.last, a.on.first)).on.first
        assert all(term.starts_on >= earliest for term in reckon(acts, local).terms)


@always
@given(histories(["introduced", "referred", "passed", "passed_chamber", "failed", "repealed"]))
def test_a_bill_that_did_not_become_law_never_binds(acts):
    assert reckon(acts).terms == ()


@always
@given(histories(), histories(min_size=1, max_size=3), DAYS)
def test_what_happens_later_never_changes_how_far_it_got_before(acts, more, on):
    later = [act for act in more if act.on.first > on]

    assert procedural_stage(acts + later, on) == procedural_stage(acts, on)


@always
@given(histories(), histories(min_size=1, max_size=3), DAYS)
def test_what_may_have_happened_by_then_adds_no_more_than_that_it_was_introduced(acts, more, on):
    perhaps = [act for act in more if act.on.last > on]

    before, after = procedural_stage(acts, on), procedural_stage(acts + perhaps, on)

    if after != before:
        assert after[0] == (before[0] if before else "introduced")


@always
@given(histories(), histories(sorted(set(ActionKind.values) - FORCE), min_size=1), DAYS)
def test_what_neither_starts_nor_ends_force_never_changes_the_stage_before_it(acts, more, on):
    later = [act for act in more if act.on.first > on]

    def stage(all_acts):
        return stage_on(all_acts, reckon(all_acts).terms, None, on)

    before = stage(acts)
    # What was taken for inactive after a long silence was not, if it moved again.
    if not (before and before.stage == "inactive"):
        assert stage(acts + later) == before


@always
@given(histories(min_size=1), st.booleans(), sessions)
def test_stages_have_no_gap_and_no_overlap(acts, local, session):
    stages = reckon(acts, local, session).stages

    assert stages[-1].until_on is None
    for one, next_one in pairwise(stages):
        assert one.from_on < one.until_on == next_one.from_on


@always
@given(histories(min_size=1), st.booleans(), sessions)
def test_a_measure_is_at_the_stage_in_force_just_when_a_term_covers_the_day(acts, local, session):
    result = reckon(acts, local, session)

    for day in every_day(acts, session):
        stage = _stage(result.stages, day)
        assert (stage == "in_force") == any(term.covers(day) for term in result.terms)


@always
@given(histories(min_size=1), st.booleans(), sessions)
def test_the_stored_stages_say_what_the_rule_says_on_each_day(acts, local, session):
    result = reckon(acts, local, session)
    ordered = sorted(acts, key=lambda a: (a.on.first, a.on.last, a.kind, a.basis, a.description))

    for day in every_day(acts, session):
        now = stage_on(ordered, result.terms, session, day, local)
        assert _stage(result.stages, day) == (now and now.stage)


@always
@given(histories(min_size=1), st.booleans(), sessions)
def test_nothing_is_pending_two_years_after_its_last_action_and_its_session(acts, local, session):
    result = reckon(acts, local, session)
    days = [months_after(max(act.on.last for act in acts), SILENCE)]
    days += [session.ends_on + timedelta(365 * 2)] if session and session.ends_on else []

    stage = _stage(result.stages, max(days))
    if any(act.kind in (*LAW, "effective") for act in after_vetoes(acts)):
        assert stage != "inactive"
    else:
        assert stage not in PENDING


@always
@given(histories(min_size=1), st.booleans(), sessions)
def test_the_dates_stored_agree_with_the_terms(acts, local, session):
    result = reckon(acts, local, session)

    assert result.effective_on == (result.terms[0].starts_on if result.terms else None)
    assert result.ended_on == (result.terms[-1].ends_on if result.terms else None)
    assert result.first_action_on <= result.last_action_on


@pytest.mark.parametrize("kind", ActionKind.values)
def test_every_kind_of_action_can_stand_alone(kind):
    result = reckon([ActionFacts(kind, PartialDate.parse("2020-02"))], effective_on_passage=True)

    assert result.stages[0].from_on == date(2020, 2, 1)
    known = [span for span in result.stages if span.stage != "inactive"]
    assert known[-1].from_on in (date(2020, 2, 1), date(2020, 2, 29))


def _stage(stages, day):
    found = [s for s in stages if s.from_on <= day and (s.until_on is None or day < s.until_on)]
    assert len(found) <= 1
    return found[0].stage if found else None
