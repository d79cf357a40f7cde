"""/compare/: two to five measures or places side by side on a date; as a page and as JSON."""

from django.shortcuts import redirect
from django.urls import reverse

from dashboard.pages.compare.api import RULE, comparisons, measure_column, place_column
from dashboard.pages.compare.examples import examples
from dashboard.pages.compare.params import MOST, ComparedColumns
from dashboard.pages.compare.table import SideBySide
from dashboard.pages.places.data import OFFERED, also_called, comparable, listed_row
from dashboard.pages.search.data import find_measures
from dashboard.web.as_of import asked_as_of
from dashboard.web.parameters import parameters_of
from dashboard.web.params import answer_json, asked_choice, asked_date, page, query, site_of
from dashboard.words.lists import listed
from dashboard.words.measure_rows import row
from dashboard.words.names import place_name
from dashboard.words.place_addresses import address_of
from laws.search.places import Found, find_places

DIFFERENCES, SYMBOLS = "differences", "symbols"
MOST_UPRIGHT = 3  # columns that a sheet holds upright
PLACES = "places"
NAMES_RULE = "Places by name, best first; the address of each adds it to the columns asked for."


def compare(request):
    """The page."""
    as_of, shown = asked_as_of(request), _asked_look(request)
    asked = ComparedColumns(parameters_of(request), as_of)
    search = _Search(request, asked, shown)
    if search.only_place:
        return redirect(request.path + search.only_place)
    names = [side.name for side in asked.sides]
    context = {
        "beside": SideBySide(asked.sides, as_of.on, bool(shown["only"]), as_of.query),
        "names": names,
        "others": listed(names[1:]),
        "is_broad": len(names) > MOST_UPRIGHT,
        "chosen": [(side.name, search.having(asked.without(side.key))) for side in asked.sides],
        "search": search,
        "kept": [*asked.keys, *((name, value) for name, value in shown.items() if value)],
        "own_query_of": asked.address() if names else "",
        "json": query(**asked.by_name(), on=as_of.on.isoformat()),
        "printed": [(side, request.build_absolute_uri(side.path)) for side in asked.sides],
        "printed_address": request.build_absolute_uri(),
        "examples": [] if names else examples(),
        **_switches(asked, shown),
    }
    return page(request, "dashboard/compare/compare.html", context, on=as_of.on, nav="compare")


def _asked_look(request):
    """How the table is asked for: only its differences, only its symbols, or neither."""
    return {
        "only": asked_choice(request, "only", [DIFFERENCES]),
        "show": asked_choice(request, "show", [SYMBOLS]),
    }


def _switches(asked, shown):
    """How the table is shown, and the addresses that show it the other way."""
    return {
        "only": shown["only"],
        "symbols": bool(shown["show"]),
        "other_only": asked.address(**shown | {"only": "" if shown["only"] else DIFFERENCES}),
        "other_show": asked.address(**shown | {"show": "" if shown["show"] else SYMBOLS}),
    }


def compare_json(request):
    """The same for programs."""
    as_of = asked_as_of(request)
    sides = ComparedColumns(parameters_of(request), as_of).sides
    beside = SideBySide(sides, as_of.on)
    pairs = list(zip(sides, beside.columns, strict=True))
    content = {
        "measures": [
            measure_column(*pair, site_of(request)) for pair in pairs if not pair[0].is_place
        ],
        "places": [place_column(*pair, site_of(request)) for pair in pairs if pair[0].is_place],
        "comparisons": comparisons(beside),
    }
    return answer_json(request, as_of.on, RULE, content)


def compare_places(request):
    """The places that a half-typed name may mean, each with the address that adds it."""
    on, known = asked_date(request), request.GET
    kept = {name: known.get(name) for name in ("only", "show", "on")}

    def address(place):
        places = [*known.getlist("p"), address_of(place)]
        return reverse("compare") + query(m=known.getlist("m"), p=places, **kept)

    results = [
        {
            "name": place_name(place) + also_called(place),
            "state": place.state_code,
            "kind": place.kind,
            "within": place.within,
            "url": address(place),
        }
        for place in comparable(find_places(known.get("q", ""), OFFERED))
    ]
    return answer_json(request, on, NAMES_RULE, {"results": results})


class _Search:
    """What the words of a request find to add: measures, or places where ?find= says so."""

    def __init__(self, request, asked, shown):
        self.asked, self.shown = asked, shown
        self.words = request.GET.get("q", "").strip()
        self.for_places = bool(asked_choice(request, "find", [PLACES]))
        self.is_full = len(asked.keys) >= MOST
        wanted = self.words and not self.is_full
        self._places = find_places(self.words, OFFERED) if wanted and self.for_places else Found()
        self._measures = []
        if wanted and not self.for_places:
            self._measures = find_measures(self.words, asked.on)

    def having(self, keys):
        return self.asked.address(keys, **self.shown)

    @property
    def only_place(self):
        """The address with the one place of that name, if it is the only one and not there yet."""
        place = self._places.only_one
        key = place and ("p", address_of(place))
        return self.having([*self.asked.keys, key]) if key and key not in self.asked.keys else ""

    @property
    def measures(self):
        """The measures that answer to the words and are not chosen yet, with their addresses."""
        found = [(("m", one.slug), one) for one in self._measures]
        return [(row(one), self._adding(key)) for key, one in found if key not in self.asked.keys]

    @property
    def places(self):
        found = [(("p", address_of(one)), one) for one in comparable(self._places)]
        return [
            listed_row(one, None) | {"href": self._adding(key)}
            for key, one in found
            if key not in self.asked.keys
        ]

    def _adding(self, key):
        return self.having([*self.asked.keys, key])
