"""Measures that may have been entered twice: the same number in any spelling, or similar titles."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from django.contrib.auth.models import User
from django.contrib.postgres.search import TrigramSimilarity
from django.core.cache import cache
from django.db.models import Q, QuerySet, Value

from laws.editing.roles import person
from laws.models import (
    Jurisdiction,
    LegislativeSession,
    Measure,
    MeasureRevision,
    NotDuplicate,
    Relation,
    RelationRevision,
)
from laws.refusals import refuse
from laws.text.bill_numbers import all_keys, plain_keys
from laws.text.normalize import one_line
from laws.vocabulary import REVIEW, EditorialStatus

SAY_WHY = "Say why they are two: the next one who looks at them reads it."
NOT_YOURS = "Only an editor or a publisher can decide about duplicates."


def trigrams(text: str) -> set[str]:
    """The groups of three letters of a text's words, each word padded as pg_trgm pads it."""
    words = (f"  {word} " for word in re.findall(r"[^\W_]+", text.lower()))
    return {word[at : at + 3] for word in words for at in range(len(word) - 2)}


def signatures(texts: Iterable[str]) -> list[int]:
    """A number for each text, with a bit for every trigram that it has."""
    bits: dict[str, int] = {}
    return [sum(1 << bits.setdefault(sign, len(bits)) for sign in trigrams(text)) for text in texts]


def likeness(first: int, second: int) -> float:
    """The share of trigrams that two texts have in common, by their signatures."""
    return (first & second).bit_count() / ((first | second).bit_count() or 1)


ALIKE = 0.6
"""How much two titles have to share, by trigrams, to be called similar."""
MOST_TITLES = 5


class Pair(NamedTuple):
    """The keys of two measures of one government and session that have the same number or, if not,
    similar titles.
    """

    first: int
    second: int
    same_number: bool


def same_number(
    jurisdiction: Jurisdiction,
    session: LegislativeSession | None,
    identifier: str,
    leave_out: int | None = None,
) -> QuerySet[Measure]:
    """Measures with that number, however spelled, of that government and session (None: without
    one); `leave_out` is the key of a measure that is none of them.
    """
    written, year = one_line(identifier), session.start_on.year if session else 0
    if not written:
        return Measure.objects.none()
    is_local, state = jurisdiction.is_local, jurisdiction.state_code
    keys = plain_keys(written) if is_local else all_keys(written, state, year)
    is_same = Q(identifier=written) | Q(identifier_key__in=keys)
    same = Measure.objects.filter(is_same, jurisdiction=jurisdiction, session=session)
    return _with_names(same, leave_out).order_by("pk")


def similar_titles(
    jurisdiction: Jurisdiction, title: str, leave_out: int | None = None
) -> QuerySet[Measure]:
    """A few measures of that government with a title like that one, the most similar first."""
    words = " ".join(title.split())
    if not words:
        return Measure.objects.none()
    rows = Measure.objects.filter(jurisdiction=jurisdiction, title__trigram_similar=words)
    near = _with_names(rows, leave_out).annotate(alike=TrigramSimilarity("title", words))
    return near.filter(alike__gte=ALIKE).order_by("-alike", "-pk")[:MOST_TITLES]


def possible_duplicates() -> list[Pair]:
    """Pairs of measures that may be one, those with the same number first.

    Related measures, such as companions, are known to be two; withdrawn ones do not count. All
    pairs are compared once for each state of the record, which the latest revisions tell.
    """
    latest = "-".join(f"{table}{key}" for table, key in sorted(_latest_revisions()))
    pairs: list[Pair] | None = cache.get_or_set(f"duplicates-{latest}", _compare_all)
    decided = {(one.first_id, one.second_id) for one in known_as_two()}
    return [pair for pair in pairs or [] if (pair.first, pair.second) not in decided]


def _latest_revisions() -> list[tuple[str, int]]:
    """The last revision of measures and of relations. One query."""
    first, second = (
        table.objects.order_by("-pgh_id").values_list(Value(name), "pgh_id")[:1]
        for name, table in (("m", MeasureRevision), ("r", RelationRevision))
    )
    return list(first.union(second, all=True))


def known_as_two() -> list[NotDuplicate]:
    """The statements that two measures are two, of those whose numbers and titles are as they were
    when it was said.
    """
    rows = NotDuplicate.objects.select_related(
        "first__jurisdiction", "second__jurisdiction", "first__session", "second__session", "by"
    )
    return [one for one in rows if one.said == _said_of(one.first, one.second)]


def say_two(first: Measure, second: Measure, user: User, reason: str) -> NotDuplicate:
    """Keep that two measures are two: who says so, and why. Raises Refusal."""
    first, second = sorted((first, second), key=lambda one: one.pk)
    refuse("" if person(user).may(REVIEW) else NOT_YOURS)
    refuse("" if reason else SAY_WHY)
    kept, _ = NotDuplicate.objects.update_or_create(
        first=first,
        second=second,
        defaults={"said": _said_of(first, second), "reason": reason, "by": user},
    )
    return kept


def ask_again(statement: NotDuplicate, user: User) -> None:
    """Put a pair back into the queue. Raises Refusal."""
    refuse("" if person(user).may(REVIEW) else NOT_YOURS)
    statement.delete()


def _said_of(first: Measure, second: Measure) -> list[list[str]]:
    return [[one.identifier_key, one.title] for one in (first, second)]


class _Title(NamedTuple):
    key: int
    number: str
    signature: int
    signs: int


def _compare_all() -> list[Pair]:
    ends = Relation.objects.order_by().values_list("from_measure_id", "to_measure_id")
    related, pairs = {frozenset(pair) for pair in ends}, []
    for titles in _by_session():
        for first, second in combinations(titles, 2):
            same = bool(first.number) and first.number == second.number
            # What both share can't be more than the shorter has.
            is_near = min(first.signs, second.signs) >= ALIKE * max(first.signs, second.signs)
            alike = likeness(first.signature, second.signature) if is_near or same else 0
            if (same or alike >= ALIKE) and {first.key, second.key} not in related:
                pairs.append((not same, -alike, Pair(first.key, second.key, same)))
    return [pair for *_, pair in sorted(pairs)]


def _by_session() -> Iterator[list[_Title]]:
    """The measures of each government and session."""
    columns = "pk", "identifier_key", "title", "jurisdiction_id", "session_id"
    measures = Measure.objects.exclude(status=EditorialStatus.WITHDRAWN).order_by("pk")
    rows = list(measures.values_list(*columns))
    by_session = defaultdict(list)
    signed = signatures(title for _, _, title, *_ in rows)
    for (key, number, _, *where), signature in zip(rows, signed, strict=True):
        title = _Title(key, number, signature, signature.bit_count())
        by_session[tuple(where)].append(title)
    yield from by_session.values()


def _with_names(measures: QuerySet[Measure], leave_out: int | None) -> QuerySet[Measure]:
    """The measures with what is needed to name them, without the one to leave out."""
    return measures.exclude(pk__in=[leave_out or 0]).select_related("jurisdiction", "session")
