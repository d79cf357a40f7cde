"""The charts as files: the figure that a page draws, its rows, and its picture."""

from django.http import Http404

from dashboard.cards.render import LIGHT, MODES
from dashboard.cards.response import sheet_response, source
from dashboard.charts.chart import plain
from dashboard.pages.charts.picture import chart_sheet
from dashboard.web.csv import csv_response
from dashboard.web.params import answer_json, asked_choice


def chart_json(request, name, charts):
    """The chart with its figure (`data`, `layout`), its rows, and the words a copy carries."""
    chart = _asked(request, name, charts)
    content = {
        "title": chart.title,
        "counts": chart.counts,
        "foot": [chart.counts, chart.rule_words, f"Source: {source()}."],
        "preset": chart.preset,
        "key": [{"mark": one.mark, "words": one.words, "count": one.count} for one in chart.key],
        "rows": chart.records,
        **chart.draw().as_json(),
    }
    return answer_json(request, chart.on, chart.rule_words, content)


def chart_csv(request, name, charts):
    """The chart's rows as CSV, each with the date and the preset they were counted for."""
    chart = _asked(request, name, charts)
    columns = [*(column.key for column in chart.columns), "as_of", "preset"]
    rows = ([*map(plain, row), chart.on, chart.preset] for row in chart.rows)
    return csv_response(f"{name}-{chart.on}.csv", columns, rows)


def chart_picture(request, name, charts, form):
    """The chart as a picture with its key: PNG or SVG."""
    chart = _asked(request, name, charts)
    sheet = chart_sheet(chart, asked_choice(request, "mode", MODES, LIGHT))
    return sheet_response(request, form, sheet, chart.address.at(request.path))


def _asked(request, name, charts):
    """The chart of that name as the request asks for it; `charts` are those of the registry."""
    if name not in charts:
        raise Http404(f"There is no chart {name}.")
    return charts[name](request)
