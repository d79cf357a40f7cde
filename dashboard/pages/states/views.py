"""All states and territories, and each one's page, also as JSON."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from dashboard.cards.response import card_response, sheet_response
from dashboard.pages.states.api import as_json
from dashboard.pages.states.card import card_of
from dashboard.pages.states.charts import state_charts
from dashboard.pages.states.data import state_record
from dashboard.pages.states.index import SORTS, states_context
from dashboard.pages.states.page import state_context
from dashboard.pages.states.picture import state_sheet
from dashboard.web.as_of import asked_as_of
from dashboard.web.json_ld import area, json_ld
from dashboard.web.page_url import Address
from dashboard.web.params import answer_json, asked_choice, asked_date, page, site_of


def states(request: HttpRequest) -> HttpResponse:
    """Every state, the District and the territories, each with its rule and its counts."""
    as_of, sort = asked_as_of(request), asked_choice(request, "sort", SORTS, "name")
    return page(request, "dashboard/states/states.html", states_context(as_of, sort), on=as_of.on)


def state(request: HttpRequest, state_code: str) -> HttpResponse:
    """One state, or the country as “us”."""
    if state_code != state_code.lower():
        return _lower_case(request, "state", state_code)
    as_of = asked_as_of(request)
    record = state_record(state_code, as_of.on)
    context = state_context(record, as_of) | state_charts(record, as_of)
    context["area"] = json_ld(area(record.state, site_of(request)))
    return page(request, "dashboard/states/state.html", context, on=as_of.on)


def state_json(request: HttpRequest, state_code: str) -> HttpResponse:
    """A state as JSON; what its keys mean stands with `as_json`."""
    if state_code != state_code.lower():
        return _lower_case(request, "state-json", state_code)
    on = asked_date(request)
    content = as_json(state_record(state_code, on))
    return answer_json(request, on, content["rule"], content)


def state_card(request: HttpRequest, state_code: str) -> HttpResponse:
    """The card of a state, or of the country as “us”, as PNG."""
    as_of = asked_as_of(request)
    return card_response(request, card_of(state_record(state_code, as_of.on), as_of))


def state_picture(request: HttpRequest, state_code: str, form: str) -> HttpResponse:
    """The map of a state as a picture with its key: PNG or SVG."""
    if state_code != state_code.lower():
        return _lower_case(request, f"state-{form}", state_code)
    as_of = asked_as_of(request)
    record = state_record(state_code, as_of.on)
    sheet = state_sheet(record, as_of)
    if not sheet.drawing:
        raise Http404(f"There is no map of {record.state.name}.")
    return sheet_response(request, form, sheet, Address(request.path))


def _lower_case(request, name, state_code):
    parameters = request.GET.urlencode()
    address = reverse(name, args=[state_code.lower()])
    return HttpResponsePermanentRedirect(f"{address}?{parameters}" if parameters else address)
