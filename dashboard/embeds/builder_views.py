"""/embed/: a form that makes the code of an embed, with the embed as it will be shown."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse

from dashboard.map.layers import LAYERS
from dashboard.map.states import all_states
from dashboard.pages.rankings.views import RANKINGS
from dashboard.web.as_of import AsOf, asked_as_of
from dashboard.web.embedding import SHOWS, Embed, embed_of, page_of
from dashboard.web.page_url import Address
from dashboard.web.parameters import Parameters, parameters_of
from dashboard.web.params import page, site_of
from dashboard.words.names import at_start
from laws.counting.counts import PRESETS
from laws.models import Jurisdiction, Measure
from laws.models.edition import edition_read

DEFAULTS = {"fill": "rule", "by": "bans", "preset": "broad"}
"""What a box says where nothing else is chosen: the address need not say it."""
OWN = {"show", "on", "edition", "p", "m", *DEFAULTS}
"""The parameters that the form has boxes for; it keeps all others."""
NONE_CHOSEN = {
    "state": "Choose a state or territory, then “Show”.",
    "measure": "Write which law or bill, then “Show”.",
}


@csp_update({"frame-src": [SELF]})
def builder(request: HttpRequest) -> HttpResponse:
    """The form and, once all is chosen, the code and the preview."""
    parameters, as_of, states = parameters_of(request), asked_as_of(request), all_states()
    show = parameters.choice("show", SHOWS, "map")
    chosen = {name: parameters.choice(name, boxes, DEFAULTS[name]) for name, boxes in _boxes()}
    state, measure = _state(parameters, states), _measure(parameters)
    parts = {"state": (state,), "measure": (measure,)}.get(show, ())
    edition = edition_read()
    context: dict[str, Any] = {
        "show": show,
        "shows": SHOWS.items(),
        "boxes": {
            name: [(key, words, key == chosen[name]) for key, words in boxes.items()]
            for name, boxes in _boxes()
        },
        "states": [("us", "United States (federal law)")]
        + [(one.state_code.lower(), at_start(one.name)) for one in states],
        "state": state,
        "asked_measure": parameters.first("m"),
        "frozen_on": _frozen(parameters, as_of),
        "kept": [pair for pair in _pairs(request) if pair[0] not in OWN],
        "none_chosen": "" if all(parts) else NONE_CHOSEN[show],
        "edition_asked": edition.number if edition else "",
    }
    if all(parts):
        address = _address(request, show, chosen, context["frozen_on"])
        made = embed_of(SHOWS[show].page, address, *parts)
        context |= _made(made, page_of(SHOWS[show].page, address, *parts), site_of(request))
    return page(request, "dashboard/embeds/builder.html", context, on=as_of.on)


def _boxes() -> list[tuple[str, dict[str, str]]]:
    """The boxes of a few words: the name of each, and its choices."""
    return [
        ("fill", {key: layer.word for key, layer in LAYERS.items()}),
        ("by", {key: ranking.tab for key, ranking in RANKINGS.items()}),
        ("preset", dict(PRESETS)),
    ]


def _state(parameters: Parameters, states: list[Jurisdiction]) -> str:
    """The state of `p=` by its postal code in small letters, us for the country; or nothing."""
    return parameters.choice("p", ["us", *(one.state_code.lower() for one in states)])


def _measure(parameters: Parameters) -> str:
    """The slug of the measure of `m=`: the end of its page's address, or all of it."""
    asked = parameters.first("m")
    slug = asked.partition("?")[0].rstrip("/").rpartition("/")[2]
    if asked and not Measure.objects.published().filter(slug=slug).exists():
        parameters.explain("m", asked, "the address of the page of a law or bill is allowed")
        return ""
    return slug


def _frozen(parameters: Parameters, as_of: AsOf) -> str:
    """The day that the embed keeps; empty where it follows the law."""
    day = as_of.on.isoformat()
    return day if parameters.first("on") == day else ""


def _pairs(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, one) for name in request.GET for one in request.GET.getlist(name) if one]


def _address(request: HttpRequest, show: str, chosen: dict[str, str], day: str) -> Address:
    """The parameters of the embed: what its page takes, the day and the edition."""
    is_of_one = bool(SHOWS[show].part)
    kept = [] if is_of_one else [pair for pair in _pairs(request) if pair[0] not in OWN]
    address = Address("", tuple(kept))
    for name in SHOWS[show].boxes:
        address = address.having(name, chosen[name] if chosen[name] != DEFAULTS[name] else "")
    edition = edition_read()
    return address.having("on", day).having("edition", str(edition.number) if edition else "")


def _made(embed: Embed, shown_by: Address, site: str) -> dict[str, Any]:
    return {
        "embed": embed,
        "code": embed.code(site),
        "page_address": f"{site}{shown_by}",
    }
