"""The rows of measures: those that are shipped are told from those that are stored, so that only
what changed is written, and its history says what became what.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model

from laws.models import Action, Provision, Source, Sponsorship

Row = Mapping[str, Any]
SAME: dict[type[Model], Sequence[Sequence[str]]] = {
    # The numbers of actions shift when one comes in between or goes: what else they say counts
    # first, and the number last.
    Action: (
        ("day", "precision", "kind", "chamber", "description", "basis", "yes", "no"),
        ("day", "kind", "chamber"),
        ("kind", "chamber", "description"),
        ("day", "description"),
        ("order",),
    ),
    Provision: (("question_id",),),
    Source: (("url",),),
    Sponsorship: (("name",),),
}
"""By which columns a shipped row is a stored one, the surest first."""


def pairs(part: type[Model], shipped: Sequence[Row], stored: Iterable[Row]) -> dict[int, Row]:
    """The stored row that each of the shipped rows is, by its place; none for what is new."""
    found: dict[int, Row] = {}
    left = {row["pk"]: row for row in stored}
    for columns in SAME[part]:
        waiting = defaultdict(list)
        for row in left.values():
            waiting[_cells(row, columns)].append(row)
        for place, row in enumerate(shipped):
            if place not in found and (same := waiting[_cells(row, columns)]):
                found[place] = left.pop(same.pop(0)["pk"])
    return found


def _cells(row, columns):
    return repr([row[name] for name in columns])


def write_part(part, names, measures, shipped):
    """Bring the rows of one kind to what is shipped of measures, {slug: rows}."""
    stored = defaultdict(list)
    for row in part.objects.filter(measure__in=measures).values("pk", "measure_id", *names):
        stored[row["measure_id"]].append(row)
    gone, changed, fresh = [], [], []
    for measure in measures:
        rows, own = shipped[measure.slug], stored[measure.pk]
        found = pairs(part, rows, own)
        kept = {row["pk"] for row in found.values()}
        gone += [row["pk"] for row in own if row["pk"] not in kept]
        for place, row in enumerate(rows):
            before = found.get(place)
            made = part(pk=before and before["pk"], measure=measure, **row)
            if before is None:
                fresh.append(made)
            elif before.get("order") != row.get("order"):
                # It goes and comes back, so that two of them can swap their numbers.
                gone.append(before["pk"])
                fresh.append(made)
            elif any(before[name] != row[name] for name in names):
                changed.append(made)
    part.objects.filter(pk__in=gone).delete()
    if changed:
        part.objects.bulk_update(changed, names, batch_size=500)
    part.objects.bulk_create(fresh, batch_size=2000)
