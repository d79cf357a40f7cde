"""Names by which people call places: other names of governments, and places that are none."""

from collections.abc import Sequence

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Case, F, IntegerField, Q, Value, When

from laws.models import Jurisdiction, PlaceName
from laws.vocabulary import JurisdictionKind

EXACT, BEGINS = 0, 1
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
    """Places that are no government, with names that look like what was typed, the likest first.

    Where names of that kind are known already, only those that contain what was typed.
    """
    alike = Q(search_name__trigram_similar=typed)
    if known:
        alike = Q(search_name__contains=f" {typed}")
    rows = PlaceName.objects.filter(alike, government=None)
    rows = rows.exclude(pk__in=[one.pk for one in known])
    if state_code:
        rows = rows.filter(state_code=state_code)
    rows = rows.annotate(alike=TrigramSimilarity("search_name", typed))
    return list(rows.order_by("-alike", F("population").desc(nulls_last=True), "pk")[:limit])


def towns_around(name: PlaceName) -> list[Jurisdiction]:
    """The towns and townships of a place's counties, of which it may be a part, the largest first.

    Where a state is divided into towns, land outside of cities lies in one of them.
    """
    towns = Jurisdiction.objects.governments().filter(
        state_code=name.state_code,
        kind__in=(JurisdictionKind.TOWN, JurisdictionKind.TOWNSHIP),
        county_geoids__overlap=name.county_geoids,
        # The code of a town that is a part of a county has ten digits, that of a place seven.
        geoid__regex="^[0-9]{10}$",
    )
    return list(towns.order_by(F("population").desc(nulls_last=True), "name"))
