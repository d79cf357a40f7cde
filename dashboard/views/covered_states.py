"""The ranking by people covered by a ban (R10)."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import mark_safe

from dashboard.asking import on_parameter, query
from dashboard.charts.share_bar import share_bar
from dashboard.views.ranked_states import say_position
from laws.counting import Coverage, counts_as_ban, people_covered
from laws.in_force import weakest
from laws.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class CoveredState:
    """A state in the ranking by people covered by a ban."""

    name: str
    coverage: Coverage
    share: float
    position: str
    href: str
    bar: str
    why: str

    @property
    def percent(self):
        return say_share(self.share)


def covered_states(law, states, preset):
    """The states in which a ban covers anyone on the day, by the share of their people."""
    found = [(state, people_covered(law, state, preset)) for state in states]
    found = [(s, c, c.covered / c.population) for s, c in found if c.covered and c.population]
    shares = [share for _, _, share in found]
    rows = [
        CoveredState(
            name=state.name,
            coverage=coverage,
            share=share,
            position=say_position(1 + sum(s > share for s in shares), shares.count(share) > 1),
            href=reverse("state", args=[state.usps.lower()]) + query(on=on_parameter(law.on)),
            bar=mark_safe(share_bar(share)),
            why=what_coverage_rests_on(law, state, preset),
        )
        for state, coverage, share in found
    ]
    return sorted(rows, key=lambda row: (-row.share, row.name))


def what_coverage_rests_on(law, state, preset):
    """What the coverage of a state's own ban rests on; empty where it is simply recorded."""
    own = [b for b in law.by_state.get(state.usps, []) if not b.is_over]
    basis = weakest([b for b in own if counts_as_ban(b, preset)])
    return "" if basis == Basis.RECORDED else basis


def say_share(share):
    """A share in per cent, with a decimal where it would round to nothing or to all."""
    percent = share * 100
    if percent in (0, 100):
        return f"{percent:.0f}%"
    if percent < 0.1:
        return "under 0.1%"
    return f"{percent:.1f}%" if percent < 1 or percent > 99 else f"{percent:.0f}%"
