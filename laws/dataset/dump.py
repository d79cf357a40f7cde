"""The way back of a load: the published record of the database as files of laws/data's form.

The rows of each file stand in an order that follows from what they say, so that the same record
gives the same bytes, and a change in it a change of few lines.
"""

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from laws.dataset import changes, schema
from laws.dataset.cases import without_action
from laws.models import (
    Action,
    CaseEffect,
    Chamber,
    ChangeReason,
    CourtCase,
    ExplainedFinding,
    Jurisdiction,
    LegislativeSession,
    LoadedRecord,
    Measure,
    Milestone,
    PlaceName,
    Preemption,
    Provision,
    Question,
    Quotation,
    Relation,
    Search,
    SecondAnswer,
    SecondCoding,
    Source,
    Sponsorship,
    ZipCode,
)
from laws.refusals import refuse
from laws.text.dates import PartialDate
from laws.vocabulary import EditorialStatus

ABOUT = {
    "title": "Facelaw: the law on face recognition in the United States",
    "license": "CC BY 4.0",
}
CONTRADICTING = (
    "Nothing was written: a court case says what the measure's actions don't ({}). Correct the "
    "date of one of the two first."
)
CHUNK = 2000
PUBLISHED = EditorialStatus.PUBLISHED
Row = Sequence[object]


def dump_record(folder: Path) -> dict[str, int]:
    """Write the published record into `folder`. Returns the number of rows of each file.

    Files of another dump are replaced one by one, each whole or not at all. Raises OSError where
    the folder can't be written, and Refusal where no load would take the record.
    """
    contradicting = without_action()
    refuse(CONTRADICTING.format("; ".join(contradicting)) if contradicting else "")
    folder.mkdir(parents=True, exist_ok=True)
    written, keys = {}, {}
    with transaction.atomic():
        latest = LoadedRecord.objects.first()
        for name, (columns, order, rows) in FILES.items():
            cells = _cells_of(list(columns), order, rows())
            if name == changes.NAME:
                cells = _explaining(cells, latest, keys)
            elif name in changes.FILES:
                rows = (dict(zip(columns, row, strict=True)) for row in cells)
                keys[name] = {changes.key_of(name, row) for row in rows}
            data, written[name] = _csv_of(list(columns), cells), len(cells)
            _write(folder / name, gzip.compress(data, mtime=0) if name.endswith(".gz") else data)
    about = {"version": latest.version if latest else "", **ABOUT}
    _write(folder / "record.json", (json.dumps(about, indent=2) + "\n").encode())
    return written


def _write(path: Path, data: bytes) -> None:
    beside = path.with_name(path.name + ".part")
    beside.write_bytes(data)
    beside.replace(path)


def _cells_of(columns: list[str], order: Sequence[str], rows: Iterable[Row]) -> list[list[str]]:
    cells = [[_cell(v, name) for v, name in zip(row, columns, strict=True)] for row in rows]
    places = [columns.index(name) for name in order]
    return sorted(cells, key=lambda row: [row[place] for place in places])


def _csv_of(columns: list[str], cells: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([columns, *cells])
    return text.getvalue().encode()


def _explaining(
    cells: list[list[str]], latest: LoadedRecord | None, keys: changes.Keys
) -> list[list[str]]:
    """The reasons of changes whose rows are in the dump: staff may have removed others since."""
    version = latest.version if latest else ""
    rows = [dict(zip(schema.CHANGES, row, strict=True)) for row in cells]
    gone = changes.dropped(rows)
    return [
        row
        for row, reason in zip(cells, rows, strict=True)
        if not changes.what_is_wrong(reason, version, keys, gone)[0]
    ]


def _cell(value: Any, column: str) -> str:
    """A value as laws/dataset/cells.py reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, list):
        return (" " if column == "source_urls" else ";").join(value)
    return value.isoformat() if isinstance(value, date | PartialDate) else str(value)


# --- the rows of each file ----------------------------------------------------------------------


def _rows_of(table: QuerySet, columns: Iterable[str], **elsewhere: str) -> Iterator[Row]:
    """The columns of a table's rows; `elsewhere` says where a column stands under another name."""
    return table.values_list(*(elsewhere.get(name, name) for name in columns)).iterator(CHUNK)


def _jurisdictions() -> Iterator[Row]:
    return _rows_of(
        Jurisdiction.objects.all(), schema.JURISDICTIONS, state="state_code",
        same_as="same_as__division_id", covering_city="covering_city__division_id",
    )  # fmt: skip


def _sessions() -> Iterator[Row]:
    table = LegislativeSession.objects.all()
    return _rows_of(table, schema.SESSIONS, state="jurisdiction__state_code")


def _chambers() -> Iterator[Row]:
    return _rows_of(Chamber.objects.all(), schema.CHAMBERS, state="jurisdiction__state_code")


def _questions() -> Iterator[Row]:
    return _rows_of(Question.objects.order_by("order", "slug"), schema.QUESTIONS)


def _measures() -> Iterator[Row]:
    return _rows_of(
        Measure.objects.filter(status=PUBLISHED), schema.MEASURES,
        division_id="jurisdiction__division_id", session="session__identifier",
    )  # fmt: skip


def _parts(table: Any, columns: Iterable[str], *order: str, **elsewhere: str) -> Iterator[Row]:
    """What belongs to published measures, in its order within each."""
    of_published = table.objects.filter(measure__status=PUBLISHED).order_by(*order)
    return _rows_of(of_published, columns, measure="measure__slug", **elsewhere)


def _dated(rows: Iterator[Row], at: int) -> Iterator[Row]:
    """The rows with the day and precision at a place joined to a date, empty if not known."""
    for row in rows:
        day, precision = row[at : at + 2]
        said = PartialDate(day, precision).isoformat() if day else ""
        yield *row[:at], said, *row[at + 2 :]


def _with_precision(columns: Iterable[str]) -> list[str]:
    return " ".join(columns).replace("date", "day precision").split()


def _actions() -> Iterator[Row]:
    return _dated(_parts(Action, _with_precision(schema.ACTIONS), "order"), at=2)


def _provisions() -> Iterator[Row]:
    order = "question__order", "question__slug"
    return _parts(Provision, schema.PROVISIONS, *order, question="question__slug")


def _sponsorships() -> Iterator[Row]:
    return _parts(Sponsorship, schema.SPONSORSHIPS, *Sponsorship._meta.ordering)


def _sources() -> Iterator[Row]:
    return _parts(Source, schema.SOURCES, *Source._meta.ordering)


def _quotations() -> Iterator[Row]:
    return _parts(Quotation, schema.QUOTATIONS, question="question__slug")


def _second_codings() -> Iterator[Row]:
    finished = SecondCoding.objects.filter(is_open=False, measure__status=PUBLISHED)
    return _rows_of(finished, schema.SECOND_CODINGS, measure="measure__slug")


def _second_answers() -> Iterator[Row]:
    finished = SecondAnswer.objects.filter(coding__is_open=False, coding__measure__status=PUBLISHED)
    names = {"measure": "coding__measure__slug", "coder": "coding__coder"}
    return _rows_of(finished, schema.SECOND_ANSWERS, **names, question="question__slug")


def _exceptions() -> Iterator[Row]:
    return _parts(ExplainedFinding, schema.EXCEPTIONS)


def _relations() -> Iterator[Row]:
    both = Relation.objects.filter(from_measure__status=PUBLISHED, to_measure__status=PUBLISHED)
    ends = {"from_measure": "from_measure__slug", "to_measure": "to_measure__slug"}
    return _rows_of(both, schema.RELATIONS, **ends)


def _searches() -> Iterator[Row]:
    rows = _rows_of(
        Search.objects.all(), _with_precision(schema.SEARCHES),
        division_id="jurisdiction__division_id", session="session__identifier",
    )  # fmt: skip
    return _dated(rows, at=3)


def _preemption() -> Iterator[Row]:
    names = {"division_id": "jurisdiction__division_id"}
    return _rows_of(Preemption.objects.all(), schema.PREEMPTION, **names)


def _cases() -> Iterator[Row]:
    columns = " ".join(schema.CASES).replace("filed", "filed_day filed_precision")
    columns = columns.replace("decided", "decided_day decided_precision")
    table = CourtCase.objects.all()
    rows = _rows_of(table, columns.split(), division_id="jurisdiction__division_id")
    return _dated(_dated(rows, at=6), at=7)


def _case_effects() -> Iterator[Row]:
    names = {"case": "case__slug", "measure": "measure__slug"}
    table = CaseEffect.objects.filter(measure__status=PUBLISHED)
    return _dated(_rows_of(table, _with_precision(schema.CASE_EFFECTS), **names), at=3)


def _milestones() -> Iterator[Row]:
    names = {"state": "state_code", "case": "case__slug"}
    rows = _rows_of(Milestone.objects.all(), _with_precision(schema.MILESTONES), **names)
    return _dated(rows, at=0)


def _is_common(row: PlaceName) -> bool:
    """Whether a name is of those that are written by hand: a government's, and nothing else."""
    place = row.county_geoids, row.postal_cities, row.zip_codes, row.population
    return row.government is not None and place == ([], [], 0, None)


def _names() -> Iterator[PlaceName]:
    return PlaceName.objects.select_related("government").iterator(CHUNK)


def _common_names() -> Iterator[Row]:
    return ((row.name, row.government.division_id) for row in _names() if _is_common(row))


def _place_names() -> Iterator[Row]:
    for row in _names():
        if not _is_common(row):
            yield (row.state_code, row.name, row.government and row.government.division_id,
                   row.county_geoids, row.postal_cities, row.zip_codes, row.population)  # fmt: skip


def _changes() -> Iterator[Row]:
    return _rows_of(ChangeReason.objects.all(), schema.CHANGES)


def _zip_codes() -> Iterator[Row]:
    return _rows_of(ZipCode.objects.all(), schema.ZIP_CODES, state="state_code")


FILES: dict[str, tuple[Iterable[str], tuple[str, ...], Callable[[], Iterable[Row]]]] = {
    "jurisdictions.csv.gz": (schema.JURISDICTIONS, ("division_id",), _jurisdictions),
    "common_names.csv": (schema.COMMON_NAMES, ("name", "division_id"), _common_names),
    "place_names.csv.gz": (schema.PLACE_NAMES, ("state", "name", "division_id"), _place_names),
    "zip_codes.csv.gz": (schema.ZIP_CODES, ("zip_code",), _zip_codes),
    "sessions.csv": (schema.SESSIONS, ("state", "start_on", "identifier"), _sessions),
    "chambers.csv": (schema.CHAMBERS, ("state", "kind"), _chambers),
    "questions.csv": (schema.QUESTIONS, (), _questions),
    "measures.csv": (schema.MEASURES, ("slug",), _measures),
    "actions.csv": (schema.ACTIONS, ("measure",), _actions),
    "provisions.csv": (schema.PROVISIONS, ("measure",), _provisions),
    "quotations.csv": (schema.QUOTATIONS, ("measure", "question"), _quotations),
    "second_codings.csv": (schema.SECOND_CODINGS, ("measure", "coder"), _second_codings),
    "second_answers.csv": (
        schema.SECOND_ANSWERS,
        ("measure", "coder", "question"),
        _second_answers,
    ),
    "sponsorships.csv": (schema.SPONSORSHIPS, ("measure",), _sponsorships),
    "sources.csv": (schema.SOURCES, ("measure",), _sources),
    "relations.csv": (schema.RELATIONS, ("from_measure", "kind", "to_measure"), _relations),
    "exceptions.csv": (schema.EXCEPTIONS, ("measure", "rule", "about"), _exceptions),
    "searches.csv": (
        schema.SEARCHES,
        ("division_id", "date", "session", "agency", "how", "sought", "where"),
        _searches,
    ),
    "preemption.csv": (schema.PREEMPTION, ("division_id", "subject", "from_on"), _preemption),
    "cases.csv": (schema.CASES, ("slug",), _cases),
    "case_effects.csv": (schema.CASE_EFFECTS, ("case", "measure", "did"), _case_effects),
    "milestones.csv": (schema.MILESTONES, ("date", "title"), _milestones),
    "changes.csv": (schema.CHANGES, ("version", "file", "key", "field"), _changes),
}
"""Each file of the record: its columns, those by which its rows are sorted, and its rows.

They are sorted here, since databases differ in how they sort text. Rows that agree in these
columns keep the order in which they are given.
"""
