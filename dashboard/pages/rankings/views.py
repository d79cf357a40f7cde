"""The rankings as a page and as a chart; municipal bans as JSON and CSV as well."""

from dashboard.charts.chart import Chart
from dashboard.map.law_changes import date_slider
from dashboard.map.states import all_states
from dashboard.pages.rankings import charts, gaps_api
from dashboard.pages.rankings.api import COLUMNS, csv_rows, json_row
from dashboard.pages.rankings.bans import Bans
from dashboard.pages.rankings.base import Ranking
from dashboard.pages.rankings.covered import Covered
from dashboard.pages.rankings.first import First, FirstInEffect
from dashboard.pages.rankings.gaps import Gaps
from dashboard.pages.rankings.introduced import Introduced
from dashboard.pages.rankings.missing import Adding, Missing
from dashboard.pages.rankings.safeguards import Safeguards
from dashboard.pages.timeline.charts import covered
from dashboard.web.as_of import asked_as_of
from dashboard.web.csv import csv_response
from dashboard.web.page_url import Address, path_to
from dashboard.web.params import answer_json, asked_choice, page, query
from laws.counting.counts import PRESETS, municipal_bans
from laws.counting.shared import history, law_on
from laws.rules.registry import RULES

EVERY = (Bans, Covered, First, FirstInEffect, Introduced, Safeguards, Missing, Adding)
RANKINGS = {one.key: one for one in EVERY}
# The rankings whose rows are files of their own: (words, address of the file, what a row is).
FILES = {
    Bans.key: (
        ("CSV", "ranking-csv", "one row for each local government"),
        ("JSON", "ranking-json", "one row for each state"),
    ),
    Missing.key: (
        ("CSV", "gaps-csv", "one row for each safeguard of each state"),
        ("JSON", "gaps-json", "one row for each state, with its bills"),
    ),
}
FILES[Adding.key] = FILES[Missing.key]


def rankings(request):
    """States in order by one of several numbers on the date asked for, and over the years."""
    as_of = asked_as_of(request)
    on, ranking = as_of.on, _ranking(request, as_of)
    context = {
        "ranking": ranking,
        "rows": ranking.rows(),
        "preset": ranking.preset,
        "tabs": tabs(ranking),
        "presets": presets(ranking),
        "lead": ranking.lead(on),
        "sub": ranking.sub(on),
        "chart": charts.build(ranking),
        "is_bare": not ranking.entries(on),
        "steps": charts.steps(ranking),
        "people": _people(ranking),
        "files": _files(ranking),
        **ranking.context(),
        **date_slider(ranking.changes(), as_of, _address(request, ranking), ranking.slider_shows),
    }
    # Where there are no files beside those of the chart, these are the page's.
    chart = context["chart"]
    own = {word.lower(): address for word, address, _ in context["files"]}
    files = own or {"csv": chart.csv_url, "json": chart.figure_url}
    return page(
        request,
        "dashboard/rankings/rankings.html",
        context,
        on=on,
        nav="rankings",
        files=None if ranking.key == Bans.key else files,
    )


def _files(ranking):
    """The rows of a ranking as files: words, address, what a row is."""
    asked = query(on=ranking.as_of.on.isoformat(), preset=ranking.preset)
    return [(words, path_to(name) + asked, row) for words, name, row in FILES.get(ranking.key, ())]


def ranked_chart(request) -> Chart:
    """The ranking for `by`, `preset` and `on`."""
    return charts.build(_ranking(request, asked_as_of(request)))


def _ranking(request, as_of) -> Ranking:
    """The ranking of `by` and `preset`; without them the broad count of municipal bans."""
    preset = asked_choice(request, "preset", PRESETS, "broad")
    ranking = RANKINGS[asked_choice(request, "by", RANKINGS, Bans.key)]
    return ranking(history(), all_states(), as_of, preset)


def _people(ranking):
    """The people covered over time, beside the ranking by them."""
    if ranking.key != Covered.key:
        return None
    return covered.build(ranking.past, ranking.as_of, preset=ranking.preset)


def tabs(ranking):
    """The rankings to choose from, each with its address on the day."""
    preset = "strict" if ranking.preset == "strict" else None
    return [
        {
            "word": one.tab,
            "chosen": one.key == ranking.key,
            "href": query(
                by=None if one.key == Bans.key else one.key,
                on=ranking.as_of.parameter,
                preset=preset if one.has_presets else None,
            )
            or "?",
        }
        for one in RANKINGS.values()
    ]


def presets(ranking):
    """The two ways to count, where the ranking has them."""
    if not ranking.has_presets:
        return []
    by, on = charts.parameters(ranking)["by"], ranking.as_of.parameter
    return [
        {
            "key": key,
            "text": text,
            "chosen": key == ranking.preset,
            "href": query(by=by, on=on, preset=None if key == "broad" else key) or "?",
        }
        for key, text in PRESETS.items()
    ]


def _address(request, ranking):
    known = {"on": ranking.as_of.parameter, **charts.parameters(ranking)}
    return Address(request.path, tuple((name, value) for name, value in known.items() if value))


def ranking_json(request):
    """The ranking as JSON: `on`, `preset` and `rows`, each with `state` (postal code), `count` and
    `jurisdictions` (`slug`, `name`); beside them `rank`, `tied`, and what each government's count
    rests on. Only states with at least one; by count, then by name.
    """
    on, preset, counts = _municipal_bans(request)
    rule = f"{RULES[7].name} {RULES[7].title}, {preset}: {PRESETS[preset]}"
    rows = [json_row(row) for row in counts]
    return answer_json(request, on, rule, {"preset": preset, "rows": rows})


def ranking_csv(request):
    """The ranking as CSV: one row for each government that counts."""
    on, preset, counts = _municipal_bans(request)
    rows = csv_rows(counts, on, preset)
    return csv_response(f"municipal-bans-{preset}-{on}.csv", COLUMNS, rows)


def _municipal_bans(request):
    """The date, the preset, and the count of each state that has any, by count, then by name."""
    on, preset = asked_as_of(request).on, asked_choice(request, "preset", PRESETS, "broad")
    names = {state.state_code: state.name for state in all_states()}
    counts = municipal_bans(law_on(on), preset)
    return on, preset, sorted(counts, key=lambda row: (row.rank, names[row.state_code]))


def gaps_json(request):
    """The safeguards of each state, and what each of its pending bills would add."""
    on, gaps = _gaps(request)
    rule = f"{RULES[13].name} {RULES[13].title}. {RULES[13].text}"
    content = {
        "safeguards": [{"slug": one.slug, "text": one.text} for one in gaps.questions],
        "rows": [gaps_api.json_row(one) for one in gaps.on(on)],
    }
    return answer_json(request, on, rule, content)


def gaps_csv(request):
    """The same as CSV: one row for each safeguard of each state."""
    on, gaps = _gaps(request)
    return csv_response(
        f"missing-safeguards-{on}.csv", gaps_api.COLUMNS, gaps_api.csv_rows(gaps, on)
    )


def _gaps(request):
    return asked_as_of(request).on, Gaps(history(), all_states())
