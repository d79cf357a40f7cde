"""Measures in the short lists beside the map: the columns that are read, and their order."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, Q, Value, When

from laws.text.dates import PartialDate
from laws.vocabulary import LIMITS, PENDING, Reach, Regulates

COLUMNS = (
    "slug", "kind", "identifier", "law_citation", "code_citation", "title", "effect", "reach",
    "regulates", "use_modes", "effect_basis", "effect_note", "first_action_on", "popular_name",
    "session__start_on", "jurisdiction__kind", "jurisdiction__name",
    "jurisdiction__full_name", "jurisdiction__state_code", "jurisdiction__slug",
    "jurisdiction__population",
)  # fmt: skip
GENERAL = Q(
    effect__in=LIMITS,
    reach=Reach.GENERAL,
    regulates__overlap=[Regulates.POLICE, Regulates.GOVERNMENT],
)
# What the map would show if it passed comes first; then what got furthest.
LIMITS_FIRST = Case(When(GENERAL, then=Value(0)), default=Value(1))
HOW_FAR = Case(*(When(stage=stage, then=Value(-rank)) for rank, stage in enumerate(PENDING)))


class ListedGovernment(NamedTuple):
    """The government of a listed measure."""

    kind: str
    name: str
    full_name: str
    state_code: str
    slug: str
    population: int | None


class ListedMeasure(NamedTuple):
    """A measure of a list, with its government, and where it stands on the day."""

    slug: str
    kind: str
    identifier: str
    law_citation: str
    code_citation: str
    title: str
    effect: str
    reach: str
    regulates: list[str]
    use_modes: list[str]
    effect_basis: str
    effect_note: str
    first_action_on: date | None
    popular_name: str
    session_start_on: date | None
    government: ListedGovernment
    stage: str
    stage_basis: str = ""
    since: PartialDate | None = None
    since_basis: str = ""
    partly: bool = False

    @classmethod
    def from_columns(cls, *columns: Any) -> "ListedMeasure":
        """A row of `COLUMNS` and what follows them: stage and basis, start and basis."""
        return cls(*(*columns[:15], ListedGovernment(*columns[15:21]), *columns[21:]))
