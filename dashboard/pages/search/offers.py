"""What the search box offers while one types: measures by number, subjects, places, measures."""

from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, F, Q, Value, When
from django.urls import reverse

from dashboard.pages.places.data import offered_row
from dashboard.pages.search.subjects import BY_WORDS, Subject, key_of
from dashboard.web.params import query
from dashboard.words.names import full_name
from laws.models import Measure
from laws.models.said_number import keys_of, numbered, scope_of
from laws.search.places import find_places, find_sure
from laws.text.normalize import normalize_identifier, normalize_name
from laws.text.said_measure import read_measure

MOST = {"subject": 3, "place": 5, "measure": 4}
SHORTEST = 2
RULE = (
    "Subjects that a word of the search begins, then states and places, then laws and bills by "
    "number or title; a number gives the laws and bills first. kind says what a row is: subject, "
    "measure, or the kind of a place."
)


def offers(words: str, on: date, kept: str | None) -> list[dict[str, Any]]:
    """The rows for what was typed so far, in the order in which they are offered."""
    if len(words) < SHORTEST:
        return []
    subjects = [_subject(one, kept) for one in subjects_begun(words)[: MOST["subject"]]]
    measures = [_measure(one, on, kept) for one in _measures(words, on)]
    # What is near a name is offered only where nothing else was found.
    find = find_sure if subjects or measures else find_places
    found = find(words, MOST["place"])
    places = [offered_row(one, kept) for one in found.listed[: MOST["place"]]]
    is_number = any(letter.isdigit() for letter in words) and not found.asked_zip
    return [*measures, *places] if is_number else [*subjects, *places, *measures]


def subjects_begun(words: str) -> list[Subject]:
    """The subjects of which a phrase begins as the words do: those of the very words, then those
    that are called so, then the others.
    """
    *whole, last = normalize_name(words.replace("’", "").replace("'", "")).split() or [""]
    keys = tuple(map(key_of, whole))
    ranked = []
    for phrase, subject in BY_WORDS.items():
        is_exact = phrase == (*keys, key_of(last))
        rest = phrase[len(keys) :]
        if is_exact or (last and phrase[: len(keys)] == keys and rest and rest[0].startswith(last)):
            is_name = subject.words[0].startswith(" ".join(phrase))
            ranked.append((not is_exact, not is_name, len(ranked), subject))
    return list(dict.fromkeys(subject for *_, subject in sorted(ranked, key=lambda one: one[:3])))


def _measures(words: str, on: date) -> list[Measure]:
    """Measures whose number begins so, or whose title says the words."""
    plain = words.replace('"', "")
    titled = Q(title__icontains=plain) if len(plain) > SHORTEST + 1 else Q(pk=None)
    exact, begins = numbered(words), _begun(words)
    order = Case(When(exact, then=Value(0)), When(begins, then=Value(1)), default=Value(2))
    rows = Measure.objects.published().on_record(on).filter(exact | begins | titled)
    rows = rows.select_related("jurisdiction", "session").defer("notes", "summary")
    return list(rows.order_by(order, F("last_action_on").desc(), "slug")[: MOST["measure"]])


def _begun(words: str) -> Q:
    """Of a measure: that its number begins as the words do, in the state and place beside it."""
    number = normalize_identifier(words)
    if number.isdigit():
        return Q(identifier_key__regex=rf"^[a-z]+{number}")
    said = read_measure(words)
    scope = scope_of(said)
    if scope is None:
        has_digit = any(letter.isdigit() for letter in number)
        return Q(identifier_key__startswith=number) if has_digit else Q(pk=None)
    begun = (Q(identifier_key__startswith=key) for key in keys_of(said))
    return reduce(or_, begun, Q(identifier_key__startswith=number)) & scope


def _subject(one: Subject, kept: str | None) -> dict[str, Any]:
    href = reverse("search") + query(q=one.words[0], on=kept)
    return {"name": one.name[0].upper() + one.name[1:], "kind": "subject", "url": href}


def _measure(one: Measure, on: date, kept: str | None) -> dict[str, Any]:
    return {
        "name": full_name(one, on, with_government=True),
        "kind": "measure",
        "state": one.jurisdiction.state_code,
        "within": one.title if one.identifier else "",
        "url": one.get_absolute_url() + query(on=kept),
    }
