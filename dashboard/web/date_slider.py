"""The rug of the date slider: a tick for every day on which what the page shows changed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT = 1000, 36
LINE = 22  # starts stand on it, endings hang from it
TALLEST = 3  # more changes than this on one day are drawn no higher
FIRST_YEAR = 2016  # what changed before is few and far between
LEVELS = ("local", "state", "country")  # whose measure it is, each drawn in its own way


class Change(NamedTuple):
    """So many measures of one level that start or end on one day."""

    day: date
    level: str  # one of LEVELS
    what: str  # start or end
    number: int = 1


class Subject(NamedTuple):
    """What a page's slider is of: what its button shows, whose measures its ticks are, and what
    a tick above the line and one below it mean.
    """

    shows: str
    whose: Mapping[str, str]
    means: str


LAW = Subject(
    "the law",
    {"local": "local measure", "state": "state measure", "country": "federal measure"},
    "above the line: takes effect; below it: ends",
)
STEPS_OF_ONE = Subject("it", {}, "above the line: it advances; below it: it fails or ends")
BILLS = Subject(
    "the bills",
    {"state": "state bill", "country": "bill in Congress"},
    "above the line: introduced, advances or becomes law; below it: fails or is vetoed",
)
INTRODUCTIONS = Subject("the bills", {"state": "state bill"}, "above the line: introduced")


class Span(NamedTuple):
    """The days that the slider covers, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days

    def at(self, day: date) -> float:
        """Where a day stands on the rug."""
        return (day - self.first).days / self.days * WIDTH

    @property
    def years(self) -> range:
        return range(self.first.year, self.last.year + 1)


def span_of(days: Iterable[date], today: date, on: date | None = None) -> Span:
    """Whole years: from 2016 to this year or the last change. Earlier ones only where the day shown
    lies there, or all that ever changed.
    """
    years = [day.year for day in days]
    last = max([today.year, *years])
    is_early = on is not None and on.year < FIRST_YEAR
    if is_early or all(year < FIRST_YEAR for year in years):
        first = min([FIRST_YEAR, on.year if on else FIRST_YEAR, *years])
    else:
        first = FIRST_YEAR
    return Span(date(first, 1, 1), date(last, 12, 31))


def rug(changes: Iterable[Change], span: Span, on: date) -> SafeString:
    """Ticks up for starts, ticks down for endings, each as its level; a line at the date."""
    heights: Counter[tuple[date, str, str]] = Counter()
    for change in changes:
        if span.first <= change.day <= span.last:
            heights[change.day, change.what, change.level] += change.number
    # One path for all ticks that look alike: there are hundreds.
    alike: dict[tuple[str, str], dict[str, None]] = {}
    for (day, what, level), number in sorted(heights.items()):
        # Days that fall on one line are drawn once.
        alike.setdefault((what, level), {})[_tick(span, day, what, number)] = None
    ticks = "".join(
        f'<path d="{"".join(ticks)}" class="{"down" if what == "end" else "up"} of-{level}"/>'
        for (what, level), ticks in alike.items()
    )
    now = f"{span.at(on):.1f}"
    return mark_safe(
        f'<svg class="rug" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" '
        f'aria-hidden="true">{ticks}<path d="M0,{LINE}H{WIDTH}" class="base"/>'
        f'<line x1="{now}" x2="{now}" y1="0" y2="{HEIGHT}" class="now" data-now=""/></svg>'
    )


def _tick(span: Span, day: date, what: str, number: int) -> str:
    x = f"{span.at(day):.0f}"
    if what == "end":
        return f"M{x} {LINE + 1}v{HEIGHT - LINE - 2}"
    return f"M{x} {LINE - 1}v-{7 * min(number, TALLEST)}"


def key_of(changes: Iterable[Change], subject: Subject) -> list[tuple[str, str]]:
    """What the ticks that are drawn stand for: pairs of a level and its words."""
    drawn = {change.level for change in changes}.intersection(subject.whose)
    return [(level, subject.whose[level]) for level in LEVELS if level in drawn]
