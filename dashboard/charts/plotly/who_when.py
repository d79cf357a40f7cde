"""Who had what, and when: a line for each government, a bar for each term."""

from collections.abc import Iterable, Iterator, Sequence, Sized
from datetime import date, timedelta
from typing import Any, NamedTuple

from dashboard.charts.plotly.figure import Figure
from dashboard.charts.plotly.frame import COLORS, PAINTS, Drawing, blank, fill, named_years
from laws.text.dates import PartialDate, say_short

Annotation = dict[str, Any]  # of a plotly layout
LINE_HIGH, ABOVE, UNDER = 25, 54, 30
BAR_HIGH = 0.42  # of a line
NAME = {"color": COLORS["ink"], "weight": 600, "size": 13}
DAY = 86_400_000  # milliseconds: lengths on a time axis are counted in them
LONGEST_NAME = 24


class Bar(NamedTuple):
    """A term: what it does, its days, and the days that imprecise dates leave open."""

    effect: str
    starts_on: date
    ends_on: date | None
    note: str
    may_start_on: date | None = None
    may_end_on: date | None = None


class Line(NamedTuple):
    """A government with its bars, the earliest first. Bars may overlap."""

    name: str
    bars: Sequence[Bar]


class Ended(NamedTuple):
    """A bar after whose end nothing on its line is in effect."""

    row: int
    bar: Bar
    day: date


class Span(NamedTuple):
    """A stretch of a drawn bar on a line."""

    row: int
    first: date
    until: date
    note: str


def height(lines: Sized) -> int:
    """The pixels that so many lines need."""
    return ABOVE + LINE_HIGH * max(1, len(lines)) + UNDER


def draw(lines: Sequence[Line], *, on: date, first: date, last: date) -> Drawing:
    """The lines from the top down, over the years from `first` to `last`, a line at `on`."""
    figure = blank(hovermode="closest", barmode="overlay", bargap=0)
    _add_bars(figure, "doubtful", _uncertain(lines, last))
    for effect in dict.fromkeys(bar.effect for line in lines for bar in line.bars):
        _add_bars(figure, effect, _certain(lines, effect, last))
        _add_arrows(figure, effect, _open(lines, effect, last), last)
    ends = list(_ends(lines))
    _add_stops(figure, ends)
    _set_axes(figure, lines, first, last)
    wide, narrow = (_words(ends, lines, first, last, short) for short in (False, True))
    right = 112 if _reaches(wide, last, first) else 20
    figure.update_layout(
        margin={"l": 8, "r": right, "t": ABOVE, "b": UNDER},
        annotations=[*wide, _date_over(on, first, last), *_years_under(first, last)],
        shapes=[_line_at(on)],
    )
    on_a_phone = {
        "margin": {"l": 6, "r": 46 if _reaches(narrow, last, first) else 12},
        "annotations": [*narrow, _date_over(on, first, last)],
        "xaxis": named_years(first, last, 9, "’%y"),
        "yaxis": {"tickfont": {"size": 12}},
    }
    return Drawing(figure, height(lines), on_a_phone)


def _certain(lines: Sequence[Line], effect: str, last: date) -> Iterator[Span]:
    for row, line in enumerate(lines):
        for bar in line.bars:
            if bar.effect == effect and bar.starts_on < last:
                yield Span(row, bar.starts_on, min(bar.ends_on or last, last), bar.note)


def _uncertain(lines: Sequence[Line], last: date) -> Iterator[Span]:
    """The days before and after the bars on which imprecise dates leave force open."""
    for row, line in enumerate(lines):
        for bar in line.bars:
            # What begins beside another of the line leaves nothing open about the line.
            alone = not any(b.starts_on < bar.starts_on < _end(b) for b in line.bars)
            if bar.may_start_on and alone:
                yield Span(row, bar.may_start_on, bar.starts_on, f"May be in effect. {bar.note}")
            if bar.may_end_on and bar.ends_on and bar.ends_on < last:
                until = min(bar.may_end_on + timedelta(1), last)
                yield Span(row, bar.ends_on, until, f"May be in effect. {bar.note}")


def _open(lines: Sequence[Line], effect: str, last: date) -> Iterator[int]:
    """The lines on which something of the effect goes on after the last day."""
    for row, line in enumerate(lines):
        if any(b.effect == effect and (b.ends_on is None or b.ends_on > last) for b in line.bars):
            yield row


def _ends(lines: Sequence[Line]) -> Iterator[Ended]:
    """The bars with which something ends."""
    for row, line in enumerate(lines):
        for bar in line.bars:
            day = _end(bar)
            goes_on = any(other.starts_on <= day < _end(other) for other in line.bars)
            if bar.ends_on and not goes_on:
                yield Ended(row, bar, day)


def _end(bar: Bar) -> date:
    return bar.ends_on or date.max


def _add_bars(figure: Figure, effect: str, spans: Iterable[Span]) -> None:
    spans = list(spans)
    if spans:
        figure.add_bar(
            y=[span.row for span in spans],
            base=[span.first.isoformat() for span in spans],
            x=[(span.until - span.first).days * DAY for span in spans],
            orientation="h",
            width=BAR_HIGH,
            marker=fill(effect),
            customdata=[span.note for span in spans],
            hovertemplate="%{customdata}<extra></extra>",
        )


def _add_arrows(figure: Figure, effect: str, rows: Iterable[int], last: date) -> None:
    rows = list(rows)
    figure.add_scatter(
        x=[last.isoformat()] * len(rows),
        y=rows,
        mode="markers",
        marker={"symbol": "triangle-right", "size": 9, "color": COLORS[PAINTS[effect][0]]},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _add_stops(figure: Figure, ends: Sequence[Ended]) -> None:
    figure.add_scatter(
        x=[end.day.isoformat() for end in ends],
        y=[end.row for end in ends],
        mode="markers",
        marker={
            "symbol": "line-ns-open",
            "size": 12,
            "color": COLORS["ink"],
            "line": {"width": 2, "color": COLORS["ink"]},
        },
        hoverinfo="skip",
    )


def _set_axes(figure: Figure, lines: Sequence[Line], first: date, last: date) -> None:
    figure.update_xaxes(
        type="date",
        range=[first.isoformat(), last.isoformat()],
        side="top",
        showgrid=True,
        ticks="",
        **named_years(first, last, 14),
    )
    figure.update_yaxes(
        range=[max(1, len(lines)) - 0.5, -0.5],
        tickvals=list(range(len(lines))),
        ticktext=[_cut(line.name) for line in lines],
        tickfont=NAME,
        showgrid=False,
        showline=True,
        linecolor=COLORS["rule-2"],
        ticksuffix=" ",
    )


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _words(
    ends: Sequence[Ended], lines: Sequence[Line], first: date, last: date, short: bool
) -> list[Annotation]:
    """When each line stopped or is to stop, where there is room before the next bar."""
    room = (last - first) / (4 if short else 8)
    # On paper of their own, they stay legible over the line at the date.
    look: Annotation = {"font": {"size": 12}, "bgcolor": COLORS["paper"], "borderpad": 0}
    look |= {"showarrow": False, "xanchor": "left", "yanchor": "middle", "xshift": 9}
    words = []
    for end in ends:
        bars = lines[end.row].bars
        later = min((b.starts_on for b in bars if b.starts_on > end.day), default=date.max)
        if later - end.day >= room:
            open_until = max(b.may_end_on or b.ends_on for b in bars if b.ends_on)
            at, text = _ending(end, min(open_until, later), last, short)
            words.append(look | {"x": at.isoformat(), "y": end.row, "text": text})
    return words


def _ending(end: Ended, may_end: date, last: date, short: bool) -> tuple[date, str]:
    if end.day > last:
        return last, f"to {end.day.year}" if short else f"to {say_short(end.day)}"
    at = min(max(may_end, end.day), last)
    return at, "ended" if short else f"ended {_as_known(end)}"


def _as_known(end: Ended) -> str:
    may_end = end.bar.may_end_on
    month_or_year = may_end and PartialDate.spanning(end.day, may_end)
    return month_or_year.say_short() if month_or_year else say_short(end.day)


def _reaches(words: Iterable[Annotation], last: date, first: date) -> bool:
    """Whether words stand so near the right edge that they need room beyond it."""
    edge = (last - (last - first) / 6).isoformat()
    return any(one["x"] > edge for one in words)


def _date_over(on: date, first: date, last: date) -> Annotation:
    """The date above its line, turned inwards where it would leave the paper."""
    edge = (last - first) / 6
    side = "right" if on > last - edge else "left" if on < first + edge else "center"
    at = {"x": on.isoformat(), "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 24}
    at["xanchor"] = side
    return at | {"text": say_short(on), "showarrow": False, "font": {"color": COLORS["ink"]}}


def _years_under(first: date, last: date) -> Iterator[Annotation]:
    """The years once more below a chart too tall to be seen at once."""
    years = range(first.year, last.year + 1)
    step = next((n for n in (1, 2, 5, 10) if len(years) <= n * 14), 20)
    for year in years[::step]:
        middle = date(year, 7, 2) if step == 1 else date(year, 1, 1)
        if first <= middle <= last:
            at = {"x": middle.isoformat(), "y": 0, "yref": "paper", "yanchor": "top", "yshift": -6}
            yield at | {"text": str(year), "showarrow": False}


def _line_at(on: date) -> dict[str, Any]:
    day = on.isoformat()
    return {
        "type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "yref": "paper",
        "line": {"color": COLORS["ink"], "width": 1, "dash": "dot"},
    }  # fmt: skip
