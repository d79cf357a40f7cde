"""/preemption/: whether the cities of each state may pass a law of their own, and as JSON."""

from collections import Counter

from django.http import HttpRequest, HttpResponse

from dashboard.charts.svg.scales import DOUBT_SIGN
from dashboard.pages.preemption.data import all_states, counts, disputed
from dashboard.web.as_of import asked_as_of
from dashboard.web.page_url import path_to
from dashboard.web.params import answer_json, page
from dashboard.words.lists import listed
from dashboard.words.may_act import ON_USE, WORDS, as_json, said
from dashboard.words.numbers import in_words
from laws.rules.registry import RULES


def preemption(request: HttpRequest) -> HttpResponse:
    """The page."""
    as_of = asked_as_of(request)
    states = all_states(as_of.on)
    context = {
        "researched": sum(one.is_researched for one in states),
        "total": len(states),
        "sentences": [
            f"{ON_USE[subject]}: {_counted(subject, number, disputed(states))}."
            for subject, number in counts(states).items()
        ],
        "uses": ON_USE.values(),
        "rows": [
            {
                "name": one.state.name,
                "code": one.state.state_code.lower(),
                "href": path_to("state", one.state.state_code.lower()) + as_of.query,
                "answers": said(one.answers, as_of.on),
            }
            for one in states
        ],
    }
    return page(request, "dashboard/preemption/preemption.html", context, on=as_of.on)


def _counted(subject: str, number: Counter[str], doubts: set[tuple[str, str]]) -> str:
    """How many states have each answer: no in three, limited in one ‡, not researched in 52."""
    return listed(
        f"{WORDS[key].lower()} in {in_words(number[key])}"
        + (f" {DOUBT_SIGN}" if (subject, key) in doubts else "")
        for key in WORDS
    )


def preemption_json(request: HttpRequest) -> HttpResponse:
    """The same as data: `rows`, one for each state and use; `counts` by use and answer."""
    as_of = asked_as_of(request)
    states = all_states(as_of.on)
    content = {
        "counts": {
            subject: {key: number[key] for key in WORDS}
            for subject, number in counts(states).items()
        },
        "rows": [
            {"state": one.state.state_code, "name": one.state.name} | row
            for one in states
            for row in as_json(one.answers)
        ],
    }
    return answer_json(request, as_of.on, f"R14: {RULES[14].text}", content)
