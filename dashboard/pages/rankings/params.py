"""Which ranking a visitor asked for."""

from dashboard.map.states import all_states
from dashboard.pages.rankings.bans import Bans
from dashboard.pages.rankings.covered import Covered
from dashboard.pages.rankings.first import First
from dashboard.pages.rankings.introduced import Introduced
from dashboard.pages.rankings.safeguards import Safeguards
from dashboard.web.params import asked_choice
from laws.counting.counts import PRESETS
from laws.counting.history import history

RANKINGS = {one.key: one for one in (Bans, Covered, First, Introduced, Safeguards)}


def asked_ranking(request):
    """The ranking of `by` and `preset`; by municipal bans, and broad, unless told so."""
    preset = asked_choice(request, "preset", PRESETS, "broad")
    ranking = RANKINGS[asked_choice(request, "by", RANKINGS, Bans.key)]
    return ranking(history(), all_states(), preset)
