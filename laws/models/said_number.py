"""Measures by a number as someone says it: in any spelling, with its state, place and year."""

import re

from django.db.models import Q

from laws.models.place_name import PlaceName
from laws.text.bill_numbers import all_keys, keys_anywhere
from laws.text.normalize import normalize_identifier, search_key
from laws.text.said_measure import SaidMeasure, read_measure
from laws.text.states import NAMES

NONE = Q(pk__in=[])
PAPER = re.compile(r"\s*\b(?:bill|act|law|ordinance|resolution|file)s?$", re.IGNORECASE)
"""What may stand before a number and says no place: Bill S.927."""


def numbered(words: str) -> Q:
    """Of a measure: that it bears the number that the words give. Nothing bears it where the words
    say more than a number, its state, its place and its year or session.
    """
    said = SaidMeasure(number=words) if words.isdecimal() else read_measure(words)
    scope = scope_of(said)
    if scope is None:
        return NONE
    found = bears(said)
    if said.number[0].isdigit():
        # The council's word before the number is left out: 2019-16 is Ord. 2019-16.
        found |= Q(identifier_key__regex=rf"^[a-z]+{normalize_identifier(said.number)}$")
    if said.state or said.before:
        found |= Q(law_citation__iregex=rf"\m{re.escape(said.number)}\M")
    return found & scope


def bears(said: SaidMeasure) -> Q:
    """Of a measure: that it has the number that was said, in any spelling."""
    if said.number.isdigit():
        return Q(identifier_key__regex=rf"^[a-z]+{int(said.number)}$")
    return Q(identifier_key__in=keys_of(said))


def keys_of(said: SaidMeasure) -> set[str]:
    """The normalized spellings of the number that was said."""
    if not said.state:
        return keys_anywhere(said.number)
    return all_keys(said.number, said.state.replace("US", ""), said.year)


def scope_of(said: SaidMeasure) -> Q | None:
    """Where and when a measure must be from to be the one with the number that was said; None
    where no number was said, or words that tell neither.
    """
    before = PAPER.sub("", said.before)
    is_session = bool(re.search(r"\d", before))
    if not said.number or (said.after and not re.search(r"\d", said.after)):
        return None
    place = Q()
    if before and not is_session:
        # Virginia Beach begins with the name of a state.
        place = of_place(before) | of_place(f"{NAMES.get(said.state, '')} {before}")
    return in_state(said.state) & place & of_year(said)


def in_state(code: str) -> Q:
    """Of a measure: that it is of the state with the postal code, or in it; `US` is the country."""
    return Q(jurisdiction__state_code=code.replace("US", "")) if code else Q()


def of_place(name: str) -> Q:
    """Of a measure: that its government bears the name, or is called so too."""
    called = PlaceName.objects.filter(search_name=search_key(name)).values("government")
    return Q(jurisdiction__search_name=search_key(name)) | Q(jurisdiction__in=called)


def of_year(said: SaidMeasure) -> Q:
    """Of a measure: that it is of the year or session beside the number; of any without one."""
    if said.year:
        runs = Q(session__end_on=None) | Q(session__end_on__year__gte=said.year)
        in_session = Q(session__start_on__year__lte=said.year) & runs
        return in_session | Q(first_action_on__year=said.year)
    sessions = re.findall(r"\w*\d\w*", said.others)
    sessions += [re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", one) for one in sessions]  # 116th Congress
    return Q(session__identifier__in=sessions) if sessions else Q()
