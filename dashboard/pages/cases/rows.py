"""The rows and the sentences of /cases/ and of each case."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard.pages.cases.data import CaseOnDate
from dashboard.words.links import is_web, readable
from dashboard.words.names import law_name
from dashboard.words.numbers import counted, in_words, opening, plural
from laws.models import CaseEffect
from laws.text.dates import say
from laws.vocabulary import (
    CASE_ACTIONS,
    CaseDid,
    CaseStanding,
    CaseSubject,
    Confidence,
)

NOUN = "court case,court cases"


def headline(cases: Sequence[CaseOnDate]) -> str:
    """How many cases are known."""
    return counted(len(cases), NOUN)


def sub(cases: Sequence[CaseOnDate], on: date) -> str:
    """What they did to measures, and how they stand."""
    did = Counter(effect.did for one in cases for effect in one.effects)
    undone = sum(did[word] for word in CASE_ACTIONS)
    named = sum(bool(one.effects) for one in cases)
    opened = sum(one.standing == CaseStanding.OPEN for one in cases)
    force = (
        f"{plural(undone, 'time')} a court struck down a law that we list, suspended it or put it "
        "back."
        if undone
        else "In none of them did a court strike down or suspend a law that we list, as far as we "
        "know."
    )
    about = "One concerns a law that we list."
    if named != 1:
        about = f"{opening(named)} concern laws that we list." if named else ""
    ends = f"No end is known for {in_words(opened)}." if opened else ""
    return " ".join(filter(None, [force, about, ends]))


def case_row(one: CaseOnDate, kept: str) -> dict[str, Any]:
    """A case in a list."""
    case = one.case
    return {
        "name": case.name,
        "href": case.get_absolute_url() + kept,
        "court": case.court or "Court not known",
        "docket": case.docket,
        "government": case.jurisdiction.name_in_state,
        "government_href": case.jurisdiction.get_absolute_url() + kept,
        "subject": CaseSubject(case.subject).label,
        "filed": case.filed,
        "decided": one.decided,
        "standing": one.standing.label,
        "is_open": one.standing == CaseStanding.OPEN,
        "outcome": one.outcome or case.summary,
        "has_outcome": bool(one.outcome),
        "effects": [effect_row(effect, kept) for effect in one.effects],
    }


def effect_row(effect: CaseEffect, kept: str) -> dict[str, Any]:
    """What a case did to one measure."""
    did = CaseDid(effect.did)
    return {
        "did": did.label,
        "meaning": did.meaning,
        "measure": law_name(effect.measure),
        "government": effect.measure.jurisdiction.name_in_state,
        "href": effect.measure.get_absolute_url() + kept,
        "when": effect.date,
        "note": effect.note,
        "is_action": did in CASE_ACTIONS,
    }


def lead(one: CaseOnDate) -> tuple[str, str]:
    """How a case stood on the day, in two parts."""
    said = {
        CaseStanding.OPEN: "filed, and no end is known",
        CaseStanding.RULED: "decided by a court",
        CaseStanding.SETTLED: "settled",
        CaseStanding.DISMISSED: "dismissed",
    }[one.standing]
    if not one.is_known:
        return "nothing known of it", f" by {say(one.on)}"
    if one.is_later:
        return "no end known", f" by {say(one.on)}"
    decided = one.decided
    if decided is None or one.standing == CaseStanding.OPEN:
        return said, ""
    return said, f" {'on' if decided.precision == 'day' else 'in'} {decided.say()}"


def facts(one: CaseOnDate) -> list[dict[str, str]]:
    """The strip of facts above a case."""
    case = one.case
    latest = "Latest decision" if one.standing == CaseStanding.OPEN else "Decided or settled"
    return [
        {"term": "Court", "value": case.court or "Not known", "more": _docket(case.docket)},
        {"term": "Filed", "value": _when(case.filed), "more": ""},
        {"term": latest, "value": _when(one.decided, _none_yet(one)), "more": one.standing.meaning},
    ]


def _docket(docket: str) -> str:
    return f"No. {docket}" if docket[:1].isdigit() else docket or "Number not known"


def _none_yet(one: CaseOnDate) -> str:
    return "None known" if one.standing == CaseStanding.OPEN else "Date not known"


def _when(when: Any, missing: str = "Date not known") -> str:
    return when.say() if when else missing


def sources(one: CaseOnDate) -> list[tuple[str, str]]:
    """The pages that say so, each with its address as it is read."""
    return [(url, readable(url)) for url in one.case.source_urls if is_web(url)]


def confidence(one: CaseOnDate) -> str:
    level = Confidence(one.case.confidence)
    return f"{level.label}: {level.meaning[0].lower()}{level.meaning[1:]}."
