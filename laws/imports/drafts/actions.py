"""The actions of a draft: what other records tell, under our names for it."""

import re
from datetime import date

from laws.imports.actions.classify import chamber_of, hearing_day, kinds_of
from laws.imports.actions.rule import OTHERWISE
from laws.imports.types import OWN
from laws.text.date_parsing import day_in
from laws.text.normalize import cut, one_line
from laws.vocabulary import ORDER_KINDS, Basis, ChamberKind, MeasureKind, Precision

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
ONE_CHAMBER = {"NE", "DC", "GU", "VI"}
"""Legislatures of one chamber."""
LONGEST = 300
VOTED = {"passed_chamber", "passed", "reported", "failed", "veto_overridden", "other"}
EFFECTIVE = r"\beff(?:ective)?\b"
LAW_INDEED = re.compile(r"sign|approv|governor|president|law", re.IGNORECASE)
AT_ONCE = re.compile(r"immediate|upon passage|on passage|on signing|upon signing", re.IGNORECASE)
NUMBER = r"(\d{1,3})"
YES_AND_NO = [
    re.compile(spelling.replace("#", NUMBER), re.IGNORECASE)
    for spelling in (
        r"\b(?:yeas?|ayes?)\W{0,3}#\W+(?:nays?|noe?s?)\W{0,3}#",
        r"\by[-:]?\s?#[,\s]+n[-:]?\s?#\b",
        r"\(#-y #-n\b",
        r"\b(?:passed|passage|adopted|vote:?)\s*\(?#[-–]#(?:[-–]\d{1,3})*\)?",
    )
]
"""How votes are told: Yeas 32 Nays 4, Y24 N16, (88-Y 6-N), passed 30-8."""


def drafted_actions(measure, place, sources, said) -> dict:
    """The actions of an incoming measure by keys of their own, in time and numbered."""
    kept = [one for one in measure.actions if EARLIEST <= one.day <= LATEST]
    if len(kept) < len(measure.actions):
        said.append("Actions dated before 1900 or after 2100 were left out.")
    if measure.record != OWN:
        kept.sort(key=lambda one: (one.day, one.order))
    binds_on_passage = bool(place and place.is_local) or measure.kind in ORDER_KINDS
    one_chamber = measure.is_simple and not _both_acted(kept)
    found = _called(
        kept, measure.kind, place.state_code if place else "", binds_on_passage, one_chamber
    )
    rows = []
    for action, called in zip(kept, found, strict=True):
        rows += _rows(action, called, sources, measure.record)
    unknown = sum(one.rule is OTHERWISE and one.kind == "other" for one in found)
    _say(rows, len(kept), unknown, binds_on_passage, said)
    if measure.record != OWN:
        # Our own files number their rows, since a year alone says little of the order.
        rows.sort(key=lambda row: row["day"])
    for number, row in enumerate(rows, 1):
        row |= {"order": number, "description": cut(row["description"], LONGEST)}
    return {f"new-{row['order']}": row for row in rows}


def _both_acted(actions):
    """Whether both chambers acted on it, so that it is no resolution of one of them."""
    return {"lower", "upper"} <= {chamber_of(one) for one in actions}


def _called(actions, kind, state_code, binds_on_passage, one_chamber):
    """What the actions are called, given what kind of measure they are of and where."""
    one_chamber = one_chamber or state_code in ONE_CHAMBER
    chambers = 1 if one_chamber and not binds_on_passage else 2
    found = kinds_of(actions, state_code, chambers, binds_on_passage)
    if kind != MeasureKind.RESOLUTION:
        return found
    # A resolution that has a number among the laws is no law, unless the executive signed it.
    passed = "passed_chamber" if binds_on_passage else "passed"
    return [
        one._replace(kind=passed, also="")
        if one.kind == "enacted" and not action.kind and not LAW_INDEED.search(action.text)
        else one
        for action, one in zip(actions, found, strict=True)
    ]


def _rows(action, called, sources, record):
    """The rows of one entry: one, or two where it tells of two things."""
    yes, no = _votes(action, called.kind)
    row = {
        "order": 0, "day": action.day.isoformat(), "precision": _precision(action),
        "kind": called.kind, "chamber": chamber_of(action), "yes": yes, "no": no,
        "description": one_line(action.text), "basis": _basis(action, called),
        "source_urls": _urls(action, sources),
    }  # fmt: skip
    if record == OWN:
        # A file in our own columns states all that it means.
        stated = {"yes": _count(action.yes), "no": _count(action.no)}
        by = action.chamber if action.chamber in ChamberKind.values else ""
        return [row | stated | {"chamber": by}]
    if called.kind == "hearing":
        row["day"] = hearing_day(action).isoformat()
    elif called.kind == "effective":
        day = effective_day(action)
        row |= {"day": day.isoformat()} if day else {"kind": "other"}
    return [row, *_also(action, called, row | {"yes": None, "no": None})]


def _also(action, called, row):
    if called.also == "effective":
        day = day_in(action.text, action.day, after=EFFECTIVE)
        return [row | {"kind": "effective", "day": day.isoformat()}] if day else []
    return [row | {"kind": called.also}] if called.also else []


def _basis(action, called):
    if action.basis in Basis.values:
        return str(action.basis)
    # What a row infers, it infers for its own kind alone.
    return str(called.rule.basis if called.kind == called.rule.kind else Basis.RECORDED)


def effective_day(action) -> date | None:
    """The day on which an entry says that a law takes effect; its own, if at once."""
    day = day_in(action.text, action.day, after=EFFECTIVE) or day_in(action.text, action.day)
    return day or (action.day if AT_ONCE.search(action.text) else None)


def _precision(action):
    # Only the first day of a month or a year may stand for all of it.
    first = {"month": action.day.day == 1, "year": action.day.timetuple().tm_yday == 1}
    return action.precision if first.get(action.precision) else str(Precision.DAY)


def _votes(action, kind):
    if action.yes is not None or action.no is not None:
        return _count(action.yes), _count(action.no)
    if kind in VOTED:
        for spelling in YES_AND_NO:
            found = spelling.search(action.text)
            if found:
                return int(found.group(1)), int(found.group(2))
    return None, None


def _count(votes):
    return votes if isinstance(votes, int) and 0 <= votes < 10**9 else None


def _urls(action, sources):
    own = [url.strip() for url in action.urls if url.strip() in sources]
    return list(dict.fromkeys(own)) or sources[:1]


def _say(rows, entries, unknown, binds_on_passage, said):
    kinds = {row["kind"] for row in rows}
    if not rows:
        said.append("The other record tells of no dated action.")
    if unknown:
        said.append(
            f"{unknown} of {entries} entries fit nothing in the table of actions: each stands as "
            "“Other”."
        )
    if "enacted" in kinds and "effective" not in kinds:
        said.append(
            "It became law, and no day on which it takes effect was found: until you enter one, it "
            "counts as in effect from the day on which it became law."
        )
    if binds_on_passage and "passed_chamber" in kinds:
        said.append(
            "A vote stands as passed one chamber: if it was the last one, call it passed, and the "
            "measure binds from then on."
        )
    if any(row["basis"] == Basis.INFERRED and row["kind"] == "failed" for row in rows):
        said.append("That it failed is inferred from words that usually end a bill.")
