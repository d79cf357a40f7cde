"""Measures that may be one and the same: equal numbers in any spelling, titles much alike."""

from typing import NamedTuple

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection
from django.db.models import Q, QuerySet

from laws.models import Measure, Relation
from laws.spelling import normalize_identifier
from laws.vocabulary import EditorialStatus

ALIKE = 0.6
"""How much two titles have to share, by trigrams, to be told of."""
MOST_TITLES, MOST_PAIRS = 5, 100


class Pair(NamedTuple):
    """Two measures of one government and session, and whether their numbers are the same; else
    their titles are alike."""

    one: Measure
    other: Measure
    same_number: bool


def same_number(jurisdiction, session, identifier: str, but=None) -> QuerySet[Measure]:
    """Measures with that number, however spelled, of that government and session (None: none)."""
    written, key = " ".join(identifier.split()), normalize_identifier(identifier)
    if not written:
        return Measure.objects.none()
    same = Q(identifier=written) | (Q(identifier_key=key) if key else Q())
    found = Measure.objects.filter(same, jurisdiction=jurisdiction, session=session)
    return _told(found, but).order_by("pk")


def similar_titles(jurisdiction, title: str, but=None) -> QuerySet[Measure]:
    """Measures of that government whose title is much like that one, the likest first; few."""
    words = " ".join(title.split())
    if not words:
        return Measure.objects.none()
    found = Measure.objects.filter(jurisdiction=jurisdiction, title__trigram_similar=words)
    likest = found.annotate(alike=TrigramSimilarity("title", words)).filter(alike__gte=ALIKE)
    return _told(likest, but).order_by("-alike", "-pk")[:MOST_TITLES]


def possible_duplicates(most: int = MOST_PAIRS) -> list[Pair]:
    """Pairs on the record that may be one measure, those with one number first. Two queries.

    Two that are related, as companions for example, are known to be two; so are those withdrawn.
    """
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, {"alike": ALIKE, "most": most, "gone": EditorialStatus.WITHDRAWN})
        rows = cursor.fetchall()
    keys = {key for row in rows for key in row[:2]}
    measures = Measure.objects.select_related("jurisdiction", "session").in_bulk(keys)
    return [Pair(measures[one], measures[other], same) for one, other, same in rows]


def _told(measures, but):
    """The measures but one, with what is needed to name them."""
    return measures.exclude(pk=getattr(but, "pk", but)).select_related("jurisdiction", "session")


PAIRS = f"""
WITH pairs AS (
    SELECT one.id AS one, other.id AS other, similarity(one.title, other.title) AS alike,
        one.identifier_key <> '' AND one.identifier_key = other.identifier_key AS same_number
    FROM {Measure._meta.db_table} one
    JOIN {Measure._meta.db_table} other
        ON other.jurisdiction_id = one.jurisdiction_id AND other.id > one.id
        AND other.session_id IS NOT DISTINCT FROM one.session_id
    WHERE %(gone)s NOT IN (one.status, other.status)
)
SELECT one, other, same_number FROM pairs
WHERE (same_number OR alike >= %(alike)s) AND NOT EXISTS (
    SELECT FROM {Relation._meta.db_table} known
    WHERE (known.from_measure_id, known.to_measure_id) IN ((one, other), (other, one))
)
ORDER BY same_number DESC, alike DESC, one, other LIMIT %(most)s
"""
