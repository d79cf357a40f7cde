"""/measures/<slug>/: one measure on a date, the same as JSON, and its chart."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from dashboard.cards.response import card_response
from dashboard.charts.chart import Chart
from dashboard.map.law_changes import changes_of, date_slider, level_of
from dashboard.pages.changes.data import LatestChanges, latest_changes
from dashboard.pages.measure_detail import charts
from dashboard.pages.measure_detail.api import RULE, as_json
from dashboard.pages.measure_detail.card import card_of
from dashboard.pages.measure_detail.data import MeasureData, find_measure
from dashboard.pages.measure_detail.gist import Gist
from dashboard.pages.measure_detail.history import action_history
from dashboard.pages.measure_detail.structured_data import legislation
from dashboard.pages.measure_detail.text import headline, summary_after
from dashboard.pages.measure_detail.withdrawn_views import says_merged, says_withdrawn
from dashboard.templatetags.head import LONGEST_TITLE
from dashboard.web.as_of import AsOf, asked_as_of
from dashboard.web.date_slider import STEPS_OF_ONE, Change
from dashboard.web.embedding import embed_of
from dashboard.web.json_ld import json_ld
from dashboard.web.page_url import Address
from dashboard.web.params import answer_json, asked_date, explain, page, site_of
from dashboard.words.tense import tense_of
from laws.editing.verification import is_old
from laws.models import Measure
from laws.models.force import own_days
from laws.text.dates import say
from laws.vocabulary import CAME_TO_NOTHING, Stage

OVER = (Stage.ENDED, *CAME_TO_NOTHING)
MANY_EVENTS = 8  # with more, the sources stand under the provisions rather than the events
MANY_ANSWERS = 7


@says_withdrawn
def measure(request: HttpRequest, slug: str) -> HttpResponse:
    """The page."""
    return answer(request, find_measure(slug))


def answer(request: HttpRequest, measure: Measure) -> HttpResponse:
    """The page of a measure that was read as `find_measure` reads it."""
    as_of = asked_as_of(request)
    data = MeasureData(measure, as_of.on, as_of.query)
    past, to_come = action_history(data.actions, data.status, data.chambers, data.case_of_action)
    subject, phrase, rest = headline(data.status, tense_of(as_of))
    context = {
        "measure": data.measure,
        "data": data,
        "status": data.status,
        "title": data.title(LONGEST_TITLE - len(_day_behind(as_of))),
        "strictness": data.strictness,
        "scores": charts.build(data),
        "gist": Gist(data),
        "summary": summary_after(data.measure, phrase),
        "headline": {"subject": subject, "phrase": phrase, "rest": rest},
        **_dates(data, as_of, request.path),
        "past": past,
        "to_come": to_come,
        "many_events": len(data.actions) > MANY_EVENTS,
        "fills_first": _fills_first(data),
        "is_old": _is_old(data, as_of.today),
        "changes": _changes(data),
        "embed": embed_of("measure", Address(""), measure.slug),
        "legislation": json_ld(legislation(data, site_of(request))),
    }
    template = "dashboard/measure_detail/measure.html"
    return page(request, template, context, on=as_of.on, nav="measures")


@says_withdrawn
def measure_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for programs."""
    on = asked_date(request)
    return answer_json(
        request, on, RULE, as_json(MeasureData(find_measure(slug), on), site_of(request))
    )


@says_merged
def measure_card(request: HttpRequest, slug: str) -> HttpResponse:
    """The card of a measure as PNG."""
    as_of = asked_as_of(request)
    return card_response(request, card_of(MeasureData(find_measure(slug), as_of.on), as_of))


def strictness_chart(request: HttpRequest) -> Chart:
    """The chart for `on` and `measure`, a slug, of the query string."""
    slug, on = request.GET.get("measure", "").strip(), asked_date(request)
    published = Measure.objects.published().select_related("jurisdiction", "session")
    published = published.annotate(own_days=own_days())
    measure = published.filter(slug=slug).first() if slug else None
    if slug and measure is None:
        allowed = "the name in a measure’s address is allowed, as ma-s927-2023"
        explain(request, "measure", slug, allowed)
    return charts.build(MeasureData(measure, on)) if measure else charts.build_empty(on)


def _changes(data: MeasureData) -> LatestChanges:
    answers = [one.row for one in data.own_answers]
    return latest_changes(data.measure, data.related.rows.values(), answers)


def _fills_first(data: MeasureData) -> bool:
    """Whether the first column is long: what changed on the page then stands in the other."""
    has_family = bool(data.lineage) and not data.lineage.is_large
    return has_family or len(data.own_answers) > MANY_ANSWERS


def _day_behind(as_of: AsOf) -> str:
    """What the frame writes behind a title on another day."""
    return "" if as_of.is_today else f", {say(as_of.on)}"


def _dates(data: MeasureData, as_of: AsOf, path: str) -> dict[str, Any]:
    """The slider, with the days on which its stage changed, or it began or ceased to apply."""
    kind = data.measure.jurisdiction.kind
    changes = set(changes_of(data.status.terms, lambda term: kind))
    for span in data.status.stages:
        what = "end" if span.stage in OVER else "start"
        changes.add(Change(span.from_on, level_of(kind), what))
    for begins, ends in data.own_days:
        changes |= {Change(begins.last, level_of(kind), "start")} if begins else set()
        changes |= {Change(ends.first, level_of(kind), "end")} if ends else set()
    pairs = (("on", as_of.parameter),) if as_of.parameter else ()
    address = Address(path, pairs)
    return date_slider(list(changes), as_of, address, STEPS_OF_ONE)


def _is_old(data: MeasureData, today: date) -> bool:
    """Whether it was last checked too long ago to be relied on."""
    session = data.measure.session
    runs = session is not None and (session.end_on is None or session.end_on >= today)
    moves = runs and data.status.is_pending
    return is_old(data.measure.verified_on, today, moves)
