"""/bills/: what is on its way on a date, and what became of what was; and its JSON twin."""

from dashboard.map.law_changes import events, when
from dashboard.pages.bills.api import twin
from dashboard.pages.bills.charts import age, pending, session_outcomes
from dashboard.pages.bills.data import docket_for
from dashboard.pages.bills.rows import Tables, facts, here, legislatures, session_rows
from dashboard.pages.bills.text import following, headline
from dashboard.web.params import answer_json, on_parameter, page, query
from laws.rules.registry import RULES


def bills(request):
    """The page."""
    docket = docket_for(request)
    context = {
        "docket": docket,
        "whose": docket.state_code is not None and docket.name(docket.state_code),
        "lead": headline(docket),
        "sub": following(docket),
        "facts": facts(docket),
        "legislatures": legislatures(docket),
        "by_stage": pending.build(request),
        "ages": age.build(request),
        "outcomes": session_outcomes.build(request),
        "halfway": query(all="passed_one_chamber", on=on_parameter(docket.on)),
        "twin_query": query(state=docket.code, on=docket.on.isoformat()),
        **_tables(docket),
        **when(events(), docket.on, here(docket)),
    }
    return page(request, "dashboard/bills/bills.html", context, on=docket.on, nav="measures")


def _tables(docket):
    tables = Tables(docket)
    return {
        "hearings": tables.hearings(),
        "pending": tables.pending(docket.pending),
        "local": tables.pending(docket.local),
        "sessions": session_rows(docket),
        "all_pending": docket.rows(stage="pending"),
        "all_local": docket.rows(level="local", stage="pending"),
    }


def bills_json(request):
    """What is pending, hearings ahead and the outcome of each session, as JSON."""
    docket = docket_for(request)
    return answer_json(request, docket.on, f"R6 {RULES[6].title}", twin(docket, request))
