"""What all plotly figures share: the paper, the colors, the axes and the line at a date."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dashboard.charts.plotly.figure import Figure
from laws.text.dates import say_short

# The sheet's light tokens. A figure is drawn in them; the browser exchanges each for the token's
# value of the mode it shows, so that one figure serves light, dark and paper.
COLORS = {
    "paper": "#fbf9f4",
    "band": "#f3efe5",
    "ink": "#1b1b1e",
    "ink-2": "#57544d",
    "rule": "#dcd7ca",
    "rule-2": "#868174",
    "hatch": "#8f8a7e",
    "law-ban": "#2b277c",
    "law-restriction": "#0f6668",
    "law-oversight": "#46928e",
    "law-narrow": "#d3e9e5",
    "law-permits": "#bf5710",
    "law-none-line": "#8f897b",
    "tint-1": "#bebcb7",
    "tint-2": "#8c8985",
    "tint-3": "#5f5c58",
    "tint-4": "#36332f",
}
SANS = "-apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, Liberation Sans, sans-serif"
# The class of law a paint stands for: the color, the pattern that carries it without color, and
# how much of the ground the pattern covers, as on the map.
PAINTS = {
    "ban": ("law-ban", "", 1),
    "moratorium": ("law-ban", "/", 0.6),
    "restriction": ("law-restriction", "", 1),
    "oversight": ("law-oversight", "", 1),
    "narrow": ("law-restriction", ".", 0.4),
    "permits": ("law-permits", "x", 0.4),
    "ended": ("law-permits", "", 1),
    "other": ("rule-2", "", 1),
    "doubtful": ("hatch", "\\", 0.2),
}


@dataclass
class Drawing:
    """A figure, its height in pixels, and what of its layout a narrow screen needs otherwise."""

    figure: Figure
    height: int = 380
    narrow: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Plain data: the figure as plotly's browser library takes it, and how to color it."""
        return {
            "figure": self.figure.to_plotly_json(),
            "height": self.height,
            "narrow": self.narrow,
            "colours": {value: f"--{name}" for name, value in COLORS.items()},
        }


def blank(**layout: Any) -> Figure:
    """An empty figure on the site's paper: hairlines across, none upright, no legend, no motion."""
    axis = {
        "color": COLORS["ink-2"],
        "gridcolor": COLORS["rule"],
        "linecolor": COLORS["ink"],
        "zerolinecolor": COLORS["ink"],
        "fixedrange": True,
        "automargin": True,
    }
    figure = Figure()
    figure.update_layout(
        # None of plotly’s own looks.
        template={"data": {"scatter": [{"type": "scatter"}]}},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": SANS, "size": 13, "color": COLORS["ink-2"]},
        margin={"l": 8, "r": 8, "t": 24, "b": 32},
        showlegend=False,
        dragmode=False,
        hoverlabel={
            "bgcolor": COLORS["paper"],
            "bordercolor": COLORS["ink"],
            "font": {"family": SANS, "size": 13, "color": COLORS["ink"]},
            "align": "left",
        },
        xaxis={**axis, "showgrid": False},
        yaxis={**axis, "zeroline": False, "showline": False},
    )
    figure.update_layout(**layout)
    return figure


def over_years(figure: Figure, first: date, last: date, most: int = 12) -> None:
    """Give the figure a time axis: ticks down at the years, each named or, of many, a few."""
    figure.update_xaxes(
        type="date",
        range=[first.isoformat(), last.isoformat()],
        ticks="outside",
        tickcolor=COLORS["ink"],
        showline=True,
        **named_years(first, last, most),
    )


def named_years(first: date, last: date, most: int, form: str = "%Y") -> dict[str, Any]:
    """Of a time axis: which years are named, no more than `most`, and how."""
    years = last.year - first.year + 1
    step = next((n for n in (1, 2, 5, 10) if years <= n * most), 20)
    # The name of a single year stands in its middle, that of every second at its beginning.
    mode = "period" if step == 1 else "instant"
    return {"dtick": f"M{12 * step}", "tickformat": form, "ticklabelmode": mode}


def line_at(figure: Figure, on: date) -> None:
    """A dotted line at the date that the page shows, with the date over it."""
    day = on.isoformat()
    figure.add_shape(
        type="line",
        x0=day,
        x1=day,
        y0=0,
        y1=1,
        yref="paper",
        line={"color": COLORS["ink"], "width": 1, "dash": "dot"},
    )
    at = {"x": day, "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False}
    figure.add_annotation(**at, xanchor=_side(figure, on), text=say_short(on))


def _side(figure: Figure, on: date) -> str:
    """How the date stands over its line: inwards where the left edge would cut it."""
    first, last = (date.fromisoformat(day) for day in figure.layout["xaxis"]["range"])
    return "left" if (on - first).days * 12 < (last - first).days else "center"


def fill(effect: str) -> dict[str, Any]:
    """The marker of a bar that stands for a class of law: its color, or its pattern on paper."""
    name, shape, covered = PAINTS.get(effect, PAINTS["other"])
    color = COLORS[name]
    if not shape:
        return {"color": color, "line": {"width": 0}}
    return {
        "color": COLORS["paper"],
        "line": {"color": color, "width": 1},
        "pattern": {
            "shape": shape,
            "fgcolor": color,
            "bgcolor": COLORS["paper"],
            "fgopacity": 1,  # plotly would draw an overlay at half its strength
            "size": 6,
            "solidity": covered,
            "fillmode": "overlay",
        },
    }
