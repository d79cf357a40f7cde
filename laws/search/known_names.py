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
