"""Every change of the law: what took effect, ended or was amended, and what is adopted and waits.

Counted in a `History`; the starts and ends alone, replayed from nothing, give the law of any day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from laws.counting.answers import while_answered
from laws.counting.history import History
from laws.counting.on_date import MeasureInForce, once
from laws.counting.trend import ENDED, steps
from laws.models import Action
from laws.rules.parts import own_day
from laws.rules.terms import LAW, ActionFacts, adoption
from laws.text.dates import PartialDate, as_known
from laws.vocabulary import UNSURE_EFFECT, ActionKind, Basis


class Kind(StrEnum):
    """What happened to a law on a day."""

    TOOK_EFFECT = "took_effect"
    ENDED = "ended"
    AMENDED = "amended"
    ADOPTED = "adopted"
    PART_BEGAN = "part_began"
    PART_ENDED = "part_ended"


class Direction(StrEnum):
    """Whether it tightened or loosened the law on police or government use; empty for neither."""

    TIGHTENED = "tightened"
    LOOSENED = "loosened"
    NEITHER = ""


OF_PARTS = (Kind.PART_BEGAN, Kind.PART_ENDED)
HAPPENED = (Kind.TOOK_EFFECT, Kind.ENDED, Kind.AMENDED, *OF_PARTS)
CHANGES_TEXT = (ActionKind.AMENDED, ActionKind.EXTENDED)
OF_ADOPTION = {"passed", "vetoed", "effective", *LAW}


@dataclass(frozen=True, slots=True)
class LawChange:
    """A law that took effect, ended or was amended, as a whole or in what it says on one question
    (R15); or one that is adopted and not yet in effect.

    `when` is as precise as the date is known, `day` the one from which it counts (R1). `act` is the
    kind of action that did it, `why` what is said of it where it is no plain record; of a part, the
    question.
    """

    kind: Kind
    when: PartialDate
    day: date
    basis: str
    why: str
    act: str
    direction: Direction
    measure: MeasureInForce

    @property
    def is_certain(self) -> bool:
        """Whether neither its date nor what the law does is in doubt."""
        return self.basis != Basis.DISPUTED and self.measure.effect_basis not in UNSURE_EFFECT


Acts = Mapping[str, list[ActionFacts]]


@once
def law_changes(history: History, on: date, today: date) -> list[LawChange]:
    """Every change of the law, in order, as it stood on a day. One query.

    Of a day that is past, what came later is left out, unless it was set by then: the start of
    what had been adopted, and the end that it named for itself.
    """
    acts = _acts_of(history)
    adopted = {slug: adoption(own) for slug, own in acts.items()}
    found = [*starts_and_ends(history), *_amendments(history, acts), *_parts(history)]
    if on < today:
        found = [one for one in found if one.day <= on or _was_set(one, adopted, on)]
    found += _adoptions(history, adopted, on)
    return sorted(found, key=lambda one: (one.day, one.measure.slug, one.kind))


def starts_and_ends(history: History) -> Iterator[LawChange]:
    """Every start and end of a term, each with whether it tightened or loosened the law."""
    directions = {
        (step.day, step.measure.slug, step.what == ENDED): (
            Direction.TIGHTENED if step.is_tighter else Direction.LOOSENED
        )
        for step in steps(history)
    }
    for one in history.measures:
        start = directions.get((one.starts_on, one.slug, False), Direction.NEITHER)
        when = as_known(one.may_start_on, one.starts_on, one.starts_on)
        yield LawChange(
            Kind.TOOK_EFFECT, when, one.starts_on, one.start_basis, one.start_why, one.start_kind,
            start, one,
        )  # fmt: skip
        if one.ends_on:
            end = directions.get((one.ends_on, one.slug, True), Direction.NEITHER)
            when = as_known(one.ends_on, one.may_end_on, one.ends_on)
            yield LawChange(
                Kind.ENDED, when, one.ends_on, one.end_basis, one.end_why, one.end_kind, end, one
            )


def _acts_of(history: History) -> Acts:
    kinds = [*OF_ADOPTION, *CHANGES_TEXT]
    slugs = {one.slug for one in history.measures}
    rows = Action.objects.filter(measure__slug__in=slugs, kind__in=kinds)
    columns = ("kind", "day", "precision", "basis", "description", "order")
    acts = defaultdict(list)
    for slug, kind, day, precision, *rest in rows.order_by().values_list("measure__slug", *columns):
        acts[slug].append(ActionFacts(kind, PartialDate(day, precision), *rest))
    return acts


def _amendments(history: History, acts: Acts) -> Iterator[LawChange]:
    """Changes of the text, or of the set end, of what was law by then."""
    for one in _first_terms(history):
        for act in acts[one.slug]:
            if act.kind in CHANGES_TEXT and act.on.last >= one.starts_on:
                yield LawChange(
                    Kind.AMENDED, act.on, act.on.last, act.basis, act.description, act.kind,
                    Direction.NEITHER, one,
                )  # fmt: skip


def _parts(history: History) -> Iterator[LawChange]:
    """The begins and ends of answers within the time in which their measure is in effect."""
    for one in history.measures:
        for first, last, question in one.own_days:
            begins, ends = own_day(first), own_day(last)
            cut = while_answered(one, begins, ends)
            told = Basis.RECORDED, question or "", "", Direction.NEITHER, one
            if cut and begins and cut.starts_on > one.starts_on:
                yield LawChange(Kind.PART_BEGAN, begins, cut.starts_on, *told)
            if cut and ends and cut.ends_on and cut.ends_on != one.ends_on:
                yield LawChange(Kind.PART_ENDED, ends, cut.ends_on, *told)


def _adoptions(
    history: History, adopted: Mapping[str, ActionFacts | None], on: date
) -> Iterator[LawChange]:
    """What was adopted by the day and is to take effect after it."""
    for one in _first_terms(history):
        act = adopted.get(one.slug)
        if act and act.on.last <= on < one.starts_on:
            yield LawChange(
                Kind.ADOPTED, act.on, act.on.last, act.basis, act.description, act.kind,
                Direction.NEITHER, one,
            )  # fmt: skip


def _was_set(change: LawChange, adopted: Mapping[str, ActionFacts | None], on: date) -> bool:
    """Whether a change after a day was set by then."""
    act = adopted.get(change.measure.slug)
    if act is None or act.on.last > on:
        return False
    if change.kind in OF_PARTS:
        return True
    starts = change.kind == Kind.TOOK_EFFECT and change.act != ActionKind.REINSTATED
    return starts or (change.kind == Kind.ENDED and change.act == ActionKind.EXPIRES)


def _first_terms(history: History) -> Iterable[MeasureInForce]:
    """The first term of each measure."""
    backwards = sorted(history.measures, key=lambda one: one.starts_on, reverse=True)
    return {one.slug: one for one in backwards}.values()
