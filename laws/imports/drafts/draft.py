"""The draft of an incoming measure: a document as in laws.editing.snapshot, for staff to check.

The document says what the other record states, with our words for kinds and actions. What no other
record states (what a bill does, and to whom) is `other` until a person has read it. What was not
understood is left empty, never guessed, and notes in a note.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from laws.imports.drafts.actions import drafted_actions
from laws.imports.drafts.lookups import Lookups
from laws.imports.drafts.relations import drafted_relations
from laws.imports.types import (
    LEGISCAN,
    LEGISTAR,
    OPEN_LEGISLATION,
    OPENSTATES,
    OWN,
    IncomingMeasure,
    IncomingSource,
)
from laws.models import Jurisdiction, LegislativeSession, Measure, Sponsorship
from laws.text.bill_numbers import official_number
from laws.text.measure_fields import BY_NAME, FIELDS
from laws.text.normalize import cut, one_line
from laws.vocabulary import MeasureKind

CREDITS = {
    OPENSTATES: "From Open States (openstates.org).",
    LEGISCAN: "From LegiScan (legiscan.com), licensed CC BY 4.0.",
    OPEN_LEGISLATION: "From New York’s Open Legislation (legislation.nysenate.gov), CC BY 4.0.",
    LEGISTAR: "From the council’s Legistar (webapi.legistar.com).",
}
"""What a measure's notes say of the record that it comes from; LegiScan's license asks for this."""
BOTH_ARE_OTHER = "both are “Other” until you choose"
"""Part of a note for new bills only: of one on the record, staff chose both."""
NAMES = {
    OPENSTATES: "Open States",
    LEGISCAN: "LegiScan",
    OWN: "The file",
    OPEN_LEGISLATION: "Open Legislation",
    LEGISTAR: "Legistar",
}
UNKNOWN = {field.name: field.unknown for field in FIELDS if field.edited}
"""The columns of a measure of which nothing is known."""
NO_ANSWER = {"answer": "", "answer_on": None, "detail": "", "pinpoint": "", "effective_on": None,
             "ended_on": None, "source_urls": []}  # fmt: skip
LONGEST_ADDRESS, LONGEST_NOTE = 500, 200
is_address = URLValidator(["http", "https"])


@dataclass
class Draft:
    """A measure as it would be entered.

    `document` is as in laws.editing.snapshot, but its actions have keys of their own (`new-1`).
    `stated` names the columns of the measure that the other record states; all others have their
    value for what is not known. `notes` say what was not understood or has to be chosen.
    """

    document: dict
    place: Jurisdiction | None = None
    session: LegislativeSession | None = None
    stated: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)


def draft_of(measure: IncomingMeasure, lookups: Lookups | None = None) -> Draft:
    """The draft of an incoming measure; `lookups` keeps places and sessions for a whole run."""
    lookups, notes = lookups or Lookups(), list(measure.remarks)
    place = lookups.place(measure.jurisdiction)
    if place is None:
        notes.append(f"The government “{measure.jurisdiction}” is not in our database: choose one.")
    session = _session(measure, place, lookups, notes)
    sources = _sources(measure, notes)
    own, stated = _own(measure, place, session, notes)
    own["slug"] = _slug(own, place, session)
    document = {
        "own": {"": own},
        "actions": drafted_actions(measure, place, list(sources), notes),
        "provisions": _provisions(measure, lookups, notes),
        "sources": sources,
        "relations": drafted_relations(measure, own["identifier"], place, session, lookups, notes),
        "sponsorships": _sponsorships(measure),
    }
    return Draft(document, place, session, stated, [one_line(note) for note in notes])


def _session(measure, place, lookups, notes):
    if place is None or place.is_local:
        return None
    session, problem = lookups.session(place, measure.session_names, measure.years)
    if problem:
        notes.append(problem)
    elif session is None:
        notes.append("The record names no session: choose one.")
    return session


def _own(measure, place, session, notes):
    """The measure's own columns, and which of them the other record states."""
    stated = {
        "jurisdiction_id": place and place.pk,
        "kind": _kind(measure, notes),
        "identifier": _number(measure, place, session, notes),
        "title": _title(measure, notes),
    }
    if session:
        stated["session_id"] = session.pk
    stated |= measure.own
    if not {"effect", "regulates"} <= set(stated):
        notes.append(
            f"{NAMES.get(measure.record, 'The record')} does not say what it does and whom "
            f"it regulates: {BOTH_ARE_OTHER}."
        )
    credit = {"notes": CREDITS.get(measure.record, "")}
    return UNKNOWN | credit | stated, tuple(stated)


def _kind(measure, notes):
    if measure.kind in MeasureKind.values:
        return str(measure.kind)
    notes.append(f"Its kind “{measure.kind}” is unknown here: it is entered as a bill.")
    return str(MeasureKind.BILL)


def written_number(
    measure: IncomingMeasure,
    place: Jurisdiction | None,
    session: LegislativeSession | None = None,
) -> str:
    """The number of an incoming measure as its legislature writes it."""
    number = one_line(measure.identifier)
    if place is None or place.is_local or measure.record == OWN:
        return number
    year = measure.years[0] if measure.years else session.start_on.year if session else 0
    return official_number(number, place.state_code, measure.record == LEGISCAN, year)


def _number(measure, place, session, notes):
    number = written_number(measure, place, session)
    if not number:
        notes.append("The record gives no number.")
    return _cut(number, BY_NAME["identifier"].longest, "number", notes)


def _title(measure, notes):
    title = one_line(measure.title)
    if not title:
        notes.append("The record gives no title: write one.")
        title = one_line(measure.summary) or "No title"
    return _cut(title, BY_NAME["title"].longest, "title", notes)


def _cut(text, longest, name, notes):
    if len(text) > longest:
        notes.append(
            f"The {name} has {len(text)} characters and was cut to {longest}: check its end."
        )
    return cut(text, longest)


def _provisions(measure, lookups, notes):
    """Answers to the codebook's questions."""
    questions = lookups.questions() if measure.provisions else {}
    answers = {}
    for row in measure.provisions:
        key = questions.get(row["question"])
        if key is None:
            notes.append(
                f"The codebook has no question “{row['question']}”: its answer was left out."
            )
        else:
            answer = {name: row[name] for name in NO_ANSWER if name in row}
            answers[str(key)] = {"question_id": key, **NO_ANSWER, **answer}
    return answers


def _slug(own, place, session):
    if own["slug"]:
        return own["slug"]
    if place is None:
        return ""
    named = Measure(identifier=own["identifier"], effect=own["effect"])
    named.jurisdiction, named.session = place, session
    return named.free_slug()


def _sources(measure, notes):
    """Every page that the other record names, the government's own first."""
    rows, cited = {}, [url for action in measure.actions for url in action.urls]
    named = sorted(measure.sources, key=lambda source: source.official is not True)
    for source in [*named, *map(IncomingSource, cited)]:
        address = (source.url or "").strip()
        if address in rows or not address:
            continue
        if not _is_address(address):
            notes.append(f"“{cut(address, 80)}” is not a web address and was left out.")
            continue
        rows[address] = {
            "url": address,
            "official": source.official,
            "seen_on": source.seen_on and source.seen_on.isoformat(),
            "note": cut(one_line(source.note or ""), LONGEST_NOTE),
        }
    if not rows:
        notes.append("The record names no source: add one.")
    return rows


def _sponsorships(measure):
    """The sponsors by name; of one who is named twice, the first mention."""
    rows = {}
    for sponsor in measure.sponsors:
        texts = (sponsor.name, sponsor.party, sponsor.district)
        longest = (Sponsorship._meta.get_field(f).max_length for f in ("name", "party", "district"))
        name, party, district = map(cut, map(one_line, texts), longest)
        if name:
            row = {"name": name, "classification": sponsor.classification, "party": party}
            row |= {"district": district, "source_urls": [*sponsor.source_urls]}
            rows.setdefault(name, row)
    return rows


def _is_address(address):
    try:
        is_address(address)
    except ValidationError:
        return False
    return len(address) <= LONGEST_ADDRESS and len(address.split()) == 1
