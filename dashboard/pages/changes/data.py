"""The public log of changes in words: what changed, from what to what, and why."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from django.db.models import Q

from dashboard.pages.changes.releases import brought
from dashboard.pages.changes.text import LoggedChange, Names, is_whole, logged
from dashboard.web.page_url import path_to
from dashboard.web.params import query
from laws.editing.revisions import PublicChange
from laws.editing.revisions import changes as changes_made
from laws.models import CourtCase, Jurisdiction, LegislativeSession, Measure, Provision, Question

LATEST = 10
# What a measure's page says of the keys that it has not read.
UNREAD = {
    "jurisdiction_id": "another government",
    "session_id": "another session",
    "question_id": "a question",
    "to_measure_id": "another measure",
}
PLACES = ("jurisdiction_id", "same_as_id", "covering_city_id")


def in_words(changes: list[PublicChange], names: Names | None = None) -> list[LoggedChange]:
    """The changes in words; those without a visible difference are left out. What one release
    changed of one measure is one.

    `names` says what the keys in the rows stand for, if that was read before.
    """
    names = names or names_of(changes)
    found = []
    for _, rows in groupby(changes, key=lambda change: change.entry):
        entry = list(rows)
        whole = any(is_whole(change) for change in entry)
        in_lots = [brought(entry, names)] if entry[0].is_load else (logged(c, names) for c in entry)
        found += [change for change in in_lots if change.differences or whole]
    return found


class LatestChanges(NamedTuple):
    """At most ten changes of a measure in words, and where all of them are."""

    entries: list[LoggedChange]
    is_more: bool
    address: str


def latest_changes(
    measure: Measure, others: Iterable[Measure], answers: Iterable[Provision]
) -> LatestChanges:
    """The latest changes of a measure, for its own page. One query.

    `others` are the measures, `answers` the coded questions that the page has read: what else a
    row points to is not worth a query, for the whole log names it.
    """
    changes, is_more = changes_made(measure.pk, number=LATEST)
    names = _names_at_hand(measure, [*others, measure], answers, _rows(changes))
    return LatestChanges(in_words(changes, names), is_more, address_of_changes(measure))


def address_of_changes(measure: Measure, as_json: bool = False) -> str:
    """Where the changes of a measure are, as a page or as JSON."""
    return path_to("changes-json" if as_json else "changes") + query(measure=measure.slug)


# --- names ----------------------------------------------------------------------------------------


def names_of(changes: list[PublicChange]) -> Names:
    """The names read at once: at most one query a noun."""
    rows = _rows(changes)
    others = {row[key] for row in rows for key in ("to_measure_id", "measure_id") if row.get(key)}
    keys = others | {change.measure for change in changes}
    merged = {reason.into for change in changes for reason in change.reasons if reason.into}
    public = Measure.objects.published() | Measure.objects.withdrawn()
    public = public.filter(Q(pk__in=keys) | Q(slug__in=merged))
    public = public.select_related("jurisdiction", "session")
    measures = {measure.pk: measure for measure in public}
    places = Jurisdiction.objects.in_bulk({row[c] for row in rows for c in PLACES if row.get(c)})
    sessions = LegislativeSession.objects.select_related("jurisdiction")
    known = {
        **{column: {pk: str(place) for pk, place in places.items()} for column in PLACES},
        "session_id": _read(sessions, "session_id", rows),
        "question_id": _read(Question.objects.all(), "question_id", rows),
        "to_measure_id": {pk: str(measure) for pk, measure in measures.items()},
        "case_id": _read(CourtCase.objects.all(), "case_id", rows),
    }
    return Names(measures, known, places)


def _names_at_hand(measure, near, answers, rows):
    for one in near:
        if one.session:
            # A session is one of its measure's government, which is read already.
            one.session.jurisdiction = one.jurisdiction
    names = {
        "jurisdiction_id": {one.jurisdiction_id: str(one.jurisdiction) for one in near},
        "session_id": {one.session_id: str(one.session) for one in near if one.session},
        "question_id": {answer.question_id: str(answer.question) for answer in answers},
        "to_measure_id": {one.pk: str(one) for one in near},
    }
    known = {
        column: {
            row[column]: names[column].get(row[column], unread) for row in rows if row.get(column)
        }
        for column, unread in UNREAD.items()
    }
    return Names({measure.pk: measure}, known, {})


def _rows(changes):
    return [row for change in changes for row in (change.before, change.after) if row]


def _read(table, key, rows):
    keys = {row[key] for row in rows if row.get(key)}
    return {one.pk: str(one) for one in table.filter(pk__in=keys)} if keys else {}
