"""The ranking by municipal bans, as rows for a page and its twins."""

from dataclasses import dataclass

from django.utils.safestring import mark_safe

from dashboard.charts.svg.units import Unit, units
from dashboard.web.page_url import path_to
from dashboard.web.params import on_parameter, query
from dashboard.words.display_class import display_label
from dashboard.words.names import law_name, say_position
from dashboard.words.use_modes import use_cell
from laws.counting.counts import StateCount, municipal_bans
from laws.vocabulary import Basis, Effect


@dataclass(frozen=True, slots=True)
class RankedState:
    """A state in the ranking, with the governments that its count opens to."""

    name: str
    count: StateCount
    position: str
    href: str
    bar: str
    rows: tuple[dict, ...]
    basis: str


def ranked_states(law, states, preset):
    """The states that have municipal bans on the day, most first, by name within a tie."""
    names = {state.state_code: state.name for state in states}
    kept = query(on=on_parameter(law.on))
    found = [_ranked(count, names[count.state_code], kept) for count in municipal_bans(law, preset)]
    return sorted(found, key=lambda row: (row.count.rank, row.name))


def _ranked(count, name, kept):
    doubts = [g.basis for g in count.governments if g.basis != Basis.RECORDED]
    return RankedState(
        name=name,
        count=count,
        position=say_position(count.rank, count.is_tied),
        href=path_to("state", count.state_code.lower()) + kept,
        bar=mark_safe(units([_unit(government) for government in count.governments])),
        rows=tuple(government_row(government, kept) for government in count.governments),
        basis=Basis.DISPUTED if Basis.DISPUTED in doubts else "",
    )


def _unit(government):
    doubt = "; ".join(government.doubts)
    return Unit(government.place.display_name, government.effect == Effect.MORATORIUM, doubt)


def government_row(government, kept):
    """A counted government: its effect, its measures, since when, and how many people.

    `kept` is the query string that keeps the date in its links.
    """
    first = min(government.measures, key=lambda b: b.starts_on)
    place = government.place
    return {
        "place": place,
        "href": path_to("place", place.state_code.lower(), place.slug) + kept,
        "effect": government.effect,
        "word": display_label(government.measures[0]),
        "use": use_cell({mode for b in government.measures for mode in b.use_modes}),
        "measures": [
            {"name": law_name(b), "href": path_to("measure", b.slug) + kept}
            for b in government.measures
        ],
        "since": first.starts_on,
        "basis": "" if first.basis == Basis.RECORDED else first.basis,
    }
