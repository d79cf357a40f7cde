"""Names of governments, measures and sessions as readers meet them, said once."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from laws.models import LegislativeSession, Measure
from laws.vocabulary import NOT_LOCAL, JurisdictionKind, MeasureKind, Stage

LAW_STAGES = (Stage.ENACTED, Stage.IN_FORCE, Stage.ENDED)
OF_LEGISLATURES = (MeasureKind.BILL, MeasureKind.STATUTE)


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


class Named(Protocol):
    """What a measure's name is made of: a `Measure`, or a row with these columns."""

    @property
    def kind(self) -> str: ...
    @property
    def identifier(self) -> str: ...
    @property
    def law_citation(self) -> str: ...
    @property
    def code_citation(self) -> str: ...
    @property
    def title(self) -> str: ...


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
    """The one short name of a law: its act, else its code, its number or its title.

    Ordinances, orders and policies go by their number: several may stand in one chapter of a code.
    """
    # A citation that begins in lower case says something of the act, as “as amended by …”.
    act = "" if measure.law_citation[:1].islower() else measure.law_citation
    code = measure.code_citation if measure.kind in OF_LEGISLATURES else ""
    return (act or code or measure.identifier or measure.title).split(";")[0]


def measure_name(measure: Named, is_law: bool) -> str:
    """A law by its short name, anything else by its number, or its title where it has none."""
    return law_name(measure) if is_law else measure.identifier or measure.title


def full_name(measure: Measure, on: date, with_government: bool = False) -> str:
    """As it is called on a date, a bill's number with its session: S.47, 192nd Legislature."""
    name = measure_name(measure, is_law_on(measure, on))
    if measure.session and name == measure.identifier:
        name = f"{name}, {measure.session.name}"
    return f"{name_with_state(measure.jurisdiction)}: {name}" if with_government else name


def government_of(measure: Any) -> str:
    """The government of a measure read with its `state_name`: Somerville, Massachusetts."""
    place = measure.jurisdiction
    return name_with_state(place, {place.state_code: measure.state_name})


def name_with_government(
    place: Government, measure: Named, state_names: Mapping[str, str] | None = None
) -> str:
    """A bill with its government: Massachusetts S.927, or Newton, Massachusetts: “A title”."""
    government = name_with_state(place, state_names)
    if measure.identifier:
        divided = "" if place.kind in NOT_LOCAL else ":"
        return f"{government}{divided} {measure.identifier}"
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
