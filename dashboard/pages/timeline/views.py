"""The history of the law, as curves, bars and sentences."""

from dashboard.charts.chart import history_for
from dashboard.map.law_changes import events, when
from dashboard.pages.timeline import text as timeline_words
from dashboard.pages.timeline import trend_text
from dashboard.pages.timeline.charts import cumulative, momentum, who_when
from dashboard.pages.timeline.charts.milestones import milestones_for
from dashboard.web.page_url import Address
from dashboard.web.params import asked_choice, asked_date, on_parameter, page, today
from dashboard.words.links import host
from laws.counting.counts import PRESETS
from laws.counting.trend import steps, turns
from laws.vocabulary import LIMITS

PRESET_WORDS = {key: f"{key.title()} count" for key in PRESETS}
WHAT = {"bans": "a ban", "restriction": "a restriction", "oversight": "oversight", "all": "a limit"}
MILESTONE_WORDS = {"on": "Show milestones", "off": "Hide milestones"}


def timeline(request):
    """How the count rose and fell, who had a ban when, and whether the movement wanes."""
    on, preset = asked_date(request), asked_choice(request, "preset", PRESETS, "broad")
    charts = {
        "cumulative": cumulative.build(request),
        "who_when": who_when.build(request),
        "momentum": momentum.build(request),
        "bills": momentum.bills(request),
    }
    here = _here(request, on, charts)
    past = history_for(request)
    effect = charts["who_when"].asked["effect"] or "bans"
    context = charts | {
        **_sentences(past, cumulative.counts_for(request, preset), preset, on),
        "milestones": _milestones(request, charts["cumulative"]),
        "switches": _switches(here),
        "what": WHAT[effect],
        "shown": who_when.EFFECTS[effect],
        "tightening": LIMITS,
        **when(events(), on, here),
    }
    return page(request, "dashboard/timeline/timeline.html", context, on=on, nav="timeline")


def _sentences(past, days, preset, on):
    """What the page says of its curves and of the pace of the movement."""
    found = turns(past, preset)
    broad = found if preset == "broad" else turns(past, "broad")
    # Of days to come nobody knows what will have begun by then.
    answer, facts = trend_text.facts(broad, steps(past), min(on, today()))
    return {
        "lead": timeline_words.leading_sentence(found, days, on, today()),
        "sub": timeline_words.following_sentences(found, on, today()),
        "chart_begins": cumulative.first_day(days, on),
        "answer": answer,
        "facts": facts,
        "decided": trend_text.how_decided(),
    }


def _here(request, on, charts):
    asked = {"on": on_parameter(on)}
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
            ("milestones", MILESTONE_WORDS),
            ("level", who_when.LEVELS),
            ("effect", who_when.EFFECT_WORDS),
            ("sort", who_when.SORTS),
        )
    }


def _milestones(request, chart):
    """The milestones as the list shows them, numbered as on the chart; none when hidden."""
    if chart.asked["milestones"] == "off":
        return []
    return [
        {"number": number, "row": one, "sources": [(url, host(url)) for url in one.source_urls]}
        for number, one in enumerate(milestones_for(request), 1)
    ]
