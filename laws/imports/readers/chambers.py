"""Which chamber acted, as other records name it."""

import json
import re

from laws.imports.readers.states import ONE_CHAMBER, code_of
from laws.vocabulary import ChamberKind

BY_WORD = {
    "lower": ChamberKind.LOWER,
    "upper": ChamberKind.UPPER,
    "executive": ChamberKind.EXECUTIVE,
    "council": ChamberKind.COUNCIL,
    "h": ChamberKind.LOWER,
    "a": ChamberKind.LOWER,
    "s": ChamberKind.UPPER,
}
BY_NAME = (
    (re.compile(r"(state )?senate\b"), ChamberKind.UPPER),
    (re.compile(r"(state )?(house|assembly)\b"), ChamberKind.LOWER),
    (re.compile(r"(city |county |common )?council\b"), ChamberKind.COUNCIL),
    (re.compile(r"(.* )?(governor|executive|mayor|president)\b"), ChamberKind.EXECUTIVE),
)
WHOLE = {"legislature", "l", "c", "council"}
"""What a legislature of one chamber is called; elsewhere the word says nothing of the chamber."""


def chamber_of(word, division):
    """A value of ChamberKind for a class, a letter or a name of a chamber; "" when none is told."""
    said = word.lower()
    if said in WHOLE and code_of(division) in ONE_CHAMBER:
        return ONE_CHAMBER[code_of(division)]
    found = BY_WORD.get(said) or next((kind for name, kind in BY_NAME if name.match(said)), "")
    return str(found)


def of_organization(action, division):
    """The chamber that an action of Open States names, in any of the ways in which it does."""
    organization = action.content.get("organization") or action.content.get("organization_id")
    words = [action.first("organization__classification", "organization__name")]
    if isinstance(organization, dict):
        part = action.part("organization")
        words += [part.text("classification"), part.text("name")]
    elif isinstance(organization, str):
        words += _pseudo(organization)
    found = (chamber_of(word, division) for word in words if word)
    return next(filter(None, found), "")


def _pseudo(organization):
    """The words of a scraper's stand-in for an id: ~{"classification": "lower"}."""
    try:
        told = json.loads(organization.removeprefix("~"))
    except (ValueError, RecursionError):
        return []
    told = told if isinstance(told, dict) else {}
    words = (told.get("classification"), told.get("chamber"), told.get("name"))
    return [word for word in words if isinstance(word, str)]
