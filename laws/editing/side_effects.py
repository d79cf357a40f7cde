"""What a changed session, place or other noun that is no measure changes besides the stages of
measures.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from django.db import IntegrityError, transaction

from laws.editing import reference
from laws.editing.foreseen import Change, foresee_place
from laws.editing.merge import Document, differences
from laws.editing.rehearsal import undone
from laws.models import Jurisdiction
from laws.refusals import Refusal
from laws.text.fields import label
from laws.vocabulary import ReferenceNoun

NAMES = "every page that names it, and how the search finds it"
POINT = "where the map draws it, and which places count as near"
COUNTIES = (
    "which county’s law its page lists, and how many people of a county live outside of any city"
)
PEOPLE = "how many people count as covered by bans, the sizes on the map, and its own page"
MEANS = "the pages of measures, the comparison and the pages on safeguards"
LEDGER = "the page on what was searched, and when its government says that it was last searched"
MAY_ACT = (
    "what the pages of its cities, towns and counties, its own page and what-if say they may do"
)
PLACE, SESSION, MILESTONE, QUESTION, SEARCH, PREEMPTION, CASE = (str(noun) for noun in (
    ReferenceNoun.PLACE, ReferenceNoun.SESSION, ReferenceNoun.MILESTONE, ReferenceNoun.QUESTION,
    ReferenceNoun.SEARCH, ReferenceNoun.PREEMPTION, ReferenceNoun.CASE,
))  # fmt: skip
WHAT: dict[str, dict[str, str]] = {
    PLACE: {
        "name": NAMES,
        "full_name": NAMES,
        "kind": "what its pages call it, the lists by kind, and which of its people count as "
        "outside of any city",
        "population": PEOPLE,
        "population_year": "the year beside its population",
        "latitude": POINT,
        "longitude": POINT,
        "coordinate_precision": POINT,
        "geoid": COUNTIES,
        "county_geoids": COUNTIES,
        "active": "whether the search and ZIP codes lead to it",
        "is_government": "whether the search offers it as a government that makes law",
        "same_as_id": "whether its address leads to another government, and both count as one",
        "covering_city_id": "which city’s law its page lists as its own",
    },
    SESSION: {
        "identifier": "the names of its bills on every page",
        "name": "the pages and lists that name the session",
        "start_on": "the dates of the session on the pages of its bills",
        "end_on": "until when its bills are said to be pending",
        "carry_over": "whether bills carried over from it are said to be pending",
        "carried_until": "until when bills carried over from it are said to be pending",
    },
    MILESTONE: {},
    CASE: {},
    SEARCH: {"day": LEDGER, "outcome": LEDGER, "sought": LEDGER},
    PREEMPTION: {},
    QUESTION: {
        "text": MEANS,
        "yes_means": MEANS,
        "qualified_means": MEANS,
        "group": "the heading under which it stands",
        "order": "the order of the questions wherever they are listed",
        "weight": "the data files; no score is calculated from it",
    },
}
"""What follows from a column, where more does than what the row's own page says."""
ROW: dict[str, str] = {
    PLACE: "its public page, its state’s and the data files",
    SESSION: "the pages of its measures and the data files",
    MILESTONE: "the timeline, the search and the data files",
    QUESTION: "the pages of measures, every score (of so many questions) and the data files",
    SEARCH: LEDGER,
    PREEMPTION: MAY_ACT,
    CASE: "its own page, the list of cases, the pages of its government and the data files",
}
"""What follows from a row that is added or removed, and from any other column."""
REST: dict[str, str] = ROW | {QUESTION: MEANS}


class Also(NamedTuple):
    """A column that changes, by its name, and what it changes for readers."""

    field: str
    what: str


OF_PART = {
    "chambers": Also(
        "Chambers", "the names of the chambers and their votes on the pages of its measures"
    ),
    "case_effects": Also("What it did", "the pages of the measures that it names"),
}
"""The same of the rows that belong to a row."""


def also_changes(noun: str, before: Document, after: Document) -> list[Also]:
    """What else follows from a change, by column. It names what changes and claims no more."""
    if not (before[noun] and after[noun]):
        return [Also("The whole row", ROW[noun])]
    found = []
    for part, _, column, _ in differences(before, after):
        if part != noun:
            found.append(OF_PART[part])
            continue
        field = reference.KINDS[noun].model._meta.get_field(column)
        found.append(Also(label(field), WHAT[noun].get(column, REST[noun])))
    return list(dict.fromkeys(found))


def figures_that_change(noun: str, key: int | None, content: Document, on: date) -> list[Change]:
    """The counts and classes on the map that change with a place, as of a day."""
    if noun != PLACE or key is None or not content[noun]:
        return []
    place = Jurisdiction.objects.filter(pk=key).first()
    if place is None:
        return []
    try:
        return foresee_place(place, _as_if_stored(noun, key, content), on)
    except (IntegrityError, Refusal):
        # The acceptance says why it can't be.
        return []


@contextmanager
def _as_if_stored(noun: str, key: int | None, content: Document) -> Iterator[None]:
    with transaction.atomic(), undone():
        reference.store(noun, key, content)
        yield
