"""Counts by year: steps that tighten above the line and loosen below it; bills and laws."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from dashboard.charts.plotly.figure import Figure
from dashboard.charts.plotly.frame import COLORS, Drawing, blank, fill

HEIGHT, BILLS_HEIGHT = 360, 260
TOTAL = {"color": COLORS["ink"], "weight": 600}
MARGIN = {"l": 8, "r": 8, "t": 20, "b": 46}


class Layer(NamedTuple):
    """One kind of step: its name, the class that fills it, its number in each year."""

    name: str
    fill: str
    numbers: Sequence[int]
    is_tighter: bool


def draw_steps(years: Sequence[int], layers: Sequence[Layer], so_far: bool) -> Drawing:
    """Bars of all layers for each year, on either side of the line, with their totals."""
    figure = blank(barmode="relative", bargap=0.35, hovermode="x unified", margin=MARGIN)
    for layer in layers:
        figure.add_bar(
            x=years,
            # An empty bar with a border would still be a line.
            y=[(number if layer.is_tighter else -number) or None for number in layer.numbers],
            name=layer.name,
            marker=fill(layer.fill),
            customdata=layer.numbers,
            hovertemplate="%{customdata}",
        )
    up, down = (_sums(years, [x for x in layers if x.is_tighter == side]) for side in (True, False))
    _name_years(figure, years)
    figure.update_yaxes(zeroline=True, **_both_ways(max([5, *up]), max([1, *down])))
    totals = [*_totals(years, up, "bottom"), *_totals(years, [-n for n in down], "top")]
    figure.update_layout(annotations=[*totals, *_so_far(years, so_far)])
    return Drawing(figure, HEIGHT, {"xaxis": _short(years)})


def _sums(years: Sequence[int], layers: Sequence[Layer]) -> list[int]:
    return [sum(layer.numbers[n] for layer in layers) for n in range(len(years))]


def _both_ways(top: int, low: int) -> dict[str, Any]:
    """An axis that counts upwards from its line and downwards below it."""
    step = next((n for n in (2, 5, 10, 20, 50, 100) if top <= 6 * n), 1000)
    ticks = list(range(-(low // step) * step, top + 1, step))
    span = [-low * 1.05 - top * 0.09, top * 1.1]
    return {"range": span, "tickvals": ticks, "ticktext": [str(abs(n)) for n in ticks]}


def draw_bills(
    years: Sequence[int], introduced: Sequence[int], enacted: Sequence[int], so_far: bool
) -> Drawing:
    """Bills introduced as hollow bars, and within them those that became law, in ink."""
    figure = blank(barmode="overlay", bargap=0.35, hovermode="x unified", margin=MARGIN)
    hollow = {"color": COLORS["band"], "line": {"color": COLORS["ink-2"], "width": 1}}
    figure.add_bar(x=years, y=introduced, name="introduced", marker=hollow, hovertemplate="%{y}")
    figure.add_bar(
        x=years,
        y=enacted,
        name="became law",
        marker={"color": COLORS["ink"], "line": {"width": 0}},
        width=0.28,
        hovertemplate="%{y}",
    )
    _name_years(figure, years)
    tops = [max(two) for two in zip(introduced, enacted, strict=True)]
    figure.update_yaxes(range=[0, max([5, *tops]) * 1.14], nticks=5, tickformat="d")
    totals = _totals(years, tops, "bottom")
    figure.update_layout(annotations=[*totals, *_so_far(years, so_far)])
    return Drawing(figure, BILLS_HEIGHT, {"xaxis": _short(years)})


def _name_years(figure: Figure, years: Sequence[int]) -> None:
    step = max(1, -(-len(years) // 14))
    figure.update_xaxes(
        tickvals=list(years[::step]),
        ticktext=[str(year) for year in years[::step]],
        tickfont={"size": 13},
        showline=False,
        zeroline=False,
    )


def _short(years: Sequence[int]) -> dict[str, Any]:
    step = max(1, -(-len(years) // 12))
    shown = years[::step]
    return {"tickvals": list(shown), "ticktext": [f"’{year % 100:02}" for year in shown]}


def _totals(years: Sequence[int], numbers: Sequence[int], side: str) -> Iterator[dict[str, Any]]:
    """The total of each year at the tip of its bar; of many years there is no room for them."""
    if len(years) > 20:
        return
    for year, number in zip(years, numbers, strict=True):
        if number:
            yield {
                "x": year,
                "y": number,
                "text": str(abs(number)),
                "yanchor": side,
                "showarrow": False,
                "font": TOTAL,
            }


def _so_far(years: Sequence[int], so_far: bool) -> Iterator[dict[str, Any]]:
    """Under the last year, where it is not over on the day shown."""
    if so_far and years:
        at = {"x": years[-1], "y": 0, "yref": "paper", "yanchor": "top", "yshift": -22}
        yield at | {"text": "so far", "showarrow": False, "font": {"size": 12}}
