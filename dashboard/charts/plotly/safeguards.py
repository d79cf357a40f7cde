"""A heat map in ink: governments by questions, each answer a shade and a sign."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.charts.plotly.figure import Figure, Part
from dashboard.charts.plotly.frame import COLORS, Drawing, blank

# How dark an answer is, and the sign that carries it without its shade. No is an answer and has a
# shade; what is not coded is none, and its cell stays empty.
SHADES = {"yes": 3, "qualified": 2, "no": 1, "not_coded": 0}
SIGNS = {"yes": "●", "qualified": "◐", "no": "⊘", "not_coded": "–"}
LADDER = [COLORS["paper"], COLORS["tint-1"], COLORS["tint-2"], COLORS["ink"]]
# A band stands for governments without answers: its line and ground say why.
BANDS: dict[str, dict[str, Any]] = {
    "not_scored": {"fillcolor": COLORS["band"], "line": {"color": COLORS["rule-2"], "width": 1}},
    "none_found": {"line": {"color": COLORS["law-none-line"], "width": 1}},
    "not_researched": {"line": {"color": COLORS["hatch"], "width": 1, "dash": "dot"}},
}
ROW, HEAD, FOOT = 26, 140, 8
SLANT = -50  # degrees of the names of the questions, each of which begins over its column


class Line(NamedTuple):
    """A government: its name, its range in figures, and for each question the answer and a note."""

    name: str
    range: str
    answers: Sequence[str]
    notes: Sequence[str]


class Band(NamedTuple):
    """Governments without answers: why, the word for it, how many, and their codes."""

    why: str
    word: str
    counted: str
    codes: str


def height_of(lines: int, bands: int) -> int:
    """The height of the figure for so many rows."""
    return HEAD + FOOT + ROW * (lines + bands)


def draw(
    lines: Sequence[Line], bands: Sequence[Band], questions: Sequence[str], groups: Sequence[int]
) -> Drawing:
    """The matrix from the top down; `groups` are the columns after which a heading ends."""
    height = height_of(len(lines), len(bands))
    figure = blank(margin={"l": 8, "r": 116, "t": HEAD, "b": FOOT}, hovermode="closest")
    if lines and questions:
        figure.add_heatmap(**_cells(lines, questions))
    _axes(figure, [*(one.name for one in lines), *(one.word for one in bands)], questions)
    for column in groups[:-1]:
        _upright(figure, column + 0.5, len(lines))
    for row, line in enumerate(lines):
        figure.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=8, y=row, text=line.range, showarrow=False,
            font={"color": COLORS["ink"]},
        )  # fmt: skip
    ranges = figure.layout.get("annotations", [])
    for row, band in enumerate(bands, len(lines)):
        _across(figure, row, band, max(1, len(questions)))
    narrow = [_words(row, band.counted) for row, band in enumerate(bands, len(lines))]
    return Drawing(
        figure,
        height,
        {
            "margin": {"l": 0, "r": 104},
            "font": {"size": 12},
            "annotations": [*ranges, *narrow],
        },
    )


def _cells(lines: Sequence[Line], questions: Sequence[str]) -> Part:
    steps = len(LADDER)
    scale = [[(n + edge) / steps, shade] for n, shade in enumerate(LADDER) for edge in (0, 1)]
    return {
        "x": list(range(len(questions))),
        "y": list(range(len(lines))),
        "z": [[SHADES[answer] for answer in line.answers] for line in lines],
        "text": [[SIGNS[answer] for answer in line.answers] for line in lines],
        "customdata": [list(line.notes) for line in lines],
        "texttemplate": "%{text}",
        "textfont": {"size": 16},
        "hovertemplate": "%{customdata}<extra></extra>",
        "zmin": -0.5,
        "zmax": steps - 0.5,
        "colorscale": scale,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
    }


def _axes(figure: Figure, names: Sequence[str], questions: Sequence[str]) -> None:
    figure.update_xaxes(
        side="top",
        tickvals=list(range(len(questions))),
        ticktext=list(questions),
        tickangle=SLANT,
        range=[-0.5, max(1, len(questions)) - 0.5],
        zeroline=False,
        showline=False,
        ticks="",
        automargin=False,
    )
    figure.update_yaxes(
        tickvals=list(range(len(names))),
        ticktext=names,
        range=[len(names) - 0.5, -0.5],
        showgrid=False,
        ticks="",
        ticklabelstandoff=6,
        tickfont={"color": COLORS["ink"]},
    )


def _upright(figure: Figure, x: float, rows: int) -> None:
    figure.add_shape(
        type="line", x0=x, x1=x, y0=-0.5, y1=rows - 0.5,
        line={"color": COLORS["ink-2"], "width": 1},
    )  # fmt: skip


def _across(figure: Figure, row: int, band: Band, columns: int) -> None:
    """A band over the whole width with its number and, where there is room, its codes."""
    figure.add_shape(
        type="rect", x0=-0.46, x1=columns - 0.54, y0=row - 0.42, y1=row + 0.42, layer="below",
        **BANDS[band.why],
    )  # fmt: skip
    figure.add_annotation(**_words(row, f"{band.counted}: {band.codes}"))


def _words(row: int, text: str) -> dict[str, Any]:
    return {
        "x": -0.35, "y": row, "xanchor": "left", "text": text, "showarrow": False,
        "font": {"color": COLORS["ink-2"]},
    }  # fmt: skip
