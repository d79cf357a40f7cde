"""/cases/ and /cases/<slug>/: court cases on a date, as pages and as data."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from dashboard.pages.cases import rows
from dashboard.pages.cases.api import RULE, as_json, one_as_json
from dashboard.pages.cases.data import CaseOnDate, cases_on, find_case
from dashboard.pages.cases.structured_data import case_facts
from dashboard.web.as_of import asked_as_of
from dashboard.web.json_ld import json_ld
from dashboard.web.params import (
    answer_json,
    asked_choice,
    asked_legislature,
    page,
    query,
    site_of,
)
from dashboard.words.names import in_sentence
from laws.models import Jurisdiction
from laws.vocabulary import STATE_LEVEL, CaseSubject, JurisdictionKind


def cases(request: HttpRequest) -> HttpResponse:
    """The list."""
    as_of = asked_as_of(request)
    every, asked = cases_on(as_of.on), _asked(request)
    chosen, whose = _chosen(every, asked), asked["whose"]
    known = {one.case.jurisdiction.state_code for one in every}
    kept = {"state": whose and _code(whose), "about": asked["subject"], "on": as_of.parameter}
    context = {
        "lead": rows.headline(chosen),
        "sub": rows.sub(chosen, as_of.on) if chosen else "",
        "cases": [rows.case_row(one, as_of.query) for one in chosen],
        "whose": whose,
        "where": whose and in_sentence(whose.name),
        "choices": [
            (_code(one), one.name, one == whose)
            for one in asked["places"]
            if one.state_code in known or one == whose
        ],
        "subjects": [(one.value, one.label, one == asked["subject"]) for one in CaseSubject],
        "chosen_query": query(**kept),
    }
    return page(request, "dashboard/cases/cases.html", context, on=as_of.on)


def cases_json(request: HttpRequest) -> HttpResponse:
    """The same as data: `cases`, each with its `effects` on measures."""
    on, site = asked_as_of(request).on, site_of(request)
    chosen = _chosen(cases_on(on), _asked(request))
    return answer_json(request, on, RULE, {"cases": [as_json(one, site) for one in chosen]})


def case(request: HttpRequest, slug: str) -> HttpResponse:
    """One case."""
    as_of = asked_as_of(request)
    one = _found(slug, as_of.on)
    said, when = rows.lead(one)
    context = {
        "case": one.case,
        "place": one.case.jurisdiction,
        "subject": CaseSubject(one.case.subject).meaning,
        "one": one,
        "lead": (said, when),
        "facts": rows.facts(one),
        "effects": [rows.effect_row(effect, as_of.query) for effect in one.effects],
        "milestones": [row for row in one.case.milestones.all() if row.date.first <= as_of.on],
        "sources": rows.sources(one),
        "confidence": rows.confidence(one),
        "facts_ld": json_ld(case_facts(one, site_of(request))),
    }
    return page(request, "dashboard/cases/case.html", context, on=as_of.on)


def case_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as data: the case, and `effects` and `milestones` as lists."""
    one = _found(slug, asked_as_of(request).on)
    return answer_json(request, one.on, RULE, one_as_json(one, site_of(request)))


def _asked(request: HttpRequest) -> dict[str, Any]:
    """What was asked for, and the country and states that can be, the country first."""
    kinds = [*STATE_LEVEL, JurisdictionKind.COUNTRY]
    places = Jurisdiction.objects.governments().filter(kind__in=kinds).order_by("name")
    of_code = {one.state_code: one for one in sorted(places, key=lambda one: one.state_code != "")}
    code = asked_legislature(request, of_code.keys())
    return {
        "places": of_code.values(),
        "whose": None if code is None else of_code[code],
        "subject": asked_choice(request, "about", CaseSubject.values),
    }


def _code(place: Jurisdiction) -> str:
    return place.state_code.lower() or "us"


def _chosen(every: list[CaseOnDate], asked: dict[str, Any]) -> list[CaseOnDate]:
    whose = asked["whose"]
    return [
        one
        for one in every
        if (whose is None or one.case.jurisdiction.state_code == whose.state_code)
        and asked["subject"] in ("", one.case.subject)
    ]


def _found(slug: str, on: date) -> CaseOnDate:
    found = find_case(slug, on)
    if found is None:
        raise Http404("We list no such court case.")
    return found
