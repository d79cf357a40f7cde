"""The rankings, and their twins as JSON and CSV."""

from dashboard.charts.chart import Chart
from dashboard.map.law_changes import date_slider, law_changes
from dashboard.map.ranked_states import ranked_states
from dashboard.map.states import all_states
from dashboard.pages.rankings import charts
from dashboard.pages.rankings.bans import Bans
from dashboard.pages.rankings.covered import Covered
from dashboard.pages.rankings.params import RANKINGS, asked_ranking
from dashboard.pages.timeline.charts import covered
from dashboard.web.as_of import asked_as_of
from dashboard.web.csv import csv_response
from dashboard.web.page_url import Address
from dashboard.web.params import answer_json, asked_choice, asked_date, on_parameter, page, query
from laws.counting.counts import PRESETS
from laws.counting.on_date import law_on
from laws.rules.registry import RULES

COLUMNS = [
    "state", "rank", "count", "slug", "name", "effect", "measure", "in_force_since", "basis", "on",
    "preset",
]  # fmt: skip


def rankings(request):
    """States in order by one of several numbers on the date asked for, and over the years."""
    as_of, ranking = asked_as_of(request), asked_ranking(request)
    on = as_of.on
    changes = [change for change in law_changes() if ranking.is_change(change)]
    context = {
        "ranking": ranking,
        "preset": ranking.preset,
        "tabs": tabs(ranking, on),
        "presets": presets(ranking, on),
        "lead": ranking.lead(on),
        "sub": ranking.sub(on),
        "chart": charts.build(ranking, as_of),
        "is_bare": not ranking.entries(on),
        "steps": charts.steps(ranking, as_of),
        "people": _people(ranking, as_of),
        "twin_query": query(on=on.isoformat(), preset=ranking.preset),
        **ranking.context(on),
        **date_slider(changes, as_of, _here(request, ranking, on)),
    }
    return page(request, "dashboard/rankings/rankings.html", context, on=on, nav="rankings")


def _people(ranking, as_of):
    """The people covered over time, beside the ranking by them."""
    if ranking.key != Covered.key:
        return None
    return covered.build(ranking.past, as_of, preset=ranking.preset)


def ranked_chart(request) -> Chart:
    """The ranking for `by`, `preset` and `on`."""
    return charts.build(asked_ranking(request), asked_as_of(request))


def tabs(ranking, on):
    """The rankings to choose from, each with its address on the day."""
    preset = "strict" if ranking.preset == "strict" else None
    return [
        {
            "word": one.tab,
            "chosen": one.key == ranking.key,
            "href": query(
                by=None if one.key == Bans.key else one.key,
                on=on_parameter(on),
                preset=preset if one.has_presets else None,
            )
            or "?",
        }
        for one in RANKINGS.values()
    ]


def presets(ranking, on):
    """The two ways to count, where the ranking has them."""
    if not ranking.has_presets:
        return []
    by = charts.asked(ranking)["by"]
    return [
        {
            "key": key,
            "text": text,
            "chosen": key == ranking.preset,
            "href": query(by=by, on=on_parameter(on), preset=None if key == "broad" else key)
            or "?",
        }
        for key, text in PRESETS.items()
    ]


def _here(request, ranking, on):
    known = {"on": on_parameter(on), **charts.asked(ranking)}
    return Address(request.path, tuple((name, value) for name, value in known.items() if value))


def ranking_json(request):
    """The ranking as JSON: `on`, `preset` and `rows`, each with `state` (postal code), `count` and
    `jurisdictions` (`slug`, `name`); beside them `rank`, `tied`, and what each government's count
    rests on. Only states with at least one; by count, then by name.
    """
    on, preset = asked_date(request), asked_choice(request, "preset", PRESETS, "broad")
    ranked = ranked_states(law_on(on), all_states(), preset)
    rows = [
        {
            "state": row.count.state_code,
            "count": row.count.count,
            "rank": row.count.rank,
            "tied": row.count.is_tied,
            "jurisdictions": [_government(one) for one in row.count.governments],
        }
        for row in ranked
    ]
    rule = f"{RULES[7].name} {RULES[7].title}, {preset}: {PRESETS[preset]}"
    return answer_json(request, on, rule, {"preset": preset, "rows": rows})


def _government(government):
    return {
        "slug": government.place.slug,
        "name": government.place.display_name,
        "effect": government.effect,
        "measures": [binding.slug for binding in government.measures],
        "in_force_since": min(b.starts_on for b in government.measures).isoformat(),
        "basis": government.basis,
        "doubts": list(government.doubts),
    }


def ranking_csv(request):
    """The ranking as CSV: one row for each government that counts."""
    on, preset = asked_date(request), asked_choice(request, "preset", PRESETS, "broad")
    rows = []
    for state in ranked_states(law_on(on), all_states(), preset):
        for one in state.count.governments:
            first = min(one.measures, key=lambda b: b.starts_on)
            counted = [state.count.state_code, state.count.rank, state.count.count]
            place = [one.place.slug, one.place.display_name, one.effect]
            rows.append([*counted, *place, first.slug, first.starts_on, one.basis, on, preset])
    return csv_response(f"municipal-bans-{preset}-{on}.csv", COLUMNS, rows)
