"""A draft that is merged is deleted, and nothing of it is lost: what hangs on it is kept with the
merge and comes back under the same keys, so that its history goes on; its thread moves to the one
that stays.
"""

import json
from typing import Any, cast

from django.core import serializers
from django.db.models import Field, Model, Q

from laws.models import Measure, Merge, NotDuplicate, StaffNote
from laws.vocabulary import EditorialStatus, NoteKind

SAID_OF = "About {} ({}), which was merged with this: {}"


def put_away(gone: Measure, kept: Measure, merge: Merge) -> None:
    """Delete a draft that was merged."""
    two = NotDuplicate.objects.filter(Q(first=gone) | Q(second=gone))
    hanging = gone.checks, gone.explained_findings, gone.merges, gone.suggestion_decisions
    rows = [gone, *(row for rows in hanging for row in rows.all()), *two]
    merge.belongings |= {
        "rows": json.loads(serializers.serialize("json", rows)),
        "notes": list(gone.staff_notes.values("pk", "kind", "text")),
    }
    for note in gone.staff_notes.select_related("to", "proposal"):
        is_comment = note.kind == NoteKind.COMMENT
        said = note.text if is_comment else f"{note.did}. {note.text}".strip()
        # A step of the other one is none of this one's: only its words move.
        note.kind, note.text = NoteKind.COMMENT, SAID_OF.format(gone, gone.slug, said)
        note.measure = kept
        note.save()
    gone.delete()
    merge.gone = None


def bring_back(merge: Merge) -> Measure:
    """The draft with what hung on it, not saved yet but for its key; see `hang_on`."""
    rows = serializers.deserialize("python", merge.belongings["rows"][:1])
    gone = cast("Measure", next(rows).object)
    for name in _missing(gone):
        if gone._meta.get_field(name).null:  # an account that was deleted since
            setattr(gone, name, None)
    gone.status = EditorialStatus.DRAFT
    if Measure.objects.filter(slug=gone.slug).exists():
        gone.slug = ""
    return gone


def hang_on(merge: Merge, gone: Measure) -> None:
    """Give a draft that is back what hung on it."""
    for row in serializers.deserialize("python", merge.belongings["rows"][1:]):
        # What points to something deleted since stays with the merge.
        if not _missing(row.object):
            row.save()
    for note in merge.belongings["notes"]:
        moved = StaffNote.objects.filter(pk=note["pk"])
        moved.update(measure=gone, kind=note["kind"], text=note["text"])


def _missing(row: Model) -> list[str]:
    """The columns that point to a row which is not there."""
    pointing = [field for field in row._meta.concrete_fields if field.is_relation]
    keys = {field: getattr(row, field.attname) for field in pointing}
    return [field.name for field, key in keys.items() if key and not _is_there(field, key)]


def _is_there(field: "Field[Any, Any]", key: int) -> bool:
    table = field.related_model
    return table is None or table._base_manager.filter(pk=key).exists()
