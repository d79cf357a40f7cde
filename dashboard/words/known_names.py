"""Places that are no government of their own, in words: whose law applies there."""

from typing import Any

from dashboard.words.lists import listed
from dashboard.words.names import at_start, in_sentence, place_name
from laws.models import Jurisdiction, PlaceName
from laws.vocabulary import JurisdictionKind

# A neighborhood of a city and a place outside of any look alike in a list of postal names.
MAY_BE_INSIDE = "and that of any city or town it is in"
KIND = "not a government of its own"


def who_governs(name: PlaceName) -> list[Jurisdiction]:
    """The local governments whose law applies in the place, the likeliest first: the city that
    covers its county or is one with it, else the county. `name` comes from a search.
    """
    counties = [one for one in name.counties if one.is_government]
    found = [one.covering_city or one.same_as or one for one in counties]
    return list({one.pk: one for one in found}.values())


def whose_law(name: PlaceName) -> str:
    """The answer in a sentence: what the place is, and whose law applies there."""
    state = in_sentence(name.state_name)
    if name.is_area:
        law = f"The law of {state} applies there, and that of each of its cities and towns."
        return f"{at_start(name.name)} is {KIND}. {law}"
    start = f"{at_start(name.name)} is not a government of its own, as far as we know"
    governments = [one for one in who_governs(name) if one.is_local]
    if not governments:
        return f"{start}. The law of {state} applies there, {MAY_BE_INSIDE}."
    if len(governments) > 1:
        where = " or ".join(place_name(one) for one in governments)
        law = f"the law of the one you live in and of {state} applies, {MAY_BE_INSIDE}"
        return f"{start}. It is in {where}: {law}."
    one, county = governments[0], name.counties[0]
    if county.covering_city:
        covers = f"{place_name(one)}, which covers all of {place_name(county)},"
        return f"{start}. The law of {covers} and of {state} applies there."
    law = f"The law of {place_name(one)} and of {state} applies there"
    is_county = one.kind == JurisdictionKind.COUNTY
    return f"{start}. {law}, {MAY_BE_INSIDE}." if is_county else f"{start}. {law}."


def by_mail(name: PlaceName) -> str:
    """What its mail says of the city around it, if anything."""
    cities = [place_name(one) for one in name.cities]
    if not cities:
        return ""
    such = "that city or town" if len(cities) == 1 else "one of them"
    return (
        f"Its mail goes by {listed(cities)}. If your home is inside {such}, the law of its "
        "government applies too."
    )


def by_municipalities(name: PlaceName, municipalities: list[Any]) -> str:
    """That a city or town of its counties may govern it as well."""
    if not municipalities:
        return ""
    where = "the county" if len(name.counties) == 1 else "these counties"
    return f"If your home is in one of the cities or towns of {where}, its law applies too."
