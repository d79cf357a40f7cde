"""Which session of a place another record means: 191st, 2019-2020, 20192020, 2022A, 2023RS."""

import re
from typing import NamedTuple

from laws.text.normalize import normalize_identifier

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
SPECIAL = re.compile(r"special|extraordinary|\bextra\b|called|\d(?:s|ss|e|es)\d|special\d", re.I)
# The number of a special session stands before the word or after it: 1st Special, 2015s1.
SPECIAL_NUMBER = re.compile(
    r"(\d+)(?:st|nd|rd|th)\s+(?:special|extraordinary|extra|called)"
    r"|(?:special(?: session)?|\d(?:s|ss|e))\s*(\d+)",
    re.I,
)
YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-–_/ ]?((?:19|20)\d\d|\d\d(?!\d)))?")
ORDINAL = re.compile(r"^\W*(\d{2,3})(?:st|nd|rd|th)?(?!\d)", re.I)


class Sign(NamedTuple):
    """What a name tells of a session: its years, its number in the row of legislatures, whether it
    is a special one and which."""

    years: tuple[int, int] | None
    ordinal: int | None
    special: bool
    number: int | None


def find(sessions, names, years=None):
    """The one session meant, and a sentence if it is not clear which. Two that fit are none."""
    sessions, names = list(sessions), [name for name in names if name and name.strip()]
    if not names and not years:
        return None, ""
    for fits in _ways(names, years):
        found = [session for session in sessions if fits(session)]
        if len(found) == 1:
            return found[0], ""
        if found:
            sessions = found  # the next way may tell them apart
    told = f"“{names[0]}”" if names else f"of {years[0]} to {years[1]}"
    if len(found) > 1:
        several = " and ".join(sorted(session.identifier for session in found))
        return None, f"The session {told} may be {several} here: choose it."
    return None, f"The session {told} is not on the record here: add it, or choose another."


def _ways(names, years):
    """Ways to tell whether a session is meant, the surest first."""
    plain = {name.strip().casefold() for name in names}
    keys = {normalize_identifier(name) for name in names} - {""}
    yield lambda session: session.identifier.casefold() in plain
    yield lambda session: normalize_identifier(session.identifier) in keys
    yield lambda session: normalize_identifier(session.name) in keys
    wanted = _wanted(names, years)
    yield lambda session: _fits(sign_of_session(session), wanted, whole=True)
    yield lambda session: _fits(sign_of_session(session), wanted, whole=False)


def _wanted(names, years):
    signs = [sign(name) for name in names]
    told = [one.years for one in signs if one.years]
    ordinals = {one.ordinal for one in signs if one.ordinal}
    numbers = {one.number for one in signs if one.number}
    return Sign(
        tuple(years) if years else (told[0] if told else None),
        ordinals.pop() if len(ordinals) == 1 else None,
        any(one.special for one in signs),
        numbers.pop() if len(numbers) == 1 else None,
    )


def sign(name: str) -> Sign:
    """What one name tells."""
    text = name.strip()
    for number, word in enumerate(ORDINALS, 1):
        text = re.sub(rf"\b{word}\b", f"{number}th", text, flags=re.I)
    years, special = YEARS.search(text), bool(SPECIAL.search(text))
    numbered = SPECIAL_NUMBER.search(text) if special else None
    row = ORDINAL.match(text)
    return Sign(
        _years(years),
        int(row.group(1)) if row and not years_at_start(text) else None,
        special,
        int(numbered.group(1) or numbered.group(2)) if numbered else None,
    )


def years_at_start(text):
    """Whether a name begins with a year and not with a number in the row of legislatures."""
    return bool(re.match(r"\W*(?:19|20)\d\d(?!\d)|\W*(?:19|20)\d\d(?:19|20)\d\d", text))


def sign_of_session(session) -> Sign:
    """What a session on the record tells by its name, its identifier and its days."""
    signs = [sign(session.name), sign(session.identifier)]
    told = next((one.years for one in signs if one.years), None)
    first = session.start_on.year
    return Sign(
        told if told and told[0] != told[1] else (first, (session.end_on or session.start_on).year),
        next((one.ordinal for one in signs if one.ordinal), None),
        any(one.special for one in signs),
        next((one.number for one in signs if one.number), None),
    )


def _fits(here, wanted, whole):
    if here.special != wanted.special:
        return False
    if wanted.number and here.number and wanted.number != here.number:
        return False
    if wanted.ordinal and here.ordinal and wanted.ordinal != here.ordinal:
        return False
    if not wanted.years:
        return bool(wanted.ordinal and here.ordinal)
    if whole:
        return here.years == wanted.years
    # A year of a session of two is that session; a longer span than the session's is another.
    return here.years[0] <= wanted.years[0] and wanted.years[1] <= here.years[1]


def _years(found):
    if not found:
        return None
    first, last = found.groups()
    if last is None:
        return int(first), int(first)
    return int(first), int(last) if len(last) == 4 else int(first[:2] + last)
