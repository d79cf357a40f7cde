"""Counts by year: steps that tighten above the line and loosen below it; bills and laws."""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.charts.plots.frame import COLOURS, Drawing, blank, fill

HEIGHT, BILLS_HEIGHT = 360, 260
TOTAL = {"color": COLOURS["ink"], "weight": 600}
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
    up = [sum(x.numbers[n] for x in layers if x.is_tighter) for n in range(len(years))]
    down = [sum(x.numbers[n] for x in layers if not x.is_tighter) for n in range(len(years))]
    _name_years(figure, years)
    top, low = max([5, *up]), max([1, *down])
    step = next((n for n in (2, 5, 10, 20, 50, 100) if top <= 6 * n), 1000)
    ticks = list(range(-(low // step) * step, top + 1, step))
    figure.update_yaxes(
        range=[-low * 1.05 - top * 0.09, top * 1.1],
        tickvals=ticks,
        ticktext=[str(abs(n)) for n in ticks],
        zeroline=True,
    )
    figure.update_layout(
        annotations=[
            *_totals(years, up, "bottom"),
            *_totals(years, [-n for n in down], "top"),
            *_so_far(years, so_far),
        ]
    )
    return Drawing(figure, HEIGHT, {"xaxis": _short(years)})


def draw_bills(years: Sequence[int], introduced, enacted, so_far: bool) -> Drawing:
    """Bills introduced as hollow bars, and within them those that became law, in ink."""
    figure = blank(barmode="overlay", bargap=0.35, hovermode="x unified", margin=MARGIN)
    hollow = {"color": COLOURS["band"], "line": {"color": COLOURS["ink-2"], "width": 1}}
    figure.add_bar(x=years, y=introduced, name="introduced", marker=hollow, hovertemplate="%{y}")
    figure.add_bar(
        x=years,
        y=enacted,
        name="became law",
        marker={"color": COLOURS["ink"], "line": {"width": 0}},
        width=0.28,
        hovertemplate="%{y}",
    )
    _name_years(figure, years)
    top = max([5, *introduced, *enacted])
    figure.update_yaxes(range=[0, top * 1.14], nticks=5, tickformat="d")
    figure.update_layout(
        annotations=[
            *_totals(years, [max(two) for two in zip(introduced, enacted, strict=True)], "bottom"),
            *_so_far(years, so_far),
        ]
    )
    return Drawing(figure, BILLS_HEIGHT, {"xaxis": _short(years)})


def _name_years(figure, years):
    step = max(1, -(-len(years) // 14))
    figure.update_xaxes(
        tickvals=list(years[::step]),
        ticktext=[str(year) for year in years[::step]],
        tickfont={"size": 13},
        showline=False,
        zeroline=False,
    )


def _short(years):
    step = max(1, -(-len(years) // 12))
    shown = years[::step]
    return {"tickvals": list(shown), "ticktext": [f"’{year % 100:02}" for year in shown]}


def _totals(years, numbers, side):
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


def _so_far(years, so_far):
    """Under the last year, where it is not over on the day shown."""
    if so_far and years:
        at = {"x": years[-1], "y": 0, "yref": "paper", "yanchor": "top", "yshift": -22}
        yield at | {"text": "so far", "showarrow": False, "font": {"size": 12}}
