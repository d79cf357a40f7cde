"""A court case in schema.org's words, which has none for a case: a work about laws."""

from typing import Any

from dashboard.pages.cases.data import CaseOnDate
from dashboard.web.json_ld import LICENSE, area, publisher


def case_facts(one: CaseOnDate, site: str) -> dict[str, Any]:
    """A case as it stood on the day; `site` is the address of the site."""
    case = one.case
    url = site + case.get_absolute_url()
    return {
        "@type": "CreativeWork",
        "@id": url,
        "url": url,
        "name": case.name,
        "abstract": case.summary,
        "inLanguage": "en",
        "identifier": case.docket,
        "creativeWorkStatus": one.standing.label,
        "dateCreated": case.filed and case.filed.isoformat(),
        "about": [
            {"@type": "Legislation", "@id": site + effect.measure.get_absolute_url()}
            for effect in one.effects
        ],
        "spatialCoverage": area(case.jurisdiction, site),
        "sdLicense": LICENSE,
        "sdPublisher": publisher(site),
    }
