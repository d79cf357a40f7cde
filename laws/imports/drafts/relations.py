"""How an incoming measure stands to others: only to those that are on record."""

from laws.imports.types import LEGISCAN
from laws.text.bill_numbers import official_number
from laws.text.normalize import normalize_identifier, one_line
from laws.vocabulary import TWO_WAY, RelationKind


def drafted_relations(measure, number, place, session, known, said) -> dict:
    """The relations in the form of laws.editing.snapshot. One that holds both ways stands once:
    what is on record from the other side is left out.
    """
    if place is None:
        return {}
    mine, wanted = normalize_identifier(number), _by_number(measure, place, session)
    found = known.measures(place, {mine, *wanted} - {""}) if wanted else {}
    own = {m.pk for m in found.get(mine, ()) if session and m.session_id == session.pk}
    standing, rows = known.relations_to(own), {}
    for key, told in wanted.items():
        for one in told:
            other = _other(one, found.get(key, ()), place, session, known)
            if other and _is_new(one.kind, other.pk, own, standing):
                rows |= _row(one.kind, other.pk)
    return rows | _by_slug(measure.relations_by_slug, known, said)


def _by_number(measure, place, session):
    """What is named, by number in plain spelling."""
    wanted, year = {}, session.start_on.year if session else 0
    for one in measure.relations:
        told = one_line(one.identifier)
        number = official_number(told, place.state_code, measure.record == LEGISCAN, year)
        wanted.setdefault(normalize_identifier(number), []).append(one)
    return wanted


def _other(told, found, place, session, known):
    """The measure that is named: of the session named, without one of this session."""
    if told.session:
        session, _ = known.session(place, [told.session], None)
    fitting = [one for one in found if session and one.session_id == session.pk]
    return fitting[0] if len(fitting) == 1 else None


def _is_new(kind, other, own, standing):
    if other in own or kind not in RelationKind.values:
        return False
    return kind not in TWO_WAY or (kind, other) not in standing


def _by_slug(rows, known, said):
    """The relations that a file in our own columns states, to measures that are on record."""
    keys = known.keys_of_slugs([row["to_measure"] for row in rows]) if rows else {}
    found = {}
    for row in rows:
        if row["to_measure"] not in keys:
            said.append(
                f"It names {row['to_measure']}, which is not on the record: that relation was left "
                "out."
            )
        else:
            other, urls = keys[row["to_measure"]], row.get("source_urls", ())
            found |= _row(row["kind"], other, row.get("note", ""), urls)
    return found


def _row(kind, other, note="", urls=()):
    row = {"kind": str(kind), "to_measure_id": other, "note": note, "source_urls": list(urls)}
    return {f"{kind} {other}": row}
