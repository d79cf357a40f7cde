"""The axes of a still: where a value lies on them, and what is written at their ticks."""

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil, floor, log10
from typing import Any, NamedTuple

from dashboard.charts.svg.figure_ink import NotDrawnError, only, text_width

KNOWN = {
    "automargin", "color", "dtick", "fixedrange", "gridcolor", "hoverformat", "linecolor", "nticks",
    "range", "rangemode", "showgrid", "showline", "side", "tickangle", "tickcolor", "tickfont",
    "tickformat", "ticklabelmode", "ticklabelstandoff", "tickmode", "ticks", "ticksuffix",
    "ticktext", "tickvals", "title", "type", "visible", "zeroline", "zerolinecolor",
}  # fmt: skip
A_DAY = 86_400_000  # milliseconds, in which plotly counts lengths of time
TICK, GAP = 5, 3  # pixels of a tick's line, and from there to its words
LEADING = 1.3
AIR = 0.05  # the share of an axis that stays free beyond its values


class Tick(NamedTuple):
    """A tick: where its line stands, what is written at it, and where (shares of the axis)."""

    at: float
    text: str
    text_at: float


class Axis:
    """An axis of a figure; places on it are shares, from its beginning (0) to its end (1)."""

    def __init__(
        self, letter: str, layout: dict[str, Any], font: dict[str, Any], length: float
    ) -> None:
        only(KNOWN, layout, f"the axis {letter}")
        self.letter, self.layout, self.length = letter, layout, length
        self.is_date = layout.get("type") == "date"
        if layout.get("type") not in (None, "date", "linear"):
            raise NotDrawnError(f"an axis of type {layout['type']}")
        self.font = font | {"color": layout["color"]} | layout.get("tickfont", {})
        self.first, self.last = 0.0, 1.0
        self._told: tuple[tuple[float, ...], list[Tick]] | None = None
        if "range" in layout:
            self.first, self.last = (self.value(end) for end in layout["range"])

    @property
    def is_shown(self) -> bool:
        return bool(self.layout.get("visible", True))

    @property
    def stands_out(self) -> float:
        """How far from the axis its words begin."""
        outside = TICK if self.layout.get("ticks") else 0
        return float(outside + GAP + self.layout.get("ticklabelstandoff", 0))

    def stretch(self, values: Sequence[float], tight: bool) -> None:
        """Give an axis without a range one that holds its values."""
        if "range" in self.layout or not values:
            return
        low, high = min(values), max(values)
        if self.layout.get("rangemode") == "tozero" and not tight:
            low, high = min(0.0, low), high * (1 + AIR)
        self.first, self.last = low, high if high > low else low + 1

    def value(self, given: Any) -> float:
        """A value of the figure as a number: days on an axis of time."""
        if self.is_date:
            if not isinstance(given, str):
                raise NotDrawnError(f"{given!r} on an axis of dates")
            return float(date.fromisoformat(given[:10]).toordinal())
        if isinstance(given, bool) or not isinstance(given, int | float):
            raise NotDrawnError(f"{given!r} on an axis of numbers")
        return float(given)

    def span(self, given: Any) -> float:
        """The length of a bar as a number: days on an axis of time."""
        return float(given) / A_DAY if self.is_date else float(given)

    def share(self, number: float) -> float:
        """Where a number lies; at the start of an axis that spans nothing."""
        length = self.last - self.first
        return (number - self.first) / length if length else 0.0

    def place(self, given: Any) -> float:
        """Where a value lies."""
        return self.share(self.value(given))

    @property
    def has_zero(self) -> bool:
        """Whether a line stands at zero."""
        shown = self.layout.get("zeroline", True) and self.is_shown and not self.is_date
        return bool(shown) and 0 <= self.share(0) <= 1

    def ticks(self) -> list[Tick]:
        """Its ticks in order, kept for as long as it stands so."""
        stands = self.first, self.last, self.length
        if self._told is None or self._told[0] != stands:
            self._told = stands, self._ticks()
        return self._told[1]

    def _ticks(self) -> list[Tick]:
        if not self.is_shown:
            return []
        if "tickvals" in self.layout:
            pairs = zip(self.layout["tickvals"], self.layout["ticktext"], strict=False)
            found = [
                Tick(self.place(at), self._with_end(text), self.place(at)) for at, text in pairs
            ]
        else:
            found = list(self._years() if self.is_date else self._numbers())
        return [tick for tick in found if -0.001 <= tick.text_at <= 1.001]

    def words_wide(self) -> float:
        """How broad the widest of its words is."""
        lines = (line for tick in self.ticks() for line in tick.text.split("<br>"))
        size, weight = self.font["size"], self.font.get("weight", 400)
        return max((text_width(line, size, weight) for line in lines), default=0)

    def _with_end(self, text: str) -> str:
        return text + str(self.layout.get("ticksuffix", ""))

    def _years(self) -> Iterable[Tick]:
        """Ticks at the first of January of every, every second, fifth … year."""
        every = self.layout.get("dtick", "")
        if not str(every).startswith("M") or int(every[1:]) % 12:
            raise NotDrawnError(f"ticks of an axis of time at {every!r}")
        step = int(every[1:]) // 12
        first, last = (date.fromordinal(int(end)) for end in (self.first, self.last))
        in_the_middle = self.layout.get("ticklabelmode") == "period"
        for year in range(first.year - first.year % step, last.year + 1, step):
            day = date(year, 1, 1)
            middle = self.share((day.toordinal() + date(year + step, 1, 1).toordinal()) / 2)
            at = self.share(day.toordinal())
            yield Tick(at, self._year(day), middle if in_the_middle else at)

    def _year(self, day: date) -> str:
        form = self.layout["tickformat"]
        if form.replace("%Y", "").replace("%y", "").count("%"):
            raise NotDrawnError(f"dates written as {form}")
        return day.strftime(form)

    def _numbers(self) -> Iterable[Tick]:
        low, high = sorted((self.first, self.last))
        step = self.layout.get("dtick") or self._step(high - low)
        for n in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1):
            at = self.share(n * step)
            yield Tick(at, self._with_end(self._written(n * step)), at)

    def _step(self, span: float) -> float:
        """The round number of which as many as are wanted fit."""
        room = 40 if self.letter == "y" else 80
        wanted = self.layout.get("nticks") or min(9, max(4, self.length / room)) + 1
        rough = span / wanted
        base = 10.0 ** floor(log10(rough))
        step = next((n * base for n in (2, 5, 10) if rough <= n * base * 1.0001), 10 * base)
        return max(1.0, step) if self.layout.get("tickformat") == "d" else step

    def _written(self, value: float) -> str:
        form = self.layout.get("tickformat", "")
        if form == "~s":
            return _short(value)
        if form not in ("", "d", ","):
            raise NotDrawnError(f"numbers written as {form}")
        return f"{value:,.0f}" if form else f"{value:g}"


def _short(value: float) -> str:
    """2,000,000 as 2M."""
    for size, sign in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:g}{sign}"
    return f"{value:g}"
