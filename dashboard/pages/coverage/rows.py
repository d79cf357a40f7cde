"""The rows, the map and the sentences of /coverage/."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dashboard.charts.svg.rows import StateFill
from dashboard.charts.svg.tile_map import tile_map
from dashboard.pages.coverage.data import Ledger, Looked, OfState
from dashboard.web.as_of import AsOf
from dashboard.web.page_url import path_to
from dashboard.web.params import query
from dashboard.words.names import in_sentence
from dashboard.words.numbers import counted
from laws.text.dates import say, say_short
from laws.vocabulary import SearchHow, SearchOutcome, Sought

LOOKS = {"in_time": "tint-3", "late": "tint-1", "never": "not_researched"}
STANDING = {
    "in_time": "Searched, not yet due again",
    "late": "Searched, and due again",
    "never": "Not researched: we have not searched",
}
STATES = ("state or territory", "states and territories")


def what_came(one: Looked) -> str:
    """What came of a search."""
    search = one.search
    if search.outcome == SearchOutcome.FOUND and search.found:
        return f"Found {search.found}"
    if search.outcome == SearchOutcome.NONE:
        return f"None found in this search of {search.date.say_short()}"
    return SearchOutcome(search.outcome).label


def search_row(one: Looked, kept: str) -> dict[str, Any]:
    """A line of the table of searches."""
    search, place = one.search, one.search.jurisdiction
    return {
        "name": place.name_in_state,
        "agency": search.agency,
        "href": place.get_absolute_url() + kept,
        "sought": Sought(search.sought).label,
        "session": search.session.name if search.session else "",
        "day": search.date.say_short(),
        "how": SearchHow(search.how).label,
        "where": search.where,
        "words": search.words or "not noted",
        "came": what_came(one),
        "note": search.note,
        "due": one.due and say_short(one.due),
        "is_late": one.is_late,
    }


def state_rows(states: Sequence[OfState], as_of: AsOf) -> list[dict[str, Any]]:
    """A line for the country and each state."""
    return [
        {
            "name": one.state.name,
            "href": path_to("coverage")
            + query(state=one.state.state_code.lower() or "us", on=as_of.parameter),
            "law": one.law and one.law.search.date.say_short(),
            "read": one.read,
            "sessions": len(one.sessions),
            "local": one.local,
            "agencies": one.agencies,
            "late": one.late,
        }
        for one in states
    ]


def map_of(states: Sequence[OfState], as_of: AsOf) -> dict[str, Any]:
    """The tiles by when the law of each state was searched, and their legend."""
    own = [one for one in states if one.state.state_code]
    fills = [
        StateFill(
            state_code=one.state.state_code,
            name=one.state.name,
            rule="",
            municipal_bans=0,
            href=path_to("state", one.state.state_code.lower()) + as_of.query,
            title=f"{one.state.name}: {_title(one)}",
            ink=LOOKS[one.standing],
            figure=str(one.read or ""),
        )
        for one in own
    ]
    counts = Counter(one.standing for one in own)
    legend = [(LOOKS[key], word, counts[key]) for key, word in STANDING.items()]
    figure = "the number of its sessions whose bills were read"
    return {"tiles": tile_map(fills, figure=figure), "legend": legend}


def _title(one: OfState) -> str:
    read = f"bills of {one.read} of {counted(len(one.sessions), 'session,sessions')} read"
    if one.law is None:
        return f"we have not searched its law; {read}"
    return f"its law was searched on {one.law.search.date.say_short()}; {read}"


def headline(ledger: Ledger) -> tuple[str, str]:
    """The first sentence: of how many states the law was searched."""
    own = [one for one in ledger.states if one.state.state_code]
    searched = sum(one.law is not None for one in own)
    return f"{searched} of {len(own)}", " states and territories"


def sub(ledger: Ledger) -> str:
    """How much else was looked at, and how much is due again."""
    late = sum(one.is_late for one in ledger.looked)
    places = {one.search.jurisdiction_id for one in ledger.looked
              if one.search.jurisdiction.is_local}  # fmt: skip
    said = [
        f"{counted(len(places), 'local government')} were looked at individually.",
        f"{counted(late, 'search,searches')} {'is' if late == 1 else 'are'} due again by "
        f"{say(ledger.on)}." if late else "None is due again.",
    ]  # fmt: skip
    return " ".join(said)


def of_state(one: OfState) -> dict[str, Any]:
    """The sessions of one state that nobody read, and those read."""
    return {"name": in_sentence(one.state.name), "unread": one.unread, "total": len(one.sessions)}
