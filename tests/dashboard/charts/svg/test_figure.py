"""A still draws what its figure says, at the right place, and refuses what it does not know."""

import xml.etree.ElementTree as ET
from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard.charts.plotly import bills_bars, cumulative, who_when
from dashboard.charts.plotly.frame import COLORS, Drawing, blank, fill
from dashboard.charts.plotly.pins import Pin
from dashboard.charts.svg.figure import still
from dashboard.charts.svg.figure_ink import DARK, NotDrawnError
from tests.support.drawings import SVG


def drawn(drawing, width=720, mode="light"):
    return ET.fromstring(still(drawing, width, mode=mode))


def of(root, tag):
    return list(root.iter(SVG + tag)) or list(root.iter(tag))


def words(root):
    return ["".join(one.itertext()) for one in of(root, "text")]


def figure(**bar):
    made = blank(barmode="stack")
    made.add_bar(x=[4], y=[0], orientation="h", width=0.5, marker=fill("ban"), **bar)
    made.update_xaxes(range=[0, 8], tickformat="d", nticks=5)
    made.update_yaxes(range=[1, -1], tickvals=[0], ticktext=["Ohio"])
    return made


def test_a_bar_is_as_long_as_its_number_and_says_on_hover_what_it_stands_for():
    root = drawn(Drawing(figure(hovertext=["Ohio: four<br>of them"], hoverinfo="text"), 100))
    (bar,) = of(root, "rect")
    assert (bar.get("x"), bar.get("width")) == ("0%", "50%")
    assert bar.findtext(SVG + "title") == "Ohio: four\nof them"
    assert words(root) == ["0", "2", "4", "6", "8", "Ohio"]


def test_bars_stand_on_each_other():
    made = figure()
    made.add_bar(x=[2], y=[0], orientation="h", width=0.5, marker=fill("moratorium"))
    first, second = [one for one in of(drawn(Drawing(made, 100)), "rect") if one.get("x")]
    assert (first.get("width"), second.get("x"), second.get("width")) == ("50%", "50%", "25%")


def test_a_page_names_tokens_and_the_sprites_hatch_a_file_brings_its_own():
    drawing = who_when.draw(
        [who_when.Line("Troy", [who_when.Bar("moratorium", date(2020, 1, 1), None, "Pause")])],
        on=date(2023, 7, 20), first=date(2019, 1, 1), last=date(2023, 7, 20),
    )  # fmt: skip
    page = still(drawing, 720, mode="page")
    assert 'fill="url(#p-moratorium)"' in page
    assert "#" not in page.replace("url(#p-moratorium)", "")
    dark = still(drawing, 720, mode="dark")
    assert 'id="hatch-moratorium"' in dark
    assert DARK["law-ban"] in dark
    assert COLORS["law-ban"] not in dark


def test_a_narrow_room_takes_the_narrow_layout_and_leaves_hover_to_mice():
    drawing = Drawing(figure(hovertext=["Four"]), 100, {"yaxis": {"ticktext": ["OH"]}})
    root = drawn(drawing, 360)
    assert words(root)[-1] == "OH"
    assert not of(root, "title")


def test_steps_end_where_the_figure_says_and_pins_say_their_milestone():
    curve = cumulative.Curve("local bans", [(date(2020, 1, 1), 3)], "local")
    drawing = cumulative.draw(
        [curve], [Pin(1, date(2020, 6, 1), "Gender Shades")],
        on=date(2022, 1, 1), first=date(2018, 1, 1), last=date(2022, 1, 1),
    )  # fmt: skip
    root = drawn(drawing)
    (path,) = [one.get("d") for one in of(root, "path") if "H" in one.get("d")]
    assert path == "M0,380H287.68V170.83H575.76V170.83"  # 3 of an axis of 5.45 is 55 per cent
    assert "1. Gender Shades" in [one.text for one in of(root, "title")]
    assert {"2018", "2019", "2020", "2021", "3", "local bans"} <= set(words(root))


def test_words_at_the_end_of_a_short_bar_leave_the_bars_their_room():
    bars = [bills_bars.Bar("2025", [bills_bars.Part(4, 60, "became law")], "6 of 60")]
    bars.append(bills_bars.Bar("2018", [bills_bars.Part(4, 10, "became law")], "mostly laws " * 3))
    drawing = bills_bars.draw(bars)
    assert drawing.narrow["margin"]["r"] < 160


@pytest.mark.parametrize(
    "change",
    [
        {"xaxis": {"type": "log"}},
        {"xaxis": {"tickformat": ".0%"}},
        {"barmode": "group"},
        {"legend": {"x": 1}},
        {"annotations": [{"text": "here", "x": 1, "y": 0, "showarrow": True}]},
        {"shapes": [{"type": "path", "path": "M0,0", "line": {"width": 1}}]},
        {"shapes": [{"type": "line", "x0": 0, "x1": 1, "y0": 0, "y1": 1, "opacity": 0.5}]},
    ],
)
def test_what_it_does_not_know_is_refused(change):
    made = figure()
    made.update_layout(**change)
    with pytest.raises(NotDrawnError):
        still(Drawing(made, 100), 720, mode="light")


@pytest.mark.parametrize(
    "trace",
    [
        go.Pie(values=[1]),
        go.Scatter(x=[1], y=[0], mode="lines+markers"),
        go.Scatter(x=[1, 2], y=[0, 0], mode="lines", line={"shape": "spline"}),
        go.Bar(x=[1], y=[1], marker={"color": "red"}),
        go.Bar(x=[1], y=[1], marker={"color": COLORS["ink"], "opacity": 0.4}),
    ],
    ids=lambda trace: trace.type,
)
def test_a_trace_it_does_not_know_is_refused(trace):
    made = figure()
    made.data.append(trace.to_plotly_json())
    with pytest.raises(NotDrawnError):
        still(Drawing(made, 100), 720, mode="light")
