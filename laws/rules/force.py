"""Whether a measure is in effect on a day, told by its terms and its stage: the end of rule R6.

Pure functions, as in `laws.rules.terms`. `TermQuerySet.telling` says the same to the database.
"""

from collections.abc import Iterable
from datetime import date

from laws.rules.terms import Term, is_open

# What a term can say of a day, the strongest first.
TELLING = ("in_effect", "uncertain", "no_longer", "not_yet")


def is_adopted(stage: str | None, effective_on_passage: bool) -> bool:
    """Whether a measure at a stage before it takes effect has been adopted: become law, or, where
    it needs no more (R2), passed.
    """
    return stage == "enacted" or (stage == "passed" and effective_on_passage)


def force_on(
    terms: Iterable[Term], stage: str | None, effective_on_passage: bool, on: date
) -> tuple[str, Term | None]:
    """Whether a measure is in effect on a day, a value of Force, and the term that tells it: the
    one the day is in, or may be in; else that which ended last; else the first to come. None
    where it is never.

    The day knows no later one: what was not adopted by the day is never, whatever became of it.
    """
    terms = sorted(terms, key=lambda term: term.starts_on)
    begun = [term for term in terms if term.starts_on <= on]
    ahead = [term for term in terms if term.starts_on > on]
    if not is_adopted(stage, effective_on_passage):
        ahead = [term for term in ahead if is_open(term, on)]
    nearest = [*reversed(begun), *ahead]
    found = min(nearest, key=lambda term: TELLING.index(told_by(term, on)), default=None)
    return (told_by(found, on), found) if found else ("never", None)


def told_by(term: Term, on: date) -> str:
    """What one term says of a day."""
    if term.covers(on):
        return "in_effect"
    if is_open(term, on):
        return "uncertain"
    return "no_longer" if term.starts_on <= on else "not_yet"
