"""Measures that may be one and the same: equal numbers in any spelling, titles much alike."""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet

from laws.models import Measure, Relation
from laws.text.bill_numbers import all_keys, plain_keys
from laws.text.normalize import one_line
from laws.vocabulary import EditorialStatus


def trigrams(text: str) -> set[str]:
    """The groups of three letters of a text's words, each word padded as pg_trgm pads it."""
    words = (f"  {word} " for word in re.findall(r"[^\W_]+", text.lower()))
    return {word[at : at + 3] for word in words for at in range(len(word) - 2)}


def signatures(texts: Iterable[str]) -> list[int]:
    """A number for each text, with a bit for every trigram that it has."""
    bits = {}
    return [sum(1 << bits.setdefault(sign, len(bits)) for sign in trigrams(text)) for text in texts]


def likeness(one: int, other: int) -> float:
    """The share of trigrams that two texts have in common, by their signatures."""
    return (one & other).bit_count() / ((one | other).bit_count() or 1)


ALIKE = 0.6
"""How much two titles have to share, by trigrams, to be told of."""
MOST_TITLES = 5


class Pair(NamedTuple):
    """The keys of two measures of one government and session, and whether their numbers are the
    same; else their titles are alike."""

    one: int
    other: int
    same_number: bool


def same_number(jurisdiction, session, identifier: str, but=None) -> QuerySet[Measure]:
    """Measures with that number, however spelled, of that government and session (None: none)."""
    written, year = one_line(identifier), session.start_on.year if session else 0
    if not written:
        return Measure.objects.none()
    is_local, state = jurisdiction.is_local, jurisdiction.state_code
    keys = plain_keys(written) if is_local else all_keys(written, state, year)
    same = Q(identifier=written) | Q(identifier_key__in=keys)
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


def possible_duplicates() -> list[Pair]:
    """Pairs on the record that may be one measure, those with one number first. Two queries.

    Two that are related, as companions for example, are known to be two; so are those withdrawn.
    """
    ends = Relation.objects.order_by().values_list("from_measure_id", "to_measure_id")
    related, found = {frozenset(pair) for pair in ends}, []
    for rows in _neighbors():
        for one, other in combinations(rows, 2):
            same = bool(one.number) and one.number == other.number
            # What both share can't be more than the shorter has.
            near = min(one.signs, other.signs) >= ALIKE * max(one.signs, other.signs)
            alike = likeness(one.signature, other.signature) if near or same else 0
            if (same or alike >= ALIKE) and {one.key, other.key} not in related:
                found.append((not same, -alike, Pair(one.key, other.key, same)))
    return [pair for *_, pair in sorted(found)]


class _Row(NamedTuple):
    key: int
    number: str
    signature: int
    signs: int


def _neighbors():
    """The measures of each government and session, in lists."""
    columns = "pk", "identifier_key", "title", "jurisdiction_id", "session_id"
    measures = Measure.objects.exclude(status=EditorialStatus.WITHDRAWN).order_by("pk")
    rows = list(measures.values_list(*columns))
    found = defaultdict(list)
    signed = signatures(title for _, _, title, *_ in rows)
    for (key, number, _, *where), signature in zip(rows, signed, strict=True):
        found[tuple(where)].append(_Row(key, number, signature, signature.bit_count()))
    return found.values()


def _told(measures, but):
    """The measures but one, with what is needed to name them."""
    return measures.exclude(pk=getattr(but, "pk", but)).select_related("jurisdiction", "session")
