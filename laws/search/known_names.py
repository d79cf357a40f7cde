"""Names by which people call places: other names of governments, and places that are none."""

from collections.abc import Sequence

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Case, F, IntegerField, Q, Value, When
from django.db.models.functions import Length

from laws.models import Jurisdiction, PlaceName
from laws.search.closeness import slips, slips_allowed
from laws.vocabulary import JurisdictionKind

EXACT, BEGINS = 0, 1
MOST_COMPARED = 300
OWN_GOVERNMENT = ("government__same_as", "government__covering_city")


def find_names(exact: Q, begins: Q, limit: int) -> list[PlaceName]:
    """The names that fit, the exact first, then the largest places; each with its `fit`."""
    fit = Case(When(exact, then=EXACT), default=Value(BEGINS), output_field=IntegerField())
    largest = F("population").desc(nulls_last=True), F("zip_codes").desc()
    rows = PlaceName.objects.filter(exact | begins).annotate(fit=fit)
    rows = rows.select_related("government", *OWN_GOVERNMENT)
    return list(rows.order_by("fit", *largest, "state_code", "pk")[:limit])


def names_alike(
    typed: str, state_code: str, known: Sequence[PlaceName], limit: int
) -> list[PlaceName]:
    """Places that are no government, with names that are close to what was typed, closest first.

    Where names of that kind are known already, only those that contain what was typed.
    """
    rows = PlaceName.objects.filter(government=None).exclude(pk__in=[one.pk for one in known])
    if state_code:
        rows = rows.filter(state_code=state_code)
    return close_names(rows, typed, bool(known))[:limit]


def close_names(rows, typed: str, only_containing: bool) -> list:
    """The rows whose names are close to what was typed, each with its `slips`: none for a name that
    contains it. The closest first, of those the largest.
    """
    likely = Q(search_name__contains=f" {typed}")
    if not only_containing:
        near = (len(typed) - 2, len(typed) + 2)
        likely |= Q(search_name__startswith=typed[:2], length__range=near)
        likely |= Q(search_name__trigram_similar=typed)
    rows = rows.annotate(
        length=Length("search_name"), alike=TrigramSimilarity("search_name", typed)
    )
    close, most = [], slips_allowed(typed)
    for one in rows.filter(likely).order_by("-alike")[:MOST_COMPARED]:
        if f" {typed}" in one.search_name:
            one.slips = 0
        # The first letter is seldom a slip: “uber” is not Huber.
        elif one.search_name[:1] == typed[:1]:
            one.slips = slips(typed, one.search_name, most)
        else:
            continue
        if one.slips is not None:
            close.append(one)
    return sorted(close, key=lambda one: (one.slips, -(one.population or 0), one.pk))


def municipalities_around(name: PlaceName) -> list[Jurisdiction]:
    """The cities, towns and townships of a place's counties, of which it may be a part, the largest
    first.
    """
    around = (
        Jurisdiction.objects.governments()
        .local()
        .filter(state_code=name.state_code, county_geoids__overlap=name.county_geoids)
    )
    around = around.exclude(kind=JurisdictionKind.COUNTY)
    return list(around.order_by(F("population").desc(nulls_last=True), "name"))
