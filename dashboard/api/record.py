"""The tables of the record by the API: their rows as they are in its files, filtered and in parts.

Which columns a table has, and what each means, is said by `laws.open_data.tables`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from dashboard.api.measures import FILTERS, STATES, chosen_measures, refuse_unlisted
from dashboard.api.operation import Asked, Listing, Part
from dashboard.api.parameters import Unknown, cut, several_of, words
from laws.models import Measure, Question
from laws.open_data.table import Rows
from laws.open_data.tables import TABLE
from laws.vocabulary import Basis

SLUG = r"^[-a-zA-Z0-9_]+$"
MEASURE = words("measure", "The slug of one measure.", SLUG, "the slug of a measure is allowed")
STATE = several_of("state", "The postal code in small letters, us for the country.", STATES)


@dataclass(frozen=True)
class OfTable:
    """How a table is asked for: by the measures, or by the state, that its rows belong to, and by
    columns of its own (the name of a parameter: the column).
    """

    name: str
    measures: tuple[str, ...] = ()
    state: str = ""
    by: Mapping[str, str] = field(default_factory=dict)
    example: Mapping[str, str] = field(default_factory=dict)


OF_ONE = ("measure",)
ASKED = (
    OfTable("actions", OF_ONE, by={"action": "kind"}, example={"measure": "ma-s2963-2019"}),
    OfTable("terms", OF_ONE, example={"state": "ma"}),
    OfTable("stages", OF_ONE, example={"state": "ma"}),
    OfTable("provisions", OF_ONE, by={"question": "question", "answer": "answer"},
            example={"question": "warrant_required"}),
    OfTable("relations", ("from_measure", "to_measure"), by={"relation": "kind"}),
    OfTable("sources", OF_ONE, example={"measure": "ma-s2963-2019"}),
    OfTable("quotations", OF_ONE, by={"question": "question"}),
    OfTable("sponsorships", OF_ONE),
    OfTable("second_codings", OF_ONE),
    OfTable("second_answers", ("coding__measure",)),
    OfTable("case_effects", OF_ONE),
    OfTable("questions"),
    OfTable("sessions", state="jurisdiction__state_code", example={"state": "ma"}),
    OfTable("chambers", state="jurisdiction__state_code", example={"state": "ma"}),
    OfTable("preemption", state="jurisdiction__state_code"),
    OfTable("milestones", state="state_code"),
)  # fmt: skip
"""Searches are at /api/v1/coverage, governments at jurisdictions; measures and cases, which have a
day, are operations of their own."""


class TableRows(Listing):
    """The rows of one table."""

    def __init__(self, of: OfTable) -> None:
        self.of, self.table = of, TABLE[of.name]
        self.name = self.path = of.name.replace("_", "-")
        self.title, self.columns = self.table.title, self.table.columns
        self.about = (
            f"{self.table.description} Every row, whatever its date: on is the day for which the "
            "filters of measures hold."
            if of.measures
            else f"{self.table.description} Every row, whatever its date."
        )
        self.example = {**of.example, "limit": "1"}
        self._named = {one.name: one for one in self.columns}
        self.own_parameters = tuple(self._parameters())

    def _parameters(self) -> Any:
        if self.of.measures:
            yield MEASURE
            yield from FILTERS
        if self.of.state:
            yield STATE
        for name, column in self.of.by.items():
            known = self._named[column]
            if known.words is None:
                yield words(name, f"{known.description}", SLUG, "a slug is allowed")
            else:
                yield several_of(name, known.description, known.words.values)

    def part(self, asked: Asked) -> Part:
        rows: Any = self.table.rows()
        rows = rows.where(self._condition(asked))
        rest = rows.after(asked.after[:-1], asked.after[-1]) if asked.after else rows
        found = list(rest.first(asked.limit + 1).with_numbers())
        shown = found[: asked.limit]
        last = None
        if len(found) > asked.limit:
            number, row = shown[-1]
            last = [*self.table.key_of(row), number]
        if not shown:
            self._refuse_unknown(asked)
        return Part([row for _, row in shown], last, *self._numbers(rows))

    def _refuse_unknown(self, asked: Asked) -> None:
        """Refuse what names no measure or question: to have no row is an answer, this is none."""
        if slug := asked.first("measure"):
            refuse_unlisted(slug)
        question = asked.first("question")
        if question and not Question.objects.filter(slug=question).exists():
            allowed = "allowed is what /api/v1/questions lists as slug"
            raise Unknown("question", cut(question), allowed)

    def _numbers(self, rows: Rows) -> tuple[int, int | None]:
        """How many rows there are, and on how many of them sources conflict."""
        grounds = [one.source for one in self.columns if one.words is Basis]
        conflict = Q()
        for one in grounds:
            conflict |= Q(**{one: Basis.DISPUTED})
        return rows.count(), rows.where(conflict).count() if grounds else None

    def _condition(self, asked: Asked) -> Q:
        """Which rows were asked for."""
        values, condition = asked.parameters, Q()
        if slug := values.first("measure"):
            condition &= self._of_measures(**{"__slug": slug})
        if self.of.measures and any(one.name in asked.values for one in FILTERS):
            measures = chosen_measures(asked, Measure.objects.published()).qs
            condition &= self._of_measures(__in=measures.order_by().values("pk"))
        if self.of.state and (codes := values.all("state")):
            own = ["" if code == "us" else code.upper() for code in codes]
            condition &= Q(**{f"{self.of.state}__in": own})
        for name, column in self.of.by.items():
            if given := values.all(name):
                condition &= Q(**{f"{self._named[column].source}__in": given})
        return condition

    def _of_measures(self, **lookup: Any) -> Q:
        ((end, value),) = lookup.items()
        found = Q()
        for path in self.of.measures:
            found |= Q(**{f"{path}{end}": value})
        return found
