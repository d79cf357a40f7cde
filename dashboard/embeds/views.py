"""/embed/…: what other sites show of this one in a frame, and the only pages that may be framed."""

from datetime import date
from functools import wraps

from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from dashboard.cards.render import patterns
from dashboard.cards.response import source
from dashboard.embeds.embed import Embed, federal, of_chart, of_sheets
from dashboard.embeds.style import style, style_hash
from dashboard.map.selection import MAPS, read_selection
from dashboard.map.states import all_states
from dashboard.pages.home.picture import map_sheet
from dashboard.pages.measure_detail.data import MeasureData, find_measure
from dashboard.pages.measure_detail.text import headline
from dashboard.pages.measure_detail.withdrawn_views import says_merged
from dashboard.pages.rankings.views import ranked_chart
from dashboard.pages.states.data import state_record
from dashboard.pages.states.picture import state_sheet
from dashboard.pages.timeline.views import cumulative_chart
from dashboard.web.as_of import asked_as_of
from dashboard.web.page_url import path_to
from dashboard.web.parameters import parameters_of
from dashboard.web.params import ahead
from dashboard.words.tense import tense_of
from laws.counting.counts import PRESETS
from laws.models import Measure, merged_with
from laws.models.edition import edition_read

NOTHING = ["'none'"]


def framed(view):
    """A view whose answer any site may show in a frame; it loads nothing and runs nothing."""

    @wraps(view)
    def answered(request: HttpRequest, *parts: str, **named: str) -> HttpResponse:
        policy = {
            "default-src": NOTHING,
            "style-src": [style_hash()],
            "base-uri": NOTHING,
            "form-action": NOTHING,
            "frame-ancestors": ["*"],
        }
        return csp(policy)(view)(request, *parts, **named)

    return answered


@framed
def map_embed(request: HttpRequest) -> HttpResponse:
    """The map for the date and the filters asked for; as tiles where there is little room."""
    parameters, as_of, states = parameters_of(request), asked_as_of(request), all_states()
    preset = parameters.choice("preset", PRESETS, "broad")
    selection = read_selection(parameters, as_of, states)
    asked = parameters.choice("map", MAPS)
    sheets = [map_sheet(selection, states, preset, one) for one in ([asked] if asked else MAPS)]
    return _answer(request, of_sheets(*sheets), path_to("home"))


@framed
def ranking_embed(request: HttpRequest) -> HttpResponse:
    """The ranking for `by`, `preset` and `on`."""
    return _answer(request, of_chart(ranked_chart(request)), path_to("rankings"))


@framed
def timeline_embed(request: HttpRequest) -> HttpResponse:
    """How many were in effect on each day, for `on`, `preset`, `state` and `milestones`."""
    return _answer(request, of_chart(cumulative_chart(request)), path_to("timeline"))


@framed
def state_embed(request: HttpRequest, state_code: str) -> HttpResponse:
    """One state, or the country as “us”: its sentence, and the map of its local measures."""
    as_of = asked_as_of(request)
    record = state_record(state_code.lower(), as_of.on)
    sheet = state_sheet(record, as_of, with_counties=False)
    embed = federal(sheet) if record.is_country else of_sheets(sheet)
    return _answer(request, embed, path_to("state", state_code.lower()))


@says_merged
@framed
def measure_embed(request: HttpRequest, slug: str) -> HttpResponse:
    """One measure: what it does, how far it got, whether it is in effect, what is in doubt."""
    as_of = asked_as_of(request)
    try:
        found = find_measure(slug)
    except Http404:
        return _answer(request, _withdrawn(slug, as_of.on), path_to("measure", slug), status=410)
    data = MeasureData(found, as_of.on, as_of.query)
    subject, phrase, rest = headline(data.status, tense_of(as_of))
    title = f"{subject} {phrase}{rest}" if phrase else f"{subject}{rest}"
    embed = Embed(title, as_of.on, figures=[], counts=[])
    return _answer(request, embed, path_to("measure", slug), data)


def _withdrawn(slug: str, on: date) -> Embed:
    """What stands in the frame of a measure that was taken off the site."""
    measure = Measure.objects.withdrawn().filter(slug=slug).first()
    if measure is None or merged_with(slug):
        raise Http404
    said = f"Facelaw has withdrawn its record of {measure}."
    return Embed(said, on, figures=[], counts=[], sub=measure.withdrawn_reason)


def _answer(
    request: HttpRequest,
    embed: Embed,
    page: str,
    data: MeasureData | None = None,
    status: int = 200,
) -> HttpResponse:
    query = request.GET.urlencode()
    context = {
        "data": data,
        "status": data and data.status,
        "embed": embed,
        "page": f"{page}?{query}" if query else page,
        "source": source(),
        "edition": edition_read(),
        "style": mark_safe(f"<style>{style()}</style>"),
        "patterns": mark_safe(patterns()),
        "notices": [*request.notices, *ahead(embed.on)],  # type: ignore[attr-defined]
    }
    return render(request, "dashboard/embeds/embed.html", context, status=status)
