"""The charts of a state's page: its bans and the people they cover over time, every term, and what
became of the bills of its legislature.
"""

from typing import Any

from dashboard.pages.bills.charts import session_outcomes
from dashboard.pages.bills.data import docket_of
from dashboard.pages.states.data import StateRecord
from dashboard.pages.timeline.charts import covered, cumulative, who_when
from dashboard.web.as_of import AsOf


def state_charts(record: StateRecord, as_of: AsOf) -> dict[str, Any]:
    """Each chart that has something to show for the state; for the country, of its bills alone."""
    return _of_law(record, as_of) | _of_bills(record, as_of)


def _of_law(record: StateRecord, as_of: AsOf) -> dict[str, Any]:
    if record.is_country:
        return {}
    # The milestones are told on /timeline/; here they would only be numbers.
    past, state = record.past, record.state
    charts = {
        "bans_over_time": cumulative.build(past, as_of, state=state),
        "people_over_time": covered.build(past, as_of, state=state),
        "terms": who_when.build(past, as_of, state=state, level="all", effect="all"),
    }
    return {name: chart for name, chart in charts.items() if chart.rows}


def _of_bills(record: StateRecord, as_of: AsOf) -> dict[str, Any]:
    chart = session_outcomes.build(docket_of(record.state, as_of, record.bills))
    # One bar has nothing to be compared with; its bills stand in the list.
    return {"outcomes": chart} if len(chart.rows) > 1 else {}
