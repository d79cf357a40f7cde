"""The public log of changes in words: what changed, from what to what, and why."""

from datetime import date
from typing import NamedTuple

from django.utils import timezone

from dashboard.web.page_url import path_to
from laws.editing.revisions import Change
from laws.models import (
    Action,
    Jurisdiction,
    LegislativeSession,
    Measure,
    Provision,
    Question,
    Relation,
    Source,
)
from laws.text.dates import PartialDate
from laws.text.fields import label, words

MODELS = {
    "measure": Measure,
    "action": Action,
    "provision": Provision,
    "source": Source,
    "relation": Relation,
}
# Columns that place a row or repeat what another says.
UNSAID = {
    "id", "measure_id", "from_measure_id", "order", "precision", "slug", "status",
    "withdrawn_reason",
}  # fmt: skip
CAME = {"action": "added", "provision": "answered", "source": "added", "relation": "added"}


class Difference(NamedTuple):
    """A field in words, before and after; empty where it said nothing."""

    field: str
    before: str
    after: str


class Entry(NamedTuple):
    """One change as a reader sees it: the measure, what of it, the differences, and why."""

    day: date
    measure: str
    href: str
    what: str
    differences: tuple[Difference, ...]
    reason: str


def entries(found: list[Change], names=None) -> list[Entry]:
    """The changes in words; those without a visible difference are left out.

    `names` says what the keys in the rows stand for, if that was read before.
    """
    names = names or Names(found)
    said = [_entry(change, names) for change in found]
    return [entry for entry in said if entry.differences or entry.what == "Published"]


class Names:
    """What the keys in the rows stand for, read at once: at most one query a noun."""

    def __init__(self, found):
        rows = [row for change in found for row in (change.before, change.after) if row]
        measures = {row[key] for row in rows for key in ("to_measure_id",) if key in row}
        self.measures = {
            one.pk: one
            for one in Measure.objects.published()
            .filter(pk__in=measures | {change.measure for change in found})
            .select_related("jurisdiction")
        }
        self.known = {
            "jurisdiction_id": self._read(Jurisdiction, "jurisdiction_id", rows),
            "session_id": self._read(LegislativeSession, "session_id", rows),
            "question_id": self._read(Question, "question_id", rows),
            "to_measure_id": {pk: str(one) for pk, one in self.measures.items()},
        }

    def _read(self, model, key, rows):
        keys = {row[key] for row in rows if row.get(key)}
        return {one.pk: str(one) for one in model.objects.filter(pk__in=keys)} if keys else {}


def _entry(change, names):
    measure = names.measures[change.measure]
    row = change.after or change.before
    return Entry(
        day=timezone.localtime(change.made_at).date(),
        measure=str(measure),
        href=path_to("measure", measure.slug),
        what=_what(change, row, names),
        differences=() if change.is_publication else tuple(_differences(change, names)),
        reason=change.reason,
    )


def _what(change, row, names):
    """What of the measure changed: itself, or the row, named so that one finds it on its page."""
    if change.is_publication:
        return "Published"
    if change.noun == "measure":
        return "Changed"
    did = (
        "removed" if change.after is None else CAME[change.noun] if not change.before else "changed"
    )
    return f"{_row_name(change.noun, row, names)}: {did}"


def _row_name(noun, row, names):
    if noun == "action":
        when = PartialDate(date.fromisoformat(row["day"]), row["precision"]).say()
        return f"Action of {when}"
    if noun == "provision":
        return f"“{names.known['question_id'].get(row['question_id'], 'A question')}”"
    if noun == "relation":
        return "Relation"
    return "Source"


def _differences(change, names):
    before, after = change.before or {}, change.after or {}
    model = MODELS[change.noun]
    for field in model._meta.local_fields:
        key = field.attname
        if key in UNSAID or before.get(key) == after.get(key):
            continue
        said = words(field, before, names.known), words(field, after, names.known)
        if said[0] != said[1]:
            yield Difference(label(field), *said)
