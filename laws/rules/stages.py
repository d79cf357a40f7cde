"""Rule R6: from the actions and terms of a measure to how far it got.

Pure functions, as in `laws.rules.terms`.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from laws.rules.registry import rule
from laws.rules.terms import (
    ENDINGS,
    LAW,
    ActionFacts,
    Term,
    after_vetoes,
    by_last_day,
    earliest,
    endings,
    in_time,
)
from laws.text.dates import months_after
from laws.text.phrases import any_of, plain_words

COMMITTEE = frozenset({"referred", "hearing", "reported"})
MOVING = COMMITTEE | {"introduced", "amended_text", "passed_chamber", "passed", "carried_over"}
BEFORE_PASSAGE = ("introduced", "in_committee", "passed_one_chamber")
SILENCE = 24  # months without an action
CLERICAL = timedelta(days=14)  # after a session's end
CLERKS_WORK = any_of((
    "scriveners error*", "manifest error*", "clerical error*", "clerical correction*",
    "error* corrected", "technical correction*", "pending introduction", "sponsor* added",
    "added as … sponsor*", "sponsor* removed", "sponsor* withdrawn", "cosponsor*", "co sponsor*",
    "coauthor*", "coprime sponsor*", "remove as … author*", "as principal author", "^authored by",
    "statement* of vote*", "recorded in journal", "fiscal note*", "fiscal impact*", "^fn#",
    "^printed", "^reprinted", "^engrossed on", "^signed by speaker*", "^roll call", "^posted",
    "^signed by president of senate", "^signed by presiding officer*", "comment* received",
    "testimony received", "companion*", "^published in journal", "journal corrected",
))  # fmt: skip
"""Entries by which a clerk puts a bill's papers in order: they move nothing."""


@dataclass(frozen=True, slots=True)
class Session:
    """The days of a legislature's session, or of a council's term (`is_local`), both included.

    `carried_until` is the last day of the session that takes up what this one carried over, if
    that is known; `carries_all` says that this is everything unfinished, and not only what a
    chamber or a committee chose.
    """

    starts_on: date
    ends_on: date | None
    is_local: bool = False
    carried_until: date | None = None
    carries_all: bool = False


@dataclass(frozen=True, slots=True)
class StageSpan:
    """A measure was at `stage` from `from_on` until the day before `until_on` (None: open).

    `basis` is a value of Basis; `why` says in words what a stage rests on that is not recorded.
    """

    stage: str
    from_on: date
    until_on: date | None = None
    basis: str = "recorded"
    why: str = ""


# --- R6: how far it got -----------------------------------------------------------------------


def procedural_stage(acts: Iterable[ActionFacts], on: date) -> tuple[str, ActionFacts] | None:
    """How far the actions up to `on` carried a measure, and the action that did; whether it is in
    effect is left aside.
    """
    acts = list(acts)
    seen = list(after_vetoes(a for a in acts if a.on.last <= on))
    law = earliest(seen, LAW | {"effective"})
    if law:
        return "enacted", law
    vetoed = _latest(seen, {"vetoed"})
    passed = _latest(seen, {"passed"})
    if vetoed and not passed:
        return "vetoed", vetoed
    failed = _latest(seen, {"failed"})
    if failed and not any(a.kind in MOVING and a.on.first > failed.on.last for a in seen):
        return "failed", failed
    if passed:
        return "passed", passed
    for stage, kinds in (("passed_one_chamber", {"passed_chamber"}), ("in_committee", COMMITTEE)):
        act = earliest(seen, kinds)
        if act:
            return stage, act
    # Whatever comes first, the measure was introduced by then; an imprecise date counts from its
    # first day, for no stage claims less.
    begun = min((a for a in acts if a.on.first <= on), key=in_time, default=None)
    return ("introduced", begun) if begun else None


def session_over_on(acts: Iterable[ActionFacts], session: Session | None) -> date | None:
    """The day on which a measure's session ended for it, as far as its own actions show.

    Days after the end the last day's work is still entered: for a bill with such an entry the
    session ended on that day. An action long after the end proves that the session ran on: then it
    is over with the year of the last such action; what was carried over from a first year, with
    the session of the second, or with that year where the day is not known.
    """
    if session is None or session.ends_on is None:
        return None
    acts = [a for a in acts if a.kind != "failed" and not _is_clerical(a)]
    end = _carried_until(acts, session) or session.ends_on
    entered = end + CLERICAL
    near = [a.on.first for a in acts if end < a.on.first <= entered]
    late = [a.on.first.year for a in acts if a.on.first > entered]
    return max([end, *near, *(date(year, 12, 31) for year in late)])


def _carried_until(acts: Iterable[ActionFacts], session: Session) -> date | None:
    """The last day of the session that a measure was carried over into, if it was."""
    # A bill that was carried into this session came from the one before.
    chosen = any(a.kind == "carried_over" and a.on.last >= session.starts_on for a in acts)
    if session.carried_until and (chosen or session.carries_all):
        return session.carried_until
    year = session.starts_on.year
    is_one_year = session.ends_on is not None and session.ends_on.year == year
    return date(year + 1, 12, 31) if chosen and is_one_year else None


def _is_clerical(act: ActionFacts) -> bool:
    """Whether an action is only a clerk's entry."""
    words = plain_words(act.description) if act.kind == "other" else ""
    return bool(words and CLERKS_WORK and CLERKS_WORK.search(words))


@rule(6, "Stage on a date")
def stage_on(
    acts: Sequence[ActionFacts],
    terms: Sequence[Term],
    session: Session | None,
    on: date,
    effective_on_passage: bool = False,
) -> StageSpan | None:
    """Stage is how far a measure got by the date: introduced, in committee, passed one chamber,
    passed, enacted, in effect, ended; or vetoed; or failed. An action known only to the month
    or the year counts from the last day of that month or year. Before that day it shows only that
    the measure had been introduced. But where only the month or year is known in which it took
    effect, it shows as enacted in that time, and not as pending. So does a measure that passed,
    needs no signature and waits to take effect.

    A measure whose session ended before it passed counts as failed on the day the session ended.
    We mark this as inferred. It does not count as failed while it is carried over: within a
    two-year session that still runs, or into the next year’s session until that ends, where an
    action says so or where all unfinished bills go on. Nor does it if an action more than two weeks
    after the end shows that it was still alive. A clerk’s entry, such as a corrected error or a
    sponsor’s name, shows nothing.

    A local proposal counts as inactive from the end of its council’s term. Where we do not know
    when the term or the session ends, a proposal counts as inactive after 24 months without an
    action; so does a bill that passed and was never signed, once its session is over. Inactive is
    inferred, and it is not pending.

    A measure that is not in effect is told apart further. Not yet: it was adopted by the date and
    is set to take effect later. No longer: it was in effect and ended. Never: neither, as far as
    that date knows; so a bill that was still pending on the date counts as never, even if it
    became law afterwards.

    Every action is marked recorded, inferred, assumed or disputed. Anything but recorded is
    always shown, on the measure and on the states, places and counts that rest on it.
    """
    for term in terms:
        if term.covers(on):
            return StageSpan("in_force", term.starts_on, None, *_grounds(term.start))
    past = [(t.ends_on, t.end) for t in terms if t.end and t.ends_on and t.ends_on <= on]
    if past:
        ends_on, end = past[-1]
        return StageSpan("ended", ends_on, None, *_grounds(end))
    reached = procedural_stage(acts, on)
    if not reached:
        return None
    stage, act = reached
    if stage in ("passed", "enacted"):
        undone = _undone_before_it_began(acts, on)
        if undone:
            return StageSpan("ended", undone.on.last, None, *_grounds(undone))
    adopted = _adopted(acts, terms, stage, on, effective_on_passage)
    if adopted:
        return adopted
    ending = _assumed_end(acts, session, stage)
    if ending and ending.from_on <= on:
        return ending
    return StageSpan(stage, min(act.on.last, on), None, *_grounds(act))


def _adopted(
    acts: Sequence[ActionFacts],
    terms: Sequence[Term],
    stage: str,
    on: date,
    effective_on_passage: bool,
) -> StageSpan | None:
    """Of a measure that waits for no decision any more, though no exact day says that it is law:
    that it is enacted, and from when.
    """
    if stage not in (*BEFORE_PASSAGE, "passed"):
        return None
    for term in terms:
        if term.may_start_on and term.may_start_on <= on < term.starts_on:
            why = f"Only {term.start.on.say()} is known of its start."
            return StageSpan("enacted", term.may_start_on, None, "inferred", why)
    live = after_vetoes(acts)
    is_signed_later = any(act.kind in LAW for act in live)
    if stage == "passed" and effective_on_passage and not is_signed_later:
        passed = _latest([act for act in live if act.on.last <= on], {"passed"})
        if passed and any(term.starts_on > on for term in terms):
            return StageSpan("enacted", passed.on.last, None, *_grounds(passed))
    return None


def _assumed_end(
    acts: Sequence[ActionFacts], session: Session | None, stage: str
) -> StageSpan | None:
    """What a pending measure comes to when nothing more is heard of it, and from which day."""
    if stage not in (*BEFORE_PASSAGE, "passed") or _became_law(acts):
        return None
    over, silent = session_over_on(acts, session), silent_on(acts)
    if over and session and session.is_local:
        why = "Its council’s term ended and no decision was found."
        return StageSpan("inactive", over, None, "inferred", why)
    if over and stage != "passed":
        why = "Its session ended and no enactment was found."
        return StageSpan("failed", over, None, "inferred", why)
    why = f"No action was found in {SILENCE} months."
    return StageSpan("inactive", max(silent, over or silent), None, "inferred", why)


def silent_on(acts: Iterable[ActionFacts]) -> date:
    """The day on which a measure has had no action for so long that it counts as inactive."""
    return months_after(max(act.on.last for act in acts), SILENCE)


def _undone_before_it_began(acts: Sequence[ActionFacts], on: date) -> ActionFacts | None:
    """The action that, by the given day, undid a measure which had not taken effect by then."""
    lifted = _latest([a for a in acts if a.on.last <= on], {"reinstated"})
    ends = [a for a in endings(acts) if a.on.last <= on]
    ends = [a for a in ends if not lifted or a.on.first >= lifted.on.first]
    return earliest(ends, ENDINGS | {"expires"})


def reckon_stages(
    acts: Sequence[ActionFacts],
    terms: Sequence[Term],
    session: Session | None,
    effective_on_passage: bool = False,
) -> tuple[StageSpan, ...]:
    """The measure's stages one after the other, from its first action on, without a gap."""
    days = {act.on.last for act in acts} | {min((a.on.first for a in acts), default=None)}
    for term in terms:
        days |= {term.may_start_on, term.starts_on, term.ends_on}
    days |= {session_over_on(acts, session)} | ({silent_on(acts)} if acts else set())
    spans: list[StageSpan] = []
    for day in sorted(day for day in days if day):
        span = stage_on(acts, terms, session, day, effective_on_passage)
        if span is None or (spans and _same(spans[-1], span)):
            continue
        if spans:
            spans[-1] = replace(spans[-1], until_on=day)
        spans.append(replace(span, from_on=day))
    return tuple(spans)


def _latest(acts: Iterable[ActionFacts], kinds: Container[str]) -> ActionFacts | None:
    return max((act for act in acts if act.kind in kinds), key=by_last_day, default=None)


def _became_law(acts: Iterable[ActionFacts]) -> bool:
    return any(act.kind in LAW or act.kind == "effective" for act in after_vetoes(acts))


def _grounds(act: ActionFacts) -> tuple[str, str]:
    """What a stage rests on: the basis, and, unless it is simply recorded, why."""
    return act.basis, "" if act.basis == "recorded" else act.description


def _same(span: StageSpan, other: StageSpan) -> bool:
    return (span.stage, span.basis, span.why) == (other.stage, other.basis, other.why)
