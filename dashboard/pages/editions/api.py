"""Editions as data: as the JSON twins say them, and as DataCite takes them for a DOI."""

from typing import Any

from dashboard.pages.editions.data import ChangedRows, EditionLog
from dashboard.web.page_url import path_to
from laws.models import Edition

TITLE = "Facelaw: the law on face recognition in the United States"
LICENSE = "https://creativecommons.org/licenses/by/4.0/legalcode"


def edition_json(edition: Edition, site: str) -> dict[str, Any]:
    """One edition: its number, when it was made, what it holds, and its digests."""
    return {
        "number": edition.number,
        "made_at": edition.made_at.isoformat(),
        "url": site + path_to("edition", str(edition.number)),
        "digest": edition.digest,
        "counts": edition.counts,
        "files": [
            one | {"url": site + path_to("edition-file", str(edition.number), one["name"])}
            for one in edition.files
        ],
    }


def changed_json(rows: list[ChangedRows]) -> list[dict[str, Any]]:
    return [row._asdict() for row in rows]


def log_json(log: EditionLog) -> list[dict[str, Any]]:
    """What changed and why, as /changes.json says it."""
    return [
        change._asdict()
        | {"day": change.day.isoformat(), "differences": [d._asdict() for d in change.differences]}
        for change in log.entries
    ]


def datacite_json(edition: Edition, before: Edition | None, site: str) -> dict[str, Any]:
    """What DataCite's REST API takes when a person registers a DOI for an edition (schema 4.5)."""
    address = site + path_to("edition", str(edition.number))
    related = [{"relationType": "IsVersionOf", "relatedIdentifier": site + path_to("editions")}]
    if before:
        older = site + path_to("edition", str(before.number))
        related.append({"relationType": "IsNewVersionOf", "relatedIdentifier": older})
    attributes = {
        "titles": [{"title": f"{TITLE}, edition {edition.number}"}],
        "creators": [{"name": "Facelaw", "nameType": "Organizational"}],
        "publisher": {"name": "Facelaw"},
        "publicationYear": edition.day.year,
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Dataset"},
        "version": str(edition.number),
        "dates": [{"date": edition.made_at.isoformat(), "dateType": "Issued"}],
        "language": "en",
        "url": address,
        "rightsList": [{"rightsIdentifier": "cc-by-4.0", "rightsUri": LICENSE}],
        "formats": sorted({one["type"] for one in edition.files}),
        "sizes": [f"{one['name']}: {one['bytes']} bytes" for one in edition.files],
        "alternateIdentifiers": [
            {"alternateIdentifierType": "SHA-256", "alternateIdentifier": edition.digest}
        ],
        "relatedIdentifiers": [one | {"relatedIdentifierType": "URL"} for one in related],
        "descriptions": [
            {
                "descriptionType": "Abstract",
                "description": "Laws, bills, ordinances and orders on face recognition of the "
                "United States, its states, territories and local governments, with dated events, "
                f"sources and answers on what they say, as published on {edition.day.isoformat()}.",
            }
        ],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    return {"data": {"type": "dois", "attributes": attributes}}
