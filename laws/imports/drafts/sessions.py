"""Which session another record means: 191st, 2019-2020, 20192020, 2022A, 2023RS."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from laws.models import LegislativeSession
from laws.text.normalize import normalize_identifier

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
MARK = r"(?<=\d)\s*(?:s|ss|e|es|x|ex)\s*(?=\d)|#\s*(?=\d)|\b(?:ss|es|ex|x|s)\s?(?=\d\b)"
"""How the number of a special session is marked: 2015s1, 2023-2024 #1, 2021 SS1, 2025X1."""
SPECIAL = re.compile(
    r"special|extraordinary|\bextra\b|\bext?\.? ?sess|called|\b\d(?:st|nd|rd|th) (?:ss|es|ex)\b"
    rf"|{MARK}",
    re.I,
)
# The number of a special session stands before the word or after it: 1st Special, 2015s1.
SPECIAL_NUMBER = re.compile(
    r"(\d+)(?:st|nd|rd|th)\s+(?:special|extraordinary|extra|ext?\b|ss|es|called)"
    rf"|(?:special(?: session)?|{MARK})\s*(\d+)",
    re.I,
)
YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-–_/ ]?((?:19|20)\d\d|\d\d(?!\d)))?")
ORDINAL = re.compile(r"^\W*(\d{2,3})(?:st|nd|rd|th)?(?!\d)", re.I)


class SessionClues(NamedTuple):
    """What a name says of a session: its years, the number of the legislature (191st), whether it
    is a special session and the number of that."""

    years: tuple[int, int] | None
    ordinal: int | None
    special: bool
    number: int | None


def find(
    sessions: Iterable[LegislativeSession],
    names: Iterable[str],
    years: tuple[int, int] | None = None,
) -> tuple[LegislativeSession | None, str]:
    """The one session meant, and a sentence if it is not clear which."""
    sessions, names = list(sessions), [name for name in names if name and name.strip()]
    if not names and not years:
        return None, ""
    for fits in _ways(names, years):
        fitting = [session for session in sessions if fits(session)]
        if len(fitting) == 1:
            return fitting[0], ""
        if fitting:
            sessions = fitting  # the next way may tell them apart
    name = f"“{names[0]}”" if names else f"of {years[0]} to {years[1]}"
    if len(fitting) > 1:
        several = " or ".join(sorted(session.identifier for session in fitting))
        return None, f"The session {name} could be {several}: choose one."
    return None, f"The session {name} is not in our database: add or ask for it under Sessions."


def _ways(names, years) -> Iterator[Callable[[LegislativeSession], bool]]:
    """Ways to tell whether a session is meant, the surest first."""
    plain = {name.strip().casefold() for name in names}
    keys = {normalize_identifier(name) for name in names} - {""}
    yield lambda session: session.identifier.casefold() in plain
    yield lambda session: normalize_identifier(session.identifier) in keys
    yield lambda session: normalize_identifier(session.name) in keys
    wanted = _wanted(names, years)
    yield lambda session: _fits(clues_of_session(session), wanted, whole=True)
    yield lambda session: _fits(clues_of_session(session), wanted, whole=False)


def _wanted(names, years):
    clues = [clues_of(name) for name in names]
    spans = [each.years for each in clues if each.years]
    ordinals = {each.ordinal for each in clues if each.ordinal}
    numbers = {each.number for each in clues if each.number}
    return SessionClues(
        tuple(years) if years else next(iter(spans), None),
        ordinals.pop() if len(ordinals) == 1 else None,
        any(each.special for each in clues),
        numbers.pop() if len(numbers) == 1 else None,
    )


def clues_of(name: str) -> SessionClues:
    """What one name says."""
    text = name.strip()
    for number, word in enumerate(ORDINALS, 1):
        text = re.sub(rf"\b{word}\b", f"{number}th", text, flags=re.I)
    years, special = YEARS.search(text), bool(SPECIAL.search(text))
    numbered = SPECIAL_NUMBER.search(text) if special else None
    ordinal = ORDINAL.match(text)
    return SessionClues(
        _years(years),
        int(ordinal.group(1)) if ordinal and not years_at_start(text) else None,
        special,
        int(numbered.group(1) or numbered.group(2)) if numbered else None,
    )


def years_at_start(text: str) -> bool:
    """Whether a name begins with a year, and not with the number of a legislature."""
    return bool(re.match(r"\W*(?:19|20)\d\d(?!\d)|\W*(?:19|20)\d\d(?:19|20)\d\d", text))


def clues_of_session(session: LegislativeSession) -> SessionClues:
    """What a session on the record says by its name, its identifier and its days."""
    clues = [clues_of(session.name), clues_of(session.identifier)]
    named = next((each.years for each in clues if each.years), None)
    by_days = session.start_on.year, (session.end_on or session.start_on).year
    return SessionClues(
        named if named and named[0] != named[1] else by_days,
        next((each.ordinal for each in clues if each.ordinal), None),
        any(each.special for each in clues),
        next((each.number for each in clues if each.number), None),
    )


def _fits(clues, wanted, whole):
    if clues.special != wanted.special:
        return False
    if wanted.number and clues.number and wanted.number != clues.number:
        return False
    if wanted.ordinal and clues.ordinal and wanted.ordinal != clues.ordinal:
        return False
    if not wanted.years:
        return bool(wanted.ordinal and clues.ordinal)
    if whole:
        return clues.years == wanted.years
    # One year of a two-year session is that session; a longer span than the session's is another.
    return clues.years[0] <= wanted.years[0] and wanted.years[1] <= clues.years[1]


def _years(match):
    if not match:
        return None
    first, last = match.groups()
    if last is None:
        return int(first), int(first)
    return int(first), int(last) if len(last) == 4 else int(first[:2] + last)
