"""The history of the law, as curves, bars and sentences."""

from dashboard.charts.chart import Chart
from dashboard.map.law_changes import changes_by_day, date_slider
from dashboard.pages.timeline import milestones, trend_text
from dashboard.pages.timeline import text as timeline_text
from dashboard.pages.timeline.charts import covered, cumulative, momentum, who_when
from dashboard.web.as_of import asked_as_of
from dashboard.web.page_url import Address
from dashboard.web.params import asked_choice, asked_state, page
from dashboard.words.links import host
from laws.counting.counts import PRESETS
from laws.counting.shared import history
from laws.counting.trend import count_changes, steps
from laws.models import Milestone

PRESET_WORDS = {key: f"{key.title()} count" for key in PRESETS}
WHAT = {"bans": "a ban", "restriction": "a restriction", "oversight": "oversight", "all": "a limit"}


def timeline(request):
    """How the count rose and fell, who had a ban when, and whether the movement wanes."""
    as_of, past = asked_as_of(request), history()
    known, pins = _known_milestones(request), _asked_pins(request)
    marked = milestones.shown(known, pins)
    count = _asked_count(request)
    charts = {
        "cumulative": cumulative.build(past, as_of, **count, milestones=marked, pins=pins),
        "who_when": who_when.build(past, as_of, **_asked_terms(request)),
        "momentum": momentum.build(past, as_of),
        "bills": momentum.bills(past, as_of),
    }
    address = _address(request, as_of, charts)
    effect = charts["who_when"].asked["effect"] or "bans"
    days = [row[0] for row in charts["cumulative"].rows]
    context = charts | {
        **_sentences(past, charts["cumulative"].preset, as_of),
        "chart_begins": cumulative.first_day(days, as_of.on),
        "milestones": _listed(marked),
        "known_milestones": len(known),
        "switches": _switches(address),
        "what": WHAT[effect],
        **date_slider(changes_by_day(past), as_of, address),
    }
    curves = charts["cumulative"]
    files = {"csv": curves.csv_url, "json": curves.figure_url}
    template = "dashboard/timeline/timeline.html"
    return page(request, template, context, on=as_of.on, nav="timeline", files=files)


# --- each chart as its address asks for it -------------------------------------------------------


def cumulative_chart(request) -> Chart:
    """The curves for `on`, `preset`, `state` and `milestones`."""
    pins = _asked_pins(request)
    marked = milestones.shown(_known_milestones(request), pins)
    asked = _asked_count(request) | {"milestones": marked, "pins": pins}
    return cumulative.build(history(), asked_as_of(request), **asked)


def covered_chart(request) -> Chart:
    """The people covered for `on`, `preset` and `state`."""
    return covered.build(history(), asked_as_of(request), **_asked_count(request))


def who_when_chart(request) -> Chart:
    """The terms for `on`, `level`, `effect`, `sort` and `state`."""
    return who_when.build(history(), asked_as_of(request), **_asked_terms(request))


def momentum_chart(request) -> Chart:
    """The steps by year for `on`."""
    return momentum.build(history(), asked_as_of(request))


def bills_by_year_chart(request) -> Chart:
    """The bills by year for `on`."""
    return momentum.bills(history(), asked_as_of(request))


def _asked_count(request):
    """How bans are counted, and where."""
    preset = asked_choice(request, "preset", PRESETS, "broad")
    return {"preset": preset, "state": asked_state(request)}


def _asked_terms(request):
    """Which terms are shown, where, and in what order."""
    return {
        "level": asked_choice(request, "level", who_when.LEVELS, "local"),
        "effect": asked_choice(request, "effect", who_when.EFFECTS, "bans"),
        "sort": asked_choice(request, "sort", who_when.SORTS, "start"),
        "state": asked_state(request),
    }


def _asked_pins(request):
    """Which milestones stand under the curves."""
    return asked_choice(request, "milestones", milestones.WORDS, milestones.MAIN)


def _known_milestones(request):
    """All milestones, or those of the state asked for."""
    state = asked_state(request)
    found = Milestone.objects.select_related("case")
    return list(found.filter(state_code=state.state_code) if state else found)


# --- what the page says around them --------------------------------------------------------------


def _sentences(past, preset, as_of):
    """What the page says of its curves and of the pace of the movement."""
    found = count_changes(past, preset)
    broad = found if preset == "broad" else count_changes(past, "broad")
    limited = [
        cumulative.numbers_of(past.law(day), preset)["states"] for day in (as_of.on, as_of.today)
    ]
    # Of days to come nobody knows what will have begun by then.
    last, found_steps = min(as_of.on, as_of.today), steps(past)
    answer, facts = trend_text.facts(broad, found_steps, last)
    bans, states = trend_text.paces_of(broad, found_steps, last)
    is_today = last == as_of.today
    lead = count = timeline_text.leading_sentence(found, limited, as_of)
    said = [timeline_text.following_sentences(found, as_of)]
    if bans.verdict != "none":
        lead = trend_text.headline(bans, states, last, is_today)
        said = [trend_text.on_states(states, last, is_today), "".join(count), *said]
    return {
        "lead": lead,
        "sub": " ".join(filter(None, said)),
        "answer": answer,
        "facts": facts,
        "decided": trend_text.how_decided(),
    }


def _address(request, as_of, charts):
    asked = {"on": as_of.parameter}
    for chart in charts.values():
        asked |= chart.asked
    return Address(request.path, tuple((name, value) for name, value in asked.items() if value))


def _switches(here):
    """The choices of each parameter as links; the first of each is the default."""
    return {
        name: [
            {
                "word": word,
                "href": str(here.having(name, "" if place == 0 else key)),
                "chosen": key == (here.get(name) or [next(iter(words))])[0],
            }
            for place, (key, word) in enumerate(words.items())
        ]
        for name, words in (
            ("preset", PRESET_WORDS),
            ("milestones", milestones.WORDS),
            ("level", who_when.LEVELS),
            ("effect", who_when.EFFECT_WORDS),
            ("sort", who_when.SORTS),
        )
    }


def _listed(found):
    """The milestones as the list shows them, numbered as on the chart."""
    return [
        {"number": number, "row": one, "sources": [(url, host(url)) for url in one.source_urls]}
        for number, one in enumerate(found, 1)
    ]
