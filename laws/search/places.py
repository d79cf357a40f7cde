"""Finding a place by its name or ZIP code, in any spelling and while it is being typed.

Exact names first, then names that begin so, the largest first; only where those are few, names
that are a slip or two away. “Springfield, MA”, “Springfield Massachusetts”, “King County” and “City
of Boston” say the state or the kind too, and narrow to it. A government may have other names
(Brooklyn), and a place may be no government (Bethesda): `laws.search.known_names`.
"""

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field

from django.db.models import Case, F, IntegerField, Q, When

from laws.counting.shared import once_per_state
from laws.models import Jurisdiction, PlaceName, ZipCode
from laws.search.known_names import BEGINS, EXACT, close_names, find_names, names_alike
from laws.search.zip_codes import at_zip, zip_in
from laws.text.normalize import as_typed, normalize_name, other_apostrophes, search_key
from laws.vocabulary import STATE_LEVEL, JurisdictionKind

ENOUGH = 5
SHORTEST_GUESSED = 3
LONGEST_STATE = 4  # words: the Northern Mariana Islands have three, some write four
BY_NAME, BY_FULL_NAME, OTHERWISE = range(3)
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
    "state": JurisdictionKind.STATE,
    "commonwealth": JurisdictionKind.STATE,
}


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
    """What a search found: governments, how many bear exactly that name, how many look alike; and
    `names` of places that are no government. `asked_zip` is the ZIP code that was asked for, and
    `zip_code` its row if it is known.
    """

    places: list[Jurisdiction] = field(default_factory=list)
    exact: int = 0
    alike: int = 0
    names: list[PlaceName] = field(default_factory=list)
    guessed_names: list[PlaceName] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    asked_zip: str = ""
    zip_code: ZipCode | None = None

    @property
    def only_one(self):
        """The one government of the name, or None: never while another state has a place of that
        name, nor the same state one in another county.
        """
        if self.exact != 1:
            return None
        place = self.places[0]
        is_other = any(
            one.population or one.state_code != place.state_code for one in self.exact_names
        )
        return None if is_other else place

    @property
    def exact_names(self):
        """The places of exactly the name that are no government."""
        return [one for one in self.names if one.fit == EXACT]

    @property
    def sure(self):
        """Governments and other places that bear the name or begin so: the exact and largest first.

        For a ZIP code, what its mail names comes in that order, before the county.
        """
        places = self.places[: len(self.places) - self.alike]
        if self.asked_zip:
            return sorted([*places, *self.names], key=lambda one: one.fit)
        return sorted([*places, *self.names], key=_fit_and_size)

    @property
    def guesses(self):
        """Governments and other places whose names are close, the closest and largest first."""
        places = self.places[len(self.places) - self.alike :]
        return sorted(
            [*places, *self.guessed_names], key=lambda one: (one.slips, -(one.population or 0))
        )

    @property
    def listed(self):
        """All that was found, in the order in which it is shown."""
        return [*self.sure, *self.guesses]


def find_places(words: str, limit: int = 10) -> Found:
    """Places by name or ZIP code, best first, each with `within`: where it lies in words."""
    found = _find(words, limit)
    _guess_if_few(found, limit)
    _say_where(found)
    return found


def find_sure(words: str, limit: int) -> Found:
    """The same without guesses."""
    found = _find(words, limit)
    _say_where(found)
    return found


def find_exactly(phrases: Sequence[str], limit: int) -> Found:
    """Places that bear exactly one of the names, or the ZIP code that is one of the phrases."""
    zips = [phrase for phrase in phrases if zip_in(phrase)]
    found = _at_zip(zips[0]) if zips else _named(phrases, limit, may_begin=False)
    _say_where(found)
    return found


def add_guesses(found: Found, limit: int) -> None:
    """Where little was found, add the places whose names are a slip or two away."""
    _guess_if_few(found, limit)
    _say_where(found)


def _find(words, limit):
    return _at_zip(words) if zip_in(words) else _named([words], limit)


def _at_zip(words):
    row = ZipCode.objects.filter(zip_code=zip_in(words)).first()
    found = Found(asked_zip=zip_in(words), zip_code=row)
    if row:
        found.places, found.names = at_zip(row)
    return found


def _named(phrases, limit, may_begin=True):
    phrases = list(map(as_typed, phrases))
    phrases += [one for phrase in phrases for one in _other_spellings(phrase) if one != phrase]
    read_each = read_all(phrases)
    readings = list(dict.fromkeys(one for found, _ in read_each for one in found))
    states = list(dict.fromkeys(one for _, found in read_each for one in found))
    if not readings:
        return Found()
    plain = [one for one in readings if not one.kind]
    names = find_names(*_conditions(plain, may_begin), limit)
    found = Found(names=[one for one in names if not one.government], readings=readings)
    said = {normalize_name(phrase) for phrase in phrases}
    codes = [one for one in states if one.state_code.lower() in said]
    named = [*codes, *_by_name(*_conditions(readings, may_begin), limit)]
    written = {one.name for one in readings if not one.kind}
    for one in [*named, *names]:
        one.named_by = _named_by(one, written)
    for one in codes:
        one.named_by = BY_NAME
    found.places = _with_other_names(named, [one for one in names if one.government])[:limit]
    if not found.places:
        # The District has no places of its own: Washington, DC is the District.
        found.places = [state for state in states if state.kind == JurisdictionKind.DISTRICT]
    found.exact = sum(place.fit == EXACT for place in found.places)
    return found


def _other_spellings(phrase):
    """A phrase with other apostrophes in its name; the state behind a comma keeps its letters:
    “Massachusett's” would be no state, and leave the name without one.
    """
    name, comma, state = phrase.rpartition(",")
    if not name:
        return other_apostrophes(phrase)
    return [one + comma + state for one in other_apostrophes(name)]


def _guess_if_few(found, limit):
    """Add places whose names look like what was typed, unless enough bear it or begin so."""
    is_enough = len(found.sure) >= min(ENOUGH, limit) or (found.exact_names and not found.exact)
    if is_enough or not found.readings or len(found.readings[0].name) < SHORTEST_GUESSED:
        return
    reading, limit = found.readings[0], limit - len(found.sure)
    more = _alike(reading, found.places, limit)
    found.guessed_names = names_alike(reading.name, reading.state_code, found.names, limit)
    found.alike = len(more)
    found.places += more


def _fit_and_size(one):
    size = one.size if isinstance(one, PlaceName) else one.population
    # Richmond County before Richmond, which is a county too; Carson City before Carson.
    return one.fit, getattr(one, "named_by", BY_NAME), -(size or 0)


def _named_by(one, written):
    """Whether the words name a place by its name, by its name with its kind, or otherwise."""
    if getattr(one, "is_area", False):
        return OTHERWISE  # Suffolk County of New York makes law, and that of Massachusetts none.
    if search_key(one.name) in written:
        return BY_NAME
    return BY_FULL_NAME if search_key(getattr(one, "full_name", "")) in written else OTHERWISE


def _with_other_names(places, names):
    """The governments found, with those that were found by another name of theirs."""
    found = {place.pk: place for place in places}
    for one in names:
        government = one.government.same_as or one.government
        if government.pk not in found and one.fit == EXACT:
            government.called = one.name
        government = found.setdefault(government.pk, government)
        government.fit = min(one.fit, getattr(government, "fit", one.fit))
        government.named_by = min(one.named_by, getattr(government, "named_by", one.named_by))
    return sorted(found.values(), key=_fit_and_size)


def read_all(phrases: Sequence[str]) -> list[tuple[list[Reading], list[Jurisdiction]]]:
    """Of each phrase the ways to read it, the narrowest first, and the states it may name."""
    phrases = [phrase for phrase in phrases if search_key(phrase)]
    states = _states_of(phrases) if phrases else []
    return [_read(phrase, states) for phrase in phrases]


def _read(words, states):
    key = search_key(words)
    head, _, _ = words.rpartition(",")
    head = search_key(head)
    named = _states_named(words, states)
    readings = [one for state, rest in named if rest for one in _with_kind(rest, state.state_code)]
    if head and not readings:
        readings += _with_kind(head)
    if not head:
        readings += _with_kind(key)
    return list(dict.fromkeys(readings)), [state for state, _ in named]


def _with_kind(name, state_code=""):
    """The name as it stands, and without the word that says of what kind it is."""
    words = name.split()
    readings = [Reading(name, state_code)]
    if len(words) > 1 and words[-1] in KIND_WORDS:
        readings.append(Reading(" ".join(words[:-1]), state_code, KIND_WORDS[words[-1]]))
    words = words[1:] if words[:1] == ["the"] else words
    if len(words) > 2 and words[1] == "of" and words[0] in KIND_WORDS:
        readings.append(Reading(" ".join(words[2:]), state_code, KIND_WORDS[words[0]]))
    return readings


def _tails(words):
    """The last words, one to four, each with what stands before them."""
    # Not shortened: the last word of “Laurel, MT” is Montana, no mount.
    parts = re.sub(r"\bd c$", "dc", normalize_name(words)).split()
    sizes = range(1, min(len(parts), LONGEST_STATE) + 1)
    return parts, {" ".join(parts[-size:]): " ".join(parts[:-size]) for size in sizes}


@once_per_state
def _every_state() -> list[Jurisdiction]:
    return list(Jurisdiction.objects.state_level().order_by("name"))


def _states_of(phrases):
    """The states that the ends of the phrases may name."""
    names, begun = set(), []
    for words in phrases:
        parts, tails = _tails(words)
        names |= {*tails, *(f"ocd-division/country:us/{kind}:{parts[-1]}" for kind in STATE_LEVEL)}
        head, _, typed = map(normalize_name, words.rpartition(","))
        if head and typed:
            # After a comma the state may still be on its way: “Springfield, Mass”.
            begun.append(typed)
    found = [
        copy(one)  # what is found is marked with how it was found
        for one in _every_state()
        if not names.isdisjoint((one.search_name, one.division_id))
        or one.search_name.startswith(tuple(begun))
    ]
    for one in found:
        one.fit = EXACT
    return found


def _states_named(words, states):
    """The states that the end of the words may name, each with what stands before it."""
    parts, tails = _tails(words)
    head, _, typed = map(normalize_name, words.rpartition(","))
    named, begun = [], []
    for state in states:
        by_code = parts[-1] == state.state_code.lower()
        if by_code or state.search_name in tails:
            before = " ".join(parts[:-1]) if by_code else tails[state.search_name]
            named.append((state, search_key(before)))
        elif head and typed and state.search_name.startswith(typed):
            begun.append((state, search_key(head)))
    return named or begun


def _conditions(readings, may_begin):
    """What a row must fulfil to bear a name exactly, and to bear one that begins so."""
    exact, begins = Q(), Q()
    for reading in readings:
        exact |= Q(search_name=reading.name) & reading.scope
        # A kind is said after the whole name, never in the middle of typing it.
        if may_begin and not reading.kind:
            begins |= Q(search_name__startswith=reading.name) & reading.scope
    return exact, begins


def _by_name(exact, begins, limit):
    fit = Case(When(exact, then=EXACT), default=BEGINS, output_field=IntegerField())
    places = _places().filter(exact | begins).annotate(fit=fit)
    places = places.select_related("same_as", "covering_city")
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
    """Names close to what was typed; where some bear it exactly, names that contain it."""
    places = _places().filter(reading.scope, same_as=None)
    places = places.exclude(pk__in=[place.pk for place in known])
    is_exact = any(place.fit == EXACT for place in known)
    return close_names(places.select_related("covering_city"), reading.name, is_exact)[:limit]


def _places():
    named = Jurisdiction.objects.filter(active=True, is_government=True)
    return named.exclude(kind=JurisdictionKind.COUNTRY)


def _say_where(found):
    """Give each place its state and its counties, also in words as `within`. One query for all."""
    names = [*found.names, *found.guessed_names]
    around = _around(found.places, names)
    states = {one.state_code: one for one in around if one.kind in STATE_LEVEL}
    for one in [*found.places, *names]:
        state = states.get(one.state_code)
        one.states = [state] if state else []
        one.state_name = state.name if state else ""
        one.counties = [row for row in around if row.geoid in one.county_geoids]
        one.counties.sort(key=lambda row: one.county_geoids.index(row.geoid))
    for name in names:
        name.cities = [row for row in around if row.division_id in name.postal_cities]
        name.within = _within(name, [row.full_name for row in name.counties])
    for place in found.places:
        # A county that is the same government as the city says nothing about where it lies.
        rows = [row for row in place.counties if place.pk not in (row.pk, row.same_as_id)]
        city = [place.covering_city.name] if place.covering_city else []
        lies_in = [*city, *(row.full_name for row in rows)]
        place.within = _within(place, lies_in) if place.is_local else ""


def _around(places, names):
    """The states and counties of places, and the cities that their mail names."""
    every = [*places, *names]
    codes = {one.state_code.lower() for one in every}
    ids = [f"ocd-division/country:us/{kind}:{code}" for kind in STATE_LEVEL for code in codes]
    ids += [division_id for one in names for division_id in one.postal_cities]
    geoids = {geoid for one in every for geoid in one.county_geoids}
    county = Q(geoid__in=geoids, kind=JurisdictionKind.COUNTY)
    around = Jurisdiction.objects.filter(county | Q(division_id__in=ids))
    return list(around.select_related("same_as", "covering_city"))


def _within(one, around):
    """Where a place lies: Middlesex County, Massachusetts."""
    # Five boroughs or six counties say less than the state alone.
    return ", ".join([*(around if len(around) < 3 else []), one.state_name])
