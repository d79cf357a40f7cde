"""The charts of a state's page: its bans and the people they cover over time, and every term."""

from dashboard.figures import covered, cumulative, who_when
from dashboard.figures.scope import about_state
from laws.vocabulary import LIMITS


def state_charts(request, record):
    """Each chart that has something to show for the state. None for the country."""
    if record.is_country:
        return {}
    # The milestones are told on /timeline/; here they would only be numbers.
    own = about_state(request, record.state, milestones="off", level="all", effect="all")
    found = {
        "bans_over_time": cumulative.build(own),
        "people_over_time": covered.build(own),
        "terms": who_when.build(own),
    }
    return {name: chart for name, chart in found.items() if chart.rows} | {"limits": LIMITS}
