"""The relations of a draft: only those to measures that are on the record."""

from laws.imports.drafts.lookups import Lookups
from laws.imports.types import LEGISCAN, IncomingMeasure
from laws.models import Jurisdiction, LegislativeSession
from laws.text.bill_numbers import official_number
from laws.text.normalize import normalize_identifier, one_line
from laws.vocabulary import TWO_WAY, RelationKind


def drafted_relations(
    measure: IncomingMeasure,
    number: str,
    place: Jurisdiction | None,
    session: LegislativeSession | None,
    lookups: Lookups,
    notes: list[str],
) -> dict:
    """The relations as in laws.editing.snapshot. Of one that holds both ways, what is on the record
    from the other side is left out."""
    if place is None:
        return {}
    own_key, named = normalize_identifier(number), _by_number(measure, place, session)
    found = lookups.measures(place, {own_key, *named} - {""}) if named else {}
    own = {m.pk for m in found.get(own_key, ()) if session and m.session_id == session.pk}
    recorded, rows = lookups.relations_to(own), {}
    for key, relations in named.items():
        for relation in relations:
            other = _other(relation, found.get(key, ()), place, session, lookups)
            if other and _is_new(relation.kind, other.pk, own, recorded):
                rows |= _row(relation.kind, other.pk)
    return rows | _by_slug(measure.relations_by_slug, lookups, notes)


def _by_number(measure, place, session):
    """The relations that are named by number, by that number in plain spelling."""
    named, year = {}, session.start_on.year if session else 0
    for relation in measure.relations:
        told = one_line(relation.identifier)
        number = official_number(told, place.state_code, measure.record == LEGISCAN, year)
        named.setdefault(normalize_identifier(number), []).append(relation)
    return named


def _other(relation, measures, place, session, lookups):
    """The measure that is meant: of the session named, or else of this session."""
    if relation.session:
        session, _ = lookups.session(place, [relation.session], None)
    fitting = [each for each in measures if session and each.session_id == session.pk]
    return fitting[0] if len(fitting) == 1 else None


def _is_new(kind, other, own, recorded):
    if other in own or kind not in RelationKind.values:
        return False
    return kind not in TWO_WAY or (kind, other) not in recorded


def _by_slug(relations, lookups, notes):
    """The relations that a file in our own columns states."""
    keys = lookups.keys_of_slugs([row["to_measure"] for row in relations]) if relations else {}
    rows = {}
    for row in relations:
        slug = row["to_measure"]
        if slug in keys:
            note, urls = row.get("note", ""), row.get("source_urls", ())
            rows |= _row(row["kind"], keys[slug], note, urls)
        else:
            notes.append(
                f"It names {slug}, which is not in our database: that relation was left out."
            )
    return rows


def _row(kind, other, note="", urls=()):
    row = {"kind": str(kind), "to_measure_id": other, "note": note, "source_urls": list(urls)}
    return {f"{kind} {other}": row}
