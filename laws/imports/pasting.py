"""A bill that staff pasted into the form of a new one: its JSON, its address at Open States or
LegiScan, or its state, session and number.

No address is visited: what it says itself is all that is taken from it.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from laws.imports.drafts.draft import BOTH_ARE_OTHER, draft_of
from laws.imports.drafts.lookups import Lookups
from laws.imports.readers.detect import parse
from laws.imports.readers.states import division_of_name
from laws.imports.types import LEGISCAN, OPENSTATES, RefusedRecord
from laws.models import Jurisdiction, LegislativeSession
from laws.refusals import Refusal
from laws.text.bill_numbers import official_number
from laws.text.normalize import cut, one_line
from laws.text.said_measure import read_measure
from laws.vocabulary import MeasureKind

OPENSTATES_PATH = re.compile(
    r"/(?P<state>[a-z]{2})/bills/(?P<session>[^/]+)/(?P<number>[^/]+)/?", re.I
)
LEGISCAN_PATH = re.compile(
    r"/(?P<state>[a-z]{2})/[a-z]+/(?P<number>[^/]+)/(?P<session>\d{4})(?:/.*)?", re.I | re.A
)
SITES = {"openstates.org": (OPENSTATES_PATH, OPENSTATES), "legiscan.com": (LEGISCAN_PATH, LEGISCAN)}

ALLOWED = (
    "Paste the address of a bill at openstates.org or legiscan.com, its JSON, or its state, "
    "session and number, as in: MA 193rd S.927."
)
CHOOSE_BOTH = "choose both"
FEW = 5


@dataclass
class PastedBill:
    """A bill as far as a text describes it: a document as in laws.editing.snapshot, in which
    columns may be missing, and notes on what the text does not say."""

    document: dict
    place: Jurisdiction | None = None
    session: LegislativeSession | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def number(self) -> str:
        return self.document["own"][""].get("identifier", "")


def pasted(text: str) -> PastedBill:
    """The bill that a text describes; Refusal if it describes none."""
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
    records = parse(text, "The pasted text")
    bills = [record for record in records if not isinstance(record, RefusedRecord)]
    if not bills:
        why = records[0].why if records else ALLOWED
        raise Refusal(f"The JSON has no bill that can be read. {why}")
    draft = draft_of(bills[0])
    own = draft.document["own"][""]
    # What no other record states is for the person at the form, whose boxes ask for it.
    unknown = {name for name in ("effect", "regulates", "slug") if name not in draft.stated}
    draft.document["own"] = {"": {name: own[name] for name in own.keys() - unknown}}
    notes = [note.replace(BOTH_ARE_OTHER, CHOOSE_BOTH) for note in draft.notes]
    if len(records) > 1:
        notes.append(f"The JSON has {len(records)} records. Only the first bill was taken.")
    return PastedBill(draft.document, draft.place, draft.session, notes)


def _from_address(words):
    address = words if "://" in words else f"https://{words}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        raise Refusal(f"“{cut(words, 80)}” is not a web address. {ALLOWED}") from None
    if host not in SITES:
        raise Refusal(f"Addresses at “{cut(host, 60)}” cannot be read. {ALLOWED}")
    pattern, record = SITES[host]
    match = pattern.fullmatch(unquote(parts.path))
    if not match:
        raise Refusal(f"“{cut(words, 80)}” is not the address of a bill. {ALLOWED}")
    years = (int(match["session"]),) * 2 if record == LEGISCAN else None
    bill = _bill(match["state"], match["number"], "" if years else match["session"], record, years)
    source = {"url": address, "official": False, "seen_on": None, "note": ""}
    bill.document["sources"] = {address: source} if len(address) <= 500 else {}
    return bill


def _from_number(words):
    said = read_measure(words)
    if not said.state or not said.number or said.number.isdigit():
        raise Refusal(f"“{cut(words, 80)}” does not name a state and a bill number. {ALLOWED}")
    return _bill(said.state, said.number, said.others, "", None)


def _sessions_of(place: Jurisdiction) -> str:
    """A sentence that names the latest sessions of a place."""
    rows = LegislativeSession.objects.filter(jurisdiction=place).order_by("-start_on", "identifier")
    names = list(rows.values_list("identifier", flat=True)[: FEW + 1])
    if not names:
        return f"{place.name} has no session here yet: add it, or ask for it, under Sessions."
    more = " and earlier ones" if len(names) > FEW else ""
    return f"{place.name} has: {', '.join(names[:FEW])}{more}."


def _bill(state, number, session_name, record, years):
    """The bill that a state, a number and a session (by its name or its years) identify."""
    lookups, notes = Lookups(), []
    division = division_of_name(state)
    place = lookups.place(division) if division else None
    if place is None:
        raise Refusal(f"“{cut(state, 60)}” is not a state in our database. {ALLOWED}")
    names = [] if years else [cut(one_line(session_name), 100)]
    session, problem = lookups.session(place, names, years)
    if problem or session is None:
        notes.append(f"{problem or 'No session is named: choose it.'} {_sessions_of(place)}")
    first_year = years[0] if years else session.start_on.year if session else 0
    written = official_number(one_line(number), place.state_code, record == LEGISCAN, first_year)
    own = {
        "jurisdiction_id": place.pk,
        "session_id": session and session.pk,
        "kind": str(MeasureKind.BILL),
        "identifier": cut(written, 60),
    }
    notes.append(
        "An address or a number says nothing else: write the title and what the bill does."
    )
    return PastedBill({"own": {"": own}}, place, session, notes)
