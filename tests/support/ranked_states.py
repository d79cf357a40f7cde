"""What the tests of the rankings share: the ways to rank, a small record, a table's cells."""

from tests.support.elements import read
from tests.support.makers import make_measure, make_place, make_state

PAGE, ON = "/rankings/", {"on": "2023-07-20"}
WAYS = ["bans", "covered", "first", "introduced", "safeguards", "gaps", "adding"]


def ban(name, state="MA", start="2020-01-01", **fields):
    place = make_place(name, state, **fields.pop("place", {}))
    return make_measure(f"Ban of {name}", place, [("effective", start)], **fields)


def make_ranked():
    """Local bans of two states, a moratorium and a resolution, and a state without any."""
    ban("Boston", identifier="Ord. 1", place={"population": 650_000, "population_year": 2021})
    ban("Springfield", effect="moratorium", place={"population": 150_000})
    ban("Oakland", "CA", place={"population": 430_000})
    ban("Jackson", "TX", kind="resolution")
    make_state("MA", population=1_000_000)
    make_state("WA")


def table_of(response, name):
    """The rows of a chart's table as lists of words."""
    return read(response).find(f"#rows-{name} table").rows
