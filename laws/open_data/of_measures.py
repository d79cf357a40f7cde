"""The measures of the record, and what follows from their actions."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from django.db.models import (
    Case,
    DateField,
    DateTimeField,
    DurationField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse

from laws.counting.tiers import tier
from laws.models import Action, ChangeReason, Check, Measure, Merge, StageSpan, Term
from laws.models.term import OF_NO_ACTION
from laws.open_data.table import MADE, Column, Row, Table, partial, read
from laws.text.measure_names import short_name
from laws.vocabulary import (
    ActionKind,
    Basis,
    Confidence,
    CountyReach,
    EditorialStatus,
    Effect,
    EffectBasis,
    JurisdictionKind,
    MeasureKind,
    MergeStatus,
    Precision,
    Reach,
    Regulates,
    RowGone,
    Stage,
    Tier,
    UseMode,
)

PUBLISHED = EditorialStatus.PUBLISHED
COUNTED = "of a date known to the month or the year, the last day"
NAMED = ("kind", "identifier", "law_citation", "code_citation", "title", "popular_name")


def _act(which: str) -> Subquery:
    """The date of a measure's first ("") or last ("-") action."""
    actions = Action.objects.filter(measure=OuterRef("pk")).order_by(f"{which}day", f"{which}order")
    return Subquery(actions.values(found=partial("day", "precision"))[:1])


def _looked(column: str) -> Subquery:
    return Subquery(Check.objects.standing().values(column)[:1])


def _first_day_as_known(**of: Any) -> Coalesce:
    """The precision of the actions whose first or last possible day is the first of a stage."""
    spans = {Precision.MONTH: "1 month - 1 day", Precision.YEAR: "1 year - 1 day"}
    ends = [
        When(precision=one, then=F("day") + Cast(Value(span), DurationField()))
        for one, span in spans.items()
    ]
    last = Cast(Case(*ends, default=F("day"), output_field=DateTimeField()), DateField())
    found = Action.objects.filter(measure=OuterRef("measure"), **of).annotate(last_day=last)
    found = found.filter(Q(day=OuterRef("from_on")) | Q(last_day=OuterRef("from_on")))
    is_exact = Case(When(precision=Precision.DAY, then=0), default=1)
    found = found.order_by(is_exact, "day", "last_day").values("precision")
    return Coalesce(Subquery(found[:1]), Value(Precision.DAY))


FROM_PRECISION = Case(
    *(
        When(stage=stage, then=_first_day_as_known(kind__in=kinds))
        for stage, kinds in OF_NO_ACTION.items()
    ),
    default=_first_day_as_known(),
)
"""How exactly the first day of a stage is known (`StageSpan.known_from`)."""
GOVERNMENT = Case(
    When(jurisdiction__kind=JurisdictionKind.COUNTY, then=F("jurisdiction__full_name")),
    default=F("jurisdiction__name"),
)
MEASURES = (
    Column("slug", "string", "What names the measure: the end of its address. Never changes."),
    Column("path", "string", "Its address on this site, without the site.", of=MADE),
    Column("name", "string", "What it is called for short, on every page.", of=MADE),
    Column(
        "division_id", "string", "Whose measure it is, as an Open Civic Data division id.",
        of="jurisdiction__division_id",
    ),
    Column("government", "string", "The name of that government.", of=GOVERNMENT),
    Column(
        "state", "string", "The postal code of its state; empty for the country.",
        of="jurisdiction__state_code",
    ),
    Column("level", "string", "The kind of government.", JurisdictionKind, "jurisdiction__kind"),
    Column(
        "geoid", "string",
        "The Census Bureau’s code of that government: two digits for a state, five for a county, "
        "seven for a place, ten for a county subdivision.",
        of="jurisdiction__geoid",
    ),
    Column("kind", "string", "Its legal form.", MeasureKind),
    Column(
        "session", "string", "The session of the legislature, as `identifier` in `sessions`.",
        of="session__identifier",
    ),
    Column("identifier", "string", "Its number as officially written."),
    Column("law_citation", "string", "The act, chapter or public law that it became."),
    Column("code_citation", "string", "Where it stands in the code."),
    Column("title", "string", "Its title."),
    Column("popular_name", "string", "What a law is widely called."),
    Column("effect", "string", "What it does when it is in effect.", Effect),
    Column(
        "effect_basis", "string", "What our reading of its effect rests on; empty: not said.",
        EffectBasis,
    ),
    Column("effect_note", "string", "Why the effect is in doubt."),
    Column("reach", "string", "How much of the use it covers.", Reach),
    Column(
        "county_reach", "string", "Whom a county’s measure covers; empty: its own agencies.",
        CountyReach,
    ),
    Column("regulates", "list", "Whom it regulates.", Regulates),
    Column("use_modes", "list", "Which use it covers. No entry: not known.", UseMode),
    Column("summary", "string", "What it says, in our words."),
    Column("notes", "string", "Doubts."),
    Column("confidence", "string", "How far its sources carry.", Confidence),
    Column("tier", "string", "What stands behind the coding.", Tier, tier()),
    Column("verified_on", "date", "When a person last checked it against its sources."),
    Column(
        "verified_sources_looked_at", "list",
        "The addresses that this check looked at. Empty: not known.", of=_looked("looked_at"),
    ),
    Column(
        "verified_sources_not_looked_at", "list",
        "The sources that this check did not look at. Empty: not known.",
        of=_looked("not_looked_at"),
    ),
    Column("first_action_on", "date", "The date of its first action.", of=_act("")),
    Column(
        "last_action_on", "date", "The date of its last action, which may be yet to come.",
        of=_act("-"),
    ),
    Column(
        "enacted_on", "date", f"Calculated: when it became law; {COUNTED}. `actions` has the date "
        "as it is known.",
    ),
    Column(
        "effective_on", "date",
        f"Calculated: the first day on which it was certainly in effect; {COUNTED}. See `terms`.",
    ),
    Column(
        "ended_on", "date", "Calculated: the first day after its last term, if an end is set. See "
        "`terms`.",
    ),
)  # fmt: skip
TERMS = (
    Column("measure", "string", "The measure, as `slug` in `measures`.", of="measure__slug"),
    Column("starts_on", "date", "The first day on which it is certainly in effect."),
    Column("ends_on", "date", "The first day on which it no longer is. Empty: no end is set."),
    Column(
        "may_start_on", "date", "The first day on which it may have been in effect, where its "
        "start is known only to the month or the year.",
    ),
    Column(
        "may_end_on", "date", "The last day on which it may have been in effect, where its end "
        "is known only to the month or the year.",
    ),
    Column("start_kind", "string", "The kind of action that started it.", ActionKind),
    Column("start_basis", "string", "What the start rests on.", Basis),
    Column("start_why", "string", "Why, where the start is not simply recorded."),
    Column("end_kind", "string", "The kind of action that ends it.", ActionKind),
    Column("end_basis", "string", "What the end rests on.", Basis),
    Column("end_why", "string", "Why, where the end is not simply recorded."),
)  # fmt: skip
STAGES = (
    Column("measure", "string", "The measure, as `slug` in `measures`.", of="measure__slug"),
    Column("from_on", "date", "The first day at this stage."),
    Column(
        "from_precision", "string",
        "How exactly that day is known: of a month or a year it is the day from which that counts.",
        Precision, of=FROM_PRECISION,
    ),
    Column("until_on", "date", "The first day at another stage. Empty: none is known."),
    Column("stage", "string", "How far it got.", Stage),
    Column("basis", "string", "What this rests on.", Basis),
    Column("why", "string", "Why, where it is not simply recorded."),
)  # fmt: skip
WITHDRAWN = (
    Column("slug", "string", "What named the measure. Its address says that it is withdrawn."),
    Column("reason", "string", "Why it was taken off the site."),
    Column("merged_into", "string", "The measure that it turned out to be, if so: its `slug`."),
)


def _measures() -> Iterator[Row]:
    return read(
        Measure.objects.published(), MEASURES, ("slug",), _with_name,
        started_on=F("first_action_on"), session_start_on=F("session__start_on"),
    )  # fmt: skip


def _with_name(row: Row) -> None:
    days = {"first_action_on": row["started_on"], "session_start_on": row["session_start_on"]}
    row["name"] = short_name(SimpleNamespace(**{name: row[name] for name in NAMED}, **days))
    row["path"] = reverse("measure", args=[row["slug"]])


def _terms() -> Iterator[Row]:
    return read(_of_published(Term), TERMS, ("measure", "starts_on"))


def _stages() -> Iterator[Row]:
    return read(_of_published(StageSpan), STAGES, ("measure", "from_on"))


def _of_published(model: type[Term | StageSpan]) -> QuerySet[Term | StageSpan]:
    return model.objects.filter(measure__status=PUBLISHED)


def _withdrawn() -> Iterator[Row]:
    """What was withdrawn or merged at the desk, or by a release of the record. Four queries."""
    ends = ChangeReason.objects.filter(field__in=[RowGone.WITHDRAWN, RowGone.MERGED])
    found = {
        slug: {"slug": slug, "reason": why or None, "merged_into": into or None}
        for slug, why, into in ends.order_by("version").values_list("key", "why", "into")
    }
    for slug, reason in Measure.objects.withdrawn().values_list("slug", "withdrawn_reason"):
        found.setdefault(slug, {"slug": slug, "merged_into": None})["reason"] = reason
    done = Merge.objects.filter(status=MergeStatus.DONE, gone__isnull=False).order_by("pk")
    was_public = Q(kept__status=PUBLISHED) | ~Q(kept__withdrawn_reason="")
    for slug, into in done.filter(was_public).values_list("gone__slug", "kept__slug"):
        if slug in found:
            found[slug]["merged_into"] = into
    shown = Measure.objects.published().filter(slug__in=list(found))
    for slug in sorted(set(found).difference(shown.values_list("slug", flat=True))):
        yield found[slug]


TABLES = (
    Table(
        "measures", "Measures",
        "Bills, laws, ordinances, orders and other measures on face recognition. Whether one is in "
        "effect on a day is in `terms`, how far it got by a day in `stages`.",
        ("slug",), MEASURES, _measures,
    ),
    Table(
        "terms", "Times in effect",
        "The days on which a measure is certainly in effect: from `starts_on` to the day before "
        "`ends_on`. Calculated from its actions by the rules R1 to R5. A measure without a row was "
        "never in effect.",
        ("measure", "starts_on"), TERMS, _terms,
        together=(frozenset(["starts_on", "may_start_on"]), frozenset(["ends_on", "may_end_on"])),
    ),
    Table(
        "stages", "Stages",
        "How far a measure got: the stage from `from_on` to the day before `until_on`. Calculated "
        "from its actions by rule R6.",
        ("measure", "from_on"), STAGES, _stages,
        together=(frozenset(["from_on", "from_precision"]),),
    ),
    Table(
        "withdrawn_measures", "Withdrawn measures",
        "Measures that were public and were taken off the site, or merged with another. They are "
        "in no other table.",
        ("slug",), WITHDRAWN, _withdrawn,
    ),
)  # fmt: skip
