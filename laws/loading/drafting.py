"""What becomes of an incoming measure: a document as laws.document has it, for staff to look at.

The document says what the other record states, in our words for kinds and actions. What no other
record states (what a bill does, and to whom) is `other` until a person has read it; what was not
understood is said in sentences and left empty, never guessed.
"""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from laws.loading.drafting_actions import drafted_actions
from laws.loading.incoming import LEGISCAN, OPENSTATES, OWN, IncomingMeasure, IncomingSource
from laws.loading.known import Known
from laws.loading.numbers import official_number
from laws.models import Jurisdiction, LegislativeSession, Measure
from laws.slugs import slug_for_measure
from laws.spelling import cut, normalize_identifier, one_line
from laws.vocabulary import (
    TWO_WAY,
    Confidence,
    Effect,
    MeasureKind,
    Reach,
    Regulates,
    RelationKind,
    UseMode,
)

CREDITS = {
    OPENSTATES: "From Open States (openstates.org).",
    LEGISCAN: "From LegiScan (legiscan.com), licensed CC BY 4.0.",
}
"""What a draft's notes say of the record that it comes from: LegiScan's licence asks for credit."""
NAMES = {OPENSTATES: "Open States", LEGISCAN: "LegiScan", OWN: "The file"}
ONE_OF = {"effect": Effect, "reach": Reach, "confidence": Confidence}
SEVERAL_OF = {"regulates": Regulates, "use_modes": UseMode}
TEXTS = {"summary": 5000, "law_citation": 200, "code_citation": 200, "notes": 5000}
LONGEST_TITLE, LONGEST_NUMBER, LONGEST_ADDRESS, LONGEST_NOTE = 400, 60, 500, 200
SLUG, A_SLUG = re.compile(r"[a-z0-9-]{1,80}"), "lower-case letters, digits and hyphens, at most 80"
is_address = URLValidator(["http", "https"])


@dataclass
class Draft:
    """A measure as it would be entered.

    `document` is in the form of laws.document; its actions have keys of their own (`new-1`) that
    are no keys of the database. `stated` names the columns of the measure that the other record
    states: all others hold what stands there until a person knows. `said` are sentences on what
    was not understood or has to be chosen.
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
        "provisions": {},
        "sources": sources,
        "relations": _relations(measure, own, place, session, known, said),
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
    own = {
        "jurisdiction_id": place and place.pk,
        "session_id": session and session.pk,
        "kind": _kind(measure, said),
        "identifier": _number(measure, place, session, said),
        "title": _title(measure, said),
        "effect": str(Effect.OTHER),
        "reach": str(Reach.GENERAL),
        "regulates": [str(Regulates.OTHER)],
        "use_modes": [],
        "summary": "",
        "law_citation": "",
        "code_citation": "",
        "confidence": str(Confidence.MEDIUM),
        "verified_on": None,
        "verified_by_id": None,
        "notes": CREDITS.get(measure.record, ""),
        "slug": "",
    }
    stated = ["jurisdiction_id", "kind", "identifier", "title"]
    stated += ["session_id"] * bool(session)
    told = _told(measure.own, said)
    own |= told
    missing = [name for name in ("effect", "regulates") if name not in told]
    if missing:
        said.append(
            f"{NAMES.get(measure.record, 'The other record')} does not say what it does and whom "
            "it regulates: both stand at “Other” until you choose."
        )
    return own, tuple(dict.fromkeys([*stated, *told]))


def _told(columns, said):
    """What a file in our own columns states of a measure, as far as it is in the vocabulary."""
    told = {}
    for name, value in columns.items():
        if name in ONE_OF:
            if value in ONE_OF[name].values:
                told[name] = str(value)
            elif value:
                said.append(_not_a_word(name, value, ONE_OF[name]))
        elif name in SEVERAL_OF:
            words = value.split(";") if isinstance(value, str) else list(value or ())
            words = [str(word).strip() for word in words if str(word).strip()]
            wrong = [word for word in words if word not in SEVERAL_OF[name].values]
            said += [_not_a_word(name, word, SEVERAL_OF[name]) for word in wrong]
            kept = [word for word in dict.fromkeys(words) if word not in wrong]
            if kept:
                told[name] = kept
        elif name == "slug" and value:
            if SLUG.fullmatch(str(value)):
                told[name] = str(value)
            else:
                said.append(f"Slug “{cut(one_line(str(value)), 90)}” is none: {A_SLUG}.")
        elif name in TEXTS and value:
            told[name] = _cut(one_line(str(value)), TEXTS[name], name, said)
    return told


def _not_a_word(name, value, words):
    return f"{name.capitalize()} “{value}” is not a word of the record: it has {', '.join(words)}."


def _kind(measure, said):
    if measure.kind in MeasureKind.values:
        return str(measure.kind)
    said.append(f"Its kind “{measure.kind}” is not a word of the record: it stands as a bill.")
    return str(MeasureKind.BILL)


def _number(measure, place, session, said):
    if place is None or place.is_local or measure.record == OWN:
        number = one_line(measure.identifier)
    else:
        year = measure.years[0] if measure.years else session.start_on.year if session else 0
        legiscan = measure.record == LEGISCAN
        number = official_number(one_line(measure.identifier), place.usps, legiscan, year)
    if not number:
        said.append("The other record gives no number.")
    return _cut(number, LONGEST_NUMBER, "number", said)


def _title(measure, said):
    title = one_line(measure.title)
    if not title:
        said.append("The other record gives no title: write one.")
    return _cut(title or one_line(measure.summary) or "No title", LONGEST_TITLE, "title", said)


def _cut(text, longest, name, said):
    """A text of at most so many characters, cut between words."""
    if len(text) <= longest:
        return text
    said.append(f"The {name} has {len(text)} characters and was cut to {longest}: look at its end.")
    return cut(text, longest)


def _slug(own, place, session):
    if own["slug"]:
        return own["slug"]
    if place is None:
        return ""
    named = Measure(identifier=own["identifier"], effect=own["effect"])
    named.jurisdiction, named.session = place, session
    return slug_for_measure(named)


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


def _relations(measure, own, place, session, known, said):
    """Relations to measures that are on record; one that stands the other way round counts."""
    if place is None or not measure.relations:
        return {}
    legiscan = measure.record == LEGISCAN
    wanted = {}
    for one in measure.relations:
        year = session.start_on.year if session else 0
        number = official_number(one.identifier, place.usps, legiscan, year)
        wanted.setdefault(normalize_identifier(number), []).append(one)
    here = normalize_identifier(own["identifier"])
    found = known.measures(place, {here, *wanted} - {""})
    mine = {m.pk for m in found.get(here, ()) if session and m.session_id == session.pk}
    standing = known.relations_to(mine)
    rows = {}
    for key, told in wanted.items():
        for one in told:
            other = _other(one, found.get(key, ()), place, session, known)
            if other is None or other.pk in mine or one.kind not in RelationKind.values:
                continue
            if one.kind in TWO_WAY and (one.kind, other.pk) in standing:
                continue
            rows[f"{one.kind} {other.pk}"] = {
                "kind": str(one.kind), "to_measure_id": other.pk, "note": "", "source_urls": [],
            }  # fmt: skip
    return rows


def _other(told, found, place, session, known):
    """The measure that a relation names: of its own session, without one of this session."""
    if told.session:
        session, _ = known.session(place, [told.session], None)
    fitting = [one for one in found if session and one.session_id == session.pk]
    return fitting[0] if len(fitting) == 1 else None
