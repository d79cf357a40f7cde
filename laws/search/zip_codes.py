"""Finding governments and places by a ZIP code, which is an area for mail and no government."""

import re

from django.db.models import Q

from laws.models import Jurisdiction, PlaceName, ZipCode
from laws.search.known_names import OWN_GOVERNMENT
from laws.text.normalize import search_key
from laws.vocabulary import STATE_LEVEL, JurisdictionKind

# 02139, 02139-1234, ZIP 02139, Cambridge MA 02139; not the bill HB 12345.
ZIP = re.compile(r"(?:zip(?: code)?:? |.+[, ][a-z]{2},? )?(\d{5})(?:-?\d{4})?", re.ASCII | re.I)
LONGEST = 100


def zip_in(words: str) -> str:
    """The five digits of a ZIP code, if that is what was typed."""
    found = ZIP.fullmatch(" ".join(words.split())[:LONGEST])
    return found[1] if found else ""


def at_zip(row: ZipCode) -> tuple[list[Jurisdiction], list[PlaceName]]:
    """The governments and the other places that a ZIP code's mail names, in the county where most
    of it lies, and the county last; the state where the county is not known. Two queries.
    """
    keys, geoid = [search_key(name) for name in row.names], row.county_geoid
    around = Q(kind__in=STATE_LEVEL)
    if geoid:
        around = Q(geoid=geoid, kind=JurisdictionKind.COUNTY)
        around |= Q(search_name__in=keys, county_geoids__contains=[geoid])
    rows = Jurisdiction.objects.filter(
        around, state_code=row.state_code, active=True, is_government=True
    )
    rows = rows.select_related("same_as", "covering_city").order_by("pk")
    names = PlaceName.objects.filter(search_name__in=keys, state_code=row.state_code)
    names = names.select_related("government", *OWN_GOVERNMENT)
    names = [one for one in names if geoid in (one.government or one).county_geoids]
    for one in names:
        one.fit = keys.index(one.search_name)
    called = [(one.government, one.fit) for one in names if one.government]
    return _in_order(rows, called, keys), [one for one in names if not one.government]


def _in_order(rows, called, keys):
    """Each government once, with `fit`: municipalities as the mail names them, then counties."""
    found = {}
    ranked = [(row, _rank(row, keys)) for row in rows] + called
    for row, rank in sorted(ranked, key=lambda pair: pair[1]):
        for one in (row.covering_city, row.same_as or row):
            if one and one.pk not in found:
                one.fit = rank
                found[one.pk] = one
    return list(found.values())


def _rank(row, keys):
    is_named = row.kind != JurisdictionKind.COUNTY and row.search_name in keys
    return keys.index(row.search_name) if is_named else len(keys)
