"""Every operation of the API, in the order in which a reader should meet them."""

from typing import Any

from dashboard.api.changes import Changes
from dashboard.api.context import Cases, Coverage, Editions, OneCase
from dashboard.api.counts import OneRanking, OneState, PeopleCovered, Places, Rankings, States
from dashboard.api.governments import Jurisdictions, OneJurisdiction
from dashboard.api.measures import Measures, OneMeasure
from dashboard.api.operation import Asked, Operation
from dashboard.api.record import ASKED, TableRows
from dashboard.web.page_url import path_to
from laws.open_data.table import Column


class Index(Operation):
    """What can be asked."""

    name, path, title = "index", "", "The operations"
    about = "Every operation of the API, with its address and its documentation."
    columns = (
        Column("name", "string", "What names the operation."),
        Column("title", "string", "Its title."),
        Column("about", "string", "What it answers."),
        Column("address", "string", "Its address; {…} stands for a part that you fill in."),
        Column("documentation", "string", "The page that describes it."),
    )
    is_paged = False

    def content(self, asked: Asked) -> dict[str, Any]:
        rows = [
            {
                "name": one.name,
                "title": one.title,
                "about": one.about,
                "address": f"{asked.site}/api/v1/{one.template}",
                "documentation": asked.site + path_to("api-docs", one.name),
            }
            for one in OPERATIONS
        ]
        description = asked.site + path_to("api-description")
        return {"description": description, "count": len(rows), "results": rows}


OPERATIONS: tuple[Operation, ...] = (
    Index(),
    Measures(),
    OneMeasure(),
    Jurisdictions(),
    OneJurisdiction(),
    States(),
    OneState(),
    Places(),
    Rankings(),
    OneRanking(),
    PeopleCovered(),
    Cases(),
    OneCase(),
    Coverage(),
    Changes(),
    Editions(),
    *(TableRows(of) for of in ASKED),
)
OPERATION = {one.name: one for one in OPERATIONS}
