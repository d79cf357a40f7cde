"""A chart as a picture that stands alone."""

from html import escape

from django.utils.text import slugify

from dashboard.cards.sheet import ROOM, Sheet
from dashboard.charts.chart import Chart
from dashboard.charts.svg.figure import still
from dashboard.charts.svg.figure_ink import Mode
from dashboard.charts.svg.keys import KeyPart

# Letters of a chart are drawn larger than on a page, those of a long one as they are.
DRAWN_AT, LONG = 860, 900
NAMED = ("on", "by")  # parameters that the name of a file says in other words


def chart_sheet(chart: Chart, mode: Mode) -> Sheet:
    """A chart in the colors of a mode; without rows its words say why."""
    asked = [value for name, value in chart.address.pairs if name not in NAMED]
    return Sheet(
        name=slugify("-".join([chart.file or chart.name, *asked]).replace("/", "-")),
        title=chart.title,
        on=chart.on,
        drawing=_drawing(chart, mode),
        key=[KeyPart("", chart.key if chart.rows else ())],
        counts=[chart.counts, *chart.notes, chart.rule_words],
        within="chart",
        tallest=None,
    )


def _drawing(chart: Chart, mode: Mode) -> str:
    if not chart.rows:
        words = escape(chart.empty)
        return f'<svg viewBox="0 0 {ROOM} 60"><text y="36" class="chart-empty">{words}</text></svg>'
    drawing = (chart.draw_alone or chart.draw)()
    return still(drawing, ROOM if drawing.height > LONG else DRAWN_AT, mode=mode)
