"""Governments, their legislatures and their sessions."""

import re
from collections.abc import Sequence
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import connection, models, transaction
from django.db.models import Case, F, Q, When
from django.urls import reverse

from laws.models.fields import Shipped, is_one_of, is_one_of_or_empty
from laws.models.reckoned import store_reckoning
from laws.rules.stages import Session
from laws.text.normalize import normalize_name
from laws.vocabulary import NOT_LOCAL, STATE_LEVEL, CarryOver, ChamberKind, JurisdictionKind


class JurisdictionQuerySet(models.QuerySet):
    def state_level(self) -> Self:
        """States, the District and the territories: the rows of the map."""
        return self.filter(kind__in=STATE_LEVEL)

    def local(self) -> Self:
        """Governments below the state."""
        return self.exclude(kind__in=NOT_LOCAL)

    def governments(self) -> Self:
        """One row a government: second ids of the same government and mere areas left out."""
        return self.filter(same_as=None, active=True, is_government=True)


OUTSIDE = """
    UPDATE laws_jurisdiction county SET population_outside = of_county.people
    FROM (
        SELECT c.id, CASE WHEN count(*) FILTER (WHERE p.id IS NOT NULL AND p.population IS NULL) = 0
            THEN greatest(0, c.population - coalesce(sum(p.population), 0)) END AS people
        FROM laws_jurisdiction c
        LEFT JOIN (
            SELECT id, population, unnest(county_geoids) AS in_county FROM laws_jurisdiction
            WHERE kind <> ALL(%(not_municipal)s) AND same_as_id IS NULL AND active
                AND (%(geoids)s::text[] IS NULL OR county_geoids::text[] && %(geoids)s::text[])
        ) p ON p.in_county = c.geoid
        WHERE c.kind = 'county' AND c.geoid <> ''
            AND (%(geoids)s::text[] IS NULL OR c.geoid = ANY(%(geoids)s))
        GROUP BY c.id
    ) of_county
    WHERE county.id = of_county.id AND county.population_outside IS DISTINCT FROM of_county.people
"""


class Jurisdiction(Shipped):
    """A government: the country, a state, a county, a city, a town and so on.

    Identified by its Open Civic Data division id. Names and populations are the Census Bureau's.
    """

    division_id = models.CharField(
        max_length=200,
        unique=True,
        help_text="Open Civic Data division id: ocd-division/country:us/state:ma/place:somerville",
    )
    kind = models.CharField(max_length=20, choices=JurisdictionKind)
    name = models.CharField(max_length=120, help_text="Without “city”, “town” or “County”.")
    full_name = models.CharField(max_length=150)
    state_code = models.CharField(
        "state", max_length=2, blank=True, help_text="Postal code; empty for the country."
    )
    slug = models.SlugField(
        max_length=120, help_text="Its part of the address. Never changed once published."
    )

    geoid = models.CharField(max_length=10, blank=True)
    county_geoids = ArrayField(models.CharField(max_length=5), default=list, blank=True)
    wikidata_id = models.CharField(
        "Wikidata id",
        max_length=20,
        blank=True,
        help_text="Its item there, as Q771. Only where a source gives it for the same code.",
    )
    # Another id of a government keeps the government's own row from being deleted unnoticed.
    same_as = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="other_ids",
        help_text="The same government under the id that is used here.",
    )
    covering_city = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="covered_counties",
        help_text="For a county that lies wholly in one city: that city. Its law applies there.",
    )
    id_status = models.CharField(max_length=20, blank=True)
    active = models.BooleanField(default=True)
    is_government = models.BooleanField(
        default=True,
        help_text="Not for a county without a government, as in Connecticut: no law is made there.",
    )

    population = models.PositiveIntegerField(null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(null=True, blank=True)
    # Calculated from the populations of its municipalities by `count_people_outside`.
    population_outside = models.PositiveIntegerField(
        null=True,
        editable=False,
        help_text="Of a county: its people outside of any city, town or township, at least.",
    )
    population_2020 = models.PositiveIntegerField(null=True, blank=True)
    population_source = models.CharField(max_length=30, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    coordinate_source = models.CharField(max_length=40, blank=True)
    coordinate_precision = models.CharField(
        max_length=10, blank=True, help_text="“county”: the county's point, never drawn as its own."
    )

    # Calculated from the ledger by `store_last_searches`.
    searched_on = models.DateField(
        null=True, editable=False, help_text="When someone last searched for its own measures."
    )
    search_note = models.TextField(blank=True, db_default="", editable=False)
    notes = models.TextField(blank=True)

    # unaccent() is not immutable and can't be indexed: the folded name is kept as a column.
    search_name = models.CharField(max_length=120, editable=False)

    objects = JurisdictionQuerySet.as_manager()

    class Meta:
        ordering = ["state_code", "name"]
        constraints = [
            models.UniqueConstraint("state_code", "slug", name="jurisdiction_slug_unique_in_state"),
            models.CheckConstraint(condition=~Q(slug=""), name="jurisdiction_has_slug"),
            models.CheckConstraint(condition=~Q(name=""), name="jurisdiction_has_name"),
            is_one_of("kind", JurisdictionKind, "jurisdiction_kind_known"),
            models.CheckConstraint(
                condition=Q(state_code="", kind=JurisdictionKind.COUNTRY)
                | (Q(state_code__regex="^[A-Z]{2}$") & ~Q(kind=JurisdictionKind.COUNTRY)),
                name="jurisdiction_state_fits_kind",
                violation_error_message="Every government but the country's lies in a state.",
            ),
            models.CheckConstraint(
                # A missing one passes any range: both must be there, or neither.
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__isnull=False,
                    longitude__range=(-180, 180),
                ),
                name="jurisdiction_point_on_earth",
                violation_error_message="Latitude is −90 to 90 and longitude −180 to 180.",
            ),
            models.CheckConstraint(
                condition=~Q(same_as=F("id")), name="jurisdiction_not_same_as_itself"
            ),
            models.CheckConstraint(
                condition=Q(wikidata_id="") | Q(wikidata_id__regex="^Q[1-9][0-9]*$"),
                name="jurisdiction_wikidata_id_is_one",
                violation_error_message="A Wikidata id is Q and a number, as Q771.",
            ),
            models.UniqueConstraint(
                "wikidata_id",
                condition=~Q(wikidata_id=""),
                name="jurisdiction_wikidata_id_once",
                violation_error_message="Another government has this Wikidata id.",
            ),
            models.CheckConstraint(
                condition=Q(covering_city=None) | Q(kind=JurisdictionKind.COUNTY, same_as=None),
                name="jurisdiction_covered_is_county",
                violation_error_message="Only a county that is no second id can lie in a city.",
            ),
            models.CheckConstraint(
                condition=Q(is_government=True)
                | Q(kind=JurisdictionKind.COUNTY, same_as=None, covering_city=None),
                name="jurisdiction_area_is_county",
                violation_error_message="Only a county of its own can be without a government.",
            ),
        ]
        indexes = [
            # Typing a place's name: prefix first, then similar spellings.
            models.Index(OpClass("search_name", "varchar_pattern_ops"), name="place_prefix"),
            GinIndex(OpClass("search_name", "gin_trgm_ops"), name="place_trigram"),
            models.Index(fields=["geoid"], name="place_geoid"),
            # Every page asks for the few states among the many places.
            models.Index(fields=["kind"], name="jurisdiction_kind"),
        ]

    def __str__(self) -> str:
        return self.name_in_state

    def save(self, *args, **kwargs):
        self.search_name = normalize_name(self.name)
        with transaction.atomic():
            super().save(*args, **kwargs)
            # What is local takes effect when it passes (R2).
            store_reckoning(list(self.measures.all()))
            count_people_outside([*self.county_geoids, self.geoid])

    def get_absolute_url(self) -> str:
        if self.is_local:
            return reverse("place", args=[self.state_code.lower(), self.slug])
        return reverse("state", args=[self.state_code.lower() or "us"])

    @property
    def government(self) -> int:
        """The key of the government, whichever of its ids this row has."""
        return self.same_as_id or self.pk

    @property
    def is_local(self) -> bool:
        return self.kind not in NOT_LOCAL

    @property
    def display_name(self) -> str:
        """As it is said in a sentence: Somerville, King County, Massachusetts."""
        return self.full_name if self.kind == JurisdictionKind.COUNTY else self.name

    @property
    def name_in_state(self) -> str:
        """With its state where it needs one: Somerville, MA."""
        return f"{self.display_name}, {self.state_code}" if self.is_local else self.name


def count_people_outside(geoids: Sequence[str] | None = None) -> None:
    """Store how many people of each county, or of those with the Census codes given, live outside
    of any municipality (R10). A municipality in several counties is taken wholly out of each; where
    the population of one is not known, so is the county's rest.
    """
    not_municipal = [*NOT_LOCAL, JurisdictionKind.COUNTY, JurisdictionKind.SPECIAL_DISTRICT]
    asked = {"geoids": geoids and list(geoids), "not_municipal": [str(k) for k in not_municipal]}
    with connection.cursor() as cursor:
        cursor.execute(OUTSIDE, asked)


class Chamber(Shipped):
    """One chamber of a legislature, under its own name."""

    # A legislature's chambers go with their government.
    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.CASCADE, related_name="chambers"
    )
    kind = models.CharField(max_length=10, choices=ChamberKind)
    name = models.CharField(max_length=60)
    legislature_name = models.CharField(max_length=120)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    url = models.URLField(max_length=300, blank=True)

    class Meta:
        ordering = ["jurisdiction", "kind"]
        constraints = [
            models.UniqueConstraint("jurisdiction", "kind", name="chamber_once_a_legislature"),
            is_one_of("kind", ChamberKind, "chamber_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.legislature_name}: {self.name}"


SPECIAL = r"special|extraordinary|called"
"""What the name of a special session says. Its classification alone is often wrong."""
IS_SPECIAL = (
    Q(name__iregex=SPECIAL)
    | Q(identifier__iregex=SPECIAL)
    | Q(classification="special") & ~Q(name__icontains="regular")
)


class SessionQuerySet(models.QuerySet):
    def regular_first(self) -> Self:
        """Regular sessions before special ones, each the latest first."""
        special = Case(When(IS_SPECIAL, then=1), default=0)
        return self.order_by(special, "-start_on", "jurisdiction__name", "pk")


class LegislativeSession(Shipped):
    """One session of one legislature."""

    # A government with sessions on record should be hard to delete.
    jurisdiction = models.ForeignKey(
        Jurisdiction, on_delete=models.PROTECT, related_name="sessions"
    )
    identifier = models.CharField(max_length=60, help_text="As the legislature writes it: 193rd")
    name = models.CharField(max_length=120)
    classification = models.CharField(max_length=20, blank=True)
    start_on = models.DateField("first day")
    end_on = models.DateField("last day", null=True, blank=True, help_text="Empty: not known.")
    carry_over = models.CharField(
        "bills carried over",
        max_length=10,
        choices=CarryOver,
        blank=True,
        help_text="Which of its unfinished bills another session takes up. Empty: not known.",
    )
    carried_until = models.DateField(
        "last day for bills carried over",
        null=True,
        blank=True,
        help_text="The last day of the session that takes them up. Empty: none does, or not known.",
    )
    note = models.TextField(blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["jurisdiction", "-start_on"]
        constraints = [
            models.UniqueConstraint(
                "jurisdiction", "identifier", name="session_identifier_unique_in_jurisdiction"
            ),
            models.CheckConstraint(
                condition=Q(end_on=None) | Q(end_on__gte=F("start_on")),
                name="session_ends_after_it_starts",
                violation_error_message="A session ends on or after the day on which it starts.",
            ),
            models.CheckConstraint(
                condition=Q(carried_until=None)
                | (Q(carried_until__gt=F("end_on")) & Q(carry_over__in=["all", "chosen"])),
                name="session_carries_bills_past_its_end",
                violation_error_message="Bills are carried over past the last day of the session, "
                "all or some.",
            ),
            models.CheckConstraint(condition=~Q(identifier=""), name="session_has_identifier"),
            is_one_of_or_empty("carry_over", CarryOver, "session_carry_over_in_vocabulary"),
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction.name}, {self.name}"

    @property
    def says_special(self) -> bool:
        """Whether its own name says that it is a special session."""
        return bool(re.search(SPECIAL, f"{self.name} {self.identifier}", re.I))

    @property
    def is_special(self) -> bool:
        """Whether it is no regular session."""
        is_classified = self.classification == "special"
        return self.says_special or (is_classified and "regular" not in self.name.lower())

    @property
    def days(self) -> Session:
        """The session as the rules see it."""
        return Session(
            self.start_on,
            self.end_on,
            self.jurisdiction.is_local,
            self.carried_until,
            self.carry_over == CarryOver.ALL,
        )

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            # A bill that came to nothing is dated by its session's end (R6).
            store_reckoning(list(self.measures.all()))
