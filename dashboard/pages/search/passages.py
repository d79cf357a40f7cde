"""The sentence of a measure that answers a search, with the words marked."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import IntegerField, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from laws.models import Action, Measure, Provision

# Signs that no text of the record holds: what stands between them is marked after it was escaped.
MARK, UNMARK = "\x02", "\x03"
LONGEST = 260  # characters shown of a passage
# Where a passage stands: in the summary, an answer, an event, the notes. A title is shown anyway.
PARTS = ("", "Answers: ", "History: ", "Notes: ", "In doubt: ")


def passages(measures: Iterable[Measure], sought: SearchQuery, on: date) -> dict[int, SafeString]:
    """Of each measure the part that says most of the words; none of what its number alone found.

    One query. Events after the day are left out.
    """
    keys = [one.pk for one in measures]
    if not keys:
        return {}
    found: dict[int, tuple[int, int, str]] = {}
    for key, at, text in _parts(keys, sought, on):
        said = len({word.lower() for word in _marked_words(text)})
        if said and (said, -at) > found.get(key, (0, 0, ""))[:2]:
            found[key] = (said, -at, text)
    return {key: shown(text, PARTS[-at]) for key, (_, at, text) in found.items()}


def shown(text: str, where: str = "") -> SafeString:
    """A text with its words marked, cut around the first of them."""
    at = text.find(MARK)
    if len(text) > LONGEST and at > LONGEST // 2:
        start = text.rfind(" ", 0, at - LONGEST // 3) + 1
        text = f"…{text[start:]}"
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0] + "…"
        if text.count(MARK) > text.count(UNMARK):
            text = f"{text}{UNMARK}"
    safe = escape(text).replace(MARK, "<mark>").replace(UNMARK, "</mark>")
    return mark_safe(where + safe)


def _marked_words(text: str) -> list[str]:
    return [part.partition(UNMARK)[0] for part in text.split(MARK)[1:]]


def _parts(keys: list[int], sought: SearchQuery, on: date) -> QuerySet[Any, Any]:
    """Every text of the measures with the words between the signs: key, place, text."""
    measures = Measure.objects.filter(pk__in=keys).order_by()
    answers = Provision.objects.filter(measure__in=keys).order_by()
    events = Action.objects.filter(measure__in=keys, day__lte=on).order_by()
    answer = Concat("detail", Value(" "), "pinpoint")
    return _texts(measures, "pk", 0, "summary", sought).union(
        _texts(answers, "measure_id", 1, answer, sought),
        _texts(events, "measure_id", 2, "description", sought),
        _texts(measures, "pk", 3, "notes", sought),
        _texts(measures, "pk", 4, "effect_note", sought),
        all=True,
    )


def marked(text: Any, sought: SearchQuery) -> SearchHeadline:
    """A text of a row as a column, the words between the signs."""
    return SearchHeadline(
        text, sought, config="english", highlight_all=True, start_sel=MARK, stop_sel=UNMARK
    )


def _texts(rows: QuerySet[Any], key: str, at: int, text: Any, sought: SearchQuery) -> Any:
    rows = rows.annotate(at=Value(at, IntegerField()), said=marked(text, sought))
    return rows.values_list(key, "at", "said")
