"""What a page says in schema.org's words, for programs that read it (https://schema.org)."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from laws.models import Jurisdiction

CONTEXT = "https://schema.org"
WIKIDATA = "https://www.wikidata.org/wiki/"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def publisher(site: str) -> dict[str, str]:
    """Who says it; `site` is the address of the site."""
    return {"@type": "Organization", "name": "Facelaw", "url": f"{site}/"}


def area(place: Jurisdiction, site: str) -> dict[str, str]:
    """A government as the area that it governs, with its item in Wikidata where that is known."""
    facts = {
        "@type": "AdministrativeArea",
        "name": place.full_name,
        "identifier": place.division_id,
        "url": site + place.get_absolute_url(),
    }
    same = {"sameAs": WIKIDATA + place.wikidata_id} if place.wikidata_id else {}
    return facts | same


def json_ld(facts: Mapping[str, Any]) -> SafeString:
    """Facts as the content of a script element of data, with nothing in it that could end that
    element. What has no value is left out.
    """
    known = {name: value for name, value in facts.items() if value or value is False}
    text = json.dumps({"@context": CONTEXT} | known, ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))
