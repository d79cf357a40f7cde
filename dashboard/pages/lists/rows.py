"""The rows and sentences of /compare/lists/, and the same as data."""

from typing import Any

from django.http import QueryDict

from dashboard.charts.svg.scales import DOUBT_SIGN
from dashboard.pages.lists.data import Comparison, ListsBesideRecord
from dashboard.web.page_url import path_to
from dashboard.web.params import query
from dashboard.words.lists import listed
from dashboard.words.names import law_name, name_with_state
from dashboard.words.numbers import counted, figures, in_words
from laws.models import Jurisdiction
from laws.text.dates import say

NOT_EXPLAINED = "Not explained yet."
THEIRS, OURS, BOTH = "theirs", "ours", "both"


def lead(comparisons: list[Comparison]) -> tuple[str, str]:
    """For how many of the counts ours is the same, and how many there are."""
    same = sum(one.agrees for one in comparisons)
    return in_words(same), counted(len(comparisons), "published count,published counts")


def table_row(one: Comparison) -> dict[str, Any]:
    """The line of a list in the table of all."""
    published = one.published
    return {
        "key": published.key,
        "day": published.published_on.say_short(),
        "publisher": published.publisher,
        "url": published.url,
        "what": published.what,
        "theirs": f"{published.count:,}",
        "ours": figures(one.ours, one.ours_certain),
        "in_doubt": one.ours != one.ours_certain,
        "rows": rows_address(one),
        "agrees": one.agrees,
        "difference": difference(one),
    }


def rows_address(one: Comparison) -> str:
    """Where our rows stand: the list of measures by the same filters, on the same day."""
    asked = dict(QueryDict(one.published.filters).lists())
    return path_to("measures") + query(**asked, on=one.published.counted_on.isoformat())


def difference(one: Comparison) -> str:
    """What differs, in a few words."""
    published = one.published
    if one.agrees:
        named = published.names_all and published.count
        return "Nothing, name by name" if named else "Same number; it names none"
    parts = [
        f"{counted(len(one.theirs_only), 'name')} only theirs" if one.theirs_only else "",
        f"{counted(len(one.ours_only), 'name')} only ours" if one.ours_only else "",
        f"{in_words(abs(one.not_named))} {'more' if one.not_named > 0 else 'fewer'} than ours, "
        "not named" if one.not_named else "",
    ]  # fmt: skip
    return listed(filter(None, parts)).capitalize()


def section(one: Comparison, beside: ListsBesideRecord) -> dict[str, Any]:
    """A list that differs: the sum, and each row that one side alone counts, with its reason."""
    kept = query(on=one.published.counted_on.isoformat())
    by_us = one.measures.keys() - one.published.names if one.published.unit == "places" else ()
    return table_row(one) | {
        "sum": sum_of(one),
        "how": how_counted(one),
        "note": one.published.note,
        "names_url": one.published.names_url,
        "both": _links(one, one.both, beside, kept),
        "not_known": [] if one.published.names_all else _links(one, by_us, beside, kept),
        "alone": [_line(one, key, beside, kept) for key in _alone(one, beside)],
    }


def sum_of(one: Comparison) -> str:
    """How theirs follows from ours: 24 + 1 − 8 = 17. Nothing where it does not name all."""
    if one.not_named:
        return ""
    terms = ("+", len(one.theirs_only)), ("−", len(one.ours_only))
    parts = [f"{one.ours:,}", *(f"{sign} {number}" for sign, number in terms if number)]
    return f"{' '.join(parts)} = {one.published.count:,}"


def how_counted(one: Comparison) -> str:
    """Of which day, and of which span, our count is."""
    published = one.published
    if published.counted_since:
        return f"new after {say(published.counted_since)}, by {say(published.counted_on)}"
    return f"on {say(published.counted_on)}"


def place_link(place: Jurisdiction, kept: str) -> dict[str, Any]:
    return {"name": name_with_state(place), "href": place.get_absolute_url() + kept}


def _links(
    one: Comparison, keys: Any, beside: ListsBesideRecord, kept: str
) -> list[dict[str, Any]]:
    """Governments by name, each as a link with its mark of doubt."""
    return [
        place_link(beside.places[key], kept) | {"mark": _mark(one, key)}
        for key in _by_name(keys, beside)
    ]


def _mark(one: Comparison, key: str) -> str:
    """The sign of doubt where we count a government on a doubtful ground."""
    return DOUBT_SIGN if key in one.measures and key not in one.certain else ""


def _line(one: Comparison, key: str, beside: ListsBesideRecord, kept: str) -> dict[str, Any]:
    reason = one.published.reasons.get(key)
    slugs = one.measures.get(key) or [reason.measure if reason else ""]
    laws = [beside.measures[slug] for slug in slugs if slug in beside.measures]
    return place_link(beside.places[key], kept) | {
        "counted_by": OURS if key in one.ours_only else THEIRS,
        "why": reason.why if reason else NOT_EXPLAINED,
        "mark": _mark(one, key),
        "laws": [(law_name(law), law.get_absolute_url() + kept) for law in laws],
    }


def _alone(one: Comparison, beside: ListsBesideRecord) -> list[str]:
    """What one side alone counts: theirs first, each by name."""
    return [*_by_name(one.theirs_only, beside), *_by_name(one.ours_only, beside)]


def _by_name(keys: Any, beside: ListsBesideRecord) -> list[str]:
    known = [key for key in keys if key in beside.places]
    return sorted(known, key=lambda key: (beside.places[key].name, key))


# --- the same as data -----------------------------------------------------------------------------


def json_list(one: Comparison, site: str) -> dict[str, Any]:
    published = one.published
    return {
        "list": published.key,
        "publisher": published.publisher,
        "published_on": published.published_on.isoformat(),
        "what": published.what,
        "unit": published.unit,
        "count": published.count,
        "ours": one.ours,
        "ours_beyond_doubt": one.ours_certain,
        "counted_on": published.counted_on.isoformat(),
        "counted_since": published.counted_since and published.counted_since.isoformat(),
        "agrees": one.agrees,
        "names_all": published.names_all,
        "theirs_only": len(one.theirs_only),
        "ours_only": len(one.ours_only),
        "not_named": one.not_named,
        "our_rows": site + rows_address(one),
        "url": published.url,
        "names_url": published.names_url,
        "note": published.note,
    }


def json_rows(one: Comparison, beside: ListsBesideRecord) -> list[dict[str, Any]]:
    """Each government that either side counts, and by whom; of bills none."""
    if one.published.unit != "places":
        return []
    keys = _by_name(one.published.names | one.measures.keys(), beside)
    return [
        {
            "list": one.published.key,
            "division_id": key,
            "name": name_with_state(beside.places[key]),
            "counted_by": _by_whom(one, key),
            "measures": sorted(one.measures.get(key, ())),
            "in_doubt": key in one.measures and key not in one.certain,
            "why": getattr(one.published.reasons.get(key), "why", None),
        }
        for key in keys
    ]


def _by_whom(one: Comparison, key: str) -> str:
    if key not in one.measures:
        return THEIRS
    if key in one.published.names:
        return BOTH
    # Whether a list that does not name all its rows counts it is not known.
    return OURS if one.published.names_all else "ours, theirs not known"
