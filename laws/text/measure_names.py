"""The one short name of a measure, from what the record has of it."""

from datetime import date
from typing import Protocol

from laws.vocabulary import ORDER_KINDS, MeasureKind

OF_LEGISLATURES = (MeasureKind.BILL, MeasureKind.STATUTE)


class Named(Protocol):
    """What a measure's name is made of: a `Measure`, or a row with these columns."""

    @property
    def kind(self) -> str: ...
    @property
    def identifier(self) -> str: ...
    @property
    def law_citation(self) -> str: ...
    @property
    def code_citation(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def popular_name(self) -> str: ...
    @property
    def first_action_on(self) -> date | None: ...
    @property
    def session_start_on(self) -> date | None: ...


def number_with_year(measure: Named) -> str:
    """Its number with the year in which it began, unless the number says it: LD 1585 (2021).

    Each session numbers its bills again. What was filed before its session began is of the
    session's first year.
    """
    number, first = measure.identifier, measure.first_action_on
    if not number or first is None or str(first.year) in number:
        return number
    return f"{number} ({max(first, measure.session_start_on or first).year})"


def short_name(measure: Named) -> str:
    """What a measure is called wherever it stands: its number, or what it has instead of one.

    A law that is known by a name goes by that. Else a bill keeps its number when it is law, and an
    ordinance, an order or a policy goes by the number that it was adopted under, or by its title:
    several may stand in one chapter of a code.
    """
    # A citation that begins in lower case says something of the act, as “as amended by …”.
    act = "" if measure.law_citation[:1].islower() else measure.law_citation
    number = number_with_year(measure)
    names = [act, number]
    if measure.kind in OF_LEGISLATURES:
        names = [number, measure.code_citation, act]
    elif measure.kind in ORDER_KINDS:
        names = [number, act]
    return next(filter(None, (measure.popular_name, *names, measure.title))).split(";")[0]
