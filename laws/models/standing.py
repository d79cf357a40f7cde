"""How measures that are read stand on a date, as attributes of each: two subqueries in all."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject
from django.db.models.query import ModelIterable

from laws.models.force import OF_TERM, own_days, telling_terms
from laws.models.ready_sql import ready
from laws.models.term import StageSpan
from laws.vocabulary import Force

if TYPE_CHECKING:
    from laws.models import Measure

OF_STAGE = {
    "stage": "stage",
    "stage_since": "from_on",
    "stage_basis": "basis",
    "stage_why": "why",
}
"""What is told of a stage, by the name under which a measure has it."""
OF_FORCE = OF_TERM | {"force": "force"}
DAYS = {"stage_since", "since", "until", "may_start_on", "may_end_on"}


@lru_cache(maxsize=64)
def told_on(on: date) -> dict[str, RawSQL]:
    """The stage and the term that tell how a measure stands, each as one JSON object, and the days
    of its answers.
    """
    spans = StageSpan.objects.filter(measure=OuterRef("pk")).at(on).order_by()
    return ready(
        {
            "told_stage": Subquery(spans.values(told=JSONObject(**OF_STAGE))[:1]),
            "told_term": Subquery(telling_terms(on).values(told=JSONObject(**OF_FORCE))[:1]),
            "own_days": own_days(),
        }
    )


class Standing(ModelIterable):
    """Measures, each with what the two objects say of it."""

    def __iter__(self) -> Iterator["Measure"]:
        for measure in super().__iter__():
            own = vars(measure)
            own |= _read(own.pop("told_stage"), OF_STAGE) | _read(own.pop("told_term"), OF_FORCE)
            own["force"] = own["force"] or Force.NEVER.value
            yield measure


def _read(told: Mapping[str, Any] | None, names: Mapping[str, str]) -> dict[str, Any]:
    found = {name: told and told[name] for name in names}
    return {
        name: date.fromisoformat(value) if value and name in DAYS else value
        for name, value in found.items()
    }
