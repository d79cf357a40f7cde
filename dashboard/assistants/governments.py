"""Which government is meant: by the end of its address, or by its name. Nothing is guessed."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import Http404

from dashboard.api.operation import Asked
from dashboard.api.parameters import words
from dashboard.assistants.tool import (
    IN_PART,
    NOT_SEARCHED,
    SEARCHED,
    Researched,
    Said,
    as_of,
    page_at,
)
from dashboard.pages.places.data import comparable, find_place, offered_row
from dashboard.web.page_url import path_to
from dashboard.words.known_names import whose_law
from dashboard.words.lists import listed
from dashboard.words.place_addresses import address_of
from laws.models import Jurisdiction, PlaceName
from laws.search.places import Found, add_guesses, find_sure
from laws.text.dates import say
from laws.text.normalize import normalize_name
from laws.vocabulary import NOT_LOCAL

NEAR = 8
ADDRESS = re.compile(r"[a-z]{2}(/[-\w]+)?", re.I | re.A)
PLACE = words(
    "place",
    "A state or place: the end of its address (ma, us, ma/somerville), or its name with its state "
    "(Somerville, MA).",
)


OF_THE_COUNTRY = frozenset({
    "united states", "united states of america", "usa", "u s", "u s a", "federal",
    "federal government",
})  # fmt: skip


class NotFound(Exception):
    """No government, or not one alone, is meant; `said` is the whole answer."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.sentence)
        self.said = said


def government_meant(asked: Asked) -> Jurisdiction:
    """The government that is asked for."""
    said = asked.first("place").strip().rstrip(",")
    if normalize_name(said).removeprefix("the ") in OF_THE_COUNTRY and (us := _state("us")):
        return us
    if ADDRESS.fullmatch(said):
        state_code, _, slug = said.lower().partition("/")
        place = _local(state_code, slug) if slug else _state(state_code)
        if place is not None:
            return place
        said = slug.replace("-", " ") + f", {state_code}" if slug else said
    found = find_sure(said, NEAR)
    if found.only_one is None or _is_elsewhere(said, found):
        add_guesses(found, NEAR)
        raise NotFound(_not_one(asked, said, found))
    place = found.only_one.same_as or found.only_one
    return _local(place.state_code, place.slug) if place.is_local else place


def _local(state_code: str, slug: str) -> Jurisdiction | None:
    """A local government, or a county that has none."""
    try:
        place = find_place(state_code, slug)
        if place.same_as is not None and place.same_as.is_local:
            place = find_place(place.same_as.state_code, place.same_as.slug)
    except Http404:
        return None
    return place if place.is_local else None


def _state(code: str) -> Jurisdiction | None:
    states = Jurisdiction.objects.governments().filter(kind__in=NOT_LOCAL)
    return states.filter(state_code="" if code == "us" else code.upper()).first()


def _not_one(asked: Asked, said: str, found: Found) -> Said:
    """Several of the name, a place that is no government, or none; with what may be meant."""
    near = [_row(asked, one) for one in found.listed[:NEAR]]
    names = listed(_told_apart(near), "or")
    only_name = len(found.exact_names) == 1 and not found.exact and not _is_elsewhere(said, found)
    exact = found.exact_names if only_name else []
    if found.asked_zip and found.zip_code:
        sentence = (
            f"{found.asked_zip} is a ZIP code, and no government. Ask for one of its: {names}."
        )
    elif found.asked_zip:
        sentence = f"Facelaw knows no ZIP code {found.asked_zip}."
    elif exact:
        sentence = whose_law(exact[0])
        near = [_row(asked, one) for one in comparable(found)[:NEAR]]
    elif (found.exact or found.exact_names) and not _is_elsewhere(said, found):
        sentence = f"Several places are called “{said}”. Ask for one of them: {names}."
    elif near:
        sentence = f"Facelaw knows no place called “{said}”. Near names: {names}."
    else:
        sentence = f"Facelaw knows no place called “{said}”."
    no_law = "This says nothing about what the law is there: “not found” is never “no law”."
    page = page_at(asked, path_to("where"), q=said)
    return Said(as_of(asked.on, sentence), page, Researched(NOT_SEARCHED, no_law), near=near)


def _is_elsewhere(said: str, found: Found) -> bool:
    """Whether what stands behind a comma is no state: “Paris, France” is no Paris of ours."""
    return (
        "," in said and bool(found.readings) and not any(one.state_code for one in found.readings)
    )


def _told_apart(near: Sequence[Mapping[str, Any]]) -> list[str]:
    """Places by name and where they lie; a town and a village of one county by their kind too."""
    said = [f"{one['name']} ({one['within'] or one['kind']})" for one in near]
    return [
        f"{one['name']} ({one['kind']}, {one['within']})" if said.count(words) > 1 else words
        for words, one in zip(said, near, strict=True)
    ]


def _row(asked: Asked, one: Jurisdiction | PlaceName) -> Mapping[str, Any]:
    row = offered_row(one, asked.on.isoformat())
    place = address_of(one) if isinstance(one, Jurisdiction) else None
    return {
        "name": row["name"],
        "state": row["state"] or None,
        "kind": row["kind"],
        "within": row["within"],
        "place": place,
        "address": asked.site + row["url"],
        "law": row["law"],
    }


def searched_of(levels: Sequence[tuple[str, date | None]]) -> Researched:
    """What was searched of the law of some governments: their names, each with the day of the last
    search of its law.
    """
    missing = [name for name, day in levels if day is None]
    days = [day for _, day in levels if day is not None]
    if missing:
        sentence = (
            f"We have not searched the law of {listed(missing, 'or')}: that nothing is listed "
            "there is never “no law”."
        )
        return Researched(IN_PART if days else NOT_SEARCHED, sentence, min(days, default=None))
    said = [f"the law of {name} on {say(day)}" for name, day in levels if day is not None]
    return Researched(SEARCHED, f"We last searched {listed(said)}.", min(days))
