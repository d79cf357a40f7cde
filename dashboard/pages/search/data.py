"""Measures found by words."""

from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db.models import Case, F, Q, Value, When

from dashboard.words.measure_rows import with_all
from laws.models import Measure
from laws.search.places import read
from laws.text.normalize import normalize_identifier

MEASURES_SHOWN = 25


def find_measures(words: str, on: date) -> tuple[list[Measure], int, int]:
    """The best measures for the words by the date, how many there are, how many came later."""
    if not normalize_identifier(words):
        return [], 0, 0
    ranked = list(_ranked(words).values_list("pk", "first_action_on"))
    matching = [pk for pk, first in ranked if first and first <= on]
    shown = matching[:MEASURES_SHOWN]
    rows = {m.pk: m for m in with_all(Measure.objects.filter(pk__in=shown), on)}
    return [rows[pk] for pk in shown], len(matching), len(ranked) - len(matching)


def _ranked(words: str):
    """Published measures for the words: the very number first, then by how well the words fit."""
    published = Measure.objects.published()
    found, sought = published.matching(words), _sought(words)
    exact = Q(identifier_key=normalize_identifier(words))
    for rest, state_code in _in_states(words):
        of_state = Q(jurisdiction__state_code=state_code)
        found |= published.matching(rest).filter(of_state)
        sought |= _sought(rest)
        exact |= of_state & Q(identifier_key=normalize_identifier(rest))
    order = (
        Case(When(exact, then=Value(0)), default=Value(1)),
        (SearchRank(F("search_vector"), sought) + TrigramWordSimilarity(words, "title")).desc(),
        F("last_action_on").desc(nulls_last=True),
        "slug",
    )
    return found.order_by(*order)


def _sought(words: str) -> SearchQuery:
    return SearchQuery(words, config="english", search_type="websearch")


def _in_states(words: str) -> list[tuple[str, str]]:
    """What was typed without the state at its end, and the state's code: S.927, MA."""
    readings, _ = read(words)
    return [(reading.name, reading.state_code) for reading in readings if reading.state_code][:2]
