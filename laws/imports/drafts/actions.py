"""The actions of a draft: those of another record, with our kinds."""

import re
from datetime import date

from laws.imports.actions.classify import chamber_of, hearing_day, kinds_of
from laws.imports.actions.rule import OTHERWISE
from laws.imports.readers.states import ONE_CHAMBER
from laws.imports.types import OWN, IncomingAction, IncomingMeasure
from laws.models import Jurisdiction
from laws.text.date_parsing import day_in
from laws.text.normalize import cut, one_line
from laws.vocabulary import ORDER_KINDS, Basis, MeasureKind, Precision

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
LONGEST = 300
VOTED = {"passed_chamber", "passed", "reported", "failed", "veto_overridden", "other"}
EFFECTIVE = r"\beff(?:ective)?\b"
SIGNED = re.compile(r"sign|approv|governor|president|law", re.IGNORECASE)
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
"""How votes are written: Yeas 32 Nays 4, Y24 N16, (88-Y 6-N), passed 30-8."""


def drafted_actions(
    measure: IncomingMeasure, place: Jurisdiction | None, sources: list[str], notes: list[str]
) -> dict:
    """The actions of an incoming measure by keys of their own, in order of time and numbered."""
    actions = [action for action in measure.actions if EARLIEST <= action.day <= LATEST]
    if len(actions) < len(measure.actions):
        notes.append("Actions dated before 1900 or after 2100 were left out.")
    if measure.record != OWN:
        actions.sort(key=lambda action: (action.day, action.order))
    in_effect_on_passage = bool(place and place.is_local) or measure.kind in ORDER_KINDS
    classified = _classified(measure, actions, place, in_effect_on_passage)
    rows = []
    for action, each in zip(actions, classified, strict=True):
        rows += _rows(action, each, sources, measure.record)
    unknown = sum(each.rule is OTHERWISE and each.kind == "other" for each in classified)
    notes += _notes(rows, len(actions), unknown, in_effect_on_passage)
    if measure.record != OWN:
        # Our own files number their rows, since a year alone says little of the order.
        rows.sort(key=lambda row: row["day"])
    for number, row in enumerate(rows, 1):
        row |= {"order": number, "description": cut(row["description"], LONGEST)}
    return {f"new-{row['order']}": row for row in rows}


def _classified(measure, actions, place, in_effect_on_passage):
    """The kinds of the actions, given what kind of measure they are of and where."""
    state = place.state_code if place else ""
    both_acted = {"lower", "upper"} <= {chamber_of(action) for action in actions}
    needs_one = state in ONE_CHAMBER or (measure.is_simple and not both_acted)
    chambers = 1 if needs_one and not in_effect_on_passage else 2
    classified = kinds_of(actions, state, chambers, in_effect_on_passage)
    if measure.kind != MeasureKind.RESOLUTION:
        return classified
    # A resolution that has a number among the laws is not a law, unless the executive signed it.
    passed = "passed_chamber" if in_effect_on_passage else "passed"
    return [
        each._replace(kind=passed, also="")
        if each.kind == "enacted" and not action.kind and not SIGNED.search(action.text)
        else each
        for action, each in zip(actions, classified, strict=True)
    ]


def _rows(action, classified, sources, record):
    """The rows of one action: one, or two where it is two events."""
    yes, no = _votes(action, classified.kind)
    row = {
        "order": 0, "day": action.day.isoformat(), "precision": _precision(action),
        "kind": classified.kind, "chamber": chamber_of(action), "yes": yes, "no": no,
        "description": one_line(action.text), "basis": _basis(action, classified),
        "source_urls": _urls(action, sources),
    }  # fmt: skip
    if record == OWN:
        # A file in our own columns states all that it means.
        return [row | {"yes": action.yes, "no": action.no, "chamber": action.chamber}]
    if classified.kind == "hearing":
        row["day"] = hearing_day(action).isoformat()
    elif classified.kind == "effective":
        day = effective_day(action)
        row |= {"day": day.isoformat()} if day else {"kind": "other"}
    return [row, *_second_row(action, classified, row | {"yes": None, "no": None})]


def _second_row(action, classified, row):
    if classified.also == "effective":
        day = day_in(action.text, action.day, after=EFFECTIVE)
        return [row | {"kind": "effective", "day": day.isoformat()}] if day else []
    return [row | {"kind": classified.also}] if classified.also else []


def _basis(action, classified):
    if action.basis in Basis.values:
        return str(action.basis)
    # What a rule infers, it infers for its own kind only.
    rule = classified.rule
    return str(rule.basis if classified.kind == rule.kind else Basis.RECORDED)


def effective_day(action: IncomingAction) -> date | None:
    """The day on which an action says that a law takes effect; its own day, if at once."""
    day = day_in(action.text, action.day, after=EFFECTIVE) or day_in(action.text, action.day)
    return day or (action.day if AT_ONCE.search(action.text) else None)


def _precision(action):
    # Only the first day of a month or a year may stand for all of it.
    first = {"month": action.day.day == 1, "year": action.day.timetuple().tm_yday == 1}
    return action.precision if first.get(action.precision) else str(Precision.DAY)


def _votes(action, kind):
    if action.yes is not None or action.no is not None:
        return action.yes, action.no
    if kind in VOTED:
        for spelling in YES_AND_NO:
            if match := spelling.search(action.text):
                return int(match.group(1)), int(match.group(2))
    return None, None


def _urls(action, sources):
    cited = [url.strip() for url in action.urls if url.strip() in sources]
    return list(dict.fromkeys(cited)) or sources[:1]


def _notes(rows, actions, unknown, in_effect_on_passage):
    """Sentences on what staff should check; `actions` and `unknown` are counts."""
    kinds = {row["kind"] for row in rows}
    if not rows:
        yield "The record has no dated action."
    if unknown:
        yield f"{unknown} of {actions} actions match no rule: each is entered as “Other”."
    if "enacted" in kinds and "effective" not in kinds:
        yield (
            "It became law, and no effective date was found. Until you enter one, it counts as in "
            "effect from the day it became law."
        )
    if in_effect_on_passage and "passed_chamber" in kinds:
        yield (
            "A vote is entered as “passed one chamber”. If it was the final vote, change it to "
            "“passed”: the measure is in effect from then on."
        )
    if any(row["basis"] == Basis.INFERRED and row["kind"] == "failed" for row in rows):
        yield "That it failed is inferred from words that usually mean the end of a bill."
