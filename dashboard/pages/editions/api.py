"""Editions as data: as the JSON twins say them, and as DataCite takes them for a DOI."""

from typing import Any, NamedTuple

from dashboard.pages.editions.data import ChangedRows, EditionLog
from dashboard.web.page_url import path_to
from laws.models import Edition

DATACITE = "application/vnd.datacite.datacite+json"
LINKSET = "application/linkset+json"
TITLE = "Facelaw: the law on face recognition in the United States"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"


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


class Relation(NamedTuple):
    """A typed link of an edition's page: what its target is to it."""

    name: str
    href: str
    media_type: str = ""


def relations(edition: Edition, before: Edition | None, site: str) -> list[Relation]:
    """What programs find an edition's parts by (https://signposting.org)."""
    number = str(edition.number)

    def at(name: str, *parts: str) -> str:
        return site + path_to(name, number, *parts)

    found = [
        Relation("cite-as", at("edition")),
        Relation("type", "https://schema.org/Dataset"),
        Relation("license", LICENSE),
        Relation("describedby", at("edition-datacite"), DATACITE),
        Relation("version-history", site + path_to("editions")),
    ]
    if before:
        older = site + path_to("edition", str(before.number))
        found.append(Relation("predecessor-version", older))
    return found + [
        Relation("item", at("edition-file", one["name"]), one["type"]) for one in edition.files
    ]


def linkset_json(edition: Edition, before: Edition | None, site: str) -> dict[str, Any]:
    """The same as RFC 9264 has it."""
    own: dict[str, Any] = {"anchor": site + path_to("edition", str(edition.number))}
    for name, href, media_type in relations(edition, before, site):
        target = {"href": href} | ({"type": media_type} if media_type else {})
        own.setdefault(name, []).append(target)
    return {"linkset": [own]}


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
