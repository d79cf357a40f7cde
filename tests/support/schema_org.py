"""What a harvester sees of a page: its JSON-LD, expanded by pyld, in schema.org's words."""

import json

from pyld import jsonld

from tests.support.elements import read

VOCABULARY = "https://schema.org/"
# Of schema.org's own context, what our pages use: these hold addresses, all others values.
ADDRESSES = ("url", "sameAs", "license", "sdLicense", "contentUrl", "publishingPrinciples")
CONTEXT = {"@vocab": VOCABULARY} | {name: {"@type": "@id"} for name in ADDRESSES}

THING = {"name", "url", "description", "identifier", "sameAs"}
CREATIVE_WORK = THING | {
    "abstract", "creativeWorkStatus", "creator", "dateModified", "inLanguage",
    "isAccessibleForFree", "keywords", "license", "publishingPrinciples", "sdLicense",
    "sdPublisher", "spatialCoverage", "temporalCoverage", "version",
}  # fmt: skip
# The types and their properties, as https://schema.org/Legislation and the others define them.
PROPERTIES = {
    "Legislation": CREATIVE_WORK | {
        "legislationAmends", "legislationChanges", "legislationCommences", "legislationDate",
        "legislationDateOfApplicability", "legislationDateVersion", "legislationIdentifier",
        "legislationJurisdiction", "legislationLegalForce", "legislationRepeals", "legislationType",
    },
    "Dataset": CREATIVE_WORK | {"distribution"},
    "DataDownload": CREATIVE_WORK | {"contentSize", "contentUrl", "encodingFormat", "sha256"},
    "AdministrativeArea": THING,
    "Country": THING,
    "Organization": THING,
}  # fmt: skip
FORCE = {"https://schema.org/InForce", "https://schema.org/NotInForce"}


def facts(response):
    """The JSON-LD of a page as it is written."""
    found = read(response).find("script[type=application/ld+json]")
    return json.loads(found.raw)


def nodes(response):
    """The nodes of a page's JSON-LD, each {property: [values]} with names in full."""
    return flattened(facts(response))


def flattened(said):
    """The nodes of JSON-LD."""
    expanded = jsonld.expand({"@context": "https://schema.org"} | said, LOCALLY)
    return jsonld.flatten(expanded)


def _context(url, options):
    assert url == "https://schema.org", "No other context is asked for."
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXT}}


LOCALLY = {"documentLoader": _context}


def mistakes(found):
    """What in nodes is no type of schema.org, or no property of its type."""
    wrong = []
    for node in found:
        [kind] = [name.removeprefix(VOCABULARY) for name in node["@type"]]
        used = {name.removeprefix(VOCABULARY) for name in node if not name.startswith("@")}
        wrong += [f"{kind}.{name}" for name in sorted(used - PROPERTIES.get(kind, set()))]
    return wrong
