"""Measures in our own columns: a measures.csv, alone or with actions, sources and more beside it.

The columns are those of laws/data, in any order; only `division_id` and `title` are needed, and an
empty cell states nothing. The site's own list of measures, downloaded as CSV, can be read as well.
"""

from laws.dataset import schema
from laws.imports.readers.csv_files import header_of, rows_of
from laws.imports.readers.fields import digest_of, fields_of, years_in
from laws.imports.readers.joined import Joined
from laws.imports.types import (
    OWN,
    IncomingAction,
    IncomingMeasure,
    IncomingSource,
    RefusedRecord,
    Where,
)
from laws.refusals import Refusal
from laws.vocabulary import MeasureKind

COLUMNS = {"division_id", "title"}
RECKONED = {
    "government", "state", "level", "stage", "stage_basis", "in_force", "uncertain", "since",
    "since_basis", "until", "first_action_on", "first_action_precision", "last_action_on",
    "last_action_precision", "last_action_kind", "url", "on", "filters",
}  # fmt: skip
"""Columns of the site's own download that follow from others and are passed over."""

PARTS = {
    "actions": (schema.ACTIONS, "measure", {"date", "kind"}),
    "sources": (schema.SOURCES, "measure", {"url"}),
    "provisions": (schema.PROVISIONS, "measure", {"question", "answer"}),
    "relations": (schema.RELATIONS, "from_measure", {"to_measure", "kind"}),
}
"""The files that may lie beside it: their columns, what names the measure, what each row needs."""

OF_EVERY_RECORD = {"division_id", "kind", "session", "identifier", "title"}
"""Columns that have a place of their own in an IncomingMeasure, as every record states them."""


def read_set(container, name, members):
    """The measures of the file `name`; `members` are the names of all that lies beside it."""
    _check(container, name, schema.MEASURES, COLUMNS, RECKONED)
    folder = name.removesuffix(name.rsplit("/", 1)[-1])
    slugs = set()
    with Joined() as joined:
        for part, (columns, key, needed) in PARTS.items():
            if (child := f"{folder}{part}.csv") in members:
                _check(container, child, columns, {key, *needed})
                yield from joined.add(part, key, rows_of(container, child))
        for row in rows_of(container, name):
            if isinstance(row, RefusedRecord):
                yield row
                continue
            where, cells = row
            slugs.add(slug := cells.get("slug", ""))
            yield measure_of(cells | _parts(joined, slug), where)
        yield from _orphans(container, folder, joined, slugs)


def _check(container, name, columns, needed, ignored=frozenset()):
    """Refuse a file with a column that means nothing here: it may be a known one, mistyped."""
    header = header_of(container, name)
    if unknown := [column for column in header if column not in columns.keys() | ignored]:
        raise Refusal(
            f"{container.shown(name)} has the column {unknown[0]!r}; allowed: {', '.join(columns)}."
        )
    if missing := sorted(needed - set(header)):
        raise Refusal(f"{container.shown(name)} has no column {', '.join(missing)}.")


def _parts(joined, slug):
    """The rows of a measure in the other files, each with its line."""
    found = joined.of(slug) if slug else {}
    return {part: [row | {"_line": line} for line, row in rows] for part, rows in found.items()}


def _orphans(container, folder, joined, slugs):
    for part in PARTS:
        for slug, line in joined.parents(part):
            if not slug or slug not in slugs:
                where = Where(container.shown(f"{folder}{part}.csv"), line)
                said = f"{PARTS[part][1]}: {slug!r} is refused"
                yield RefusedRecord(where, f"{said}; allowed: a slug that stands in measures.csv.")


def measure_of(row: dict, where: Where) -> IncomingMeasure | RefusedRecord:
    """A row of measures.csv, with the rows of its parts under their names."""
    try:
        return _measure(fields_of(row), where)
    except Refusal as error:
        return RefusedRecord(where, str(error))


def _measure(row, where):
    cells = _cells(row, schema.MEASURES, COLUMNS)
    parts = {part: list(_part(row, part)) for part in PARTS}
    place, session = cells["division_id"], cells.get("session", "")
    number = cells.get("identifier", "")
    own = {k: _plain(cell) for k, cell in cells.items() if k not in OF_EVERY_RECORD}
    own |= {part: parts[part] for part in ("provisions", "relations") if parts[part]}
    return IncomingMeasure(
        record=OWN,
        record_id=cells.get("slug") or "/".join((place, session, number or cells["title"]))[:200],
        stamp=digest_of(row.content),
        where=where,
        jurisdiction=place,
        identifier=number,
        title=cells["title"],
        kind=cells.get("kind") or _usual_kind(place),
        session_names=(session,) if session else (),
        years=years_in(session),
        summary=cells.get("summary", ""),
        actions=_actions(parts["actions"]),
        sources=tuple(IncomingSource(**_source(cells)) for cells in parts["sources"]),
        own=own,
        has_history=bool(parts["actions"]),
        raw=row.content,
    )


def _usual_kind(place):
    """What a government enacts, where nobody says: a state bills, all below it ordinances."""
    is_local = "/" in place.removeprefix("ocd-division/country:us/")
    return MeasureKind.ORDINANCE.value if is_local else MeasureKind.BILL.value


def _part(row, name):
    columns, key, needed = PARTS[name]
    for one in row.rows(name):
        one.path = f"{name}.csv, line {one.content.get('_line', '?')}: "
        cells = _cells(one, columns, needed)
        cells.pop(key, None)
        yield cells if name in ("actions", "sources") else {k: _plain(v) for k, v in cells.items()}


def _cells(row, columns, needed):
    """The cells that state something, as what they hold."""
    found = {}
    for name, parse in columns.items():
        said = row.content.get(name) or ""
        if not isinstance(said, str):
            raise row.misfit(name, "text")
        if not said and name not in needed:
            continue
        try:
            found[name] = parse(said)
        except ValueError as error:
            raise row.misfit(name, str(error)) from None
    return found


def _actions(rows):
    """By the numbers in their rows, else in the order in which they stand."""
    found = [_action(place, cells) for place, cells in enumerate(rows, start=1)]
    return tuple(sorted(found, key=lambda action: action.order))


def _action(place, cells):
    when = cells["date"]
    return IncomingAction(
        day=when.day,
        text=cells.get("description", ""),
        order=cells.get("order", place),
        chamber=cells.get("chamber", ""),
        kind=cells["kind"],
        precision=when.precision,
        yes=cells.get("yes"),
        no=cells.get("no"),
        urls=tuple(cells.get("source_urls", ())),
        basis=cells.get("basis", ""),
    )


def _source(cells):
    return {name: value for name, value in cells.items() if name in IncomingSource._fields}


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value
