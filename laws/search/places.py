"""Finding a government by its name, in any spelling and while it is being typed.

Exact names first, then names that begin so, the largest first; only where those are few, names
that look alike. “Springfield, MA”, “Springfield Massachusetts”, “King County” and “City of Boston”
say the state or the kind too, and narrow to it.
"""

import re
from dataclasses import dataclass, field

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Case, F, IntegerField, Q, Value, When

from laws.models import Jurisdiction
from laws.text.normalize import normalize_name
from laws.vocabulary import STATE_LEVEL, JurisdictionKind

ENOUGH = 5
LONGEST_STATE = 4  # words: the Northern Mariana Islands have three, some write four
EXACT, BEGINS = 0, 1
LARGEST = F("population").desc(nulls_last=True)

# What people put before or after a name to say which government of that name they mean.
KIND_WORDS = {
    "city": JurisdictionKind.CITY,
    "town": JurisdictionKind.TOWN,
    "township": JurisdictionKind.TOWNSHIP,
    "village": JurisdictionKind.VILLAGE,
    "borough": JurisdictionKind.BOROUGH,
    "county": JurisdictionKind.COUNTY,
    "parish": JurisdictionKind.COUNTY,
}
# The Census Bureau writes St. Louis, Fort Worth and Mount Vernon.
WRITTEN_SHORT = {"saint": "st", "sainte": "ste", "ft": "fort", "mt": "mount"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read what was typed: a name, perhaps in a state and of a kind."""

    name: str
    state_code: str = ""
    kind: str = ""

    @property
    def scope(self):
        scope = Q(state_code=self.state_code) if self.state_code else Q()
        return scope & Q(kind=self.kind) if self.kind else scope


@dataclass(slots=True)
class Found:
    """What a search found: the places, how many bear exactly that name, how many look alike."""

    places: list[Jurisdiction] = field(default_factory=list)
    exact: int = 0
    alike: int = 0

    @property
    def only_one(self):
        """The one place in the country that bears the name, or None."""
        return self.places[0] if self.exact == 1 else None


def find_places(words: str, limit: int = 10) -> Found:
    """Places by name, best first, each with `state_name` and `within`: where it lies in words."""
    readings, states = read(words)
    if not readings:
        return Found()
    found = Found(_by_name(readings, limit))
    if not found.places:
        # The District has no places of its own: Washington, DC is the District.
        found.places = [state for state in states if state.kind == JurisdictionKind.DISTRICT]
    found.exact = sum(place.fit == EXACT for place in found.places)
    if len(found.places) < min(ENOUGH, limit) and len(readings[0].name) > 2:
        more = _alike(readings[0], found.places, limit - len(found.places))
        found.alike = len(more)
        found.places += more
    _say_where(found.places)
    return found


def read(words: str) -> tuple[list[Reading], list[Jurisdiction]]:
    """The ways to read what was typed, the narrowest first, and the states it may name."""
    key = _shortened(normalize_name(words))
    if not key:
        return [], []
    head, _, _ = words.rpartition(",")
    head = _shortened(normalize_name(head))
    named = _states_named(words, key)
    readings = [one for state, rest in named if rest for one in _with_kind(rest, state.state_code)]
    if head and not readings:
        readings += _with_kind(head)
    if not head:
        readings += _with_kind(key)
    return list(dict.fromkeys(readings)), [state for state, _ in named]


def _shortened(key):
    return " ".join(WRITTEN_SHORT.get(word, word) for word in key.split())


def _with_kind(name, state_code=""):
    """The name as it stands, and without the word that says of what kind it is."""
    words = name.split()
    readings = [Reading(name, state_code)]
    if len(words) > 1 and words[-1] in KIND_WORDS:
        readings.append(Reading(" ".join(words[:-1]), state_code, KIND_WORDS[words[-1]]))
    if len(words) > 2 and words[1] == "of" and words[0] in KIND_WORDS:
        readings.append(Reading(" ".join(words[2:]), state_code, KIND_WORDS[words[0]]))
    return readings


def _states_named(words, key):
    """The states that the end of the words may name, each with what stands before it."""
    parts = re.sub(r"\bd c$", "dc", key).split()
    tails = {
        " ".join(parts[-size:]): " ".join(parts[:-size])
        for size in range(1, min(len(parts), LONGEST_STATE) + 1)
    }
    ids = [f"ocd-division/country:us/{kind}:{parts[-1]}" for kind in STATE_LEVEL]
    wanted = Q(search_name__in=tails) | Q(division_id__in=ids)
    head, _, typed = map(normalize_name, words.rpartition(","))
    if head and typed:
        # After a comma the state may still be on its way: “Springfield, Mass”.
        wanted |= Q(search_name__startswith=typed)
    rows = Jurisdiction.objects.state_level().filter(wanted).annotate(fit=Value(EXACT))
    named, begun = [], []
    for state in rows.order_by("name"):
        by_code = parts[-1] == state.state_code.lower()
        if by_code or state.search_name in tails:
            before = " ".join(parts[:-1]) if by_code else tails[state.search_name]
            named.append((state, before))
        else:
            begun.append((state, _shortened(head)))
    return named or begun


def _by_name(readings, limit):
    exact, begins = Q(), Q()
    for reading in readings:
        exact |= Q(search_name=reading.name) & reading.scope
        # A kind is said after the whole name, never in the middle of typing it.
        if not reading.kind:
            begins |= Q(search_name__startswith=reading.name) & reading.scope
    fit = Case(When(exact, then=EXACT), default=BEGINS, output_field=IntegerField())
    places = _places().filter(exact | begins).annotate(fit=fit).select_related("same_as")
    return _governments(places.order_by("fit", LARGEST, "state_code", "slug")[:limit])


def _governments(rows):
    """Each row's government once: Fayette County, Kentucky, is another id of Lexington."""
    found = {}
    for row in rows:
        government = row.same_as or row
        government.fit = row.fit
        found.setdefault(government.pk, government)
    return list(found.values())


def _alike(reading, known, limit):
    """Names that look like what was typed; where some bear it exactly, names that contain it."""
    alike = Q(search_name__trigram_similar=reading.name)
    alike |= Q(search_name__trigram_word_similar=reading.name)
    if any(place.fit == EXACT for place in known):
        alike = Q(search_name__contains=f" {reading.name}")
    places = _places().filter(alike, reading.scope, same_as=None)
    places = places.exclude(pk__in=[place.pk for place in known])
    places = places.annotate(alike=TrigramSimilarity("search_name", reading.name))
    return list(places.order_by("-alike", LARGEST, "state_code", "slug")[:limit])


def _places():
    return Jurisdiction.objects.filter(active=True).exclude(kind=JurisdictionKind.COUNTRY)


def _say_where(places):
    """Give each place its counties and its state in words, in two queries for all."""
    geoids = {geoid for place in places for geoid in place.county_geoids}
    codes = {place.state_code.lower() for place in places}
    ids = [f"ocd-division/country:us/{kind}:{code}" for kind in STATE_LEVEL for code in codes]
    # A county that is the same government as the city says nothing about where it lies.
    counties = Jurisdiction.objects.filter(geoid__in=geoids, same_as=None)
    counties = dict(counties.values_list("geoid", "full_name"))
    states = dict(
        Jurisdiction.objects.filter(division_id__in=ids).values_list("state_code", "name")
    )
    for place in places:
        place.state_name = states.get(place.state_code, "")
        own = [geoid for geoid in place.county_geoids if geoid != place.geoid]
        around = [counties[geoid] for geoid in own if geoid in counties]
        # Five boroughs or six counties say less than the state alone.
        names = [*(around if len(around) < 3 else []), place.state_name]
        place.within = ", ".join(names) if place.is_local else ""
