"""The charts of a state's page: its bans and the people they cover over time, every term, and what
became of the bills of its legislature.
"""

from dashboard.charts.params import about_state
from dashboard.pages.bills.charts import session_outcomes
from dashboard.pages.bills.data import docket_of
from dashboard.pages.timeline.charts import covered, cumulative, who_when
from laws.vocabulary import LIMITS


def state_charts(request, record):
    """Each chart that has something to show for the state; for the country, of its bills alone."""
    return _of_law(request, record) | _of_bills(record)


def _of_law(request, record):
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


def _of_bills(record):
    chart = session_outcomes.chart_of(docket_of(record.state, record.on))
    # One bar has nothing to be compared with; its bills stand in the list.
    return {"outcomes": chart} if len(chart.rows) > 1 else {}
