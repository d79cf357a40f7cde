"""What the checks of a measure read: plain values, whether stored or still in a form's boxes."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from laws.rules.stages import Session
from laws.rules.terms import ActionFacts, after_vetoes, earliest, reckon_terms
from laws.text.dates import PartialDate, as_known
from laws.vocabulary import NOT_LOCAL, ORDER_KINDS, ActionKind, ChamberKind


class Span(NamedTuple):
    """The days, [starts_on, ends_on), on which a measure is certainly in effect, and the first on
    which it may have been.
    """

    starts_on: date
    ends_on: date | None
    may_start_on: date | None = None

    @property
    def starts(self) -> PartialDate:
        """When it starts, as precisely as that is known."""
        return as_known(self.may_start_on, self.starts_on, self.starts_on)


@dataclass(frozen=True, slots=True)
class Act:
    """One action. `key` is whatever tells its row from the others: of a stored one its primary
    key as text, of one in a form the prefix of its boxes.
    """

    kind: str
    on: PartialDate
    basis: str = "recorded"
    description: str = ""
    order: int = 0
    chamber: str = ""
    yes: int | None = None
    no: int | None = None
    key: str = ""

    @property
    def plain(self) -> ActionFacts:
        """The action as the rules of the law read it."""
        return ActionFacts(self.kind, self.on, self.basis, self.description, self.order)

    def say(self) -> str:
        """In words, for the middle of a sentence: “Enacted” (July 20, 2023)."""
        return f"“{ActionKind(self.kind).label}” ({self.on.say()})"

    def is_before(self, other: "Act") -> bool:
        """Whether it certainly happened on an earlier day, however exactly both are known."""
        return self.on.last < other.on.first


@dataclass(frozen=True, slots=True)
class Place:
    """The government: its kind, its state and its name."""

    kind: str
    state_code: str
    name: str
    key: int | None = None

    @property
    def is_local(self) -> bool:
        return self.kind not in NOT_LOCAL


@dataclass(frozen=True, slots=True)
class Relative:
    """A relation to another measure, and what that one comes to. `key` is as of an action's row."""

    kind: str
    name: str
    slug: str
    place: int | None = None
    terms: tuple[Span, ...] = ()
    first_action_on: date | None = None
    is_withdrawn: bool = False
    pk: int | None = None
    key: str = ""


class Ruling(NamedTuple):
    """What a court case is said to have done to when the measure is in effect."""

    case: str
    did: str
    on: PartialDate


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A measure as the checks read it. What a form does not say yet is empty or None.

    `seats` says how many each chamber has, by the value of ChamberKind, where that is known;
    `same_number` names other measures of the same government and session with its number;
    `explained` has the rule and the fact of what is right all the same.
    """

    today: date
    place: Place | None = None
    kind: str = ""
    identifier: str = ""
    title: str = ""
    summary: str = ""
    effect: str = ""
    county_reach: str = ""
    status: str = ""
    session: Session | None = None
    session_name: str = ""
    acts: tuple[Act, ...] = ()
    relations: tuple[Relative, ...] = ()
    seats: Mapping[str, int] = field(default_factory=dict)
    chambers: frozenset[str] = frozenset()
    same_number: tuple[str, ...] = ()
    terms: tuple[Span, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    explained: frozenset[tuple[str, str]] = frozenset()

    @property
    def is_legislature(self) -> bool:
        """Whether a legislature handles it: it takes more than a passage to become law."""
        is_state = self.place is not None and not self.place.is_local
        return is_state and self.kind not in ORDER_KINDS

    def of(self, kinds: Container[str]) -> list[Act]:
        """Its actions of some kinds, the earliest first."""
        found = (act for act in self.acts if act.kind in kinds)
        return sorted(found, key=lambda act: (act.on.first, act.on.last, act.order))

    def last_of(self, kinds: Container[str]) -> Act | None:
        """The latest of its actions of some kinds."""
        return max(self.of(kinds), key=lambda act: act.on.last, default=None)


def terms_of(acts: Iterable[Act], effective_on_passage: bool) -> tuple[Span, ...]:
    """When a measure with these actions is in effect."""
    terms = reckon_terms([act.plain for act in acts], effective_on_passage)
    return tuple(Span(term.starts_on, term.ends_on, term.may_start_on) for term in terms)


def law_of(acts: Iterable[Act]) -> ActionFacts | None:
    """The action by which a measure became law, if one stands."""
    return earliest(after_vetoes(act.plain for act in acts), {"enacted", "veto_overridden"})


LEGISLATIVE = frozenset({ChamberKind.LOWER, ChamberKind.UPPER, ChamberKind.COUNCIL})
"""Those who vote in seats."""
