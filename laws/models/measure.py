"""Measures: whatever a government adopts or considers."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from laws.models.fields import (
    UNSURE_SAYS_WHY,
    ChecksInDatabase,
    Shipped,
    is_one_of,
    is_one_of_or_empty,
)
from laws.models.force import force_on, in_effect_on, own_days, told_of_term
from laws.models.guards import NEVER_DELETED, ON_ITS_WAY
from laws.models.reckoned import store_reckoning
from laws.models.search_text import OF_MEASURE, said_in, titled_like
from laws.models.standing import Standing, told_on
from laws.models.term import StageSpan
from laws.text.normalize import normalize_identifier
from laws.text.slugs import first_free, slug_stem
from laws.vocabulary import (
    LIMITS,
    NOT_LOCAL,
    ORDER_KINDS,
    PENDING,
    UNSURE_EFFECT,
    Confidence,
    CountyReach,
    EditorialStatus,
    Effect,
    EffectBasis,
    MeasureKind,
    Reach,
    Regulates,
    UseMode,
)

RECKONED_FROM = {"jurisdiction", "jurisdiction_id", "kind", "session", "session_id"}
"""The columns of a measure that its terms and stages depend on, beside its actions."""


class MeasureQuerySet(models.QuerySet):
    def published(self) -> Self:
        """What the public sees. Every public page, file and count starts here."""
        return self.filter(status=EditorialStatus.PUBLISHED)

    def in_force(self, on: date) -> Self:
        """Measures that are certainly in effect on the date (R1 to R5)."""
        return self.filter(in_effect_on(on))

    def withdrawn(self) -> Self:
        """Measures that were public once; their own address still says that they are withdrawn."""
        return self.exclude(status=EditorialStatus.PUBLISHED).exclude(withdrawn_reason="")

    def on_record(self, on: date) -> Self:
        """Measures with an action by the date."""
        return self.filter(first_action_on__lte=on)

    def with_stage(self, on: date) -> Self:
        """With `stage`, `stage_since`, `stage_basis` and `stage_why` on the date (R6)."""
        # A day falls in one span: nothing to order, and the default order would join two tables.
        spans = StageSpan.objects.filter(measure=OuterRef("pk")).at(on).order_by()
        return self.annotate(
            stage=Subquery(spans.values("stage")[:1]),
            stage_since=Subquery(spans.values("from_on")[:1]),
            stage_basis=Subquery(spans.values("basis")[:1]),
            stage_why=Subquery(spans.values("why")[:1]),
        )

    def with_force(self, on: date) -> Self:
        """With `force`, whether it is in effect on the date, and what the term that tells it says:
        `since` and `until` when, on what ground, and what ended it. None where it is never.
        `own_days` are those of its answers on the day `told_on` (R15).
        """
        parts = {"own_days": own_days(), "told_on": models.Value(on, models.DateField())}
        return self.annotate(force=force_on(on), **told_of_term(on), **parts)

    def with_standing(self, on: date) -> Self:
        """With what `with_stage` and `with_force` say, for rows that are read: no query can filter
        or sort by it, and it costs a fraction.
        """
        day = models.Value(on, models.DateField())
        found = self.annotate(**told_on(on), told_on=day)
        found._iterable_class = Standing
        return found

    def pending(self, on: date) -> Self:
        """Measures that are pending on the date."""
        return self.at_stages(PENDING, on)

    def at_stages(self, stages: Iterable[str], on: date) -> Self:
        """Measures that are at one of the stages on the date."""
        spans = StageSpan.objects.filter(measure=OuterRef("pk"), stage__in=stages).at(on)
        return self.filter(Exists(spans))

    def limiting_government(self) -> Self:
        """Bans, moratoria, restrictions and oversight of general reach on police or government."""
        return self.filter(
            effect__in=LIMITS,
            reach=Reach.GENERAL,
            regulates__overlap=[Regulates.POLICE, Regulates.GOVERNMENT],
        )

    def bills(self) -> Self:
        """Bills of Congress and of state legislatures: what every count of bills counts.

        A statute whose bill is not known, a resolution and an order are not among them.
        """
        return self.filter(kind=MeasureKind.BILL, jurisdiction__kind__in=NOT_LOCAL)

    def local(self) -> Self:
        """Measures of governments below the state."""
        return self.exclude(jurisdiction__kind__in=NOT_LOCAL)

    def matching(self, words: str) -> Self:
        """Measures by number in any spelling, by words of all that is said of them, or by the
        government's name; only where none is found so, those with a title that looks alike.
        """
        found = self.filter(said_in(words))
        return found if found.exists() else titled_like(self, words)


def staff() -> models.ForeignKey:
    """A column for the member of staff who did something to a measure."""
    return models.ForeignKey(
        "auth.User",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )


class Measure(ChecksInDatabase, Shipped):
    """A bill, ordinance, order or other measure about the use of face recognition."""

    slug = models.SlugField(
        max_length=80, unique=True, help_text="Its address. Never changed once published."
    )
    # A government with measures on record should be hard to delete.
    jurisdiction = models.ForeignKey(
        "laws.Jurisdiction", on_delete=models.PROTECT, related_name="measures"
    )
    kind = models.CharField(max_length=20, choices=MeasureKind)
    # A session with measures on record should be hard to delete.
    session = models.ForeignKey(
        "laws.LegislativeSession",
        on_delete=models.PROTECT,
        related_name="measures",
        null=True,
        blank=True,
    )
    identifier = models.CharField(
        "number", max_length=60, blank=True, help_text="As officially written: S.927, Ord. 2019-16"
    )
    identifier_key = models.CharField(max_length=60, blank=True, editable=False)
    law_citation = models.CharField(
        max_length=200, blank=True, help_text="Act, chapter or public law: St. 2020, c. 253"
    )
    code_citation = models.CharField(
        max_length=200, blank=True, help_text="Where it stands in the code: M.G.L. c. 6, § 220"
    )
    title = models.CharField(max_length=400)
    popular_name = models.CharField(
        max_length=80,
        blank=True,
        help_text="What a law is called for short, where its number says little: POST Act.",
    )

    effect = models.CharField(max_length=20, choices=Effect)
    effect_basis = models.CharField(
        "text read?",
        max_length=10,
        choices=EffectBasis,
        blank=True,
        help_text="What the effect rests on; empty: not said.",
    )
    effect_note = models.CharField(
        "reason for doubt",
        max_length=300,
        blank=True,
        help_text="Why the effect is in doubt. Readers see it wherever the measure counts.",
    )
    reach = models.CharField(max_length=10, choices=Reach, default=Reach.GENERAL)
    county_reach = models.CharField(
        "county covers",
        max_length=15,
        choices=CountyReach,
        blank=True,
        help_text="Whom a county’s measure covers; empty: its own agencies.",
    )
    regulates = ArrayField(
        models.CharField(max_length=20, choices=Regulates),
        help_text="Whom it regulates; at least one.",
    )
    use_modes = ArrayField(
        models.CharField(max_length=20, choices=UseMode),
        default=list,
        blank=True,
        help_text="Which use it reaches; none chosen: not known.",
    )
    summary = models.TextField(blank=True, help_text="What it says, in our words; at most 60.")
    confidence = models.CharField(max_length=10, choices=Confidence, default=Confidence.MEDIUM)
    notes = models.TextField(blank=True, help_text="Doubts, shown to readers.")

    status = models.CharField(max_length=12, choices=EditorialStatus, default=EditorialStatus.DRAFT)
    verified_on = models.DateField(
        null=True, blank=True, help_text="When a person last checked it against its source."
    )
    # Who checked is worth keeping only while the account exists.
    verified_by = models.ForeignKey(
        "auth.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    # Who did what is worth keeping only while the account exists; revisions keep the name.
    entered_by = staff()
    edited_by = staff()
    published_by = staff()
    exemption = models.CharField(
        max_length=300,
        blank=True,
        editable=False,
        help_text="Why one person published what the same person edited.",
    )
    withdrawn_reason = models.CharField(
        max_length=300,
        blank=True,
        editable=False,
        help_text="Why it was taken off the site; kept until it is published again.",
    )

    changed_at = models.DateTimeField(auto_now=True)

    # Calculated from the actions by laws.rules. Never set by hand.
    first_action_on = models.DateField(null=True, editable=False)
    last_action_on = models.DateField(null=True, editable=False)
    enacted_on = models.DateField(null=True, editable=False)
    effective_on = models.DateField(null=True, editable=False)
    ended_on = models.DateField(null=True, editable=False)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["jurisdiction", "slug"]
        constraints = [
            models.UniqueConstraint(
                "jurisdiction",
                "kind",
                "session",
                "identifier",
                name="measure_number_unique_in_session",
                condition=~Q(identifier=""),
                nulls_distinct=False,
                violation_error_message=(
                    "This government already has a measure of this kind with this number in this "
                    "session."
                ),
            ),
            models.CheckConstraint(condition=~Q(slug=""), name="measure_has_slug"),
            models.CheckConstraint(condition=~Q(title=""), name="measure_has_title"),
            is_one_of("kind", MeasureKind, "measure_kind_known"),
            is_one_of("effect", Effect, "measure_effect_known"),
            is_one_of("reach", Reach, "measure_reach_known"),
            is_one_of_or_empty("effect_basis", EffectBasis, "measure_effect_basis_known"),
            is_one_of_or_empty("county_reach", CountyReach, "measure_county_reach_known"),
            models.CheckConstraint(
                # What is marked wherever it counts has to say why.
                condition=~Q(effect_basis__in=UNSURE_EFFECT) | ~Q(effect_note=""),
                name="measure_unsure_effect_says_why",
                violation_error_message=UNSURE_SAYS_WHY,
            ),
            is_one_of("confidence", Confidence, "measure_confidence_known"),
            is_one_of("status", EditorialStatus, "measure_status_known"),
            models.CheckConstraint(
                condition=Q(regulates__contained_by=Regulates.values) & Q(regulates__len__gt=0),
                name="measure_regulates_someone_known",
                violation_error_message="Choose at least one of those whom it regulates.",
            ),
            models.CheckConstraint(
                condition=Q(use_modes__contained_by=UseMode.values),
                name="measure_use_modes_known",
            ),
            models.CheckConstraint(
                # Compared with nothing, a day passes any check: the day must be there as well.
                condition=Q(ended_on=None)
                | Q(effective_on__isnull=False, ended_on__gt=models.F("effective_on")),
                name="measure_ends_after_it_takes_effect",
            ),
            models.CheckConstraint(
                condition=~Q(status=EditorialStatus.WITHDRAWN) | ~Q(withdrawn_reason=""),
                name="measure_withdrawn_says_why",
            ),
            models.CheckConstraint(
                # Four eyes. What came with the shipped record has no publisher of the desk.
                condition=~Q(status=EditorialStatus.PUBLISHED)
                | Q(published_by=None)
                | Q(edited_by=None)
                | ~Q(published_by=models.F("edited_by"))
                | ~Q(exemption=""),
                name="measure_published_by_another",
            ),
        ]
        indexes = [
            GinIndex(OpClass("title", "gin_trgm_ops"), name="measure_title_trigram"),
            models.Index(fields=["identifier_key"], name="measure_number"),
        ]
        triggers = [ON_ITS_WAY, NEVER_DELETED, *OF_MEASURE]
        permissions = [
            ("review_measure", "Can edit every draft and send it to review"),
            ("publish_measure", "Can publish what another edited, and withdraw it"),
        ]

    def __str__(self) -> str:
        place, name = self.jurisdiction, self.identifier or self.title
        if name.startswith(f"{place.name} "):
            return name
        return f"{place.display_name} {name}"

    def save(
        self,
        *args: Any,
        update_fields: Iterable[str] | None = None,
        reckon: bool = True,
        **kwargs: Any,
    ) -> None:
        """Store it, with what follows from its actions; `reckon` is False if those come next."""
        self.identifier_key = normalize_identifier(self.identifier)
        self.slug = self.slug or self.free_slug()
        with transaction.atomic():
            super().save(*args, update_fields=update_fields, **kwargs)
            if reckon and (update_fields is None or not RECKONED_FROM.isdisjoint(update_fields)):
                self.reckon()

    def get_absolute_url(self) -> str:
        return reverse("measure", args=[self.slug])

    def free_slug(self) -> str:
        """A slug for this measure that no other has: ma-s927-193rd, ma-newton-ban-2."""
        place = self.jurisdiction
        stem = slug_stem(
            place.state_code,
            place.slug if place.is_local else "",
            self.identifier,
            self.effect,
            self.session.identifier if self.session else "",
        )
        taken = Measure.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
        return first_free(stem, set(taken))

    def reckon(self) -> bool:
        """Store the terms, stages and dates that follow from the actions; True if any changed."""
        return bool(store_reckoning([self]))

    @property
    def session_start_on(self) -> date | None:
        """The first day of its session, if that is recorded."""
        return self.session.start_on if self.session else None

    @property
    def effective_on_passage(self) -> bool:
        """Whether it takes effect when it passes (R2): local measures, orders and the like."""
        return self.jurisdiction.is_local or self.kind in ORDER_KINDS

    @property
    def is_public(self) -> bool:
        return self.status == EditorialStatus.PUBLISHED

    @property
    def was_public(self) -> bool:
        """Whether its address was public and has to keep answering."""
        return self.is_public or bool(self.withdrawn_reason)


class SectionManager(models.Manager.from_queryset(MeasureQuerySet)):
    """The measures of one section of the staff pages."""

    def __init__(self, belongs: Q) -> None:
        super().__init__()
        self.belongs = belongs

    def get_queryset(self) -> MeasureQuerySet:
        return super().get_queryset().filter(self.belongs)


LOCAL = ~Q(jurisdiction__kind__in=NOT_LOCAL)
ORDERED = Q(jurisdiction__kind__in=NOT_LOCAL, kind__in=ORDER_KINDS)


class Bill(Measure):
    """What a legislature handles: bills, statutes, resolutions, state ballot measures."""

    objects = SectionManager(Q(jurisdiction__kind__in=NOT_LOCAL) & ~Q(kind__in=ORDER_KINDS))

    class Meta:
        proxy = True


class Ordinance(Measure):
    """What a local government handles: everything a county or place enacts."""

    objects = SectionManager(LOCAL)

    class Meta:
        proxy = True


class Order(Measure):
    """Executive orders, directives, regulations and policies of a state or the country."""

    objects = SectionManager(ORDERED)

    class Meta:
        proxy = True
