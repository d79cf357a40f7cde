"""A ranking of the states on a day, and on the last day of each year to play through."""

from django.utils.text import slugify

from dashboard.charts.chart import Chart
from dashboard.charts.plotly.ranked import Bar, Frame, draw, draw_days, height_of
from dashboard.pages.rankings.bans import Bans
from dashboard.pages.rankings.base import Ranking
from dashboard.web.params import query
from laws.text.dates import say

MOST_BARS = 20


def build(ranking: Ranking) -> Chart:
    """The chart of a ranking on the date of its page, which plays through the years."""
    on, days = ranking.as_of.on, ranking.steps()
    columns, rows = ranking.table(days)
    chart = Chart(
        name="ranked",
        title=ranking.title(on),
        counts=f"{ranking.counts} A year stands for its last day.",
        rules=ranking.rules,
        on=on,
        columns=columns,
        rows=rows,
        draw=lambda: _drawing(ranking, chart, days),
        height=height_of(_most_bars(ranking, days)),
        asked=parameters(ranking),
        preset=ranking.preset,
        empty="" if rows else ranking.empty,
        key=ranking.marks,
        file=slugify(ranking.tab),
    )
    return chart


def parameters(ranking: Ranking) -> dict[str, str | None]:
    """The parameters that give a ranking again; what is the default is left out."""
    return {
        "by": None if ranking.key == Bans.key else ranking.key,
        "preset": "strict" if ranking.preset == "strict" else None,
    }


def steps(ranking: Ranking) -> list[dict]:
    """The days to play through, each with its name and its address, for a reader's links."""
    on = ranking.as_of.on
    return [
        {
            "day": day,
            "name": step_name(day, on),
            "mark": _mark(day, ranking.as_of.today),
            "href": query(**parameters(ranking), on=day.isoformat()),
            "chosen": day == on,
        }
        for day in ranking.steps()
    ]


def step_name(day, on) -> str:
    """What a step is called: the year that ends with it, or its day."""
    return str(day.year) if (day.month, day.day) == (12, 31) and day != on else say(day)


def _mark(day, today) -> str:
    """What stands under the slider at a step: its year, or that it is today; else nothing."""
    if day == today:
        return "today"
    return f"’{day:%y}" if (day.month, day.day) == (12, 31) else ""


def _drawing(ranking, chart, days):
    frames = [_frame(ranking, chart, day) for day in days]
    kind = draw_days if ranking.style == "days" else draw
    return kind(
        frames,
        days.index(chart.on),
        ranking.parts,
        slots=_most_bars(ranking, days),
        longest=ranking.longest,
    )


def _frame(ranking, chart, day):
    words = {
        "title": ranking.title(day),
        "on": day.isoformat(),
        "rule": chart.rule_words.replace(say(chart.on), say(day)),
    }
    entries = ranking.entries(day)[:MOST_BARS]
    pairs = zip(entries, ranking.positions(day), strict=False)
    return Frame(step_name(day, chart.on), words, [_bar(entry, place) for entry, place in pairs])


def _bar(entry, place):
    doubt = f" ({entry.basis})" if entry.basis else ""
    name, words = entry.short or entry.name, entry.words + doubt
    return Bar(entry.key, place, name, entry.bar, words, entry.inside)


def _most_bars(ranking, days):
    return min(MOST_BARS, max(len(ranking.entries(day)) for day in days))
