"""A measure as schema.org Legislation, for machines that read the page."""

import json

from django.utils.safestring import mark_safe

ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def legislation(measure, standing, url):
    """The content of the page's JSON-LD, with nothing in it that could end the script element."""
    facts = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "name": measure.title,
        "url": url,
        "inLanguage": "en",
        "legislationType": measure.get_kind_display(),
        "legislationJurisdiction": measure.jurisdiction.full_name,
        "legislationIdentifier": measure.identifier,
        "legislationDate": measure.enacted_on and measure.enacted_on.isoformat(),
        "legislationDateVersion": standing.term and standing.term.starts_on.isoformat(),
        "legislationLegalForce": "InForce" if standing.in_force else "NotInForce",
        "abstract": measure.summary,
    }
    known = {name: value for name, value in facts.items() if value}
    return mark_safe(json.dumps(known, ensure_ascii=False).translate(ESCAPES))
