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
MEANT = {
    Sought.LAW: "its law",
    Sought.BILLS: "its bills",
    Sought.POLICIES: "its policies",
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


def kind_rows(ledger: Ledger, as_of: AsOf) -> list[dict[str, Any]]:
    """A line for each kind of measure that was looked for: of how many states it was."""
    own = [one for one in ledger.states if one.state.state_code]
    rows = []
    for sought in Sought:
        standing = Counter(one.standing(sought) for one in own)
        looked = [
            one.search for one in ledger.looked if one.search.sought == sought and one.is_read
        ]
        rows.append(
            {
                "kind": sought.label,
                "href": path_to("coverage") + query(looked_for=sought, on=as_of.parameter),
                "states": standing["in_time"] + standing["late"],
                "never": standing["never"],
                "local": len({one.jurisdiction_id for one in looked if one.jurisdiction.is_local}),
                "agencies": len(
                    {(one.jurisdiction_id, one.agency) for one in looked if one.agency}
                ),
            }
        )
    return rows


def map_of(states: Sequence[OfState], sought: str, as_of: AsOf) -> dict[str, Any]:
    """The tiles by when each state was searched for a kind of measure, and their legend."""
    own = [one for one in states if one.state.state_code]
    fills = [
        StateFill(
            state_code=one.state.state_code,
            name=one.state.name,
            rule="",
            municipal_bans=0,
            href=path_to("state", one.state.state_code.lower()) + as_of.query,
            title=f"{one.state.name}: {_title(one, sought)}",
            ink=LOOKS[one.standing(sought)],
            figure=str(one.read or ""),
        )
        for one in own
    ]
    counts = Counter(one.standing(sought) for one in own)
    legend = [(LOOKS[key], word, counts[key]) for key, word in STANDING.items()]
    figure = "the number of its sessions whose bills were read"
    tiles = tile_map(fills, figure=figure)
    return {"tiles": tiles, "legend": legend, "of": MEANT[sought]}


def _title(one: OfState, sought: str) -> str:
    read = f"bills of {one.read} of {counted(len(one.sessions), 'session,sessions')} read"
    last = one.law if sought == Sought.LAW else one.last(sought)
    if last is None:
        return f"we have not searched {MEANT[sought]}; {read}"
    return f"we searched {MEANT[sought]} on {last.search.date.say_short()}; {read}"


def headline(ledger: Ledger) -> tuple[str, str]:
    """The first sentence: of how many states the law was searched."""
    own = [one for one in ledger.states if one.state.state_code]
    searched = sum(one.law is not None for one in own)
    return f"{searched} of {len(own)}", " states and territories"


def sub(ledger: Ledger) -> str:
    """How much else was looked at, and how much is due again."""
    late = sum(one.is_late for one in ledger.looked)
    places = {one.search.jurisdiction_id for one in ledger.looked
              if one.is_read and one.search.jurisdiction.is_local}  # fmt: skip
    said = [
        f"{counted(len(places), 'local government')} were looked at individually.",
        f"{counted(late, 'search,searches')} {'is' if late == 1 else 'are'} due again by "
        f"{say(ledger.on)}." if late else "None is due again.",
    ]  # fmt: skip
    return " ".join(said)


def of_state(one: OfState) -> dict[str, Any]:
    """The sessions of one state that nobody read, and those read."""
    return {"name": in_sentence(one.state.name), "unread": one.unread, "total": len(one.sessions)}
