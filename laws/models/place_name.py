"""Names and ZIP codes by which people call a place, whether or not it is a government."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q

from laws.models.fields import Shipped
from laws.models.jurisdiction import Jurisdiction

# What counties without a government are called, and what took their place in Connecticut.
AREAS = (" County", " Census Area", " Planning Region")


class PlaceName(Shipped):
    """A name that is not that of a government on the record, in one state.

    With a `government` it is another name of it: Brooklyn for Kings County. Without, it names a
    place that is no government of its own, as far as is known: Bethesda, Maryland. Then
    `county_geoids` says where it lies, the likeliest first, and `postal_cities` which
    municipalities its mail is addressed to.
    """

    name = models.CharField(max_length=120)
    search_name = models.CharField(max_length=120)
    state_code = models.CharField("state", max_length=2)
    # Another name of a government says nothing without it.
    government = models.ForeignKey(
        Jurisdiction, null=True, on_delete=models.CASCADE, related_name="other_names"
    )
    county_geoids = ArrayField(models.CharField(max_length=5), default=list)
    postal_cities = ArrayField(models.CharField(max_length=200), default=list)
    zip_codes = models.PositiveSmallIntegerField(default=0)
    # GeoNames' figure: it orders places of one name, and is too rough to be shown.
    population = models.PositiveIntegerField(null=True)

    # Given by a search: how well it fits, and what lies around it.
    fit: int
    state_name: str
    within: str
    counties: list[Jurisdiction]
    cities: list[Jurisdiction]
    states: list[Jurisdiction]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "search_name",
                "state_code",
                "government",
                name="place_name_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=~Q(search_name=""), name="place_name_has_letters"),
        ]
        indexes = [
            models.Index(OpClass("search_name", "varchar_pattern_ops"), name="place_name_prefix"),
            GinIndex(OpClass("search_name", "gin_trgm_ops"), name="place_name_trigram"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.state_code}"

    @property
    def is_area(self) -> bool:
        """Whether it is a county that has no government, or a region like one."""
        return self.name.endswith(AREAS)

    @property
    def size(self) -> int:
        """How many may live there, to order namesakes: a ZIP code holds some thousand people."""
        return self.population or self.zip_codes * 1000


class ZipCode(Shipped):
    """A ZIP code: an area for mail, in the county where most of it lies.

    `names` are those that mail may be addressed to; the first is the one that the post prefers.
    """

    zip_code = models.CharField(max_length=5, unique=True)
    state_code = models.CharField("state", max_length=2)
    county_geoid = models.CharField(max_length=5, blank=True)
    names = ArrayField(models.CharField(max_length=120), default=list)

    def __str__(self) -> str:
        return self.zip_code
