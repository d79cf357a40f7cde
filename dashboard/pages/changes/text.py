"""Changes of what is public as a reader sees them: what changed, from what to what, and why."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from dashboard.web.page_url import path_to
from laws.editing.revisions import PublicChange
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
    Quotation,
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
    "quotation": Quotation,
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
NOUNS = {
    "chambers": ReferenceNoun.PLACE.value,
    "case_effects": ReferenceNoun.CASE.value,
}
CAME = {"provision": "answered"}


PUBLISHED, ADDED, WITHDRAWN = "Published", "Added", "Withdrawn"
NO_REASON = "No reason given."


class FieldChange(NamedTuple):
    """A field in words, before and after; empty where it said nothing.

    Of a release, `of` names the row and `did` says what became of it (added, changed or removed);
    `why` with its `cause` and `source` says why, and `sources` are those that the row itself names.
    """

    field: str
    before: str
    after: str
    of: str = ""
    did: str = ""
    cause: str = ""
    why: str = ""
    source: str = ""
    sources: tuple[str, ...] = ()


class ChangedRow(NamedTuple):
    """What a release changed of one row, for one reason."""

    fields: list[FieldChange]

    @property
    def said(self) -> FieldChange:
        """A field that says what all of them say: of which row they are, and why."""
        return self.fields[0]

    @property
    def addresses(self) -> list[str]:
        """The source of the reason and those of the row."""
        said = self.said
        return list(dict.fromkeys(filter(None, (said.source, *said.sources))))

    @property
    def content(self) -> list[tuple[str, str]]:
        """What a row said that came or went, without the sources, to which links lead."""
        return [
            (one.field, one.after or one.before)
            for one in self.fields
            if one.field != "Sources"
        ]  # fmt: skip


class LoggedChange(NamedTuple):
    """One change as a reader sees it: what it is of, what of it, the differences, and why.

    `measure` is empty where it is of a session, a place or another noun that is no measure;
    `about` is the name of whatever it is of. `release` is that which brought it, `causes` why by
    kind.
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
    release: str = ""
    causes: tuple[str, ...] = ()

    def why_of(self, one: FieldChange) -> str:
        """Why a release changed a field; what is wholly new needs no reason to be there."""
        is_new = not self.measure and one.did == "added"
        return one.why or ("" if is_new else NO_REASON)

    @property
    def rows(self) -> list[ChangedRow]:
        """What a release changed, row by row; a field that comes again is of another row."""
        rows: list[ChangedRow] = []
        for one in self.differences:
            last = rows[-1].fields if rows else []
            if not last or one[3:] != last[0][3:] or one.field in {d.field for d in last}:
                rows.append(ChangedRow([]))
            rows[-1].fields.append(one)
        return rows


class Names(NamedTuple):
    """What the keys in changed rows stand for: measures, governments, names by column and key."""

    measures: dict[int, Measure]
    known: dict[str, dict[int, str]]
    places: dict[int, Jurisdiction]


def logged(change: PublicChange, names: Names) -> LoggedChange:
    row = change.after or change.before
    about, href = subject_of(change, row, names)
    of_measure = change.measure is not None
    return LoggedChange(
        day=timezone.localtime(change.made_at).date(),
        measure=about if of_measure else "",
        href=href,
        what=what_of(change, row, names),
        differences=() if is_whole(change) else tuple(d for _, d in differences_of(change, names)),
        # What was checked, and not why, is said of a check.
        reason="" if change.is_check else change.reason,
        kind=_kind(change),
        noun="measure" if of_measure else NOUNS.get(change.noun, change.noun),
        about=about,
    )


def is_whole(change: PublicChange) -> bool:
    """Whether a change is of a measure as a whole, so that its fields say nothing more."""
    return change.is_publication or change.is_withdrawal


def subject_of(change, row, names):
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
    if change.is_withdrawal:
        return "withdrawal"
    return "check" if change.is_check else "change"


def what_of(change, row, names):
    """What of the measure changed: itself, or the row, named so that one finds it on its page."""
    if change.is_publication:
        return ADDED if change.is_load else PUBLISHED
    if change.is_withdrawal:
        return WITHDRAWN
    if change.is_check:
        later = (change.after["verified_on"] or "") >= (change.before["verified_on"] or "")
        return "Checked against its sources" if later else "Its last check was undone"
    if change.noun == "measure":
        return "Changed"
    if change.noun in ReferenceNoun.values:
        return f"{ReferenceNoun(change.noun).label} {_did(change)}"
    return f"{_row_name(change.noun, row, names)}: {_did(change)}"


def did_of(change: PublicChange) -> str:
    """What became of a row."""
    if change.after is None:
        return "removed"
    return "changed" if change.before else "added"


def _did(change):
    did = did_of(change)
    return CAME.get(change.noun, did) if did == "added" else did


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
    return {"sponsorship": "Sponsor", "quotation": "Quoted sentence"}.get(noun, "Source")


def differences_of(change: PublicChange, names: Names) -> Iterator[tuple[str, FieldChange]]:
    """The columns in which a row differs, each with what it said and says."""
    before, after = change.before or {}, change.after or {}
    model = MODELS[change.noun]
    for field in model._meta.local_fields:
        key = field.attname
        # A day that became a month keeps its first day: words tell them apart.
        if key in UNSAID or (before.get(key) == after.get(key) and not key.endswith("day")):
            continue
        old, new = words(field, before, names.known), words(field, after, names.known)
        if old != new:
            yield key, FieldChange(label(field), old, new)
