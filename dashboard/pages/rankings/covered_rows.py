"""The ranking by people covered by a ban (R10), each state with what its number consists of."""

from dataclasses import dataclass

from django.utils.safestring import mark_safe

from dashboard.charts.svg.units import share_bar
from dashboard.map.ranked_states import government_row
from dashboard.web.page_url import path_to
from dashboard.web.params import on_parameter, query
from dashboard.words.display_class import display_label
from dashboard.words.names import law_name, say_position
from dashboard.words.numbers import say_share
from laws.counting.counts import Coverage, counts_as_ban, municipal_bans, people_covered
from laws.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class CoveredState:
    """A state in the ranking by people covered by a ban, with the bans that cover them."""

    name: str
    coverage: Coverage
    position: str
    href: str
    bar: str
    why: str
    rows: tuple[dict, ...]

    @property
    def percent(self):
        return say_share(self.coverage.share)


def covered_states(law, states, preset):
    """The states in which a ban covers anyone on the day, by the share of their people."""
    found = [(state, people_covered(law, state, preset)) for state in states]
    found = [(state, one) for state, one in found if one.covered and one.share]
    found.sort(key=lambda pair: (-pair[1].share, pair[0].name))
    shares = [one.share for _, one in found]
    governments = {row.state_code: row.governments for row in municipal_bans(law, preset)}
    return [
        CoveredState(
            name=state.name,
            coverage=one,
            position=say_position(1 + shares.index(one.share), shares.count(one.share) > 1),
            href=_address(state, law.on),
            bar=mark_safe(share_bar(one.share)),
            why="" if one.basis == Basis.RECORDED else str(one.basis),
            rows=tuple(_bans(law, state, one, governments.get(state.state_code, ()), preset)),
        )
        for state, one in found
    ]


def _bans(law, state, coverage, governments, preset):
    """The state's own bans and its governments', each with the people counted for it."""
    own = [b for b in law.by_state.get(state.state_code, []) if not b.is_over]
    for binding in own:
        if counts_as_ban(binding, preset):
            yield _state_row(binding, state, law.on)
    counted = {place.government for place in coverage.places}
    kept = query(on=on_parameter(law.on))
    elsewhere = "in its county’s number" if counted else "in the state’s number"
    for one in governments:
        people = one.place.population
        said = "not known" if people is None else f"{people:,}"
        row = government_row(one, kept) | {"name": one.place.display_name}
        yield row | {"people": said if one.place.government in counted else elsewhere}


def _state_row(binding, state, on):
    law = path_to("measure", binding.slug) + query(on=on_parameter(on))
    return {
        "name": state.name,
        "href": _address(state, on),
        "effect": binding.effect,
        "word": display_label(binding),
        "measures": [{"name": law_name(binding), "href": law}],
        "since": binding.starts_on,
        "basis": "" if binding.basis == Basis.RECORDED else binding.basis,
        "people": f"{state.population:,}",
    }


def _address(state, on):
    return path_to("state", state.state_code.lower()) + query(on=on_parameter(on))
