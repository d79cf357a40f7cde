"""The public log of changes in words: what changed, from what to what, and why."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from dashboard.web.page_url import path_to
from dashboard.web.params import query
from laws.editing.revisions import PublicChange
from laws.editing.revisions import changes as changes_made
from laws.models import (
    Action,
    CaseEffect,
    Chamber,
    CourtCase,
    Jurisdiction,
    LegislativeSession,
    Measure,
    Milestone,
    Preemption,
    Provision,
    Question,
    Relation,
    Source,
    Sponsorship,
)
from laws.text.dates import PartialDate
from laws.text.fields import label, words
from laws.vocabulary import ReferenceNoun

MODELS = {
    "measure": Measure,
    "action": Action,
    "provision": Provision,
    "source": Source,
    "relation": Relation,
    "sponsorship": Sponsorship,
    "session": LegislativeSession,
    "place": Jurisdiction,
    "chambers": Chamber,
    "milestone": Milestone,
    "question": Question,
    "preemption": Preemption,
    "case": CourtCase,
    "case_effects": CaseEffect,
}
# Columns that place a row or repeat what another says.
UNSAID = {
    "id", "measure_id", "from_measure_id", "order", "precision", "filed_precision",
    "decided_precision", "slug", "status", "withdrawn_reason",
}  # fmt: skip
LATEST = 10
# What a measure's page says of the keys that it has not read.
UNREAD = {
    "jurisdiction_id": "another government",
    "session_id": "another session",
    "question_id": "a question",
    "to_measure_id": "another measure",
}
PLACES = ("jurisdiction_id", "same_as_id", "covering_city_id")
NOUNS = {
    "chambers": ReferenceNoun.PLACE.value,
    "case_effects": ReferenceNoun.CASE.value,
}
CAME = {"provision": "answered"}


class FieldChange(NamedTuple):
    """A field in words, before and after; empty where it said nothing."""

    field: str
    before: str
    after: str


class LoggedChange(NamedTuple):
    """One change as a reader sees it: what it is of, what of it, the differences, and why.

    `measure` is empty where it is of a session, a place or another noun that is no measure;
    `about` is the name of whatever it is of.
    """

    day: date
    measure: str
    href: str
    what: str
    differences: tuple[FieldChange, ...]
    reason: str
    kind: str
    noun: str
    about: str


def in_words(changes: list[PublicChange], names: "Names | None" = None) -> list[LoggedChange]:
    """The changes in words; those without a visible difference are left out.

    `names` says what the keys in the rows stand for, if that was read before.
    """
    names = names or names_of(changes)
    logged = [_logged(change, names) for change in changes]
    return [change for change in logged if change.differences or change.what == "Published"]


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


class Names(NamedTuple):
    """What the keys in changed rows stand for: measures, governments, names by column and key."""

    measures: dict[int, Measure]
    known: dict[str, dict[int, str]]
    places: dict[int, Jurisdiction]


def names_of(changes: list[PublicChange]) -> Names:
    """The names read at once: at most one query a noun."""
    rows = _rows(changes)
    others = {row[key] for row in rows for key in ("to_measure_id", "measure_id") if row.get(key)}
    keys = others | {change.measure for change in changes}
    published = Measure.objects.published().filter(pk__in=keys)
    published = published.select_related("jurisdiction", "session")
    measures = {measure.pk: measure for measure in published}
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


# --- words ----------------------------------------------------------------------------------------


def _logged(change: PublicChange, names: Names) -> LoggedChange:
    row = change.after or change.before
    about, href = _subject(change, row, names)
    of_measure = change.measure is not None
    return LoggedChange(
        day=timezone.localtime(change.made_at).date(),
        measure=about if of_measure else "",
        href=href,
        what=_what(change, row, names),
        differences=() if change.is_publication else tuple(_differences(change, names)),
        # What was checked, and not why, is said of a check.
        reason="" if change.is_check else change.reason,
        kind=_kind(change),
        noun="measure" if of_measure else NOUNS.get(change.noun, change.noun),
        about=about,
    )


def _subject(change, row, names):
    """The name of what a change is of, and the page that shows it."""
    if change.measure is not None:
        measure = names.measures[change.measure]
        return str(measure), path_to("measure", measure.slug)
    if change.noun == "milestone":
        return row["title"], path_to("timeline")
    if change.noun == "case":
        return row["name"], path_to("case", row["slug"]) if change.after else path_to("cases")
    if change.noun == "case_effects":
        return names.known["case_id"].get(row["case_id"], "A court case"), path_to("cases")
    if change.noun == "question":
        return row["text"], path_to("provisions")
    if change.noun == "place":
        columns = ("kind", "name", "full_name", "state_code", "slug")
        place = Jurisdiction(**{name: row[name] for name in columns})
        return str(place), place.get_absolute_url()
    place = names.places[row["jurisdiction_id"]]
    if change.noun == "preemption":
        return str(place), f"{path_to('preemption')}#{place.state_code.lower()}"
    name = f"{place}, {row['name']}" if change.noun == "session" else str(place)
    return name, place.get_absolute_url()


def _kind(change):
    if change.is_publication:
        return "publication"
    return "check" if change.is_check else "change"


def _what(change, row, names):
    """What of the measure changed: itself, or the row, named so that one finds it on its page."""
    if change.is_publication:
        return "Published"
    if change.is_check:
        later = (change.after["verified_on"] or "") >= (change.before["verified_on"] or "")
        return "Checked against its sources" if later else "Its last check was undone"
    if change.noun == "measure":
        return "Changed"
    if change.noun in ReferenceNoun.values:
        return f"{ReferenceNoun(change.noun).label} {_did(change)}"
    return f"{_row_name(change.noun, row, names)}: {_did(change)}"


def _did(change):
    if change.after is None:
        return "removed"
    return "changed" if change.before else CAME.get(change.noun, "added")


def _row_name(noun, row, names):
    if noun == "action":
        when = PartialDate(date.fromisoformat(row["day"]), row["precision"]).say()
        return f"Action of {when}"
    if noun == "provision":
        return f"“{names.known['question_id'].get(row['question_id'], 'A question')}”"
    if noun == "relation":
        return "Relation"
    if noun == "chambers":
        return f"Chamber {row['name']}"
    if noun == "case_effects":
        return f"What it did to {names.measures[row['measure_id']]}"
    return "Sponsor" if noun == "sponsorship" else "Source"


def _differences(change, names):
    before, after = change.before or {}, change.after or {}
    model = MODELS[change.noun]
    for field in model._meta.local_fields:
        key = field.attname
        if key in UNSAID or before.get(key) == after.get(key):
            continue
        old, new = words(field, before, names.known), words(field, after, names.known)
        if old != new:
            yield FieldChange(label(field), old, new)
