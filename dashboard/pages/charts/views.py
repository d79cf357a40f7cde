"""The charts as data: the figure a page draws when it comes near, and its rows as a file."""

from django.http import Http404

from dashboard.charts.chart import plain
from dashboard.web.csv import csv_response
from dashboard.web.params import answer_json
from laws.models import LoadedRecord


def chart_json(request, name, charts):
    """The chart with its figure (`data`, `layout`), its rows, and the words a copy carries."""
    chart = _asked(request, name, charts)
    record = LoadedRecord.objects.first()
    edition = f"Facelaw, record of {record.version}" if record else "Facelaw"
    content = {
        "title": chart.title,
        "counts": chart.counts,
        "foot": [chart.counts, chart.rule_words, f"Source: {edition}, CC BY 4.0."],
        "preset": chart.preset,
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


def _asked(request, name, charts):
    """The chart of that name as the request asks for it; `charts` are those of the registry."""
    if name not in charts:
        raise Http404(f"There is no chart {name}.")
    return charts[name](request)
