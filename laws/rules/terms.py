"""Rules R1 to R5: from the actions of a measure to when it is in effect.

Pure functions: actions go in, terms come out. Nothing here knows the database, a request or today's
date. The docstring of a function marked `@rule` is the rule as /method/ prints it.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from laws.rules.registry import rule
from laws.text.dates import PartialDate

LAW = frozenset({"enacted", "veto_overridden"})
ENDINGS = frozenset({"repealed", "expired", "struck_down", "enjoined"})


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


class Extension(NamedTuple):
    """An extension, the scheduled ends that it replaced, and those ahead of it that then stand."""

    act: ActionFacts
    replaced: list[ActionFacts]
    standing: list[ActionFacts]


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
    overridden. But a law that says it takes effect later, on a day not yet known, is not in effect
    until that day is known. Without either, a local measure, an order, a directive, a regulation
    or a policy takes effect on the day it passed. A bill that only passed never takes effect. A
    law that says it took effect before it was enacted counts from the first day on which it may
    have become law, not earlier.
    """
    acts = list(acts)
    effective = earliest(acts, {"effective"})
    law = earliest(acts, LAW)
    if effective and law:
        law_first = law.on.first
        certain = max(certain_days(effective.on)[0], law_first)
        return certain, max(effective.on.first, law_first), effective
    if not effective and any(act.kind == "effect_delayed" for act in acts):
        return None
    act = effective or law or (earliest(acts, {"passed"}) if effective_on_passage else None)
    return (certain_days(act.on)[0], act.on.first, act) if act else None


def adoption(acts: Iterable[ActionFacts]) -> ActionFacts | None:
    """The action by which a measure was adopted: its passage, or else its becoming law."""
    acts = after_vetoes(acts)
    return earliest(acts, {"passed", "veto_overridden"}) or earliest(acts, LAW | {"effective"})


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
    court suspended can be reinstated, even on the same day, and is then in effect again, so a
    measure can be in effect more than once. The end date is the first day on which it is no longer
    in effect. A measure that was undone before it took effect was never in effect.
    """
    acts = after_vetoes(acts)
    first = first_start(acts, effective_on_passage)
    if not first:
        return ()
    ends = endings(acts)
    end = _first_of(ends)
    terms = [term] if (term := _term(first, end)) else []
    again = [a for a in acts if a.kind == "reinstated"]
    for act in sorted(again, key=lambda a: (a.on.last, a.on.first)):
        if terms and (terms[-1].ends_on is None or act.on.last < terms[-1].ends_on):
            continue  # it is still in effect: there is nothing to reinstate
        # It undoes the ending by which the measure had ended, though their days may be the same.
        is_undone = end is not None and end.on.first <= act.on.last
        start = _restart(act, first, ends, end if is_undone else None)
        left = [e for e in ends if e.on.first >= act.on.first]
        end = _first_of(e for e in left if not (is_undone and e == end))
        if term := _term(start, end):
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
    replaced = [end for extension in extensions(acts) for end in extension.replaced]
    return [act for act in _expiries(acts) if act not in replaced]


def extensions(acts: Iterable[ActionFacts]) -> list[Extension]:
    """What each extension put off, the earliest first."""
    acts = list(acts)
    found, scheduled = [], _expiries(acts)
    for extended in sorted((a for a in acts if a.kind == "extended"), key=lambda a: a.on.first):
        # An expiry that had already come cannot be put off any more.
        ahead = [e for e in scheduled if e.on.first > extended.on.first]
        earlier = [e for e in ahead if e.order < extended.order]
        # Rows listed by date show the extension before both expiries: the first is the old one.
        replaced = earlier or ahead[:1] * (len(ahead) > 1)
        scheduled = [e for e in scheduled if e not in replaced]
        found.append(Extension(extended, replaced, [e for e in ahead if e not in replaced]))
    return found


def _expiries(acts: Iterable[ActionFacts]) -> list[ActionFacts]:
    return sorted((a for a in acts if a.kind == "expires"), key=lambda a: a.on.first)


def is_open(term: Term, on: date) -> bool:
    """Whether imprecise dates leave open if the day lies in the term (R1)."""
    return (term.may_start_on or term.starts_on) <= on < term.starts_on or (
        term.ends_on is not None and term.ends_on <= on <= (term.may_end_on or date.min)
    )


def may_be_in_effect(terms: Iterable[Term], on: date) -> bool:
    """Whether imprecise dates leave open if the measure is in effect on the day (R1)."""
    return any(is_open(term, on) for term in terms)


def earliest(acts: Iterable[ActionFacts], kinds: Container[str]) -> ActionFacts | None:
    return min((act for act in acts if act.kind in kinds), key=by_last_day, default=None)


def by_last_day(act: ActionFacts) -> tuple[date, date, str, str]:
    return act.on.last, act.on.first, act.basis, act.description


def _restart(
    act: ActionFacts, first: Start, ends: Iterable[ActionFacts], undone: ActionFacts | None
) -> Start:
    """Where a reinstatement starts: not before the measure would have begun in any case, nor before
    what it undoes, and after any ending whose imprecise span reaches over it.
    """
    first_day, first_possible_day, first_action = first
    spans = [e.on for e in ends if e.on.first < e.on.last]
    over = [span.last + timedelta(1) for span in spans if span.first <= act.on.first <= span.last]
    starts_on = max([certain_days(act.on)[0], first_day, *over])
    ground = first_action if starts_on == first_day else act
    possible = max(act.on.first, first_possible_day, undone.on.first if undone else date.min)
    return starts_on, possible, ground


def _first_of(ends: Iterable[ActionFacts]) -> ActionFacts | None:
    return min(ends, key=lambda a: (a.on.first, a.on.last, a.basis, a.description), default=None)


def _term(start: Start, end: ActionFacts | None) -> Term | None:
    starts_on, may_start_on, act = start
    ends_on = certain_days(end.on)[1] if end else None
    if ends_on and ends_on <= starts_on:
        return None
    may_end_on = end.on.last if end and end.on.last > end.on.first else None
    return Term(starts_on, ends_on, act, end, may_start_on, may_end_on)


def in_time(act: ActionFacts) -> tuple[date, date, str, str, str, int]:
    return act.on.first, act.on.last, act.kind, act.basis, act.description, act.order
