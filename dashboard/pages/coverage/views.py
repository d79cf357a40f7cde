"""/coverage/: what was looked at, when, where, with which words, and what came of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from dashboard.pages.coverage import rows
from dashboard.pages.coverage.api import RULE, search_json
from dashboard.pages.coverage.data import Ledger, Looked
from dashboard.web.as_of import asked_as_of
from dashboard.web.page_url import path_to
from dashboard.web.pagination import Pages
from dashboard.web.params import answer_json, asked_choice, asked_legislature, page, query
from dashboard.words.names import in_sentence
from laws.vocabulary import Sought

ON_A_PAGE = 50


def coverage(request: HttpRequest) -> HttpResponse:
    """The page."""
    as_of = asked_as_of(request)
    ledger = Ledger(as_of.on)
    asked = _asked(request, ledger)
    chosen = _chosen(ledger, asked)
    pages = Pages(request, len(chosen), ON_A_PAGE)
    states = [one for one in ledger.states if asked["code"] in (None, one.state.state_code)]
    whose = states[0] if asked["code"] is not None and states else None
    kept = {"state": asked["state"], "looked_for": asked["sought"], "late": asked["late"]}
    context = {
        "lead": rows.headline(ledger),
        "sub": rows.sub(ledger),
        "whose": whose and in_sentence(whose.state.name),
        "unread": whose and whose.unread,
        "whose_sessions": whose and whose.sessions,
        "states": rows.state_rows(states, as_of),
        "map": rows.map_of(ledger.states, asked["sought"] or Sought.LAW, as_of),
        "by_kind": rows.kind_rows(ledger, as_of),
        "searches": [rows.search_row(one, as_of.query) for one in chosen[pages.first : pages.last]],
        "unreadable": [
            one for one in ledger.unreadable
            if asked["code"] in (None, one.jurisdiction.state_code)
        ],
        "choices": [
            (one.state.state_code.lower() or "us", one.state.name,
             one.state.state_code == asked["code"])
            for one in ledger.states
        ],
        "kinds": [(one.value, one.label, one.value == asked["sought"]) for one in Sought],
        "is_late": asked["late"],
        "pages": pages.links(
            lambda page=None: path_to("coverage") + query(**kept, on=as_of.parameter, page=page)
        ),
    }  # fmt: skip
    return page(request, "dashboard/coverage/coverage.html", context, on=as_of.on)


def coverage_json(request: HttpRequest) -> HttpResponse:
    """The same as data: `searches` as chosen, `states` with what was looked at in each, `sessions`
    since 2019 with whether anyone read their bills.
    """
    as_of = asked_as_of(request)
    ledger = Ledger(as_of.on)
    asked = _asked(request, ledger)
    states = [one for one in ledger.states if asked["code"] in (None, one.state.state_code)]
    content = {
        "searches": [search_json(one) for one in _chosen(ledger, asked)],
        "states": [
            {
                "state": one.state.state_code or "US",
                "name": one.state.name,
                "law_searched_on": one.law and one.law.search.day.isoformat(),
                "law": one.standing(),
                "bills": one.standing(Sought.BILLS),
                "policies": one.standing(Sought.POLICIES),
                "sessions_read": one.read,
                "sessions": len(one.sessions),
                "local_governments": one.local,
                "agencies": one.agencies,
                "late": one.late,
            }
            for one in states
        ],
        "sessions": [
            {
                "state": one.state.state_code or "US",
                "session": session.identifier,
                "name": session.name,
                "is_read": session not in one.unread,
            }
            for one in states
            for session in one.sessions
        ],
    }
    return answer_json(request, as_of.on, RULE, content)


def _asked(request: HttpRequest, ledger: Ledger) -> dict[str, Any]:
    known = {one.state.state_code for one in ledger.states}
    code = asked_legislature(request, known)
    return {
        "code": code,
        "state": None if code is None else code.lower() or "us",
        "sought": asked_choice(request, "looked_for", Sought.values),
        "late": asked_choice(request, "late", ["yes"]),
    }


def _chosen(ledger: Ledger, asked: dict[str, Any]) -> list[Looked]:
    return [
        one
        for one in ledger.looked
        if asked["code"] in (None, one.state_code)
        and asked["sought"] in ("", one.search.sought)
        and (one.is_late or not asked["late"])
    ]
