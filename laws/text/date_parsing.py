"""Days that stand inside the text of an entry: “Hearing scheduled for 07/15/2025”."""

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
    """The first day that a text names, after a word if one is given; without a year, the one that
    follows the entry. Nothing, if the text names none that could be meant.
    """
    if after:
        found = re.search(after, text, re.IGNORECASE)
        if not found:
            return None
        text = text[found.end() :]
    for spelling in SPELLINGS.finditer(text):
        day = _read(spelling, entered)
        if day and entered - EARLIER <= day <= entered + LATER:
            return day
    return None


def _read(spelling, entered):
    parts = spelling.groupdict()
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
        near = date(entered.year, int(month), day)
        return near if near >= entered else date(entered.year + 1, int(month), day)
    except ValueError:
        return None


def _month(name):
    return next(i for i, one in enumerate(MONTHS, 1) if one[:3].lower() == name[:3].lower())
