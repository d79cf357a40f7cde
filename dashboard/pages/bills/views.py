"""/bills/: what is pending on a date, and what became of earlier bills; as a page and as JSON."""

from dashboard.charts.chart import Chart
from dashboard.map.law_changes import date_slider
from dashboard.pages.bills.api import docket_as_json
from dashboard.pages.bills.charts import age, pending, session_outcomes
from dashboard.pages.bills.data import Docket, legislatures
from dashboard.pages.bills.rows import WHOLE, Tables, address, choices, facts, session_rows
from dashboard.pages.bills.text import following, headline
from dashboard.web.as_of import asked_as_of
from dashboard.web.date_slider import BILLS
from dashboard.web.params import answer_json, asked_choice, asked_legislature, page, query, site_of
from laws.rules.registry import RULES


def bills(request):
    """The page."""
    docket = _docket(request)
    whole = asked_choice(request, "show", WHOLE)
    context = {
        "docket": docket,
        "whose": docket.state_code is not None and docket.name(docket.state_code),
        "lead": headline(docket),
        "sub": following(docket),
        "facts": facts(docket),
        "legislatures": choices(docket),
        "by_stage": pending.build(docket),
        "ages": age.build(docket),
        "outcomes": session_outcomes.build(docket),
        "halfway": query(all="passed_one_chamber", on=docket.as_of.parameter),
        "json_query": query(state=docket.code, on=docket.on.isoformat()),
        **_tables(docket, whole),
        **date_slider(docket.moves(), docket.as_of, address(docket, whole), BILLS),
    }
    return page(request, "dashboard/bills/bills.html", context, on=docket.on, nav="measures")


def _tables(docket, whole):
    tables = Tables(docket, whole)
    sessions = session_rows(docket, whole == "sessions")
    return {
        "hearings": tables.hearings(),
        "pending": tables.pending("pending"),
        "local": tables.pending("local"),
        "sessions": sessions,
        # Of one legislature the sessions are its table; of all both stand where they are asked for.
        "no_table": docket.state_code is not None or bool(sessions["all"]),
        "all_pending": docket.list_url(stage="pending"),
        "all_local": docket.local_list_url,
    }


def bills_json(request):
    """What is pending, hearings ahead and the outcome of each session, as JSON."""
    docket = _docket(request)
    return answer_json(
        request,
        docket.on,
        f"R6 {RULES[6].title}",
        docket_as_json(docket, site_of(request)),
    )


# --- each chart as its address asks for it -------------------------------------------------------


def pending_chart(request) -> Chart:
    """The pending bills by legislature and stage for `on` and `state`."""
    return pending.build(_docket(request))


def age_chart(request) -> Chart:
    """The age of each pending bill for `on` and `state`."""
    return age.build(_docket(request))


def session_outcomes_chart(request) -> Chart:
    """What became of the bills for `on` and `state`."""
    return session_outcomes.build(_docket(request))


def _docket(request):
    """The docket of `on` and `state`."""
    known = legislatures()
    state_code = asked_legislature(request, known)
    searched_on = known[state_code][1] if state_code in known else None
    names = {code: name for code, (name, _) in known.items()}
    return Docket(asked_as_of(request), names, state_code, searched_on)
