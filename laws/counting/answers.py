"""The coded answers of measures as they stand on a day (R15)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, QuerySet, When

from laws.counting.on_date import MeasureInForce
from laws.models import Provision, Question, Term
from laws.models.force import HAS_OWN_DAYS
from laws.models.term import days
from laws.rules.parts import part_on
from laws.text.dates import PartialDate
from laws.vocabulary import Answer, Force


@dataclass(frozen=True, slots=True)
class AnswerOnDate:
    """A coded answer on a day. `begins` and `ends` are days of its own that lie within the time in
    which its measure is in effect. `force` says whether it is in effect itself; None on a day on
    which its measure is not.
    """

    row: Provision
    on: date
    force: str | None
    begins: PartialDate | None
    ends: PartialDate | None

    @property
    def question(self) -> Question:
        return self.row.question

    @property
    def answer(self) -> str:
        """What it counts as on the day: a value of Answer, or empty where that is open (R15)."""
        if not self.is_out:
            return self.row.answer
        sets = self.row.answer in (Answer.YES, Answer.QUALIFIED)
        return Answer.NO if sets and self.force != Force.UNCERTAIN else ""

    @property
    def is_out(self) -> bool:
        """Whether its measure is in effect on the day and it is not, or not certainly."""
        return self.force not in (None, Force.IN_EFFECT)

    @property
    def is_over(self) -> bool:
        """Whether it has ended by the day, or may have."""
        return self.ends is not None and self.on >= self.ends.first


def coded_answers(rows: QuerySet[Provision]) -> QuerySet[Provision]:
    """Answers with the `terms` of their measure, where they have days of their own."""
    terms = Term.objects.filter(measure=OuterRef("measure")).order_by("starts_on")
    spans = ArraySubquery(terms.values(span=days("starts_on", "ends_on")))
    return rows.annotate(of=F("measure__slug"), terms=Case(When(HAS_OWN_DAYS, then=spans)))


def answer_on(row: Any, on: date) -> AnswerOnDate:
    """One of `coded_answers` on a day."""
    begins, ends, terms = row.effective_on, row.ended_on, row.terms or ()
    term = next((one for one in terms if on in one), None)
    of_law = term or next(iter(terms), None)
    if begins and of_law and begins.last <= of_law.lower:
        begins = None
    if ends and of_law and of_law.upper and ends.first >= of_law.upper:
        ends = None
    return AnswerOnDate(row, on, part_on(begins, ends, on) if term else None, begins, ends)


def answers_on(rows: Mapping[str, Provision], on: date) -> dict[str, AnswerOnDate]:
    """The answers of a measure on a day, by question."""
    return {question: answer_on(row, on) for question, row in rows.items()}


def while_answered(
    law: MeasureInForce, begins: PartialDate | None, ends: PartialDate | None
) -> MeasureInForce | None:
    """A measure in a term, cut to the days on which one of its answers is in effect too."""
    starts_on, ends_on = law.starts_on, law.ends_on
    if begins:
        starts_on = max(starts_on, begins.last)
    if ends:
        ends_on = min(ends_on or date.max, ends.first)
    if ends_on and ends_on <= starts_on:
        return None
    return replace(law, starts_on=starts_on, ends_on=ends_on)
