"""Where the law is reckoned: rules R1 to R6, as pure functions over plain actions.

Actions go in, terms (when a measure binds) and stages (how far it got) come out. Nothing here
knows the database, a request or today's date. The docstring of a function marked `@rule` is the
rule as it is published.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from laws.rules.registry import rule
from laws.text.dates import PartialDate

LAW = frozenset({"enacted", "veto_overridden"})
ENDINGS = frozenset({"repealed", "expired", "struck_down", "enjoined"})
COMMITTEE = frozenset({"referred", "hearing", "reported"})
MOVING = COMMITTEE | {"introduced", "amended_text", "passed_chamber", "passed", "carried_over"}


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """One dated event as the reckoning sees it. `order` breaks no tie but that of R4."""

    kind: str
    on: PartialDate
    basis: str = "recorded"
    description: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """A span of days, [starts_on, ends_on), on which a measure certainly binds.

    `may_start_on` and `may_end_on` widen it by what imprecise dates leave open: the first day on
    which it may have begun, and the last on which it may still have bound.
    """

    starts_on: date
    ends_on: date | None
    start: ActionFacts
    end: ActionFacts | None = None
    may_start_on: date | None = None
    may_end_on: date | None = None

    def covers(self, on):
        return self.starts_on <= on and (self.ends_on is None or on < self.ends_on)


@dataclass(frozen=True, slots=True)
class Session:
    """The days of a legislative session, both included."""

    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class StageSpan:
    """From `from_on` until the day before `until_on` (None: open) a measure stood at `stage`."""

    stage: str
    from_on: date
    until_on: date | None = None
    basis: str = "recorded"
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """All that follows from a measure's actions."""

    terms: tuple[Term, ...] = ()
    stages: tuple[StageSpan, ...] = ()
    first_action_on: date | None = None
    last_action_on: date | None = None
    enacted_on: date | None = None
    effective_on: date | None = None
    ended_on: date | None = None
    doubts: tuple[str, ...] = field(default=())


# --- R1 to R5: when it binds ------------------------------------------------------------------


@rule(1, "Dates carry their precision")
def certain_days(when: PartialDate) -> tuple[date, date]:
    """A date may be known only to the month or the year, and is shown as it is known.

    Such a date stands for every day of its span. Force is counted only where it is certain: a
    start counts from the last day of its span, an end from the first. On the days between, the
    measure's page says that it is not certain.
    """
    return when.last, when.first


@rule(2, "When a term starts")
def first_start(
    acts: Iterable[ActionFacts], binds_on_passage: bool
) -> tuple[date, date, ActionFacts] | None:
    """A measure begins to bind on its earliest effective date.

    Without one, it binds from the day on which it became law: enacted, or its veto overridden.
    Without either, a measure of a local government, an order, a directive, a regulation or a
    policy binds from its passage; a bill that only passed does not bind. A law that claims to
    have taken effect before it was enacted binds no earlier than the first day on which it may
    have become law.
    """
    acts = list(acts)
    effective = _earliest(acts, {"effective"})
    law = _earliest(acts, LAW)
    if effective and law:
        law_first = law.on.first
        certain = max(certain_days(effective.on)[0], law_first)
        return certain, max(effective.on.first, law_first), effective
    act = effective or law or (_earliest(acts, {"passed"}) if binds_on_passage else None)
    return (certain_days(act.on)[0], act.on.first, act) if act else None


@rule(3, "A veto undoes passage")
def standing(acts: Iterable[ActionFacts]) -> list[ActionFacts]:
    """A veto undoes the passage before it, unless the veto is later overridden or the measure
    enacted or passed again.
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


@rule(4, "When a term ends")
def reckon_terms(acts: Iterable[ActionFacts], binds_on_passage: bool = False) -> tuple[Term, ...]:
    """A term ends on the earliest of repealed, expired, struck down, or a scheduled expiry.

    An extension replaces the scheduled expiry before it by the one that follows. An injunction
    ends a term and a reinstatement starts a new one, so that a measure can have several. The end
    date is the first day on which the measure no longer binds. A measure undone before it began
    has no term.
    """
    acts = standing(acts)
    first = first_start(acts, binds_on_passage)
    if not first:
        return ()
    ends = undoings(acts)
    terms = []
    term = _term(first, ends)
    if term:
        terms.append(term)
    again = [a for a in acts if a.kind == "reinstated"]
    for act in sorted(again, key=lambda a: (a.on.last, a.on.first)):
        if terms and (terms[-1].ends_on is None or act.on.last < terms[-1].ends_on):
            continue  # it still binds: there is nothing to reinstate
        start = _restart(act, first, ends)
        term = _term(start, [e for e in ends if e.on.first >= act.on.first])
        if term:
            terms.append(term)
    return tuple(terms)


@rule(5, "Future actions are data")
def binds(terms: Iterable[Term], on: date) -> bool:
    """A scheduled effective date or sunset is on the record like any other date, so that what
    will be in effect on a day to come is a question with an answer, as far as is known today.
    """
    return any(term.covers(on) for term in terms)


def undoings(acts: Iterable[ActionFacts]) -> list[ActionFacts]:
    """Whatever ends a term: what happened, and what is scheduled and was not put off."""
    acts = list(acts)
    return [a for a in acts if a.kind in ENDINGS] + scheduled_ends(acts)


def scheduled_ends(acts: Iterable[ActionFacts]) -> list[ActionFacts]:
    """The scheduled expiries that still stand once every extension has replaced its own."""
    acts = list(acts)
    standing_ends = sorted((a for a in acts if a.kind == "expires"), key=lambda a: a.on.first)
    for extended in sorted((a for a in acts if a.kind == "extended"), key=lambda a: a.on.first):
        # An expiry that had already come cannot be put off any more.
        ahead = [e for e in standing_ends if e.on.first > extended.on.first]
        earlier = [e for e in ahead if e.order < extended.order]
        # Rows listed by date show the extension before both expiries: the first is the old one.
        replaced = earlier or ahead[:1] * (len(ahead) > 1)
        standing_ends = [e for e in standing_ends if e not in replaced]
    return standing_ends


def may_bind(terms: Iterable[Term], on: date) -> bool:
    """Whether the day falls in a span where imprecise dates leave force open (R1)."""
    return any(
        (term.may_start_on or term.starts_on) <= on < term.starts_on
        or (term.ends_on is not None and term.ends_on <= on <= (term.may_end_on or date.min))
        for term in terms
    )


def _earliest(acts, kinds):
    found = [act for act in acts if act.kind in kinds]
    return min(found, key=lambda a: (a.on.last, a.on.first, a.basis, a.description), default=None)


def _restart(act, first, ends):
    """Where a reinstatement starts: not before the measure would have begun in any case, and after
    any ending whose imprecise span reaches over it.
    """
    began, may_have_begun, beginning = first
    over = [e.on.last + timedelta(1) for e in ends if e.on.first < act.on.first <= e.on.last]
    starts_on = max([certain_days(act.on)[0], began, *over])
    ground = beginning if starts_on == began else act
    return starts_on, max(act.on.first, may_have_begun), ground


def _term(start, ends):
    starts_on, may_start_on, act = start
    end = min(ends, key=lambda a: (a.on.first, a.on.last, a.basis, a.description), default=None)
    ends_on = certain_days(end.on)[1] if end else None
    if ends_on and ends_on <= starts_on:
        return None
    may_end_on = end.on.last if end and end.on.last > end.on.first else None
    return Term(starts_on, ends_on, act, end, may_start_on, may_end_on)


# --- R6: how far it got -----------------------------------------------------------------------


def procedure(acts: Iterable[ActionFacts], on: date) -> tuple[str, ActionFacts] | None:
    """How far the actions up to `on` carried a measure, force aside, and the action that did it."""
    acts = list(acts)
    seen = list(standing(a for a in acts if a.on.last <= on))
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
    # Whatever comes first, the measure was on the table by then; an imprecise date puts it on the
    # record from its first day, for no stage claims less.
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
    """Stage is how far a measure got, by its actions up to the date: introduced, in committee,
    passed one chamber, passed, enacted, in effect, ended; or vetoed; or failed. An action known
    only to the month or the year counts from the last day of its span; from the first day it
    puts the measure on the record as introduced, and no more.

    A measure whose session ended before it passed is failed, dated by the session's end and
    marked inferred, unless it was carried over within a two-year session that still runs, or a
    later action shows that it lived on. Every action says whether it is recorded, inferred,
    assumed or disputed; all but recorded are always shown as such, also on the states, places
    and counts that rest on them.
    """
    for term in terms:
        if term.covers(on):
            return StageSpan("in_force", term.starts_on, None, *_grounds(term.start))
    past = [t for t in terms if t.ends_on and t.ends_on <= on]
    if past:
        return StageSpan("ended", past[-1].ends_on, None, *_grounds(past[-1].end))
    reached = procedure(acts, on)
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


def _undone_before_it_began(acts, on):
    """The action that undid, by the given day, what has not begun to bind by then."""
    lifted = _latest([a for a in acts if a.on.last <= on], {"reinstated"})
    ends = [a for a in undoings(acts) if a.on.last <= on]
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
    spans = []
    for day in sorted(day for day in days if day):
        now = stage_on(acts, terms, session, day)
        if now is None or (spans and _same(spans[-1], now)):
            continue
        if spans:
            spans[-1] = _until(spans[-1], day)
        spans.append(StageSpan(now.stage, day, None, now.basis, now.why))
    return tuple(spans)


def reckon(
    acts: Iterable[ActionFacts], binds_on_passage: bool = False, session: Session | None = None
) -> Reckoning:
    """All that follows from a measure's actions, given in any order."""
    acts = sorted(acts, key=_in_time)
    terms = reckon_terms(acts, binds_on_passage)
    law = _earliest(standing(acts), LAW)
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


def _in_time(act):
    return act.on.first, act.on.last, act.kind, act.basis, act.description, act.order


def _latest(acts, kinds):
    found = [act for act in acts if act.kind in kinds]
    return max(found, key=lambda a: (a.on.last, a.on.first, a.basis, a.description), default=None)


def _became_law(acts):
    return any(act.kind in LAW or act.kind == "effective" for act in standing(acts))


def _grounds(act):
    """What a stage rests on: the basis, and, unless it is simply recorded, why."""
    return act.basis, "" if act.basis == "recorded" else act.description


def _same(span, other):
    return (span.stage, span.basis, span.why) == (other.stage, other.basis, other.why)


def _until(span, day):
    return StageSpan(span.stage, span.from_on, day, span.basis, span.why)
