"""Dates inside the text of a legislature's entry: “Hearing scheduled for 07/15/2025”."""

import re
from datetime import date, timedelta

from laws.text.dates import MONTHS

NAME = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + "|Sept"
SPELLINGS = re.compile(
    rf"""
    \b(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})\b
    | \b(?P<month>\d{{1,2}})(?P<mark>[/-])(?P<day>\d{{1,2}})
      (?:(?P=mark)(?P<year>\d{{4}}|\d{{2}}))?\b
    | \b(?P<name>{NAME})\.?\s+(?P<day_2>\d{{1,2}})(?:st|nd|rd|th)?
      (?:,?\s+(?P<year_2>\d{{4}}))?\b
    | \b(?P<day_3>\d{{1,2}})\s+(?P<name_3>{NAME})\.?,?\s+(?P<year_3>\d{{4}})\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
EARLIER, LATER = timedelta(200), timedelta(1200)
"""How far from its entry's own date a day in a text may lie to be meant."""


def day_in(text: str, entered: date, after: str = "") -> date | None:
    """The first date that a text names, after the pattern `after` if one is given.

    A date without a year is the next one after the entry's own date, `entered`. None where the text
    names no date, or only dates too far from the entry to be meant.
    """
    if after:
        match = re.search(after, text, re.IGNORECASE)
        if not match:
            return None
        text = text[match.end() :]
    for match in SPELLINGS.finditer(text):
        day = _day(match, entered)
        if day and entered - EARLIER <= day <= entered + LATER:
            return day
    return None


def _day(match: re.Match[str], entered: date) -> date | None:
    parts = match.groupdict()
    try:
        if parts["iso"]:
            return date.fromisoformat(parts["iso"])
        month = parts["month"] or _month(parts["name"] or parts["name_3"])
        day = int(parts["day"] or parts["day_2"] or parts["day_3"])
        year = parts["year"] or parts["year_2"] or parts["year_3"]
        if year:
            return date(int(year) + (2000 if len(year) == 2 else 0), int(month), day)
        if parts["mark"] == "-":
            return None  # 11-0 is a vote
        this_year = date(entered.year, int(month), day)
        return this_year if this_year >= entered else date(entered.year + 1, int(month), day)
    except ValueError:
        return None


def _month(name: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month[:3].lower() == name[:3].lower())
