"""Governments by the API: the list of all, and what applies at one."""

from typing import Any

from django.db.models import Q
from django.http import Http404
from django.urls import reverse

from dashboard.api.columns import ONE_PLACE, PLACE
from dashboard.api.measures import STATES
from dashboard.api.operation import Asked, Listing, Operation, Part, Row
from dashboard.api.parameters import one_of, several_of, words
from dashboard.pages.places.api import RULE, as_json
from dashboard.pages.places.data import find_place, place_record
from dashboard.words.tense import tense_of
from laws.models import Jurisdiction, Measure
from laws.text.normalize import normalize_name
from laws.vocabulary import JurisdictionKind

READ = (
    "division_id", "kind", "name", "full_name", "state_code", "geoid", "wikidata_id", "slug",
    "population", "population_year", "searched_on",
)  # fmt: skip
OWN = (
    several_of("state", "The postal code in small letters, us for the country.", STATES),
    several_of("kind", "The kind of government.", JurisdictionKind.values),
    words("q", "What its name begins with; case and accents do not matter."),
    one_of("with", "measures: only those with a measure of their own.", ["measures"]),
)


class Jurisdictions(Listing):
    """Every government of the United States below the country, each once."""

    name, path, title = "jurisdictions", "jurisdictions", "Jurisdictions"
    about = (
        "The country, the states and territories, and every county, city, town and township that "
        "is a government of its own. Most have no measure: that says nothing where their law was "
        "not searched (searched_on)."
    )
    columns = PLACE
    own_parameters = OWN
    example = {"state": "ma", "q": "somer"}

    def part(self, asked: Asked) -> Part:
        found = self.chosen(asked)
        rest = found.filter(division_id__gt=asked.after[0]) if asked.after else found
        places = list(rest.only(*READ).order_by("division_id")[: asked.limit + 1])
        rows = [place_row(one, asked) for one in places[: asked.limit]]
        is_more = len(places) > asked.limit
        return Part(rows, [rows[-1]["division_id"]] if is_more else None, found.count())

    @staticmethod
    def chosen(asked: Asked) -> Any:
        found, values = Jurisdiction.objects.governments(), asked.parameters
        codes = ["" if code == "us" else code.upper() for code in values.all("state")]
        found = found.filter(state_code__in=codes) if codes else found
        kinds = values.all("kind")
        found = found.filter(kind__in=kinds) if kinds else found
        if name := values.first("q"):
            found = found.filter(search_name__startswith=normalize_name(name))
        if values.first("with"):
            own = Measure.objects.published().order_by()
            keys = Q(pk__in=own.values("jurisdiction"))
            found = found.filter(keys | Q(pk__in=own.values("jurisdiction__same_as")))
        return found


def place_row(one: Jurisdiction, asked: Asked) -> Row:
    """A government in the list."""
    code = one.state_code.lower() or "us"
    api = (
        reverse("api-jurisdiction", args=[code, one.slug])
        if one.is_local
        else reverse("api-state", args=[code])
    )
    return {
        "division_id": one.division_id,
        "name": one.name,
        "full_name": one.full_name,
        "kind": one.kind,
        "state": one.state_code or None,
        "geoid": one.geoid or None,
        "wikidata_id": one.wikidata_id or None,
        "slug": one.slug,
        "population": one.population,
        "population_year": one.population_year,
        "searched_on": one.searched_on and one.searched_on.isoformat(),
        "url": asked.site + one.get_absolute_url(),
        "api": asked.site + api,
    }


class OneJurisdiction(Operation):
    """A local government and what applies there, as at /places/<state>/<slug>/."""

    name, path = "jurisdiction", "jurisdictions/<slug:state_code>/<slug:slug>"
    title = "What applies at a place"
    about = (
        "A county, city, town or township, and the law in effect there on the day, of every level. "
        "A state is at /api/v1/states/<state>."
    )
    rule = RULE
    columns = ONE_PLACE
    is_list = False
    example = {"fields": "name,division_id,answers,applies"}
    example_of = {"state_code": "ma", "slug": "somerville"}
    page = "place"

    def content(self, asked: Asked) -> dict[str, Any]:
        found = find_place(**asked.named)
        if found.same_as is not None and found.same_as.is_local:
            found = find_place(found.same_as.state_code, found.same_as.slug)
        if not found.is_local or found.same_as is not None:
            code = found.state_code.lower() or "us"
            raise Http404(f"This is a state or the country: see /api/v1/states/{code}.")
        if not found.is_government:
            raise Http404("This county has no government: what applies depends on the town.")
        return {"result": as_json(place_record(found, asked.on), tense_of(asked.as_of))}
