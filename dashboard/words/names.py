"""Names of governments, measures and sessions as readers meet them, said once."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from laws.models import LegislativeSession, Measure
from laws.text.measure_names import Named, number_with_year, short_name
from laws.vocabulary import NOT_LOCAL, JurisdictionKind, Stage

LAW_STAGES = (Stage.ENACTED, Stage.IN_FORCE, Stage.ENDED)
CALLED_LIKE_COUNTIES = ("parish", "borough", "municipality")
# Places of the Census Bureau's class of counties that are called nothing of the kind.
COUNTY_WORDS = {"municipio": "municipality", "": "local government"}


class Government(Protocol):
    """What a government's name is made of: a `Jurisdiction`, or a row with these columns."""

    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def full_name(self) -> str: ...
    @property
    def state_code(self) -> str: ...


# --- governments ----------------------------------------------------------------------------------


def in_sentence(name: str) -> str:
    """A state's name inside a sentence: the District of Columbia."""
    return f"the {name}" if name.startswith(("District", "United")) or "Islands" in name else name


def at_start(name: str) -> str:
    """A state's name at the start of a sentence."""
    words = in_sentence(name)
    return words[0].upper() + words[1:]


def place_name(place: Government) -> str:
    """A government without its state: Somerville, King County, Richland Township."""
    if place.kind == JurisdictionKind.COUNTY:
        return place.full_name
    if place.kind == JurisdictionKind.TOWNSHIP and place.full_name == f"{place.name} township":
        return f"{place.name} Township"
    return place.name


def kind_word(place: Government) -> str:
    """What sort of government it is, in a sentence: city, parish, municipality."""
    if place.kind == JurisdictionKind.COUNTY:
        own = place.full_name.removeprefix(place.name).strip().lower().split(" ")[-1]
        return COUNTY_WORDS.get(own, own if own in CALLED_LIKE_COUNTIES else "county")
    return str(JurisdictionKind(place.kind).label).lower()


def name_with_state(place: Government, state_names: Mapping[str, str] | None = None) -> str:
    """A local government with its state, others alone: Somerville, MA; Massachusetts.

    `state_names` spells the state out, by its code: Somerville, Massachusetts.
    """
    if place.kind in NOT_LOCAL:
        return place.name
    state = (state_names or {}).get(place.state_code, place.state_code)
    return f"{place_name(place)}, {state}"


# --- measures -------------------------------------------------------------------------------------


def law_name(measure: Named) -> str:
    """The one short name of a law: LD 1585 (2021)."""
    return short_name(measure)


def law_in_sentence(measure: Named) -> str:
    """A law's name inside a sentence: the POST Act, LD 1585 (2021)."""
    return f"the {measure.popular_name}" if measure.popular_name else short_name(measure)


def measure_name(measure: Named, is_law: bool) -> str:
    """A law by its short name, anything else by its number, or its title where it has none."""
    return short_name(measure) if is_law else number_with_year(measure) or measure.title


def name_within(measure: Named, is_law: bool) -> str:
    """As `measure_name`, where the session is said beside it: a bill's number alone."""
    return short_name(measure) if is_law else measure.identifier or measure.title


def citation_of(measure: Named, name: str) -> str:
    """How a law is cited beside its name: by its act, its place in the code, else its number."""
    cited = (measure.law_citation, measure.code_citation, measure.identifier)
    heads = (words.split(";")[0] for words in cited)
    return next((words for words in heads if words and words not in name), "")


def full_name(measure: Measure, on: date, with_government: bool = False) -> str:
    """As it is called on a date, among measures of other governments with its own."""
    name = measure_name(measure, is_law_on(measure, on))
    return with_whose(name_with_state(measure.jurisdiction), name) if with_government else name


def with_whose(government: str, name: str) -> str:
    """A name behind its government: Maine LD 1585 (2021); Newton, MA: A title."""
    if name.startswith(f"{government} "):
        return name
    return f"{government}{':' if ',' in government else ''} {name}"


def government_of(measure: Any) -> str:
    """The government of a measure read with its `state_name`: Somerville, Massachusetts."""
    place = measure.jurisdiction
    return name_with_state(place, {place.state_code: measure.state_name})


def name_with_government(
    place: Government, measure: Named, state_names: Mapping[str, str] | None = None
) -> str:
    """A bill with its government: Massachusetts S.927 (2023), or Newton, MA: “A title”."""
    government = name_with_state(place, state_names)
    if measure.identifier:
        return with_whose(government, number_with_year(measure))
    return f"{government}: “{measure.title}”"


def is_law_on(measure: Measure, on: date) -> bool:
    """Whether a measure had become law by a date, from its stored dates."""
    became = measure.enacted_on or measure.effective_on
    return bool(became and became <= on)


# --- sessions and ranks ---------------------------------------------------------------------------


def session_name(session: LegislativeSession) -> str:
    """A session with its years where its own name does not say them."""
    first, last = session.start_on.year, (session.end_on or session.start_on).year
    if re.search(r"\d{4}", session.name):
        return session.name
    return f"{session.name} ({first}–{last})" if last > first else f"{session.name} ({first})"


def say_position(rank: int, is_tied: bool) -> str:
    """A place in a ranking: 1, or 4= where others share it."""
    return f"{rank}=" if is_tied else str(rank)
