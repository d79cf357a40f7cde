"""Bindings that stand in no database, for tests of what only counts them."""

from laws.counting.on_date import MeasureInForce, Place
from tests.support.makers import day


def place(name="Somerville", state_code="MA", kind="city", **fields):
    """A government of that name; the same name is the same government."""
    known = {
        "pk": hash((name, state_code)), "slug": name.lower(), "name": name, "full_name": name,
        "kind": kind, "state_code": state_code, "population": None, "population_year": None,
        "population_outside": None, "latitude": None, "longitude": None,
        "coordinate_precision": "", "geoid": "", "county_geoids": (), "same_as": None,
    }  # fmt: skip
    return Place(**known | fields)


def binding(starts_on="2020-01-01", ends_on=None, effect="ban", where=None, **fields):
    """A term of general reach on police use, of Somerville unless told so."""
    known = {
        "slug": "one", "identifier": "", "law_citation": "", "code_citation": "", "title": "A ban",
        "kind": "ordinance", "reach": "general", "regulates": ("police",), "use_modes": (),
        "summary": "",
        "effect_basis": "", "effect_note": "", "county_reach": "", "popular_name": "",
        "first_action_on": None, "session_start_on": None, "may_start_on": None, "may_end_on": None,
        "start_kind": "effective", "start_basis": "recorded", "start_why": "",
        "end_kind": "repealed" if ends_on else "",
        "end_basis": "recorded" if ends_on else "", "end_why": "", "is_over": False,
    }  # fmt: skip
    days = {"starts_on": day(starts_on), "ends_on": ends_on and day(ends_on)}
    return MeasureInForce(**known | days | fields, effect=effect, place=where or place())
