"""Stored measures as the checks read them: any number of them in a handful of queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects

from laws.editing.consistency.facts import (
    Act,
    MeasureFacts,
    Place,
    Relative,
    Ruling,
    Span,
    terms_of,
)
from laws.models import Action, CaseEffect, Chamber, Jurisdiction, Measure, Relation
from laws.text.bill_numbers import plain_keys
from laws.vocabulary import CASE_ACTIONS, EditorialStatus

OTHERS = Relation.objects.select_related("to_measure__jurisdiction")
RELATED = Prefetch("relations_from", OTHERS), "relations_from__to_measure__terms"
RULING_ROWS = CaseEffect.objects.filter(did__in=CASE_ACTIONS).select_related("case").order_by("pk")
RULINGS = Prefetch("case_effects", RULING_ROWS, "ruled")
Seats = dict[int, dict[str, int | None]]


def facts_of(measures: Iterable[Measure], today: date) -> dict[int, MeasureFacts]:
    """What the checks read of each of the measures, by its key. Eight queries, if they come with
    their government and session.
    """
    rows = list(measures)
    prefetch_related_objects(rows, "actions", "explained_findings", RULINGS, *RELATED)
    places = {row.jurisdiction_id for row in rows}
    seats, numbers = seats_of(places), _numbers(places)
    return {row.pk: _facts(row, today, seats, numbers) for row in rows}


def _facts(
    row: Measure, today: date, seats: Seats, numbers: dict[tuple[object, ...], dict[int, str]]
) -> MeasureFacts:
    acts = tuple(act_of(action) for action in row.actions.all())
    ruled: list[CaseEffect] = getattr(row, "ruled", [])
    chambers = seats.get(row.jurisdiction_id, {})
    same = {
        key: name
        for number in plain_keys(row.identifier)
        for key, name in numbers.get((row.jurisdiction_id, row.session_id, number), {}).items()
        if key != row.pk
    }
    return MeasureFacts(
        today=today,
        place=place_of(row.jurisdiction),
        kind=row.kind,
        identifier=row.identifier,
        title=row.title,
        summary=row.summary,
        effect=row.effect,
        county_reach=row.county_reach,
        status=row.status,
        session=row.session.days if row.session else None,
        session_name=row.session.name if row.session else "",
        acts=acts,
        relations=tuple(relative_of(relation) for relation in row.relations_from.all()),
        seats={kind: number for kind, number in chambers.items() if number},
        chambers=frozenset(chambers),
        same_number=tuple(same.values()),
        terms=terms_of(acts, row.effective_on_passage),
        rulings=_rulings(ruled),
        explained=frozenset((one.rule, one.about) for one in row.explained_findings.all()),
    )


def act_of(action: Action) -> Act:
    """An action of the database."""
    words = action.description
    return Act(
        action.kind, action.date, action.basis, words, action.order, action.chamber, action.yes,
        action.no, str(action.pk),
    )  # fmt: skip


def place_of(place: Jurisdiction) -> Place:
    """A government of the database."""
    return Place(place.kind, place.state_code, place.name, place.pk)


def relative_of(relation: Relation, key: str = "") -> Relative:
    """A relation of the database, with what the other measure comes to."""
    other = relation.to_measure
    return Relative(
        relation.kind,
        str(other),
        other.slug,
        other.jurisdiction_id,
        tuple(Span(term.starts_on, term.ends_on) for term in other.terms.all()),
        other.first_action_on,
        other.status == EditorialStatus.WITHDRAWN,
        other.pk,
        key or str(relation.pk),
    )


def rulings_of(key: int | None) -> tuple[Ruling, ...]:
    """What court cases are said to have done to when a measure is in effect."""
    return _rulings(RULING_ROWS.filter(measure=key)) if key else ()


def _rulings(rows: Iterable[CaseEffect]) -> tuple[Ruling, ...]:
    # The database holds that such a row has a date.
    return tuple(Ruling(str(one.case), one.did, one.date) for one in rows if one.date)


def seats_of(places: Iterable[int]) -> Seats:
    """The chambers of governments, with their seats where these are known."""
    found: Seats = defaultdict(dict)
    chambers = Chamber.objects.filter(jurisdiction__in=places).order_by()
    for place, kind, seats in chambers.values_list("jurisdiction_id", "kind", "seats"):
        found[place][kind] = seats
    return found


def _numbers(places: Iterable[int]) -> dict[tuple[object, ...], dict[int, str]]:
    """The measures that have a number: {(government, session, number): {key: name}}."""
    rows = Measure.objects.filter(jurisdiction__in=places).exclude(identifier="")
    rows = rows.exclude(status=EditorialStatus.WITHDRAWN).order_by("pk")
    columns = "jurisdiction_id", "session_id", "identifier", "pk", "title"
    found: dict[tuple[object, ...], dict[int, str]] = defaultdict(dict)
    for place, session, identifier, pk, title in rows.values_list(*columns):
        for number in plain_keys(identifier):
            found[place, session, number][pk] = f"{identifier}: {title}"
    return found
