"""Bills in JSON: one, an answer of an API, a list of any length; what else is in it is passed over.

What a record is shows in the names of its fields, not in the name of its file.
"""

import json
from collections.abc import Iterator
from itertools import count, groupby
from operator import itemgetter

import ijson

from laws.imports.readers import legiscan, legistar, open_legislation, openstates
from laws.imports.readers.long_json import first_fields, list_elements, whole_record
from laws.imports.types import IncomingMeasure, NothingKnown, RefusedRecord, Where
from laws.refusals import Refusal

AT_ONCE = 4 * 2**20
FIRST_FEW = 20
ENOUGH_SIGNS = 3
SIGNS = {
    legiscan.measure_of: {
        "bill_id", "bill_number", "change_hash", "session_id", "state_link", "status_date",
        "progress", "history", "sasts", "texts",
    },
    openstates.measure_of: {
        "identifier", "title", "legislative_session", "session", "jurisdiction", "actions",
        "jurisdiction_name", "from_organization", "classification", "subject", "sponsorships",
        "abstracts", "openstates_url", "chamber",
    },
    open_legislation.measure_of: {
        "basePrintNo", "basePrintNoStr", "printNo", "billType", "session", "title", "status",
        "activeVersion", "publishedDateTime", "actions", "amendments", "billInfoRefs",
        "milestones", "substitutedBy", "previousVersions", "programInfo", "sponsor", "summary",
        "votes", "vetoMessages", "signed",
    },
    legistar.measure_of: {
        "MatterId", "MatterGuid", "MatterFile", "MatterName", "MatterTitle", "MatterTypeName",
        "MatterStatusName", "MatterBodyName", "MatterIntroDate", "MatterPassedDate",
    },
}  # fmt: skip
BESIDE = {
    "roll_call", "roll_call_id", "person", "people_id", "motion_text", "motion_classification",
    "legislative_sessions", "voter_name", "masterlist", "sessions", "datasetlist", "searchresult",
    "people", "vote_event", "vote_events", "MatterHistoryId", "MatterSponsorId", "MatterTextId",
    "EventItemId", "EventId", "lawTree",
}  # fmt: skip
"""Fields that show something that stands beside bills: votes, people, sessions, lists of bills."""

KNOWN = (
    "the JSON of a bill, or of a list of bills, of Open States, LegiScan, New York’s Open "
    "Legislation or Legistar"
)
NO_BILL = f"This is not a bill; allowed: {KNOWN}."


def measures_in(text: str, file: str) -> list[IncomingMeasure | RefusedRecord]:
    """What a text of JSON holds; Refusal if it is no JSON, or nothing in it is known."""
    return list(_walk(loaded(text, file), file))


def read_member(container, name) -> Iterator[IncomingMeasure | RefusedRecord]:
    """What a member of a container holds, a bill at a time; Refusal as above, or where it breaks
    off."""
    file = container.shown(name)
    with container.open(name) as stream:
        start = stream.read(AT_ONCE)
        if not stream.read(1):
            yield from _walk(loaded(decoded(start, file), file), file)
            return
    try:
        yield from _read_long(container, name, start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1])
    except ijson.JSONError as error:
        reason = str(error).splitlines()[0].rstrip(".")
        raise Refusal(f"{file} is not valid JSON to its end: {reason}.") from error


def decoded(content: bytes, file: str) -> str:
    """Bytes as text; Refusal if they are not in UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(f"{file} is not in UTF-8: see its byte {error.start + 1:,}.") from None


def loaded(text: str, file: str):
    """The value of a text of JSON; Refusal if it is none."""
    if not text.strip():
        raise Refusal(f"{file} is empty.")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise Refusal(f"{file} is not valid JSON: {error.msg}, {where}.") from None
    except (RecursionError, ValueError):
        raise Refusal(
            f"{file} has lists that are nested too deep, or a number with too many digits."
        ) from None


def _walk(value, file):
    """The bills in a value: it is one, holds one under a name, or lists of them."""
    inner = value.get("result") if isinstance(value, dict) else None
    if isinstance(inner, dict) and isinstance(inner.get("items"), list):
        value = inner
    if isinstance(value, list):
        found = _listed(value, file, count(1))
    elif isinstance(value, dict) and not _recognized(value):
        _raise_alert(value, file)
        numbers = count(1)
        lists = (rows for rows in value.values() if isinstance(rows, list))
        found = (one for rows in lists for one in _listed(rows, file, numbers))
    else:
        found = _listed([value], file, iter([0]))
    first = next(found, None)
    if first is None and not _is_beside(value):
        raise NothingKnown(f"{file} contains no bill; allowed: {KNOWN}.")
    if first is not None:
        yield first
    yield from found


def _raise_alert(value, file):
    """LegiScan says in an object what it can't answer."""
    alert = value.get("alert")
    if isinstance(alert, dict) and isinstance(alert.get("message"), str):
        raise Refusal(f"{file} is not a bill: LegiScan answered “{alert['message'][:200]}”.")


def _listed(rows, file, numbers):
    """The bills of a list: it is one if any of its first few is a bill or stands beside bills."""
    waiting, is_known = [], False
    for row, number in zip(rows, numbers, strict=False):
        where, found = Where(file, number), _recognized(row)
        if not found and not is_known:
            waiting.append(RefusedRecord(where, NO_BILL))
            if len(waiting) >= FIRST_FEW:
                return
            continue
        if not is_known:
            is_known = True
            yield from waiting
        if not found:
            yield RefusedRecord(where, NO_BILL)
        elif found is not BESIDE:
            measure_of, bill = found
            yield measure_of(bill, where)


def _recognized(value):
    """(the reader, the bill) for a bill, in its wrapper or without; BESIDE for what stands beside
    bills; None for anything else."""
    if not isinstance(value, dict):
        return None
    if isinstance(value.get("bill"), dict) and len(value) <= ENOUGH_SIGNS:
        return _recognized(value["bill"]) or (legiscan.measure_of, value["bill"])
    if isinstance(value.get("Matter"), dict) and _recognized(value["Matter"]):
        return legistar.measure_of, value
    if isinstance(value.get("result"), dict):
        return _recognized(value["result"])
    if _is_beside(value):
        return BESIDE
    signs = {reader: len(names & value.keys()) for reader, names in SIGNS.items()}
    reader = max(signs, key=signs.get)
    return (reader, value) if signs[reader] >= ENOUGH_SIGNS else None


def _is_beside(value):
    return isinstance(value, dict) and bool(BESIDE & value.keys())


def _read_long(container, name, opening):
    """The bills of a file that is too long to be held: of a list, or of the lists in an object."""
    file, depth = container.shown(name), 1
    if opening == b"{":
        fields = first_fields(container, name)
        if _is_beside(fields):
            return
        if _recognized(fields) or fields.get("bill") == "start_map":
            yield from _walk(loaded(decoded(whole_record(container, name), file), file), file)
            return
        # New York's lists stand one object deeper than the others.
        depth = 3 if fields.get("result") == "start_map" else 2
    numbers, is_known = count(1), False
    with container.open(name) as stream:
        elements = list_elements(stream, file, depth, _recognized)
        for _, one_list in groupby(elements, itemgetter(0)):
            for bill in _listed((element for _, element in one_list), file, numbers):
                is_known = True
                yield bill
    if not is_known:
        raise NothingKnown(f"{file} contains no bill; allowed: {KNOWN}.")
