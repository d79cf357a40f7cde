"""Whether the local governments of a state may pass a law of their own: rule R14."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from laws.counting.shared import once_per_state
from laws.models import Preemption
from laws.rules.registry import rule
from laws.vocabulary import LocalSubject

NOT_RESEARCHED = "not_researched"


@dataclass(frozen=True, slots=True)
class Answer:
    """What we know for one use on a day. `row` is what it rests on; where it answers only from a
    later day, `is_later` is true and the day itself is not researched.
    """

    subject: str
    row: Preemption | None = None
    is_later: bool = False

    @property
    def word(self) -> str:
        """yes, limited, no or not_researched."""
        return str(self.row.answer) if self.row and not self.is_later else NOT_RESEARCHED


@rule(14, "Whether a city may act")
def may_act(rows: Iterable[Preemption], on: date) -> tuple[Answer, ...]:
    """For each state we ask whether its cities, towns and counties may pass a law of their own on
    face recognition: on use by their own police and agencies, and on use by businesses. The answer
    is yes, limited or no, with the clause that we read, the page and the day; without one it is not
    researched, which is never a yes.

    Yes says that the state gives local governments general power over their affairs and that we
    found no state law that takes this subject from them. Limited says that only some of them may,
    or only within what the state allows: as where a state law regulates the same use, and we did
    not find whether a stricter local rule may stand beside it. No says that a state law rules it
    out. What follows from a general clause, and from no law on face recognition, is marked as
    inferred. That a city has passed a law is no sign that it may.

    A clause answers from the day on which it took effect until a later one takes its place. Where
    that day is not known, it answers from the day on which we looked.
    """
    by_subject = defaultdict(list)
    for row in rows:
        by_subject[row.subject].append(row)
    return tuple(_answer(subject, by_subject[subject], on) for subject in LocalSubject.values)


def _answer(subject: str, rows: list[Preemption], on: date) -> Answer:
    begun = [row for row in rows if _first_day(row) <= on]
    if begun:
        return Answer(subject, max(begun, key=_first_day))
    later = min(rows, key=_first_day, default=None)
    return Answer(subject, later, later is not None)


def _first_day(row: Preemption) -> date:
    return row.from_on or row.checked_on


def may_act_by_state(keys: Collection[int], on: date) -> dict[int, tuple[Answer, ...]]:
    """The answers for states, by their keys. One query."""
    rows = _rows_by_state()
    return {key: may_act(rows.get(key, ()), on) for key in keys}


@once_per_state
def _rows_by_state() -> Mapping[int, list[Preemption]]:
    rows = defaultdict(list)
    for row in Preemption.objects.order_by("pk"):
        rows[row.jurisdiction_id].append(row)
    return dict(rows)
