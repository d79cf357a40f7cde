"""A measure on a day as schema.org Legislation (https://schema.org/Legislation).

What is said is true of the day of the page: what was adopted later is not adopted yet, and a bill
that would amend a law amends none. schema.org has no word for what is not certain: it is left out.
"""

from collections import defaultdict
from datetime import timedelta
from typing import Any

from dashboard.pages.measure_detail.data import MeasureData
from dashboard.web.json_ld import LICENSE, area, publisher
from dashboard.words.basis import basis_note
from laws.models import Term
from laws.rules.terms import LAW, after_vetoes, earliest
from laws.text.dates import PartialDate
from laws.vocabulary import Force, Precision, RelationKind

PARTLY = "https://schema.org/PartiallyInForce"
LEGAL_FORCE: dict[str, str] = {
    Force.IN_EFFECT: "https://schema.org/InForce",
    Force.NOT_YET: "https://schema.org/NotInForce",
    Force.NO_LONGER: "https://schema.org/NotInForce",
    Force.NEVER: "https://schema.org/NotInForce",
}
# The relations that schema.org has a word for, which it reads from the later act, as we do.
CHANGES: dict[str, str] = {
    RelationKind.AMENDS: "legislationAmends",
    RelationKind.REPEALS: "legislationRepeals",
    RelationKind.REPLACES: "legislationChanges",
}


def legislation(data: MeasureData, site: str) -> dict[str, Any]:
    """A measure as it stands on the day; `site` is the address of the site."""
    measure, status = data.measure, data.status
    url, term = site + measure.get_absolute_url(), status.told_term
    return {
        "@type": "Legislation",
        "@id": url,
        "url": url,
        "name": measure.title,
        "abstract": measure.summary,
        "inLanguage": "en",
        "legislationType": measure.get_kind_display(),
        "legislationIdentifier": _identifiers(data),
        "legislationJurisdiction": area(measure.jurisdiction, site),
        "creativeWorkStatus": status.stage_word
        + (basis_note(status.span.basis) if status.span else ""),
        "legislationDate": _iso(_adopted(data)),
        "legislationDateVersion": data.on.isoformat(),
        "legislationDateOfApplicability": _iso(term and term.starts),
        "legislationLegalForce": PARTLY if status.parts_out else LEGAL_FORCE.get(status.force),
        "temporalCoverage": _terms(data),
        **_changes(data, site),
        "sdLicense": LICENSE,
        "sdPublisher": publisher(site),
    }


def _iso(when: PartialDate | None) -> str | None:
    return when.isoformat() if when else None


def _identifiers(data: MeasureData) -> list[str]:
    """Its number, and, where it has become law, its citation."""
    measure = data.measure
    cited = [measure.law_citation, measure.code_citation] if _is_law(data) else []
    return [name for name in (measure.identifier, *cited) if name]


def _adopted(data: MeasureData) -> PartialDate | None:
    """When it became law by the day, or passed where that is enough (R2)."""
    acts = after_vetoes(action.act for action in data.actions)
    act = earliest(acts, LAW)
    if act is None and data.measure.effective_on_passage:
        act = earliest(acts, {"passed"})
    return act.on if act and act.on.last <= data.on else None


def _is_law(data: MeasureData) -> bool:
    return data.status.force != Force.NEVER or _adopted(data) is not None


def _terms(data: MeasureData) -> list[str]:
    """The days on which it was, is and will be in effect, as far as the day knows."""
    told = data.status.told_term
    return [_interval(t) for t in data.status.terms if t.starts_on <= data.on or t == told]


def _interval(term: Term) -> str:
    """First and last day of a term; an end known to the month or the year as it is known."""
    end = term.ends
    if end and end.precision == Precision.DAY:
        end = PartialDate(end.day - timedelta(1))
    return f"{term.starts.isoformat()}/{end.isoformat() if end else '..'}"


def _changes(data: MeasureData, site: str) -> dict[str, list[dict[str, str]]]:
    """The published measures that it, being law, amends, repeals or replaces."""
    changes = defaultdict(list)
    for one in data.related.direct if _is_law(data) else ():
        if one.direction == "from" and one.kind in CHANGES:
            other = {"@type": "Legislation", "@id": site + one.measure.get_absolute_url()}
            changes[CHANGES[one.kind]].append(other)
    return changes
