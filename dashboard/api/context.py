"""Court cases, searches and editions by the API."""

from typing import Any

from django.http import Http404

from dashboard.api.columns import CASE, EDITION, ONE_CASE, SEARCH
from dashboard.api.measures import STATES
from dashboard.api.operation import Asked, Listing, Operation, Part, part_of
from dashboard.api.parameters import one_of
from dashboard.pages.cases.api import RULE as CASES_RULE
from dashboard.pages.cases.api import as_json, one_as_json
from dashboard.pages.cases.data import cases_on, find_case
from dashboard.pages.coverage.api import RULE as COVERAGE_RULE
from dashboard.pages.coverage.api import search_json
from dashboard.pages.coverage.data import Ledger
from dashboard.pages.editions.api import changed_json, edition_json
from dashboard.pages.editions.data import all_editions, changed_rows
from laws.vocabulary import CaseSubject, Sought

STATE = one_of("state", "The postal code in small letters, us for the country.", STATES)


def of_state(asked: Asked, state_code: str) -> bool:
    """Whether a state is the one asked for, if one is."""
    code = asked.first("state")
    return not code or state_code == ("" if code == "us" else code.upper())


class Cases(Listing):
    """The list of /cases/."""

    name, path, title = "cases", "cases", "Court cases"
    about = "Court cases known by the day, each as it stood on it, in the order of their slugs."
    rule = CASES_RULE
    columns = CASE
    own_parameters = (STATE, one_of("about", "What the case is about.", CaseSubject.values))
    example = {"limit": "1"}
    page = "cases"

    def part(self, asked: Asked) -> Part:
        about = asked.first("about")
        rows = [
            as_json(one, asked.site)
            for one in cases_on(asked.on)
            if of_state(asked, one.case.jurisdiction.state_code) and about in ("", one.case.subject)
        ]
        return part_of(rows, lambda row: [row["slug"]], asked)


class OneCase(Operation):
    """A court case, as at /cases/<slug>/."""

    name, path, title = "case", "cases/<slug:slug>", "One court case"
    about = "A court case as it stood on the day, with what it did to measures."
    rule = CASES_RULE
    columns = ONE_CASE
    is_list = False
    example_of = {"slug": "williams-v-detroit"}
    page = "case"

    def content(self, asked: Asked) -> dict[str, Any]:
        one = find_case(asked.named["slug"], asked.on)
        if one is None:
            raise Http404("We list no such court case.")
        return {"result": one_as_json(one, asked.site)}


class Coverage(Listing):
    """The searches of /coverage/."""

    name, path, title = "coverage", "coverage", "What was searched"
    about = (
        "The last search of each government, agency and session by the day. Where there is none, "
        "the law is not researched, which is never no law."
    )
    rule = COVERAGE_RULE
    columns = SEARCH
    own_parameters = (
        STATE,
        one_of("looked_for", "What was looked for.", Sought.values),
        one_of("late", "yes: only what is due again.", ["yes"]),
    )
    example = {"state": "ma", "looked_for": "law", "limit": "1"}
    page = "coverage"

    def part(self, asked: Asked) -> Part:
        sought, late = asked.first("looked_for"), asked.first("late")
        rows = [
            search_json(one)
            for one in Ledger(asked.on).looked
            if of_state(asked, one.state_code)
            and sought in ("", one.search.sought)
            and (one.is_late or not late)
        ]
        key = ("division_id", "agency", "looked_for", "session")
        return part_of(rows, lambda row: [row[name] or "" for name in key], asked)


class Editions(Listing):
    """The list of /data/editions/."""

    name, path, title = "editions", "editions", "Editions"
    about = (
        "Every numbered edition of the record, the first one first: when it was made, what it "
        "holds, how much differs from the edition before, and its files with SHA-256."
    )
    columns = EDITION
    example = {"limit": "1"}
    page = "editions"

    def part(self, asked: Asked) -> Part:
        rows = [
            edition_json(one, asked.site) | {"changed": changed_json(changed_rows(one))}
            for one in all_editions()
        ]
        return part_of(rows, lambda row: [row["number"]], asked)
