"""Rules R1 to R6: from the actions of a measure to when it is in effect and how far it got.

Pure functions: actions go in, terms and stages come out. Nothing here knows the database, a request
or today's date. The docstring of a function marked `@rule` is the rule as /method/ prints it.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from laws.rules.registry import rule
from laws.text.dates import PartialDate

LAW = frozenset({"enacted", "veto_overridden"})
ENDINGS = frozenset({"repealed", "expired", "struck_down", "enjoined"})
COMMITTEE = frozenset({"referred", "hearing", "reported"})
MOVING = COMMITTEE | {"introduced", "amended_text", "passed_chamber", "passed", "carried_over"}


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """One dated event of a measure. `kind` is a value of ActionKind, `basis` one of Basis.

    `order` is its place among the measure's actions; only R4 reads it, to pair an extension with
    the expiry that it replaced.
    """

    kind: str
    on: PartialDate
    basis: str = "recorded"
    description: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """The days, [starts_on, ends_on), on which a measure is certainly in effect.

    `may_start_on` and `may_end_on` widen it by what imprecise dates leave open: the first day on
    which it may have taken effect, and the last on which it may still have been in effect.
    """

    starts_on: date
    ends_on: date | None
    start: ActionFacts
    end: ActionFacts | None = None
    may_start_on: date | None = None
    may_end_on: date | None = None

    def covers(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on < self.ends_on)


@dataclass(frozen=True, slots=True)
class Session:
    """The days of a legislative session, both included."""

    starts_on: date
    ends_on: date | None


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


@dataclass(frozen=True, slots=True)
class Reckoning:
    """All that follows from a measure's actions. `doubts` are the disputed dates it rests on."""

    terms: tuple[Term, ...] = ()
    stages: tuple[StageSpan, ...] = ()
    first_action_on: date | None = None
    last_action_on: date | None = None
    enacted_on: date | None = None
    effective_on: date | None = None
    ended_on: date | None = None
    doubts: tuple[str, ...] = field(default=())


Start = tuple[date, date, ActionFacts]
"""The certain first day of a term, the first possible one, and the action that it rests on."""


# --- R1 to R5: when it is in effect -----------------------------------------------------------


@rule(1, "How exactly a date is known")
def certain_days(when: PartialDate) -> tuple[date, date]:
    """Some dates are known only to the month or the year. We show each date as it is known.

    A measure counts as in effect only when that is certain. A start known to the month counts
    from the last day of the month; an end, from the first. On the days between, the measure's
    page says that we are not certain.
    """
    return when.last, when.first


@rule(2, "When a measure takes effect")
def first_start(acts: Iterable[ActionFacts], effective_on_passage: bool) -> Start | None:
    """A measure takes effect on its earliest effective date.

    Without one, it takes effect on the day it became law: the day it was enacted, or its veto was
    overridden. Without either, a local measure, an order, a directive, a regulation or a policy
    takes effect on the day it passed. A bill that only passed never takes effect. A law that says
    it took effect before it was enacted counts from the first day on which it may have become
    law, not earlier.
    """
    acts = list(acts)
    effective = _earliest(acts, {"effective"})
    law = _earliest(acts, LAW)
    if effective and law:
        law_first = law.on.first
        certain = max(certain_days(effective.on)[0], law_first)
        return certain, max(effective.on.first, law_first), effective
    act = effective or law or (_earliest(acts, {"passed"}) if effective_on_passage else None)
    return (certain_days(act.on)[0], act.on.first, act) if act else None


@rule(3, "A veto undoes passage")
def after_vetoes(acts: Iterable[ActionFacts]) -> list[ActionFacts]:
    """A veto undoes the passage before it, unless the veto is later overridden, or the measure is
    later enacted or passed again.
    """
    acts = list(acts)
    vetoes = [act for act in acts if act.kind == "vetoed"]
    if not vetoes:
        return acts
    veto = max(vetoes, key=lambda act: act.on.first)
    saved = [a for a in acts if a.kind in LAW and a.on.last >= veto.on.first]
    if saved:
        return acts
    passed = (a.on.first for a in acts if a.kind == "passed" and a.on.first > veto.on.last)
    again = min(passed, default=date.max)
    # What a veto undid can take no effect on a day that was set for it in advance.
    undone = LAW | {"passed", "effective"}
    return [a for a in acts if a.kind not in undone or a.on.last >= again]


@rule(4, "When a measure ends")
def reckon_terms(
    acts: Iterable[ActionFacts], effective_on_passage: bool = False
) -> tuple[Term, ...]:
    """A measure ends on the first of these days: it is repealed, it expires, a court strikes it
    down, or a court suspends it (enjoined).

    An extension replaces the scheduled end before it with the one that follows. A measure that a
    court suspended can be reinstated and is then in effect again, so a measure can be in effect
    more than once. The end date is the first day on which it is no longer in effect. A measure
    that was undone before it took effect was never in effect.
    """
    acts = after_vetoes(acts)
    first = first_start(acts, effective_on_passage)
    if not first:
        return ()
    ends = endings(acts)
    terms = []
    term = _term(first, ends)
    if term:
        terms.append(term)
    again = [a for a in acts if a.kind == "reinstated"]
    for act in sorted(again, key=lambda a: (a.on.last, a.on.first)):
        if terms and (terms[-1].ends_on is None or act.on.last < terms[-1].ends_on):
            continue  # it is still in effect: there is nothing to reinstate
        start = _restart(act, first, ends)
        term = _term(start, [e for e in ends if e.on.first >= act.on.first])
        if term:
            terms.append(term)
    return tuple(terms)


@rule(5, "Scheduled dates count")
def in_effect(terms: Iterable[Term], on: date) -> bool:
    """A scheduled effective date or end date (a sunset) counts like any other date. So the site
    also answers what will be in effect on a future date, as far as is known today.
    """
    return any(term.covers(on) for term in terms)


def endings(acts: Iterable[ActionFacts]) -> list[ActionFacts]:
    """The actions that end a term: those that happened, and those scheduled and not put off."""
    acts = list(acts)
    return [a for a in acts if a.kind in ENDINGS] + scheduled_ends(acts)


def scheduled_ends(acts: Iterable[ActionFacts]) -> list[ActionFacts]:
    """The scheduled expiries that still stand once every extension has replaced its own."""
    acts = list(acts)
    scheduled = sorted((a for a in acts if a.kind == "expires"), key=lambda a: a.on.first)
    for extended in sorted((a for a in acts if a.kind == "extended"), key=lambda a: a.on.first):
        # An expiry that had already come cannot be put off any more.
        ahead = [e for e in scheduled if e.on.first > extended.on.first]
        earlier = [e for e in ahead if e.order < extended.order]
        # Rows listed by date show the extension before both expiries: the first is the old one.
        replaced = earlier or ahead[:1] * (len(ahead) > 1)
        scheduled = [e for e in scheduled if e not in replaced]
    return scheduled


def may_be_in_effect(terms: Iterable[Term], on: date) -> bool:
    """Whether imprecise dates leave open if the measure is in effect on the day (R1)."""
    return any(
        (term.may_start_on or term.starts_on) <= on < term.starts_on
        or (term.ends_on is not None and term.ends_on <= on <= (term.may_end_on or date.min))
        for term in terms
    )


def _earliest(acts: Iterable[ActionFacts], kinds: Container[str]) -> ActionFacts | None:
    return min((act for act in acts if act.kind in kinds), key=_by_last_day, default=None)


def _by_last_day(act: ActionFacts) -> tuple[date, date, str, str]:
    return act.on.last, act.on.first, act.basis, act.description


def _restart(act: ActionFacts, first: Start, ends: Iterable[ActionFacts]) -> Start:
    """Where a reinstatement starts: not before the measure would have begun in any case, and after
    any ending whose imprecise span reaches over it.
    """
    first_day, first_possible_day, first_action = first
    over = [e.on.last + timedelta(1) for e in ends if e.on.first < act.on.first <= e.on.last]
    starts_on = max([certain_days(act.on)[0], first_day, *over])
    ground = first_action if starts_on == first_day else act
    return starts_on, max(act.on.first, first_possible_day), ground


def _term(start: Start, ends: Iterable[ActionFacts]) -> Term | None:
    starts_on, may_start_on, act = start
    end = min(ends, key=lambda a: (a.on.first, a.on.last, a.basis, a.description), default=None)
    ends_on = certain_days(end.on)[1] if end else None
    if ends_on and ends_on <= starts_on:
        return None
    may_end_on = end.on.last if end and end.on.last > end.on.first else None
    return Term(starts_on, ends_on, act, end, may_start_on, may_end_on)


# --- R6: how far it got -----------------------------------------------------------------------


def procedural_stage(acts: Iterable[ActionFacts], on: date) -> tuple[str, ActionFacts] | None:
    """How far the actions up to `on` carried a measure, and the action that did; whether it is in
    effect is left aside.
    """
    acts = list(acts)
    seen = list(after_vetoes(a for a in acts if a.on.last <= on))
    law = _earliest(seen, LAW | {"effective"})
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
        act = _earliest(seen, kinds)
        if act:
            return stage, act
    # Whatever comes first, the measure was introduced by then; an imprecise date counts from its
    # first day, for no stage claims less.
    begun = min((a for a in acts if a.on.first <= on), key=_in_time, default=None)
    return ("introduced", begun) if begun else None


def session_over_on(acts: Iterable[ActionFacts], session: Session | None) -> date | None:
    """The day on which a measure's session ended for it, as far as its own actions show.

    An action after the recorded end proves that the session ran on: then it is over with the
    year of the last such action; what was carried over from a first year, with the second.
    """
    if session is None or session.ends_on is None:
        return None
    acts = [a for a in acts if a.kind != "failed"]
    late = [a.on.first.year for a in acts if a.on.first > session.ends_on]
    first_year_only = session.ends_on.year == session.starts_on.year
    if first_year_only and any(a.kind == "carried_over" for a in acts):
        late.append(session.starts_on.year + 1)
    return max([session.ends_on, *(date(year, 12, 31) for year in late)])


@rule(6, "Stage on a date")
def stage_on(
    acts: Sequence[ActionFacts], terms: Sequence[Term], session: Session | None, on: date
) -> StageSpan | None:
    """Stage is how far a measure got by the date: introduced, in committee, passed one chamber,
    passed, enacted, in effect, ended; or vetoed; or failed. An action known only to the month
    or the year counts from the last day of that month or year. Before that day it shows only that
    the measure had been introduced.

    A measure whose session ended before it passed counts as failed on the day the session ended.
    We mark this as inferred. It does not count as failed if it was carried over within a
    two-year session that is still running, or if a later action shows that it was still alive.
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
    over = session_over_on(acts, session)
    if stage in PENDING_BEFORE_PASSAGE and over and over <= on and not _became_law(acts):
        why = "Its session ended and no enactment was found."
        return StageSpan("failed", over, None, "inferred", why)
    return StageSpan(stage, min(act.on.last, on), None, *_grounds(act))


PENDING_BEFORE_PASSAGE = ("introduced", "in_committee", "passed_one_chamber")


def _undone_before_it_began(acts: Sequence[ActionFacts], on: date) -> ActionFacts | None:
    """The action that, by the given day, undid a measure which had not taken effect by then."""
    lifted = _latest([a for a in acts if a.on.last <= on], {"reinstated"})
    ends = [a for a in endings(acts) if a.on.last <= on]
    ends = [a for a in ends if not lifted or a.on.first >= lifted.on.first]
    return _earliest(ends, ENDINGS | {"expires"})


def reckon_stages(
    acts: Sequence[ActionFacts], terms: Sequence[Term], session: Session | None
) -> tuple[StageSpan, ...]:
    """The measure's stages one after the other, from its first action on, without a gap."""
    days = {act.on.last for act in acts} | {min((a.on.first for a in acts), default=None)}
    for term in terms:
        days |= {term.starts_on, term.ends_on}
    days.add(session_over_on(acts, session))
    spans: list[StageSpan] = []
    for day in sorted(day for day in days if day):
        span = stage_on(acts, terms, session, day)
        if span is None or (spans and _same(spans[-1], span)):
            continue
        if spans:
            spans[-1] = replace(spans[-1], until_on=day)
        spans.append(replace(span, from_on=day))
    return tuple(spans)


def reckon(
    acts: Iterable[ActionFacts], effective_on_passage: bool = False, session: Session | None = None
) -> Reckoning:
    """All that follows from a measure's actions, given in any order."""
    acts = sorted(acts, key=_in_time)
    terms = reckon_terms(acts, effective_on_passage)
    law = _earliest(after_vetoes(acts), LAW)
    doubts = {
        act.description or act.kind
        for term in terms
        for act in (term.start, term.end)
        if act and act.basis == "disputed"
    }
    return Reckoning(
        terms=terms,
        stages=reckon_stages(acts, terms, session),
        first_action_on=min((a.on.first for a in acts), default=None),
        last_action_on=max((a.on.last for a in acts), default=None),
        enacted_on=law.on.last if law else None,
        effective_on=terms[0].starts_on if terms else None,
        ended_on=terms[-1].ends_on if terms else None,
        doubts=tuple(sorted(doubts)),
    )


def _in_time(act: ActionFacts) -> tuple[date, date, str, str, str, int]:
    return act.on.first, act.on.last, act.kind, act.basis, act.description, act.order


def _latest(acts: Iterable[ActionFacts], kinds: Container[str]) -> ActionFacts | None:
    return max((act for act in acts if act.kind in kinds), key=_by_last_day, default=None)


def _became_law(acts: Iterable[ActionFacts]) -> bool:
    return any(act.kind in LAW or act.kind == "effective" for act in after_vetoes(acts))


def _grounds(act: ActionFacts) -> tuple[str, str]:
    """What a stage rests on: the basis, and, unless it is simply recorded, why."""
    return act.basis, "" if act.basis == "recorded" else act.description


def _same(span: StageSpan, other: StageSpan) -> bool:
    return (span.stage, span.basis, span.why) == (other.stage, other.basis, other.why)
