"""What someone pasted to enter a bill: its JSON, its address at another record, its number.

No address is visited: what it says itself is all that is taken from it.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from laws.imports.drafts.draft import BOTH_ARE_OTHER, draft_of
from laws.imports.drafts.lookups import Known
from laws.imports.readers.detect import parse
from laws.imports.readers.states import division_of_code, division_of_name
from laws.imports.types import LEGISCAN, OPENSTATES, RefusedRecord
from laws.models import Jurisdiction, LegislativeSession
from laws.refusals import Refusal
from laws.text.bill_numbers import official_number
from laws.text.normalize import cut, one_line
from laws.vocabulary import MeasureKind

OPENSTATES_PATH = re.compile(
    r"/(?P<state>[a-z]{2})/bills/(?P<session>[^/]+)/(?P<number>[^/]+)/?", re.I
)
LEGISCAN_PATH = re.compile(
    r"/(?P<state>[a-z]{2})/[a-z]+/(?P<number>[^/]+)/(?P<session>\d{4})(?:/.*)?", re.I | re.A
)
SITES = {"openstates.org": (OPENSTATES_PATH, OPENSTATES), "legiscan.com": (LEGISCAN_PATH, LEGISCAN)}
NUMBER = re.compile(r"\b[a-z]{1,4}(?:\.\s?[a-z]{1,5})*\.?\s?\d[\d-]*[a-z]?(?![\w.])", re.I)
STATE = re.compile(r"([a-z]{2}|[a-z]+(?: [a-z]+){0,3}?)[\s,:]+(?=\S*\d)", re.I)

ALLOWED = (
    "Paste the address of a bill at openstates.org or legiscan.com, its JSON, or its state, "
    "session and number, as in: MA 193rd S.927."
)
WHAT = "What was pasted"
CHOOSE_BOTH = "choose both"


@dataclass
class Pasted:
    """A bill as far as a text tells of it: a document in the form of laws.editing.snapshot, some of
    whose columns may be missing; and sentences on what it does not tell."""

    document: dict
    place: Jurisdiction | None = None
    session: LegislativeSession | None = None
    said: list[str] = field(default_factory=list)

    @property
    def number(self):
        return self.document["own"][""].get("identifier", "")


def pasted(text: str) -> Pasted:
    """The bill that a text tells of; Refusal for any other text."""
    text = text.strip().lstrip("\ufeff")
    if not text:
        raise Refusal(f"Nothing was pasted. {ALLOWED}")
    if text[0] in "[{":
        return _from_json(text)
    words = one_line(text)
    if "://" in words or words.lower().removeprefix("www.").startswith(tuple(SITES)):
        return _from_address(words)
    return _from_number(words)


def _from_json(text):
    try:
        found = parse(text, WHAT)
    except Refusal as error:
        raise Refusal(str(error)) from None
    bills = [one for one in found if not isinstance(one, RefusedRecord)]
    if not bills:
        why = found[0].why if found else ALLOWED
        raise Refusal(f"The JSON holds no bill that can be read. {why}")
    draft = draft_of(bills[0])
    own = draft.document["own"][""]
    # What no other record states is for the person at the form, whose boxes ask for it.
    unknown = {name for name in ("effect", "regulates", "slug") if name not in draft.stated}
    draft.document["own"] = {"": {name: own[name] for name in own.keys() - unknown}}
    said = [one.replace(BOTH_ARE_OTHER, CHOOSE_BOTH) for one in draft.said]
    if len(found) > 1:
        said.append(f"The JSON holds {len(found)} records: the first bill of them is here.")
    return Pasted(draft.document, draft.place, draft.session, said)


def _from_address(words):
    address = words if "://" in words else f"https://{words}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        raise Refusal(f"“{cut(words, 80)}” is no address of a page. {ALLOWED}") from None
    if host not in SITES:
        raise Refusal(f"“{cut(host, 60)}” is not read here. {ALLOWED}")
    pattern, record = SITES[host]
    told = pattern.fullmatch(unquote(parts.path))
    if not told:
        raise Refusal(f"“{cut(words, 80)}” is not the address of a bill. {ALLOWED}")
    division = division_of_code(told["state"])
    year = told["session"] if record == LEGISCAN else ""
    found = _told(division, told["state"], told["number"], told["session"], record, year)
    source = {"url": address, "official": False, "seen_on": None, "note": ""}
    found.document["sources"] = {address: source} if len(address) <= 500 else {}
    return found


def _from_number(words):
    numbers = list(NUMBER.finditer(words))
    state = STATE.match(words)
    division = division_of_name(state[1]) if state else ""
    if not (division and numbers) or numbers[-1].start() < state.end():
        raise Refusal(f"“{cut(words, 80)}” names no state and number of a bill. {ALLOWED}")
    number = numbers[-1]
    rest = f"{words[state.end() : number.start()]} {words[number.end() :]}"
    return _told(division, state[1], number[0], rest.strip(" ,:·"), "", "")


def _told(division, state, number, session, record, year):
    """What an address or a number tells."""
    known, said = Known(), []
    place = known.place(division) if division else None
    if place is None:
        raise Refusal(f"“{cut(state, 60)}” is no state on the record. {ALLOWED}")
    years = (int(year), int(year)) if year else None
    names = [] if year else [cut(one_line(session), 100)]
    found, sentence = known.session(place, names, years)
    if sentence or found is None:
        said.append(sentence or "No session is named: choose it.")
    start = years[0] if years else found.start_on.year if found else 0
    written = official_number(one_line(number), place.state_code, record == LEGISCAN, start)
    own = {
        "jurisdiction_id": place.pk,
        "session_id": found and found.pk,
        "kind": str(MeasureKind.BILL),
        "identifier": cut(written, 60),
    }
    said.append("An address or a number tells nothing else: write the title and what it does.")
    return Pasted({"own": {"": own}}, place, found, said)
