"""Dates as people and legislatures write them: a whole text that is one (`read_date`), and dates
inside an entry (`day_in`): “Hearing scheduled for 07/15/2025”.
"""

import re
import unicodedata
from datetime import date, timedelta

from laws.text.dates import MONTHS, PartialDate

OF_A_VOTE = r"(?:rds?|ths?)?\s*(?:votes?|majority|of|required|requirement|quorum|consent)\b"
"""What makes a fraction of 2/3 or 3/5."""
NAME = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + "|Sept"
SPELLINGS = re.compile(
    rf"""
    \b(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})\b
    | \b(?P<month>\d{{1,2}})(?P<mark>[/-])(?P<day>\d{{1,2}})
      (?:(?P=mark)(?P<year>\d{{4}}|\d{{2}}))?\b(?!{OF_A_VOTE})
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
    return next(iter(days_in(text, entered, after)), None)


def days_in(text: str, entered: date, after: str = "") -> list[date]:
    """All the dates that a text names, each once and as `day_in` reads them, in their order."""
    if after:
        match = re.search(after, text, re.IGNORECASE)
        text = text[match.end() :] if match else ""
    days = (_day(match, entered) for match in SPELLINGS.finditer(text))
    near = (day for day in days if day and entered - EARLIER <= day <= entered + LATER)
    return list(dict.fromkeys(near))


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


# --- a whole text that is a date --------------------------------------------------------------

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
WEEKDAY = "|".join(f"{name[:3]}(?:{name[3:]})?|{name[:4]}" for name in WEEKDAYS) + "|Thurs"
WHOLE = re.compile(
    rf"""
    (?:(?P<weekday>{WEEKDAY})\.?,?\s+)?
    (?:
      (?P<year_1>\d{{4}}) (?: (?P<mark_1>[-/.]) (?P<month_1>\d{{1,2}})
                              (?: (?P=mark_1) (?P<day_1>\d{{1,2}}) )? )?
      | (?P<year_2>\d{{4}}) (?P<month_2>\d{{2}}) (?P<day_2>\d{{2}})
      | (?P<month_3>\d{{1,2}}) (?P<mark_3>[-/]) (?: (?P<day_3>\d{{1,2}}) (?P=mark_3) )?
        (?P<year_3>\d{{4}})
      | (?P<month_7>\d{{1,2}}) (?P<mark_7>[-/]) (?P<day_7>\d{{1,2}}) (?P=mark_7)
        (?P<year_7>\d\d)
      | (?P<day_8>\d{{1,2}}) - (?P<name_8>{NAME}) - (?P<year_8>\d\d)
      | (?P<name_4>{NAME})\.? (?: [\s-]* (?P<day_4>\d{{1,2}}) (?:st|nd|rd|th)? )?
        [\s,-]+ (?P<year_4>\d{{4}})
      | (?P<day_5>\d{{1,2}}) (?:st|nd|rd|th)? (?: \s+of )? [\s-]+ (?P<name_5>{NAME})\.?
        [\s,-]+ (?P<year_5>\d{{4}})
      | (?P<year_6>\d{{4}}) [\s,-]+ (?P<name_6>{NAME})\.? (?: [\s-]+ (?P<day_6>\d{{1,2}}) )?
    )
    (?: (?:,?\s+(?:at\s+)?|T|-) (?P<hour>\d{{1,2}}):(?P<minute>\d{{2}}) (?::\d{{2}}(?:\.\d+)?)?
        (?:\s*[ap]\.?m\.?)? (?: (?P<utc>Z|[+-]00:?00) | [+-]\d\d:?\d\d )? )?
    """,
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
NO_YEAR = re.compile(rf"\d{{1,2}}[-/.]\d{{1,2}}([-/.]\d\d)?|(?:{NAME})\.?\s+\d{{1,2}}", re.I | re.A)
FIRST_YEAR, LAST_YEAR = 1900, 2100
SAME_DAY_FROM = 10
"""The hour of UTC from which it is the same day in all states, Hawaii too."""


def read_date(text: str, this_year: int = 0) -> PartialDate:
    """A date in any spelling that can mean one date only, as precise as it is given.

    Numbers with the year at the end are month and day, as everywhere in the United States, unless
    only the other order fits a year of four digits. A year of two digits is one of this century up
    to the year after `this_year`: 30 or 98 may be a slip, so more than two are asked for.
    ValueError with a sentence for the person who typed it, if it means no date or several.
    """
    plain = _plain(text)
    match = WHOLE.fullmatch(plain)
    if not match:
        raise ValueError(_cannot_read(text, plain))
    groups = match.groupdict().items()
    found = {name[:-2]: part for name, part in groups if part and name[-2] == "_"}
    year, day = int(found["year"]), int(found.get("day", 1))
    month = _month(found["name"]) if "name" in found else int(found.get("month", 1))
    is_day, is_month = "day" in found, "month" in found or "name" in found
    if match["month_3"] and is_day and month > 12 >= day:
        month, day = day, month
    if len(found["year"]) == 2:
        year += 2000
        if year > this_year + 1:
            raise ValueError(_which_year(text))
    try:
        when = PartialDate(date(year, month, day), _precision(is_day, is_month))
    except ValueError:
        raise ValueError(f"I can’t read “{text}”: {_senseless(year, month, day)}") from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"“{text}” is out of range: use a year from {FIRST_YEAR} to {LAST_YEAR}.")
    _check_weekday(text, match["weekday"], when)
    if match["utc"] and 0 < _minutes(match) < SAME_DAY_FROM * 60:
        raise ValueError(
            f"I can’t read “{text}”: at that time of UTC it was still the day before in some "
            "states. Write the day alone, as in 2025-03-11."
        )
    return when


def read_day(text: str, this_year: int = 0) -> date:
    """A day in any such spelling. ValueError with a sentence, also for a month or a year."""
    when = read_date(text, this_year)
    if when.precision != "day":
        raise ValueError(f"“{text}” is a {when.precision}. Give the day, as in 2025-03-11.")
    return when.day


def _plain(text: str) -> str:
    """A text with plain hyphens, no brackets around it and no blanks around its slashes."""
    plain = unicodedata.normalize("NFKC", " ".join(text.split()))
    plain = re.sub("[\u2010-\u2015\u2212]", "-", plain).strip(" ,;()[]")
    return re.sub(r"(?<=\d)\s*/\s*(?=\d)", "/", plain)


def _minutes(match: re.Match[str]) -> int:
    return int(match["hour"]) * 60 + int(match["minute"])


def _precision(is_day: bool, is_month: bool) -> str:
    return "day" if is_day else "month" if is_month else "year"


def _cannot_read(text: str, plain: str) -> str:
    if NO_YEAR.fullmatch(plain):
        return _which_year(text)
    return f"I can’t read “{text}”. Write 2025-03-11, or 2025-03 or 2025 if no more is known."


def _which_year(text: str) -> str:
    return f"I can’t read “{text}”: which year is it? Write all four digits, as in 3/11/2025."


def _senseless(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return f"there is no month {month}. Write the month first, as in 3/11/2025."
    if not year:
        return "there is no year 0."
    return f"{MONTHS[month - 1]} {year} has no day {day}."


def _check_weekday(text: str, named: str | None, when: PartialDate) -> None:
    """Refuse a date that stands beside the name of another day of the week."""
    if not named:
        return
    actual = WEEKDAYS[when.day.weekday()]
    if when.precision != "day" or not actual.lower().startswith(named.lower()[:3]):
        raise ValueError(f"I can’t read “{text}”: {when.say()} is a {actual}. Correct one of them.")
