"""The whole list as a schema.org Dataset (https://schema.org/Dataset), by which data are found."""

from datetime import date
from typing import Any

from django.db.models import Min
from django.urls import reverse

from dashboard.web.json_ld import LICENSE, publisher
from dashboard.web.params import loaded_record
from laws.counting.shared import once_per_state
from laws.models import Measure

NAME = "US laws and bills on face recognition"
DESCRIPTION = (
    "Laws, ordinances, orders, policies and bills on face recognition of the United States, its "
    "states, counties and cities: what each does, how far it got, and whether it is in effect, "
    "on any date."
)
FILES = (
    ("The whole list", "measures-csv", "text/csv"),
    ("The list page by page", "measures-json", "application/json"),
)


def dataset(site: str) -> dict[str, Any]:
    """All published measures; `site` is the address of the site. Two queries."""
    url = site + reverse("measures")
    first, record = _first_day(), loaded_record()
    return {
        "@type": "Dataset",
        "@id": f"{url}#dataset",
        "url": url,
        "name": NAME,
        "description": DESCRIPTION,
        "inLanguage": "en",
        "creator": publisher(site),
        "license": LICENSE,
        "isAccessibleForFree": True,
        "version": record.version,
        "temporalCoverage": first and f"{first.isoformat()}/..",
        "spatialCoverage": {"@type": "Country", "name": "United States"},
        "publishingPrinciples": site + reverse("method"),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "encodingFormat": media_type,
                "contentUrl": site + reverse(address),
            }
            for name, address, media_type in FILES
        ],
    }


@once_per_state
def _first_day() -> date | None:
    """The day of the first action of any published measure."""
    day: date | None = Measure.objects.published().aggregate(day=Min("first_action_on"))["day"]
    return day
