"""What the search for a place says above its list."""

from dashboard.words.known_names import by_mail, whose_law
from dashboard.words.numbers import opening
from laws.search.places import Found
from laws.text.normalize import cut

Lead = tuple[str, str, str]
ASKED = "Every city, town and county has a page that says ", "what applies there", "."
NOT_FOUND = (
    "We list every county, city, town, township, village and borough, and know the names of most "
    "other places. Try another spelling, or ask for the county it is in."
)
OF_ZIP = (
    "A ZIP code is an area for mail. It may cross the lines of cities and counties, and the city "
    "in the address need not be the government where you live. These are the likeliest."
)


def lead(words: str, found: Found, shown: int, most: int) -> Lead:
    """The first sentence in three parts, the middle one the finding.

    `shown` places are listed, of `most` that may be.
    """
    said = f"“{cut(words, 60)}”"
    if not words:
        return ASKED
    if found.asked_zip:
        return _of_zip(found)
    if not shown:
        return f"We have no place called {said}.", "", ""
    if not found.sure:
        look = "look" if shown > 1 else "looks"
        return f"No place is called {said}. ", f"{opening(shown)} {look} like it", "."
    exact = found.exact + len(found.exact_names)
    if is_answer(found):
        return "", whose_law(found.exact_names[0]), ""
    if exact > 1:
        many = opening(min(exact, shown)) + (" or more" if exact >= most else "")
        return "", f"{many} places", f" are called {said}. Which one is yours?"
    if exact:
        return "", "One government", f" is called {said}, and there are other places of that name."
    begin = "places begin" if shown > 1 else "place begins"
    many = opening(shown) + (" or more" if shown == most else "")
    return "", f"{many} {begin}", f" with {said}."


def is_answer(found: Found) -> bool:
    """Whether one place bears the name, and is no government: the page says whose law applies."""
    return not found.exact and not found.asked_zip and len(found.exact_names) == 1


def _of_zip(found):
    row = found.zip_code
    if row is None:
        return f"No ZIP code {found.asked_zip} is known to us.", "", ""
    one = found.listed[0] if found.listed else None
    county = [c.full_name for c in one.counties if c.geoid == row.county_geoid] if one else []
    where = [*county, one.state_name] if one else [row.state_code]
    return f"ZIP code {row.zip_code} is for mail to ", f"{row.names[0]} in {', '.join(where)}", "."


def below(words: str, found: Found) -> str:
    """The sentence under it."""
    if not words:
        return "See the local, county, state and federal measures, and whom each one covers."
    if found.asked_zip:
        return OF_ZIP if found.zip_code else "Try the name of your city, town or county."
    if not found.listed:
        return NOT_FOUND
    if is_answer(found):
        return by_mail(found.exact_names[0])
    first = "largest" if found.sure else "likeliest"
    return f"The {first} come first. Add the state to narrow it down, as in “Springfield, MA”."


def title(words: str) -> str:
    return f"{cut(words, 40)}: which place is it?" if words else "What applies where I live"
