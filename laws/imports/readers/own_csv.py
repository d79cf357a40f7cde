"""Measures in our own columns: a measures.csv, alone or with actions, sources and more beside it.

The columns are those of laws.dataset.schema, in any order; only `division_id` and `title` are
needed, and an empty cell states nothing. The site's own list of measures, downloaded as CSV, can be
read as well.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress

from laws.dataset import schema
from laws.dataset.cells import maybe_partial_date, partial_date
from laws.imports.readers.containers import OneFile
from laws.imports.readers.csv_files import header_of, rows_of
from laws.imports.readers.fields import digest_of, misfit, years_in
from laws.imports.readers.joined import Joined, each_row
from laws.imports.readers.states import is_local
from laws.imports.types import (
    OWN,
    IncomingAction,
    IncomingMeasure,
    IncomingSource,
    IncomingSponsor,
    RefusedRecord,
    Where,
)
from laws.refusals import Refusal
from laws.text.date_parsing import read_date
from laws.text.measure_fields import SHIPPED
from laws.text.normalize import one_line
from laws.vocabulary import MeasureKind

DATES = (partial_date, maybe_partial_date)
"""The parsers of columns that hold a date."""
Columns = dict[str, Callable[[str], object]]
COLUMNS = {"division_id", "title"}
DERIVED = {
    "government", "state", "level", "stage", "stage_basis", "in_force", "uncertain", "since",
    "since_basis", "until", "first_action_on", "first_action_precision", "last_action_on",
    "last_action_precision", "last_action_kind", "url", "on", "filters",
    "force", "until_basis", "end_kind", "geoid", "source_urls", "name", "since_precision",
    "until_precision", "tier", "partly",
}  # fmt: skip
"""Columns of the site's own download that follow from others and are passed over."""

PARTS = {
    "actions": (schema.ACTIONS, "measure", {"date", "kind"}),
    "sources": (schema.SOURCES, "measure", {"url"}),
    "provisions": (schema.PROVISIONS, "measure", {"question", "answer"}),
    "relations": (schema.RELATIONS, "from_measure", {"to_measure", "kind"}),
    "sponsorships": (schema.SPONSORSHIPS, "measure", {"name", "classification"}),
}
"""The files that may lie beside it: their columns, what names the measure, what each row needs."""

IN_ALL_RECORDS = {"jurisdiction_id", "session_id", "kind", "identifier", "title"}
OWN_COLUMNS = tuple(name for name in SHIPPED if name not in IN_ALL_RECORDS)
"""Columns of a measure that only our own files state."""


def read_set(
    container: OneFile, name: str, members: set[str]
) -> Iterator[IncomingMeasure | RefusedRecord]:
    """The measures of the file `name`; `members` are the names of all files."""
    _check(container, name, schema.MEASURES, COLUMNS)
    folder = name.removesuffix(name.rsplit("/", 1)[-1])
    slugs = set()
    with Joined() as joined:
        for part, (columns, key, needed) in PARTS.items():
            if (child := f"{folder}{part}.csv") in members:
                _check(container, child, columns, {key, *needed})
                yield from joined.add(part, key, rows_of(container, child))

        def measure(where, cells):
            slugs.add(slug := cells.get("slug", ""))
            return measure_of(cells | _parts(joined, slug), where)

        yield from each_row(rows_of(container, name), measure)
        yield from _orphans(container, folder, joined, slugs)


def _check(container, name, columns, needed):
    """Refuse a file with a column that means nothing here, as it may be a known one, mistyped; or
    with a column twice, of which one would be lost."""
    header = header_of(container, name)
    if twice := [column for column in header if header.count(column) > 1]:
        raise Refusal(f"{container.shown(name)} has the column {twice[0]!r} twice.")
    if unknown := [column for column in header if column not in columns.keys() | DERIVED]:
        raise Refusal(
            f"{container.shown(name)} has the column {unknown[0]!r}; allowed: {', '.join(columns)}."
        )
    if missing := sorted(needed - set(header)):
        raise Refusal(f"{container.shown(name)} has no column {', '.join(missing)}.")


def _parts(joined, slug):
    """The rows of a measure in the other files, each with its line."""
    parts = joined.of(slug) if slug else {}
    return {part: [row | {"_line": line} for line, row in rows] for part, rows in parts.items()}


def _orphans(container, folder, joined, slugs):
    """The rows of the other files whose measure is not in measures.csv."""
    for part, (_, key, _) in PARTS.items():
        for slug, line in joined.parents(part):
            if not slug or slug not in slugs:
                where = Where(container.shown(f"{folder}{part}.csv"), line)
                reason = misfit(key, slug, "a slug that stands in measures.csv")
                yield RefusedRecord(where, str(reason))


def measure_of(row: dict, where: Where) -> IncomingMeasure | RefusedRecord:
    """A row of measures.csv, with the rows of its parts under their names."""
    try:
        return _measure(row, where)
    except Refusal as error:
        return RefusedRecord(where, str(error))


def _measure(row, where):
    cells = _cells(row, schema.MEASURES, COLUMNS)
    parts = {part: [_part(part, cells) for cells in row.get(part, ())] for part in PARTS}
    place, session = cells["division_id"], cells.get("session", "")
    number = cells.get("identifier", "")
    return IncomingMeasure(
        record=OWN,
        record_id=cells.get("slug") or "/".join((place, session, number or cells["title"]))[:200],
        version=digest_of(row),
        where=where,
        jurisdiction=place,
        identifier=number,
        title=cells["title"],
        kind=cells.get("kind") or _usual_kind(place),
        session_names=(session,) if session else (),
        years=years_in(session),
        summary=cells.get("summary", ""),
        actions=_actions(parts["actions"]),
        sources=tuple(IncomingSource(**source) for source in parts["sources"]),
        sponsors=tuple(IncomingSponsor(**sponsor) for sponsor in parts["sponsorships"]),
        own=_storable({name: cells[name] for name in OWN_COLUMNS if name in cells}),
        provisions=tuple(map(_storable, parts["provisions"])),
        relations_by_slug=tuple(map(_storable, parts["relations"])),
        has_history=bool(parts["actions"]),
        raw=row,
    )


def _usual_kind(place):
    """What a government enacts, where nobody says: a state bills, all below it ordinances."""
    return (MeasureKind.ORDINANCE if is_local(place) else MeasureKind.BILL).value


def _part(name, row):
    columns, key, needed = PARTS[name]
    place = f"{name}.csv, line {row.get('_line', '?')}: "
    cells = _cells(row, columns, needed, place)
    cells.pop(key, None)
    begins, ends = cells.get("effective_on"), cells.get("ended_on")
    if begins and ends and ends.isoformat() <= begins.isoformat():
        raise misfit(f"{place}ended_on", ends.isoformat(), "a day after effective_on, or nothing")
    return cells


def _cells(row: dict[str, str], columns: Columns, needed: set[str], place: str = "") -> dict:
    """The cells of a row that state something, as the values that they hold."""
    values = {}
    for name, parse in columns.items():
        cell = row.get(name, "")
        if cell or name in needed:
            try:
                values[name] = parse(_day_of(cell) if parse in DATES else cell)
            except ValueError as error:
                raise misfit(f"{place}{name}", cell, str(error)) from None
    return values


def _day_of(cell: str) -> str:
    """A date as people and spreadsheets write it (6/27/2019, October 16th, 2019), as ours."""
    with suppress(ValueError):
        return read_date(cell).isoformat()
    return cell


def _actions(rows):
    """By the numbers in their rows, else in the order in which they stand."""
    actions = [_action(place, cells) for place, cells in enumerate(rows, start=1)]
    return tuple(sorted(actions, key=lambda action: action.order))


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


def _storable(cells):
    """Cells as a document has them: texts on one line, days as text, each word of a list once."""
    return {name: _stored(value) for name, value in cells.items()}


def _stored(value):
    if isinstance(value, str):
        return one_line(value)
    return list(dict.fromkeys(value)) if isinstance(value, list) else value.isoformat()
