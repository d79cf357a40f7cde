"""The record as a schema.org Dataset (https://schema.org/Dataset), by which data are found."""

from datetime import date
from typing import Any

from dashboard.pages.data.data import DataFile
from dashboard.web.json_ld import LICENSE, publisher
from dashboard.web.page_url import path_to
from laws.open_data.about import DESCRIPTION, TITLE
from laws.open_data.shelf import Shelf

KEYWORDS = ["face recognition", "facial recognition", "law", "legislation", "United States"]


def dataset(
    site: str, shelf: Shelf | None, files: list[DataFile], first: date | None
) -> dict[str, Any]:
    """All that can be taken along; `site` is the address of the site."""
    url = site + path_to("data")
    return {
        "@type": "Dataset",
        "@id": f"{url}#dataset",
        "url": url,
        "name": TITLE,
        "description": DESCRIPTION,
        "keywords": KEYWORDS,
        "inLanguage": "en",
        "creator": publisher(site),
        "license": LICENSE,
        "isAccessibleForFree": True,
        "version": shelf and shelf.version,
        "dateModified": shelf and shelf.changed_at,
        "temporalCoverage": first and f"{first.isoformat()}/..",
        "spatialCoverage": {"@type": "Country", "name": "United States"},
        "publishingPrinciples": site + path_to("method"),
        "distribution": [_download(one, site) for one in files],
    }


def _download(file: DataFile, site: str) -> dict[str, Any]:
    said = {
        "@type": "DataDownload",
        "name": file.name,
        "encodingFormat": file.media_type,
        "contentUrl": site + file.path,
    }
    known = {"contentSize": f"{file.size} B", "sha256": file.sha256} if file.size else {}
    return said | known
