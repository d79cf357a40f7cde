"""What changed in what is public, read from the revisions: what the public change log shows.

Drafts stay among staff. A measure's changes are public from its publication on, and only while it
is published; a relation's only while both of its measures are; a session's from the day on which a
measure of it was published. Of what was withdrawn, that alone is public, with the reason. What one
release of the record changed of one measure is one entry. Names of staff never leave here.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connections, router
from django.db.models import Model

from laws.editing.merge import Row
from laws.editing.reasons import FILES, Reason, key_of, since
from laws.models import (
    ActionRevision,
    CaseEffectRevision,
    ChamberRevision,
    CourtCaseRevision,
    JurisdictionRevision,
    MeasureRevision,
    MilestoneRevision,
    PreemptionRevision,
    ProvisionRevision,
    QuestionRevision,
    QuotationRevision,
    RelationRevision,
    SessionRevision,
    SourceRevision,
    SponsorshipRevision,
)
from laws.vocabulary import ChangeKind, EditorialStatus

TABLES: dict[str, tuple[type[Model], str]] = {
    "measure": (MeasureRevision, "pgh_obj_id"),
    "action": (ActionRevision, "measure_id"),
    "provision": (ProvisionRevision, "measure_id"),
    "source": (SourceRevision, "measure_id"),
    "relation": (RelationRevision, "from_measure_id"),
    "sponsorship": (SponsorshipRevision, "measure_id"),
    "quotation": (QuotationRevision, "measure_id"),
}
"""What revisions are of: the table of each noun, and the column that names its measure."""

OTHER_TABLES: dict[str, type[Model]] = {
    "session": SessionRevision,
    "place": JurisdictionRevision,
    "chambers": ChamberRevision,
    "milestone": MilestoneRevision,
    "question": QuestionRevision,
    "preemption": PreemptionRevision,
    "case": CourtCaseRevision,
    "case_effects": CaseEffectRevision,
}
"""The same of what belongs to no measure."""

Stored = Row | str | None
"""A row as the database gives it: JSON may come as text."""


@dataclass(frozen=True, slots=True)
class PublicChange:
    """One row that was added, changed or removed: its columns before and after, and the reason.

    `before` is None for a row that was added, `after` for one that was removed, `measure` for one
    of OTHER_TABLES. `is_publication` marks the moment from which a measure's changes are public;
    `is_check` what changed nothing but when the measure was checked against its sources;
    `is_withdrawal` that it was taken off the site. `entry` is the same for what belongs to one
    entry of the log. What a load brought carries its `release`, the `key` by which the record's
    files know the row, and the `reasons` that they give for changes of its measure or kind of row.
    """

    noun: str
    number: int
    made_at: datetime
    measure: int | None
    before: Row | None
    after: Row | None
    reason: str
    is_publication: bool
    is_check: bool
    is_withdrawal: bool
    entry: int
    is_load: bool
    release: str
    key: str
    reasons: tuple[Reason, ...]


OF_NOUN = """
    SELECT '{noun}' AS noun, r.pgh_id, r.pgh_created_at, r.{measure} AS measure, r.pgh_label,
        to_jsonb(r) AS row, {earlier} AS earlier, coalesce(r.pgh_context->>'reason', '') AS reason,
        ('{noun}' = 'measure' AND r.pgh_created_at = public.since
            AND to_jsonb(r)->>'status' = %(published)s) AS is_publication,
        false AS is_withdrawal, {load} AS is_load, r.pgh_obj_id AS obj, m.slug
    FROM {table} r
    JOIN laws_measure m ON m.id = r.{measure} AND m.status = %(published)s
    JOIN LATERAL (
        SELECT min(v.pgh_created_at) AS since FROM laws_measurerevision v
        WHERE v.pgh_obj_id = m.id AND v.status = %(published)s
    ) public ON r.pgh_created_at >= public.since
    {other_end}
    WHERE (%(measure)s::bigint IS NULL OR r.{measure} = %(measure)s)
        AND (r.pgh_created_at > public.since OR '{noun}' = 'measure')
        AND ('{noun}' <> 'measure' OR r.pgh_label <> 'insert' OR NOT {load} OR {later})
"""
EARLIER = """(SELECT to_jsonb(p) FROM {table} p WHERE p.pgh_obj_id = r.pgh_obj_id
            AND p.pgh_id < r.pgh_id ORDER BY p.pgh_id DESC LIMIT 1)"""
LOAD = "(coalesce(r.pgh_context->>'origin', '') = 'load')"
LATER = "(coalesce(r.pgh_context->>'after', '') <> '')"
"""Whether a load came after another: what the first one brought changed nothing."""
OF_WITHDRAWN = f"""
    SELECT 'measure', r.pgh_id, r.pgh_created_at, r.pgh_obj_id, r.pgh_label, to_jsonb(r),
        {EARLIER.format(table="laws_measurerevision")}, r.withdrawn_reason, false, true, {LOAD},
        r.pgh_obj_id, m.slug
    FROM laws_measurerevision r
    JOIN laws_measure m ON m.id = r.pgh_obj_id AND m.status <> %(published)s
        AND m.withdrawn_reason <> ''
    JOIN LATERAL (
        SELECT p.status FROM laws_measurerevision p WHERE p.pgh_obj_id = r.pgh_obj_id
            AND p.pgh_id < r.pgh_id ORDER BY p.pgh_id DESC LIMIT 1
    ) p ON p.status = %(published)s
    WHERE r.status = %(withdrawn)s
        AND (%(measure)s::bigint IS NULL OR r.pgh_obj_id = %(measure)s)
"""
OF_CHECK = ["verified_on", "verified_by_id"]
OF_REVISION = ["pgh_id", "pgh_created_at", "pgh_label", "pgh_context", "pgh_context_id"]
KINDS = """
    SELECT *, coalesce(
        noun = 'measure' AND pgh_label = 'update' AND NOT is_publication AND NOT is_withdrawal
        AND row - %(unsaid)s::text[] = earlier - %(unsaid)s::text[], false
    ) AS is_check
    FROM ({parts}) AS every
"""
ENTRIES = """
    SELECT noun, pgh_id, pgh_created_at, measure, pgh_label, row, earlier, reason, is_publication,
        is_check, is_withdrawal, entry, is_load, CASE WHEN is_load THEN (
            SELECT coalesce(jsonb_agg(jsonb_build_array(c.version, c.kind, c.file, c.key, c.field,
                c.into, c.why, c.source)), '[]')
            FROM laws_changereason c WHERE c.subject = slug OR slug IS NULL AND c.file = file_of
        ) END,
        CASE WHEN is_load THEN slug END, CASE WHEN is_load THEN {word} END
    FROM (
        SELECT *, dense_rank() OVER (
            ORDER BY pgh_created_at DESC,
                CASE WHEN is_load THEN {new_last} ELSE 0 END,
                CASE WHEN is_load AND measure IS NOT NULL THEN 'measure' ELSE noun END,
                CASE WHEN is_load THEN coalesce(measure, obj) ELSE pgh_id END DESC
        ) AS entry, %(files)s::jsonb->>noun AS file_of
        FROM ({kinds}) AS of_kinds WHERE {kind}
    ) AS ranked
    WHERE entry > %(first)s AND entry <= %(first)s + %(number)s
    ORDER BY entry, noun, pgh_id DESC
"""
# Of a release, what changed in measures comes first, then other changes, and what is new last.
NEW_LAST = """
    CASE WHEN is_publication OR measure IS NULL AND pgh_label = 'insert' THEN 2
        WHEN measure IS NULL THEN 1 ELSE 0 END
"""
# What a row of the files is known by besides its own columns and its measure.
WORD = """
    CASE
        WHEN noun IN ('provision', 'quotation') THEN (
            SELECT slug FROM laws_question WHERE id = (row->>'question_id')::bigint)
        WHEN noun = 'relation' THEN (
            SELECT slug FROM laws_measure WHERE id = (row->>'to_measure_id')::bigint)
        WHEN noun = 'session' THEN (
            SELECT state_code FROM laws_jurisdiction WHERE id = (row->>'jurisdiction_id')::bigint)
        WHEN noun = 'chambers' THEN (
            SELECT state_code FROM laws_jurisdiction WHERE id = (row->>'jurisdiction_id')::bigint)
        WHEN noun = 'preemption' THEN (
            SELECT division_id FROM laws_jurisdiction WHERE id = (row->>'jurisdiction_id')::bigint)
        WHEN noun = 'case_effects' THEN (
            SELECT concat_ws(' ', c.slug, m.slug) FROM laws_courtcase c, laws_measure m
            WHERE c.id = (row->>'case_id')::bigint AND m.id = (row->>'measure_id')::bigint)
    END
"""
OF_KIND = {
    ChangeKind.CHANGES: "NOT is_check",
    ChangeKind.CHECKS: "is_check",
    ChangeKind.ALL: "true",
}
# The first load brings thousands of rows at once: it is listed as a release of the data.
OF_OTHER = """
    SELECT '{noun}', r.pgh_id, r.pgh_created_at, NULL::bigint, r.pgh_label, to_jsonb(r), {earlier},
        coalesce(r.pgh_context->>'reason', ''), false, false, {load}, r.pgh_obj_id, NULL
    FROM {table} r
    WHERE CASE WHEN {load} THEN {of_load} ELSE {is_public}
        AND (r.pgh_label <> 'insert' OR r.pgh_context->>'origin' = 'desk') END
"""
DIFFERS = """
    (SELECT ({before}) IS DISTINCT FROM ({after}) FROM {table} p
    WHERE p.pgh_obj_id = r.pgh_obj_id AND p.pgh_id < r.pgh_id ORDER BY p.pgh_id DESC LIMIT 1)
"""


def _differs(table: type[Model], *columns: str) -> str:
    """Whether a row is another in one of these columns than it was before."""
    before, after = (", ".join(f"{row}.{name}" for name in columns) for row in "pr")
    return DIFFERS.format(table=table._meta.db_table, before=before, after=after)


WHILE_SHOWN = """
    r.pgh_created_at > (
        SELECT min(v.pgh_created_at) FROM laws_measurerevision v
        JOIN laws_measure m ON m.id = v.pgh_obj_id AND m.status = %(published)s
        WHERE v.session_id = r.pgh_obj_id AND v.status = %(published)s
    )
"""
OF_PUBLIC = """
    EXISTS (SELECT 1 FROM laws_measure m WHERE m.id = r.measure_id AND m.status = %(published)s)
"""
IS_PUBLIC = {"session": WHILE_SHOWN, "case_effects": OF_PUBLIC}
# Figures of the Census Bureau change for thousands of places at once, and say no law.
NAMES = ("name", "full_name", "kind", "active", "is_government", "same_as_id", "covering_city_id")
SHOWN_OF_LOAD = {
    "place": f"r.pgh_label <> 'insert' AND {_differs(JurisdictionRevision, *NAMES)}",
    "session": f"""{LATER} AND (r.pgh_label = 'insert' OR {WHILE_SHOWN}
        OR {_differs(SessionRevision, "name", "start_on", "end_on")})""",
    "case_effects": f"{LATER} AND {OF_PUBLIC}",
}
OTHER_END = "JOIN laws_measure o ON o.id = r.to_measure_id AND o.status = %(published)s"


def changes(
    measure: int | None = None,
    first: int = 0,
    number: int = 100,
    kind: ChangeKind = ChangeKind.CHANGES,
) -> tuple[list[PublicChange], bool]:
    """Public changes of a kind, the latest first, of one measure by its key or of all that is
    public; and whether older ones follow. One query.

    What came with the first load of the shipped record is not among them: it changed nothing that
    the site said.
    """
    parts = [
        OF_NOUN.format(
            noun=noun,
            measure=column,
            table=model._meta.db_table,
            other_end=OTHER_END if noun == "relation" else "",
            **_said_of(model),
        )
        for noun, (model, column) in TABLES.items()
    ]
    parts.append(OF_WITHDRAWN)
    if measure is None:
        parts += [
            OF_OTHER.format(
                noun=noun,
                table=model._meta.db_table,
                is_public=IS_PUBLIC.get(noun, "true"),
                of_load=SHOWN_OF_LOAD.get(noun, LATER),
                **_said_of(model),
            )
            for noun, model in OTHER_TABLES.items()
        ]
    parameters = {
        "published": EditorialStatus.PUBLISHED.value,
        "withdrawn": EditorialStatus.WITHDRAWN.value,
        "measure": measure,
        "unsaid": OF_CHECK + OF_REVISION,
        "files": json.dumps(FILES),
        "first": first,
        "number": number + 1,
    }
    with connections[router.db_for_read(MeasureRevision)].cursor() as cursor:
        kinds = KINDS.format(parts=" UNION ALL ".join(parts))
        cursor.execute(
            ENTRIES.format(kinds=kinds, kind=OF_KIND[kind], word=WORD, new_last=NEW_LAST),
            parameters,
        )
        every = [_change(row) for row in cursor.fetchall()]
    shown = [change for change in every if change.entry <= first + number]
    return _joined(shown), len(shown) < len(every)


def _said_of(model: type[Model]) -> dict[str, str]:
    return {
        "earlier": EARLIER.format(table=model._meta.db_table),
        "load": LOAD,
        "later": LATER,
    }


def _change(columns: tuple[Any, ...]) -> PublicChange:
    noun, number, made_at, measure, label, now, earlier, reason, *marks = columns
    is_publication, is_check, is_withdrawal, entry, is_load, reasons, slug, word = marks
    is_added, is_removed = label == "insert", label == "delete"
    row = from_json(now) or {}
    context = from_json(row.get("pgh_context")) or {}
    release, after = context.get("version", ""), context.get("after", "")
    return PublicChange(
        noun=noun,
        number=number,
        made_at=made_at,
        measure=measure,
        before=None if is_added else _public(now if is_removed else earlier),
        after=None if is_removed else _public(now),
        reason=reason,
        is_publication=is_publication,
        is_check=is_check,
        is_withdrawal=is_withdrawal,
        entry=entry,
        is_load=is_load,
        release=release,
        key=key_of(noun, row, slug, word) if is_load else "",
        reasons=since([Reason(*one) for one in from_json(reasons) or ()], release, after),
    )


# What was deleted and inserted at one moment is the same row if it has the same key, or else if
# these columns agree: before it wrote single rows, a load wrote all of a changed measure again.
SAME: dict[str, tuple[str, ...]] = {
    "action": ("order",),
    "provision": ("question_id",),
    "source": ("url",),
    "relation": ("to_measure_id", "kind"),
    "sponsorship": ("name",),
    "quotation": ("question_id",),
    "chambers": ("kind",),
    "case_effects": ("measure_id", "did"),
}


def _joined(changes: list[PublicChange]) -> list[PublicChange]:
    """The changes, where a row that was removed and added at one moment is one change."""
    changes = _halves_joined(changes, dict.fromkeys(SAME, ("id",)))
    # A relation of another kind between the same two is one that was put right.
    return _halves_joined(_halves_joined(changes, SAME), {"relation": ("to_measure_id",)})


def _halves_joined(
    changes: Iterable[PublicChange], same: dict[str, tuple[str, ...]]
) -> list[PublicChange]:
    halves: dict[tuple[Any, ...], int] = {}
    joined: list[PublicChange] = []
    for change in changes:
        row = change.after or change.before
        if change.noun not in same or row is None or (change.before and change.after):
            joined.append(change)
            continue
        columns = (row[name] for name in same[change.noun])
        is_added = change.before is None
        key = change.noun, change.measure, change.made_at, *columns
        if (*key, not is_added) not in halves:
            halves[*key, is_added] = len(joined)
            joined.append(change)
            continue
        position = halves.pop((*key, not is_added))
        came, went = (change, joined[position]) if is_added else (joined[position], change)
        joined[position] = replace(came, before=went.before)
    return joined


NOT_PUBLIC = ("pgh_", "verified_by", "exemption")


def _public(stored: Stored) -> Row:
    """A row without who made or checked it."""
    row = from_json(stored) or {}
    return {key: value for key, value in row.items() if not key.startswith(NOT_PUBLIC)}


def from_json(stored: Any) -> Any:
    """A row as Python has it."""
    return json.loads(stored) if isinstance(stored, str) else stored
