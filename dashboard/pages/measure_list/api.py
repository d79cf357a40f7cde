"""The list of measures as data: what JSON and CSV say of each."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from dashboard.web.measure_json import identity
from dashboard.words.force import is_partly
from dashboard.words.measure_rows import partial
from laws.models import Measure, Source
from laws.vocabulary import Force


def as_json(measure: Measure, site: str) -> dict[str, Any]:
    """A measure that came from `with_all`, for a program to read."""
    return {
        **identity(measure, site),
        "stage": measure.stage,
        "stage_basis": measure.stage_basis,
        "in_force": measure.force == Force.IN_EFFECT,
        "uncertain": measure.force == Force.UNCERTAIN,
        "force": measure.force,
        "since": measure.since and measure.since.isoformat(),
        "since_basis": measure.since_basis,
        "since_precision": _precision(measure.may_start_on, measure.since),
        "until": measure.until and measure.until.isoformat(),
        "until_basis": measure.until_basis or None,
        "until_precision": _precision(measure.until, measure.may_end_on),
        "end_kind": measure.end_kind or None,
        **_date("first_action", measure.first_act),
        **_date("last_action", measure.last_act),
        "last_action_kind": measure.last_act["kind"],
        "summary": measure.summary,
        "confidence": measure.confidence,
        "verified_on": measure.verified_on and measure.verified_on.isoformat(),
        "tier": measure.tier,
        "partly": is_partly(measure),
    }


def _precision(first: date | None, last: date | None) -> str | None:
    """How exactly a day is known that lies between two: to the day where there is only one."""
    if not first or not last:
        return "day" if first or last else None
    if first == last:
        return "day"
    return "month" if (first.year, first.month) == (last.year, last.month) else "year"


def _date(name: str, action: dict[str, str]) -> dict[str, str]:
    when = partial(action)
    return {f"{name}_on": when.isoformat(), f"{name}_precision": when.precision}


COLUMNS = (
    "slug", "division_id", "government", "state", "level", "kind", "identifier", "law_citation",
    "code_citation", "session", "title", "effect", "reach", "regulates", "use_modes", "stage",
    "stage_basis", "in_force", "uncertain", "since", "since_basis", "until", "first_action_on",
    "first_action_precision", "last_action_on", "last_action_precision", "last_action_kind", "url",
    "on", "filters", "force", "until_basis", "end_kind",
    "effect_basis", "effect_note", "summary", "confidence", "verified_on", "notes", "geoid",
    "source_urls", "since_precision", "until_precision", "name", "popular_name",
    "tier", "partly",
)  # fmt: skip


def with_reasons(measures: Any) -> Any:
    """Measures with what the file says of them beside the list: doubts, and where they stand."""
    sources = Source.objects.filter(measure=OuterRef("pk")).order_by("pk").values("url")
    return measures.defer(None).annotate(urls=ArraySubquery(sources))


def as_cells(measure: Any, site: str, on: date, filters: str) -> list[Any]:
    """A measure that came from `with_reasons` as a line of the file, in the order of COLUMNS."""
    content = as_json(measure, site)
    place = content.pop("jurisdiction")
    cells = content | {
        "division_id": place["division_id"],
        "government": place["name"],
        "state": place["state"],
        "level": place["kind"],
        "regulates": ";".join(measure.regulates),
        "use_modes": ";".join(measure.use_modes),
        "in_force": "yes" if content["in_force"] else "no",
        "uncertain": "yes" if content["uncertain"] else "no",
        "partly": "yes" if content["partly"] else "no",
        "on": on.isoformat(),
        "filters": filters,
        "notes": measure.notes,
        "geoid": measure.jurisdiction.geoid,
        "source_urls": " ".join(measure.urls),
    }
    return [cells[name] for name in COLUMNS]
