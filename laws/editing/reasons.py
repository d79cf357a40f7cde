"""Why a release of the record changed a row: what changes.csv says, found for a change."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from laws.editing.merge import Row
from laws.text.dates import PartialDate

FILES = {
    "measure": "measures.csv",
    "action": "actions.csv",
    "provision": "provisions.csv",
    "source": "sources.csv",
    "relation": "relations.csv",
    "sponsorship": "sponsorships.csv",
    "quotation": "quotations.csv",
    "session": "sessions.csv",
    "place": "jurisdictions.csv.gz",
    "chambers": "chambers.csv",
    "milestone": "milestones.csv",
    "question": "questions.csv",
    "preemption": "preemption.csv",
    "case": "cases.csv",
    "case_effects": "case_effects.csv",
}
"""The file of the record in which the rows of a noun stand."""
COLUMNS = {
    "jurisdiction_id": "division_id",
    "session_id": "session",
    "day": "date",
    "state_code": "state",
    "same_as_id": "same_as",
    "covering_city_id": "covering_city",
    "to_measure_id": "to_measure",
    "filed_day": "filed",
    "decided_day": "decided",
}
"""What a column is called in the files, where that is another name."""


OWN_CELLS = {
    "action": ("order",),
    "source": ("url",),
    "relation": ("kind",),
    "sponsorship": ("name",),
    "session": ("identifier",),
    "place": ("division_id",),
    "chambers": ("kind",),
    "milestone": ("day", "title"),
    "question": ("slug",),
    "preemption": ("subject", "from_on"),
    "case": ("slug",),
    "case_effects": ("did",),
}
"""The columns of its own by which a row is known, after the measure or state that it is of."""


class Reason(NamedTuple):
    """A row of changes.csv (laws.models.ChangeReason)."""

    version: str
    kind: str
    file: str
    key: str
    field: str
    into: str
    why: str
    source: str


def key_of(noun: str, row: Row, measure: str | None, word: str | None) -> str:
    """How the files name a row; `word` is what they call the question, measure or state in it."""
    cells = [row[name] for name in OWN_CELLS.get(noun, ())]
    if noun == "milestone":
        cells[0] = PartialDate(date.fromisoformat(row["day"]), row["precision"]).isoformat()
    return " ".join(str(cell) for cell in (measure, word, *cells) if cell)


def since(reasons: Iterable[Reason], release: str, after: str) -> tuple[Reason, ...]:
    """The reasons of a release and of those that were skipped after another, the latest first."""
    first, last = _order(after), _order(release)
    brought = [
        one for one in reasons if one.version == release or first < _order(one.version) <= last
    ]
    return tuple(sorted(brought, key=lambda one: _order(one.version), reverse=True))


def _order(version: str) -> list[tuple[int, str]]:
    """Versions in their order: 2026-11-30.9 comes before 2026-11-30.10."""
    return [(int(part or 0), text) for part, text in re.findall(r"(\d*)(\D*)", version)]


def reason_for(
    reasons: Iterable[Reason], noun: str, key: str, column: str, is_gone: bool = False
) -> Reason | None:
    """The reason for a changed column of a row: its own, else that of the row, else that of the
    measure. `key` names the row as changes.csv does; `is_gone` is whether the row was removed.
    """
    by_place = {(one.file, one.key, one.field): one for one in reversed(list(reasons))}
    file, measure = FILES[noun], key.partition(" ")[0]
    fields = ["removed"] if is_gone else [COLUMNS.get(column, column), ""]
    places = [(file, key, field) for field in fields]
    found = (by_place.get(place) for place in [*places, (FILES["measure"], measure, "")])
    return next((one for one in found if one), None)
