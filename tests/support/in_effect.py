"""Measures in effect since 2019, for tests that count them."""

from tests.support.makers import day, make_measure, make_place

ON = day("2023-07-20")
SINCE_2019 = [("enacted", "2019-06-27")]


def ban(place="Somerville", state="MA", actions=SINCE_2019, **fields):
    """A ban of general reach in effect since 2019, in a place of that name."""
    where = make_place(place, state) if isinstance(place, str) else place
    title = fields.pop("title", f"Ban of {where.name}")
    return make_measure(title, where, actions, **fields)


def state_law(effect="ban", state="MA", actions=SINCE_2019, **fields):
    """A statute of a state in effect since 2019."""
    fields = {"kind": "statute"} | fields
    return make_measure(f"{effect} of {state}", state, actions, effect=effect, **fields)
