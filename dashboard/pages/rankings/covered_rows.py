"""The bans that cover the people of a state (R10), each with the people counted for it."""

from collections.abc import Iterator

from dashboard.map.ranked_states import government_row
from dashboard.web.page_url import path_to
from dashboard.words.basis import IN_DOUBT, named_basis
from dashboard.words.display_class import display_label
from dashboard.words.names import law_name
from laws.counting.counts import counts_as_ban, municipal_bans
from laws.counting.coverage import Coverage, CoveredPlace
from laws.counting.on_date import LawOnDate


def counted_bans(
    law: LawOnDate, state, coverage: Coverage, preset: str, date_query: str
) -> Iterator[dict]:
    """The state's own bans and those of its governments, as rows of a table.

    `date_query` is the query string that keeps the date in their links.
    """
    for binding in law.by_state.get(state.state_code, []):
        if not binding.is_over and counts_as_ban(binding, preset):
            yield _state_row(binding, state, date_query)
    counted = {one.place.government: one for one in coverage.places}
    elsewhere = "in its county’s number" if counted else "in the state’s number"
    counts = {row.state_code: row.governments for row in municipal_bans(law, preset)}
    for one in counts.get(state.state_code, ()):
        row = government_row(one, date_query) | {"name": one.place.display_name}
        covered = counted.get(one.place.government)
        yield row | {"people": _people(covered) if covered else elsewhere}


def _people(covered: CoveredPlace) -> str:
    if covered.people is None:
        return "not known"
    outside = " outside of its cities and towns" if covered.is_outside else ""
    return f"{covered.people:,}{outside}"


def _state_row(binding, state, date_query):
    return {
        "name": state.name,
        "href": path_to("state", state.state_code.lower()) + date_query,
        "effect": binding.effect,
        "word": display_label(binding),
        "measures": [
            {"name": law_name(binding), "href": path_to("measure", binding.slug) + date_query}
        ],
        "since": binding.starts,
        "basis": named_basis(binding.basis) if binding.is_certain else IN_DOUBT,
        "people": f"{state.population:,}" if state.population else "not known",
    }
