"""/changes-in-law/ as data: one object, one line of the file, a change."""

from typing import Any

from dashboard.web.as_of import AsOf
from dashboard.web.page_url import path_to
from dashboard.words.changes_in_law import doubt_of, say_change
from dashboard.words.names import law_name
from laws.counting.changes import LawChange

COLUMNS = (
    "date", "precision", "counts_from", "change", "direction", "words", "basis", "doubt",
    "government", "government_kind", "state", "geoid", "slug", "name", "title", "kind", "effect",
    "reach", "regulates", "action", "why", "since", "since_basis", "until", "until_basis",
    "summary", "url", "on", "since_precision", "until_precision",
)  # fmt: skip


def as_json(change: LawChange, as_of: AsOf, site: str) -> dict[str, Any]:
    """A change: `date` as it is known, with its `precision`, and the day that it `counts_from`;
    `since` and `until` are the term of the measure that it starts, ends or falls in.
    """
    measure, place = change.measure, change.measure.place
    return {
        "date": change.when.isoformat(),
        "precision": change.when.precision,
        "counts_from": change.day.isoformat(),
        "change": change.kind.value,
        "direction": change.direction.value,
        "words": say_change(change, as_of),
        "basis": change.basis,
        "doubt": doubt_of(change),
        "government": place.display_name,
        "government_kind": place.kind,
        "state": place.state_code,
        "geoid": place.geoid,
        "slug": measure.slug,
        "name": law_name(measure),
        "title": measure.title,
        "kind": measure.kind,
        "effect": measure.effect,
        "reach": measure.reach,
        "regulates": list(measure.regulates),
        "action": change.act,
        "why": change.why,
        "since": measure.starts_on.isoformat(),
        "since_basis": measure.start_basis,
        "until": measure.ends_on and measure.ends_on.isoformat(),
        "until_basis": measure.end_basis or None,
        "summary": measure.summary,
        "url": site + path_to("measure", measure.slug),
        "on": as_of.on.isoformat(),
        "since_precision": measure.starts.precision,
        "until_precision": measure.ends and measure.ends.precision,
    }


def as_cells(change: LawChange, as_of: AsOf, site: str) -> list[Any]:
    """A change as a line of the file, in the order of COLUMNS."""
    cells = as_json(change, as_of, site) | {"regulates": ";".join(change.measure.regulates)}
    return [cells[name] for name in COLUMNS]
