"""The actions of a draft: those of another record, with our kinds."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from laws.imports.actions.classify import chamber_of, hearing_day, kinds_of, place_code
from laws.imports.actions.rule import OTHERWISE
from laws.imports.actions.told_votes import told_votes
from laws.imports.readers.states import ONE_CHAMBER
from laws.imports.types import OWN, IncomingAction, IncomingMeasure
from laws.models import Jurisdiction
from laws.rules.terms import ActionFacts
from laws.text.date_parsing import days_in
from laws.text.dates import PartialDate, say
from laws.text.normalize import cut, one_line
from laws.vocabulary import ORDER_KINDS, Basis, MeasureKind, Precision

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
BEFORE, AFTER = 4, 40
"""Years around a session: a bill may be filed or carried over long before; a law may end late."""
LONGEST = 300
VOTED = {"passed_chamber", "passed", "reported", "failed", "veto_overridden", "other"}
EFFECTIVE = r"\beff(?:ective|ect)?\b"
SIGNED = re.compile(r"sign|approv|governor|president|law", re.IGNORECASE)
LATER = re.compile(
    r"\beff(?:ective|ect)?\b.*(?:\b(?:days?|months?|years?) (?:after|from|following)\b|sine die"
    r"|adjourn|\bupon (?:certification|approval|ratification|passage of|the passage|adoption)"
    r"|contingent|\bfirst (?:day|moment)\b|\bwhen\b|\bif\b)",
    re.IGNORECASE,
)
"""How an entry says that a law takes effect later, on a day that it does not name."""
DAY_TOLD = re.compile(
    r"""\s*(?:\([HS]\)\s*)?(?:reported\s+|returned\ from\ |(?:house|senate)\ message:\s*)?
    (?:(?:approved|signed|disapproved|(?:line\ item\ )?vetoed)\ by\ (?:the\ )?governor
         (?:\ (?!act|chap|ch\b|eff|with|on\b)[a-z.'-]+){0,2}
      | governor\ (?:signed|approved|vetoed)(?:\ bill|\ it)?
      | signed\ into\ law | law\ w/o\ gov\ signature | introduced
      | bec(?:ame|omes)\ law\ without\ (?:the\ )?(?:governor'?s\ )?signature
      | enacted\b.{0,90}?\ without\ the\ signature\ of\ the\ governor
      | (?:line\ item\ )?vetoed | pocket\ veto | act\ \d+)
    (?:[,;]?\ (?:returned\ to\ (?:the\ )?(?:house|senate)|but\ item\ veto))?
    ,?\ (?:on\ )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,\ )?
    (?P<day>\d{1,2}/\d{1,2}(?:/\d{4}|/\d{2})?|[a-z]{3,9}\.?\ \d{1,2},?\ \d{4})\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""How an entry tells the day of the act itself: a clerk may note it days before or after."""
FILED = re.compile(r"filed with (?:the )?secretary of state", re.IGNORECASE)
IMMEDIATE = re.compile(r"assigned p\.?a\b.*\bimmediate effect", re.IGNORECASE)
"""How Michigan says that a law took effect when it was filed, which may be days before."""
GIVEN = re.compile(r"presented to (?:the )?governor", re.IGNORECASE)
NEAR = 60
"""Days that may lie between such an act and its entry."""
AT_ONCE = re.compile(r"immediate|upon passage|on passage|on signing|upon signing", re.IGNORECASE)


def drafted_actions(
    measure: IncomingMeasure, place: Jurisdiction | None, sources: list[str], notes: list[str]
) -> dict:
    """The actions of an incoming measure by keys of their own, in order of time and numbered."""
    actions = [action for action in measure.actions if _is_in_reach(action.day, measure.years)]
    for action in measure.actions:
        if action not in actions:
            notes.append(
                f"An entry dated {say(action.day)} lies far from its session and was left out: "
                f"“{cut(one_line(action.text), 80)}”."
            )
    if measure.record != OWN:
        actions.sort(key=lambda action: (action.day, action.order))
    in_effect_on_passage = bool(place and place.is_local) or measure.kind in ORDER_KINDS
    classified = _classified(measure, actions, place, in_effect_on_passage)
    rows = []
    for action, each in zip(actions, classified, strict=True):
        day = _day_told(action) or _day_of_filing(action, actions)
        day = day or _day_unsigned(action, each.rule, actions) or action.day
        rows += _rows(replace(action, day=day), each, sources, measure.record)
    unknown = sum(each.rule is OTHERWISE and each.kind == "other" for each in classified)
    notes += _notes(rows, len(actions), unknown, in_effect_on_passage)
    notes += _several_days(actions, classified)
    notes += _laws_by_class(actions, classified)
    if measure.record != OWN:
        # Our own files number their rows, since a year alone says little of the order.
        rows.sort(key=lambda row: row["day"])
    for number, row in enumerate(rows, 1):
        row |= {"order": number, "description": cut(row["description"], LONGEST)}
    return {f"new-{row['order']}": row for row in rows}


def facts_of(rows: Iterable[dict]) -> list[ActionFacts]:
    """Drafted actions as the rules see them."""
    return [
        ActionFacts(
            row["kind"],
            PartialDate(date.fromisoformat(row["day"]), row["precision"]),
            row["basis"],
            row["description"],
            row["order"],
        )
        for row in rows
    ]


def _is_in_reach(day, years):
    """Whether a day can be one of a measure of a session of these years; 31 December 1969 is how
    an empty time stamp is written."""
    if not EARLIEST <= day <= LATEST:
        return False
    return not years or years[0] - BEFORE <= day.year <= years[1] + AFTER


def _classified(measure, actions, place, in_effect_on_passage):
    """The kinds of the actions, given what kind of measure they are of and where."""
    state = place.state_code if place else ""
    both_acted = {"lower", "upper"} <= {chamber_of(action) for action in actions}
    needs_one = state in ONE_CHAMBER or (measure.is_simple and not both_acted)
    chambers = 1 if needs_one and not in_effect_on_passage else 2
    where = place_code(measure.jurisdiction)
    classified = kinds_of(actions, where, chambers, in_effect_on_passage)
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
        row |= _first_day(action, {"kind": "other"})
    return [row, *_second_row(action, classified, row | {"yes": None, "no": None})]


def _day_told(action):
    """The day of a signature, a veto or an introduction that an entry of another day tells."""
    told = DAY_TOLD.match(one_line(action.text))
    # A day without a year is the one that is nearest to the entry.
    days = days_in(told["day"], action.day - timedelta(NEAR)) if told else []
    return days[0] if len(days) == 1 and abs((days[0] - action.day).days) <= NEAR else None


def _day_of_filing(action, actions):
    """The day on which a law was filed, for a later entry that it takes effect at once."""
    if not IMMEDIATE.search(action.text):
        return None
    before = (a for a in actions if a.day <= action.day)
    filed = [day for a in before if FILED.search(a.text) for day in days_in(a.text, a.day)]
    return filed[-1] if filed and 0 <= (action.day - filed[-1]).days <= NEAR else None


def _day_unsigned(action, rule, actions):
    """The day on which a bill left unsigned is law, for an entry that says so ahead."""
    if not rule.unsigned_after:
        return None
    given = [a for a in actions if a.day <= action.day and GIVEN.search(a.text)]
    days = [day for a in given for day in days_in(a.text, a.day) or [a.day]]
    return max([day for day in days if day <= action.day], default=action.day) + timedelta(
        rule.unsigned_after
    )


def _second_row(action, classified, row):
    if classified.also == "effective":
        first = _first_day(action, {})
        return [row | {"kind": "effective"} | first] if first else []
    return [row | {"kind": classified.also}] if classified.also else []


def _first_day(action, otherwise):
    """What an action says of the day on which the law takes effect: that day; that it is a later
    one without naming it; or, where it names none or several, `otherwise`."""
    days = effective_days(action, is_about_that=bool(otherwise))
    if len(days) == 1:
        return {"day": days[0].isoformat()}
    return otherwise if days or not LATER.search(action.text) else {"kind": "effect_delayed"}


def _basis(action, classified):
    if action.basis in Basis.values:
        return str(action.basis)
    # What a rule infers, it infers for its own kind only.
    rule = classified.rule
    return str(rule.basis if classified.kind == rule.kind else Basis.RECORDED)


def effective_days(action: IncomingAction, is_about_that: bool = True) -> list[date]:
    """The days on which an action says that a law, or parts of it, take effect; its own day, if at
    once. An entry that is about something else as well counts from its word “effective” on."""
    days = days_in(action.text, action.day, after=EFFECTIVE)
    if not days and is_about_that:
        days = days_in(action.text, action.day)
    return days or ([action.day] if is_about_that and AT_ONCE.search(action.text) else [])


def _precision(action):
    # Only the first day of a month or a year may stand for all of it.
    first = {"month": action.day.day == 1, "year": action.day.timetuple().tm_yday == 1}
    return action.precision if first.get(action.precision) else str(Precision.DAY)


def _votes(action, kind):
    if kind not in VOTED and action.yes is None and action.no is None:
        return None, None
    told = told_votes(action)
    return told.yes, told.no


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
    if "effect_delayed" in kinds and "effective" not in kinds:
        yield (
            "It became law and takes effect later, on a day that the record does not name. Until "
            "you enter that day, it does not count as in effect."
        )
    elif "enacted" in kinds and "effective" not in kinds:
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


def _laws_by_class(actions, classified):
    """Sentences on laws that only a class of the other record tells, or that are inferred."""
    for action, each in zip(actions, classified, strict=True):
        if each.kind == "enacted" and each.rule.unsigned_after:
            yield (
                f"“{cut(one_line(action.text), 120)}” was noted before it was law. Its day as "
                f"a law is inferred: {each.rule.unsigned_after} days after the executive got it. "
                "Check that no veto came, and enter the day on which it takes effect."
            )
        elif each.kind == "enacted" and each.rule.confidence == "medium":
            yield (
                "That it became law is read from the other record's classification alone, not from "
                f"words: “{cut(one_line(action.text), 120)}”. Check it."
            )


def _several_days(actions, classified):
    """Sentences on entries that name several first days, one for each part of the law."""
    for action, each in zip(actions, classified, strict=True):
        speaks = "effective" in (each.kind, each.also)
        days = effective_days(action, each.kind == "effective") if speaks else ()
        if len(days) > 1:
            yield (
                f"“{cut(one_line(action.text), 120)}” names several days on which parts of it take "
                "effect. None was taken: enter the day that holds for face recognition."
            )
