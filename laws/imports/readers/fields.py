"""Fields of another legislature's record, read as types of ours whatever stands in them."""

import json
import math
import re
from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from hashlib import blake2b

from laws.dataset.cells import ILLEGIBLE
from laws.imports.readers.states import CLOCKS
from laws.refusals import Refusal
from laws.text.dates import PartialDate
from laws.text.normalize import from_web, one_line

FIRST_YEAR, LAST_YEAR = 1776, 2200
DEEPEST = 40
NO_DATE = ("", "0000-00-00")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
SHORT = re.compile(r"\d{4}(-\d{2})?", re.ASCII)
DAY_ALLOWED = f"a day as YYYY-MM-DD, or such a day with its time, from {FIRST_YEAR} to {LAST_YEAR}"


def misfit(field: str, value: object, allowed: str) -> Refusal:
    """What to raise for a field that cannot be read: it names the field, its value and what is
    allowed."""
    shown = repr(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    shown = shown if len(shown) <= 80 else shown[:77] + "…"
    problem = f"{field} is missing" if value is None else f"{field}: {shown} is refused"
    return Refusal(f"{problem}; allowed: {allowed}.")


class Fields:
    """An object of another record. What is missing, null or empty is nothing there: "", None or
    no rows. What is of another type than its format has is a Refusal."""

    def __init__(self, content, path=""):
        self.content = content
        self.path = f"{path}." if path else ""

    def has(self, name):
        """Whether anything stands there."""
        return self.content.get(name) not in (None, "", [], {})

    def misfit(self, name, allowed):
        """What to raise when a field is refused."""
        return misfit(self.path + name, self.content.get(name), allowed)

    def text(self, name, longest=None, required=False):
        """Text in one line; whole numbers are read as text, since some write ids so."""
        value = self.content.get(name)
        if value is None:
            value = ""
        elif isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        said = one_line(from_web(value)) if isinstance(value, str) else None
        if said is None or (required and not said) or (longest and len(said) > longest):
            bounds = f" of {int(required)} to {longest} characters" if longest else ""
            raise self.misfit(name, f"text{bounds}")
        return said

    def first(self, *names, longest=None):
        """The text of the first of these fields that has any."""
        return next((said for name in names if (said := self.text(name, longest))), "")

    def whole(self, name):
        """A whole number that is not negative, or None."""
        value = self.content.get(name)
        if value in (None, ""):
            return None
        if isinstance(value, str) and re.fullmatch(r"\d{1,9}", value.strip(), re.ASCII):
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9:
            return value
        raise self.misfit(name, "a whole number from 0 to 999999999")

    def words(self, name):
        """A list of texts; a single text stands for a list of one."""
        value = self.content.get(name)
        value = [value] if isinstance(value, str) else value or []
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.misfit(name, "a list of texts")
        return tuple(said for word in value if (said := one_line(from_web(word))))

    def rows(self, name):
        """A list of objects."""
        value = self.content.get(name) or []
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise self.misfit(name, "a list of objects")
        return [
            Fields(row, f"{self.path}{name}[{number}]") for number, row in enumerate(value, start=1)
        ]

    def part(self, name):
        """An object inside this one; an empty list stands for none, as LegiScan writes it."""
        value = self.content.get(name) or {}
        if not isinstance(value, dict):
            raise self.misfit(name, "an object")
        return Fields(value, self.path + name)

    def day(self, name, zone=None):
        """The day of a date or, in that zone, of a time; None where none is told."""
        said = self.text(name)
        if said in NO_DATE:
            return None
        try:
            found = _day(said, zone)
        except (ValueError, OverflowError):
            found = None
        if not found or not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise self.misfit(name, DAY_ALLOWED)
        return found

    def when(self, name, zone=None):
        """The same where only the month or the year may be known: a PartialDate, or None."""
        if not SHORT.fullmatch(self.text(name)):
            day = self.day(name, zone)
            return day and PartialDate(day)
        try:
            found = PartialDate.parse(self.text(name))
        except ValueError:
            found = None
        if not found or not FIRST_YEAR <= found.day.year <= LAST_YEAR:
            raise self.misfit(name, DAY_ALLOWED)
        return found


def _day(said, zone):
    if DAY.fullmatch(said):
        return date.fromisoformat(said)
    if not DAY.fullmatch(said[:10]):
        raise ValueError(said)
    when = datetime.fromisoformat(said)
    if not when.tzinfo or not zone:
        return when.date()
    return _midnight(when, zone) or when.astimezone(zone).date()


def _midnight(when: datetime, *zones: tzinfo) -> date | None:
    """The day that a moment begins by its own clock, by one of these or, where it is written in
    universal time, by any legislature's. Midnight to the second is a date that was written as a
    time, and a record writes it by its own clocks or those of the East.
    """
    if when.minute or when.second:
        return None
    clocks = (when.tzinfo, *zones, *(CLOCKS if when.utcoffset() == timedelta(0) else ()))
    days = (when.astimezone(clock) for clock in clocks)
    return next((day.date() for day in days if day.time() == time.min), None)


def clock_time(said: str) -> datetime | None:
    """The moment of an act, where a record tells the time of day and not only the date."""
    if not DAY.match(said) or DAY.fullmatch(said):
        return None
    try:
        when = datetime.fromisoformat(said)
        when = when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
        return None if _midnight(when) else when
    except (ValueError, OverflowError):
        return None


def fields_of(record):
    """A record to read fields from."""
    if not isinstance(record, dict):
        raise misfit("record", record, "an object with the fields of a bill")
    try:
        return Fields(storable(record))
    except RecursionError:
        raise misfit("record", "…", f"lists and objects up to {DEEPEST} deep") from None


def storable(value, depth=0):
    """A JSON value without what the database cannot store: NUL, halves of characters, NaN.

    RecursionError when it is so deep that reading it again would fail."""
    if depth > DEEPEST:
        raise RecursionError("lists and objects that are nested too deep")
    if isinstance(value, dict):
        return {storable(str(name)): storable(item, depth + 1) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable(item, depth + 1) for item in value]
    if isinstance(value, str):
        return ILLEGIBLE.sub("\ufffd", value) if ILLEGIBLE.search(value) else value
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def digest_of(record):
    """A fingerprint of a record that changes whenever the record says something else."""
    content = json.dumps(_lasting(record), sort_keys=True, separators=(",", ":"))
    return blake2b(content.encode(), digest_size=16).hexdigest()


def _lasting(value):
    """Without what a scraper notes about its own work, which is new at each of its runs."""
    if isinstance(value, dict):
        return {
            name: _lasting(item)
            for name, item in value.items()
            if not name.startswith("_") and name != "scraped_at"
        }
    return [_lasting(item) for item in value] if isinstance(value, list) else value


def years_in(*names):
    """The first and last year that the name of a session states: 2019-2020, 20192020, 2026rs."""
    for name in names:
        found = re.search(r"(?<!\d)((?:19|20)\d\d)(?:[-–/_ ]?((?:19|20)\d\d))?(?!\d)", name)
        if found:
            first, last = int(found[1]), int(found[2] or found[1])
            return (first, last) if first <= last else None
    return None


def in_sequence(rows: list[Fields], number: str, when: str) -> list[Fields]:
    """The rows of a bill's history in the order in which they happened: by the record's own
    numbers, else as listed, turned around where the newest stands first; within a day by the times
    of day, where every row of that day has one.
    """
    numbers = [row.whole(number) for row in rows]
    if None not in numbers:
        return [row for _, row in sorted(zip(numbers, rows, strict=True), key=lambda pair: pair[0])]
    told = [row.text(when) for row in rows]
    days = [text[:10] for text in told if text not in NO_DATE]
    pairs = list(zip(told, rows, strict=True))
    if days != sorted(days) and days == sorted(days, reverse=True):
        pairs.reverse()
    times: dict[str, list[datetime | None]] = {}
    for text, _ in pairs:
        times.setdefault(text[:10], []).append(clock_time(text))
    # One entry without its time of day leaves the order of that day to the list.
    timed = {day for day, each in times.items() if None not in each}
    return [row for _, row in sorted(pairs, key=lambda pair: _in_day(pair[0], timed))]


def _in_day(said: str, timed: Container[str]) -> tuple[str, str]:
    day = said[:10]
    return day, clock_time(said).isoformat() if day in timed else ""
