"""The words by which a measure is found: one text of all that is said of it, kept by the database.

Triggers write it whoever changes a measure, an answer or an event, by the function of migrations
0023 and 0025. Its parts weigh, from A to D: names and citations, summary, answers, notes
and events.
"""

from collections.abc import Iterable
from typing import TypeVar

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField, TrigramWordSimilarity
from django.db import models
from django.db.models import Q

from laws.models.said_number import numbered
from laws.text.normalize import as_typed, normalize_identifier

T = TypeVar("T", bound=models.QuerySet)
# How like a title words must be: “biometrc” is, “protest” is not “protect”; two words may be less.
ALIKE, TWO_ALIKE = 0.7, 0.6

ROWS = {
    pgtrigger.Insert: {"new": "new_rows"},
    pgtrigger.Update: {"old": "old_rows", "new": "new_rows"},
    pgtrigger.Delete: {"old": "old_rows"},
}


def keep_search_text(column: str, *operations: pgtrigger.Operation) -> list[pgtrigger.Trigger]:
    """The triggers of a table whose rows belong to the measure in `column`: once a statement."""
    return [
        pgtrigger.Trigger(
            name=f"search_text_on_{str(operation).lower()}",
            when=pgtrigger.After,
            operation=operation,
            level=pgtrigger.Statement,
            referencing=pgtrigger.Referencing(**ROWS[operation]),
            func=_refresh(column, ROWS[operation].values()),
        )
        for operation in operations
    ]


def _refresh(column: str, tables: Iterable[str]) -> str:
    ids = " UNION ".join(f"SELECT {column} FROM {table}" for table in tables)
    may_add = "true" if column == "id" else "false"
    return f"PERFORM laws_refresh_search_text(ARRAY({ids}), {may_add}); RETURN NULL;"


OF_MEASURE = keep_search_text("id", pgtrigger.Insert, pgtrigger.Update)
OF_MEASURE_PART = keep_search_text(
    "measure_id", pgtrigger.Insert, pgtrigger.Update, pgtrigger.Delete
)


class SearchText(models.Model):
    """The words of one measure, as full-text search reads them."""

    measure = models.OneToOneField(
        "laws.Measure", on_delete=models.CASCADE, primary_key=True, related_name="search_text"
    )
    words = SearchVectorField()

    class Meta:
        indexes = [GinIndex(fields=["words"], name="search_text_words")]

    def __str__(self) -> str:
        return f"Words of {self.measure_id}"


def said_in(words: str) -> Q:
    """Of a measure: that its number, its government or what is said of it answers to the words."""
    words = as_typed(words)
    number = normalize_identifier(words)
    query = SearchQuery(words, config="english", search_type="websearch")
    found = Q(search_text__words=query) | Q(jurisdiction__name__iexact=words)
    if number:
        found |= Q(identifier_key=number) | numbered(words)
    if any(letter.isdigit() for letter in number):
        found |= Q(law_citation__icontains=words) | Q(code_citation__icontains=words)
    return found


def titled_like(measures: T, words: str) -> T:
    """Of the measures, those with a title that the words may misspell."""
    return with_likeness(measures, words).filter(misspelled_in(words))


def with_likeness(measures: T, words: str) -> T:
    """With `likeness`, how like the words the measure's title is, to filter and to order by."""
    return measures.alias(likeness=TrigramWordSimilarity(words, "title"))


def misspelled_in(words: str) -> Q:
    """Of a measure with its likeness: that the words may misspell its title."""
    least = TWO_ALIKE if len(words.split()) > 1 else ALIKE
    return Q(title__trigram_word_similar=words, likeness__gte=least)
