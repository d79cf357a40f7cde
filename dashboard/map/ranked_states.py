"""The ranking by municipal bans, as rows for a page, its JSON and its CSV."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from dashboard.charts.svg.units import Unit, units
from dashboard.web.page_url import path_to
from dashboard.words.basis import IN_DOUBT, named_basis
from dashboard.words.display_class import display_label
from dashboard.words.names import law_name, say_position
from dashboard.words.numbers import figures
from dashboard.words.use_modes import use_cell
from laws.counting.counts import Government, StateCount, municipal_bans
from laws.counting.on_date import LawOnDate
from laws.models import Jurisdiction
from laws.vocabulary import Effect


@dataclass(frozen=True, slots=True)
class RankedState:
    """A state in the ranking, with the governments that its count opens to."""

    name: str
    count: StateCount
    position: str
    href: str
    bar: SafeString
    rows: tuple[dict[str, Any], ...]
    basis: str

    @property
    def number(self) -> str:
        """Its count in figures: 2, or 2 or 3 where one is in doubt."""
        return figures(self.count.count, self.count.certain)


def ranked_states(
    law: LawOnDate, states: Iterable[Jurisdiction], preset: str, date_query: str = ""
) -> list[RankedState]:
    """The states that have municipal bans on the day, most first, by name within a tie.

    `date_query` is the query string that keeps the date in their links.
    """
    names = {state.state_code: state.name for state in states}
    counts = municipal_bans(law, preset)
    rows = [_ranked(count, names[count.state_code], date_query) for count in counts]
    return sorted(rows, key=lambda row: (row.count.rank, row.name))


def _ranked(count: StateCount, name: str, date_query: str) -> RankedState:
    return RankedState(
        name=name,
        count=count,
        position=say_position(count.rank, count.is_tied),
        href=path_to("state", count.state_code.lower()) + date_query,
        bar=units([_unit(government) for government in count.governments]),
        rows=tuple(government_row(government, date_query) for government in count.governments),
        basis="" if count.certain == count.count else IN_DOUBT,
    )


def _unit(government: Government) -> Unit:
    doubt = "; ".join(government.doubts)
    return Unit(government.place.display_name, government.effect == Effect.MORATORIUM, doubt)


def government_row(government: Government, date_query: str) -> dict[str, Any]:
    """A counted government: its effect, its measures, since when, and how many people.

    `date_query` is the query string that keeps the date in its links.
    """
    first = min(government.measures, key=lambda b: b.starts_on)
    place = government.place
    return {
        "place": place,
        "href": path_to("place", place.state_code.lower(), place.slug) + date_query,
        "effect": government.effect,
        "word": display_label(government.measures[0]),
        "use": use_cell({mode for b in government.measures for mode in b.use_modes}),
        "measures": [
            {"name": law_name(b), "href": path_to("measure", b.slug) + date_query}
            for b in government.measures
        ],
        "since": first.starts,
        "basis": named_basis(first.basis) if government.is_certain else IN_DOUBT,
        "why": "; ".join(government.doubts),
    }
