"""What becomes of an incoming measure: a document as laws.editing.snapshot has it, for staff to
look at.

The document says what the other record states, in our words for kinds and actions. What no other
record states (what a bill does, and to whom) is `other` until a person has read it; what was not
understood is said in sentences and left empty, never guessed.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from laws.imports.drafts.actions import drafted_actions
from laws.imports.drafts.lookups import Known
from laws.imports.drafts.relations import drafted_relations
from laws.imports.types import LEGISCAN, OPENSTATES, OWN, IncomingMeasure, IncomingSource
from laws.models import Jurisdiction, LegislativeSession, Measure
from laws.text.bill_numbers import official_number
from laws.text.measure_fields import BY_NAME, FIELDS
from laws.text.normalize import cut, one_line
from laws.vocabulary import MeasureKind

CREDITS = {
    OPENSTATES: "From Open States (openstates.org).",
    LEGISCAN: "From LegiScan (legiscan.com), licensed CC BY 4.0.",
}
"""What a draft's notes say of the record that it comes from: LegiScan's license asks for credit."""
BOTH_ARE_OTHER = "both stand at “Other” until you choose"
"""What is said of a new bill alone: one on the record has what staff chose."""
NAMES = {OPENSTATES: "Open States", LEGISCAN: "LegiScan", OWN: "The file"}
UNTOLD = {field.name: field.unknown for field in FIELDS}
"""The columns of a measure before anything is told of it: what it does is for a person to read."""
NO_ANSWER = {"answer": "", "answer_on": None, "detail": "", "pinpoint": "", "effective_on": None,
             "source_urls": []}  # fmt: skip
LONGEST_ADDRESS, LONGEST_NOTE = 500, 200
is_address = URLValidator(["http", "https"])


@dataclass
class Draft:
    """A measure as it would be entered.

    `document` is in the form of laws.editing.snapshot; its actions have keys of their own (`new-1`)
    that are no keys of the database. `stated` names the columns of the measure that the other
    record states: all others hold what stands there until a person knows. `said` are sentences on
    what was not understood or has to be chosen.
    """

    document: dict
    place: Jurisdiction | None = None
    session: LegislativeSession | None = None
    slug: str = ""
    stated: tuple[str, ...] = ()
    said: list[str] = field(default_factory=list)


def draft_of(measure: IncomingMeasure, known: Known | None = None) -> Draft:
    """The draft of an incoming measure; `known` keeps places and sessions for a whole run."""
    known, said = known or Known(), list(measure.remarks)
    place = known.place(measure.jurisdiction)
    if place is None:
        said.append(f"The government “{measure.jurisdiction}” is not on the record: choose it.")
    session = _session(measure, place, known, said)
    sources = _sources(measure, said)
    own, stated = _own(measure, place, session, said)
    draft = Draft({}, place, session, stated=stated)
    own["slug"] = draft.slug = _slug(own, place, session)
    draft.document = {
        "own": {"": own},
        "actions": drafted_actions(measure, place, list(sources), said),
        "provisions": _provisions(measure, known, said),
        "sources": sources,
        "relations": drafted_relations(measure, own["identifier"], place, session, known, said),
    }
    draft.said = [one_line(sentence) for sentence in said]
    return draft


def _session(measure, place, known, said):
    if place is None or place.is_local:
        return None
    found, sentence = known.session(place, measure.session_names, measure.years)
    if sentence:
        said.append(sentence)
    elif found is None:
        said.append("The other record names no session: choose it.")
    return found


def _own(measure, place, session, said):
    """The measure's own columns, and which of them the other record states."""
    stated = {
        "jurisdiction_id": place and place.pk,
        "kind": _kind(measure, said),
        "identifier": _number(measure, place, session, said),
        "title": _title(measure, said),
    }
    if session:
        stated["session_id"] = session.pk
    stated |= measure.own
    if not {"effect", "regulates"} <= set(stated):
        said.append(
            f"{NAMES.get(measure.record, 'The other record')} does not say what it does and whom "
            f"it regulates: {BOTH_ARE_OTHER}."
        )
    credit = {"notes": CREDITS.get(measure.record, "")}
    return UNTOLD | credit | stated, tuple(stated)


def _kind(measure, said):
    if measure.kind in MeasureKind.values:
        return str(measure.kind)
    said.append(f"Its kind “{measure.kind}” is not a word of the record: it stands as a bill.")
    return str(MeasureKind.BILL)


def written_number(measure: IncomingMeasure, place, session=None) -> str:
    """The number of an incoming measure as its legislature writes it."""
    told = one_line(measure.identifier)
    if place is None or place.is_local or measure.record == OWN:
        return told
    year = measure.years[0] if measure.years else session.start_on.year if session else 0
    return official_number(told, place.state_code, measure.record == LEGISCAN, year)


def _number(measure, place, session, said):
    number = written_number(measure, place, session)
    if not number:
        said.append("The other record gives no number.")
    return _cut(number, BY_NAME["identifier"].longest, "number", said)


def _title(measure, said):
    title = one_line(measure.title)
    if not title:
        said.append("The other record gives no title: write one.")
        title = one_line(measure.summary) or "No title"
    return _cut(title, BY_NAME["title"].longest, "title", said)


def _cut(text, longest, name, said):
    if len(text) > longest:
        said.append(
            f"The {name} has {len(text)} characters and was cut to {longest}: look at its end."
        )
    return cut(text, longest)


def _provisions(measure, known, said):
    """Answers to the codebook's questions."""
    questions = known.questions() if measure.provisions else {}
    answers = {}
    for row in measure.provisions:
        key = questions.get(row["question"])
        if key is None:
            said.append(
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


def _sources(measure, said):
    """Every page that the other record names, the government's own first."""
    rows, cited = {}, [url for action in measure.actions for url in action.urls]
    named = sorted(measure.sources, key=lambda source: source.official is not True)
    for one in [*named, *map(IncomingSource, cited)]:
        address = (one.url or "").strip()
        if address in rows or not address:
            continue
        if not _is_address(address):
            said.append(f"“{cut(address, 80)}” is no address of a page and was left out.")
            continue
        rows[address] = {
            "url": address, "official": one.official,
            "seen_on": one.seen_on and one.seen_on.isoformat(),
            "note": cut(one_line(one.note or ""), LONGEST_NOTE),
        }  # fmt: skip
    if not rows:
        said.append("The other record names no page: give the source.")
    return rows


def _is_address(address):
    try:
        is_address(address)
    except ValidationError:
        return False
    return len(address) <= LONGEST_ADDRESS and len(address.split()) == 1
