"""Which measures and places an address asks to see: ?m=ma-s927-2023&p=ma/somerville."""

from dashboard.pages.compare.subjects import ComparedMeasure, ComparedPlace
from dashboard.web.as_of import AsOf
from dashboard.web.parameters import Parameters
from dashboard.web.params import query
from dashboard.words.measure_rows import with_all
from dashboard.words.numbers import opening
from dashboard.words.place_addresses import address_of, places_at
from laws.counting.stacks import stacks_at
from laws.models import Measure

MOST = 5
MOST_EXPLAINED = 3
ALLOWED = {
    "m": "the name in a measure’s address is allowed, as ma-s927-2023",
    "p": "the address of a state or a place is allowed, as ma or ma/somerville",
}


class ComparedColumns:
    """What an address asks to compare: measures, then places, each in the order asked for."""

    def __init__(self, parameters: Parameters, as_of: AsOf):
        self.parameters, self.as_of, self.on = parameters, as_of, as_of.on
        measures, places = self._measures(), self._places()
        found = [("m", slug) for slug in measures] + [("p", address) for address in places]
        if len(found) > MOST:
            what = (
                "measures and places" if places and measures else "places" if places else "measures"
            )
            parameters.notice(
                f"{opening(len(found))} {what} were chosen; the first five are shown."
            )
        self.keys = found[:MOST]
        shown = [places[address] for name, address in self.keys if name == "p"]
        stacks = stacks_at(shown, self.on) if shown else []
        self.sides = [
            *(ComparedMeasure(measures[slug], self.on) for name, slug in self.keys if name == "m"),
            *(ComparedPlace(*pair, as_of) for pair in zip(shown, stacks, strict=True)),
        ]

    def address(self, keys=None, **more) -> str:
        """The query string of these columns, or of others."""
        return query(**self.by_name(keys), **more, on=self.as_of.parameter) or "?"

    def by_name(self, keys=None):
        """The columns as parameters."""
        keys = self.keys if keys is None else keys
        return {name: [value for kind, value in keys if kind == name] for name in ("m", "p")}

    def without(self, key):
        return [other for other in self.keys if other != key]

    def _measures(self):
        """The published measures of ?m= by their slugs."""
        slugs = self.parameters.all("m")
        if not slugs:
            return {}
        rows = with_all(Measure.objects.published().filter(slug__in=slugs), self.on)
        found = {one.slug: one for one in rows}
        self._explain("m", [slug for slug in slugs if slug not in found])
        return {slug: found[slug] for slug in slugs if slug in found}

    def _places(self):
        """The governments of ?p= by their addresses."""
        asked = self.parameters.all("p")
        known = {address_of(one): one for one in (places_at(asked) if asked else ())}
        found, unknown = {}, []
        for value in asked:
            place = known.get(value.lower().strip("/"))
            if place is None:
                unknown.append(value)
                continue
            # A second id of a government leads to the government.
            place = place.same_as or place
            found[address_of(place)] = place
        self._explain("p", unknown)
        return found

    def _explain(self, name, unknown):
        for value in unknown[:MOST_EXPLAINED]:
            self.parameters.explain(name, value, ALLOWED[name])
        if len(unknown) > MOST_EXPLAINED:
            self.parameters.notice(f"More values of {name} were left out for the same reason.")
