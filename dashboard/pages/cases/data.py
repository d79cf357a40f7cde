"""Court cases on a date, each with what it did to published measures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, Q
from django.db.models.functions import JSONObject

from laws.models import CaseEffect, CourtCase
from laws.models.court_case import first_day_of
from laws.text.dates import PartialDate
from laws.vocabulary import CaseDid, CaseStanding, EditorialStatus

PUBLISHED = EditorialStatus.PUBLISHED


@dataclass(frozen=True, slots=True)
class CaseOnDate:
    """A court case as it stood on a day."""

    case: CourtCase
    on: date
    first_day: date | None

    @property
    def is_later(self) -> bool:
        """Whether its latest decision came after the day."""
        decided = self.case.decided
        return decided is not None and decided.first > self.on

    @property
    def _is_told(self) -> bool:
        """Whether what came of it is told: of an end without a date, once the case is known."""
        return self.is_known and not self.is_later

    @property
    def standing(self) -> CaseStanding:
        return CaseStanding(self.case.standing) if self._is_told else CaseStanding.OPEN

    @property
    def decided(self) -> PartialDate | None:
        return self.case.decided if self._is_told else None

    @property
    def outcome(self) -> str:
        return self.case.outcome if self._is_told else ""

    @property
    def effects(self) -> list[CaseEffect]:
        """What it had done to measures; what has no date, once the case is known."""
        every = self.case.effects.all()
        return [one for one in every if (one.date.first <= self.on if one.date else self.is_known)]

    @property
    def is_known(self) -> bool:
        """Whether something of it had happened by the day, as far as its days are known."""
        return self.first_day is None or self.first_day <= self.on

    @property
    def latest(self) -> date:
        """The day of the last thing known of it, by which lists are sorted."""
        last = self.decided or self.case.filed
        return last.first if last else date.min


def cases_on(on: date) -> list[CaseOnDate]:
    """The cases known by a day, the latest first. Two queries."""
    rows = CourtCase.objects.known_on(on).select_related("jurisdiction")
    every = rows.prefetch_related(_effects())
    return in_order(CaseOnDate(case, on, case.first_day) for case in every)


def _effects() -> Prefetch:
    effects = CaseEffect.objects.filter(measure__status=PUBLISHED)
    joined = effects.select_related("measure__jurisdiction", "measure__session")
    return Prefetch("effects", joined.order_by("day", "pk"))


def find_case(slug: str, on: date) -> CaseOnDate | None:
    """The case at an address, with its measures and milestones, on a day; or None."""
    rows = CourtCase.objects.with_first_day().select_related("jurisdiction")
    case = rows.prefetch_related(_effects(), "milestones").filter(slug=slug).first()
    return case and CaseOnDate(case, on, case.first_day)


# --- what the pages of measures and places say of cases -------------------------------------------

OF_CASE = ("slug", "name", "filed_day", "filed_precision", "decided_day", "decided_precision",
           "standing", "outcome")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Litigation:
    """One thing that a case did to a measure, as the measure's page says it."""

    one: CaseOnDate
    did: CaseDid
    when: PartialDate | None
    note: str

    @property
    def is_known(self) -> bool:
        """Whether it had happened by the day, as far as the days are known."""
        return self.when.first <= self.one.on if self.when else self.one.is_known


def effects_on_measure() -> ArraySubquery:
    """What cases did to a measure, for a query of measures: no query of its own."""
    said = {name: f"case__{name}" for name in OF_CASE} | {"first_day": first_day_of("case__")}
    effects = CaseEffect.objects.filter(measure=OuterRef("pk")).order_by("day", "pk")
    own = {name: name for name in ("did", "day", "precision", "note")}
    return ArraySubquery(effects.values(said=JSONObject(**own, case=JSONObject(**said))))


def litigation(said: Iterable[dict[str, Any]], on: date) -> list[Litigation]:
    """What `effects_on_measure` found, as of a day."""
    found = [
        Litigation(
            _case(row["case"], on), CaseDid(row["did"]),
            _date(row["day"], row["precision"]), row["note"],
        )
        for row in said
    ]  # fmt: skip
    return [one for one in found if one.is_known]


def _case(said: dict[str, Any], on: date) -> CaseOnDate:
    days = {name: _day(said[name]) for name in ("filed_day", "decided_day")}
    own = {name: said[name] for name in OF_CASE} | days
    return CaseOnDate(CourtCase(**own), on, _day(said["first_day"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _date(text: str | None, precision: str) -> PartialDate | None:
    return PartialDate(date.fromisoformat(text), precision) if text else None


def cases_of_place() -> ArraySubquery:
    """The cases about a local government, for a query of places: no query of its own."""
    here = Q(jurisdiction=OuterRef("pk")) | Q(jurisdiction__same_as=OuterRef("pk"))
    return _said_of(here)


def cases_of_state() -> ArraySubquery:
    """The cases of a state and of its governments, likewise; of the country only its own."""
    return _said_of(Q(jurisdiction__state_code=OuterRef("state_code")))


def _said_of(there: Q) -> ArraySubquery:
    rows = CourtCase.objects.filter(there).order_by()
    said = {name: name for name in OF_CASE} | {"first_day": first_day_of()}
    return ArraySubquery(rows.values(said=JSONObject(**said)))


def as_cases(said: Iterable[dict[str, Any]], on: date) -> list[CaseOnDate]:
    """What `cases_of_place` or `cases_of_state` found that was known by a day, the latest first."""
    found = [_case(row, on) for row in said]
    return in_order(one for one in found if one.is_known)


def in_order(cases: Iterable[CaseOnDate]) -> list[CaseOnDate]:
    return sorted(cases, key=lambda one: (-one.latest.toordinal(), one.case.name))
