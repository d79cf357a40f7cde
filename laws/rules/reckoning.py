"""All that follows from a measure's actions: rules R1 to R6 together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from laws.rules.stages import Session, StageSpan, reckon_stages
from laws.rules.terms import LAW, ActionFacts, Term, after_vetoes, earliest, in_time, reckon_terms
from laws.text.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Reckoning:
    """All that follows from a measure's actions. `doubts` are the disputed dates it rests on;
    `dates` are those of its actions, as precisely as they are known.
    """

    terms: tuple[Term, ...] = ()
    stages: tuple[StageSpan, ...] = ()
    first_action_on: date | None = None
    last_action_on: date | None = None
    enacted_on: date | None = None
    effective_on: date | None = None
    ended_on: date | None = None
    doubts: tuple[str, ...] = field(default=())
    dates: tuple[PartialDate, ...] = ()

    def as_known(self, day: date) -> PartialDate:
        """One of its days as precisely as it is known: it may stand for a month or a year."""
        known = [when for when in self.dates if day in (when.first, when.last)]
        is_exact = any(when.precision == "day" for when in known)
        return known[0] if known and not is_exact else PartialDate(day)


def reckon(
    acts: Iterable[ActionFacts], effective_on_passage: bool = False, session: Session | None = None
) -> Reckoning:
    """All that follows from a measure's actions, given in any order."""
    acts = sorted(acts, key=in_time)
    terms = reckon_terms(acts, effective_on_passage)
    law = earliest(after_vetoes(acts), LAW)
    doubts = {
        act.description or act.kind
        for term in terms
        for act in (term.start, term.end)
        if act and act.basis == "disputed"
    }
    return Reckoning(
        terms=terms,
        stages=reckon_stages(acts, terms, session, effective_on_passage),
        first_action_on=min((a.on.first for a in acts), default=None),
        last_action_on=max((a.on.last for a in acts), default=None),
        enacted_on=law.on.last if law else None,
        effective_on=terms[0].starts_on if terms else None,
        ended_on=terms[-1].ends_on if terms else None,
        doubts=tuple(sorted(doubts)),
        dates=tuple(act.on for act in acts),
    )
