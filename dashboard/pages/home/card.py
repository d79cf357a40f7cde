"""The card of the map, and of every page without one of its own."""

from collections.abc import Sequence

from dashboard.cards import maps
from dashboard.cards.layout import SUBJECT, Card, Fact
from dashboard.charts.svg.scales import DOUBT_SIGN, ON_THE_MAP, look
from dashboard.map.features import place_marks, state_fills
from dashboard.map.ranked_states import ranked_states
from dashboard.map.selection import class_of
from dashboard.map.states import all_states
from dashboard.map.view import WholeMap
from dashboard.pages.home.text import headline
from dashboard.web.as_of import AsOf
from laws.counting.counts import marked_governments, own_rules
from laws.counting.shared import law_on
from laws.text.dates import say


def site_card_of(as_of: AsOf) -> Card:
    """The card of the map on a date."""
    states, law = all_states(), law_on(as_of.on)
    view = WholeMap(as_of, own_rules(law, states), marked_governments(law))
    ranked = ranked_states(law, states, "broad", as_of.query)
    lead = headline(view, states, ranked, "broad")
    sign = DOUBT_SIGN if lead["lead_doubt"] else ""
    state_names = {state.state_code: state.name for state in states}
    return Card(
        over=f"{SUBJECT} in the United States{f' · {sign} in doubt in part' if sign else ''}",
        sentence=(
            lead["lead_before"],
            lead["lead_finding"],
            f"{lead['lead_after']} {lead['lead_states']}{sign}",
        ),
        day=say(as_of.on),
        drawing=maps.country(state_fills(view, states, {}), place_marks(view, state_names)),
        facts=_counted([class_of(government) for government in view.marked]),
    )


def _counted(classes: Sequence[str]) -> list[Fact]:
    """How many places have each class of local measure."""
    counts = [(key, classes.count(key)) for key in ON_THE_MAP]
    facts = [
        Fact(f"{look(key).word} {number}", *maps.mark(key)) for key, number in counts if number
    ]
    return [Fact("Local:", is_heading=True), *facts] if facts else []
