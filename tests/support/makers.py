"""Small builders of the record's objects. A test names what matters to it; the rest is filled in.

Days are written as text, as precise as they are known: "2021", "2021-07", "2021-07-01". An action
is a pair ("enacted", "2021-07-01"), or has its further fields as a third part:
("effective", "2022-07", {"basis": "disputed", "description": "Two codes differ."}).
"""

from datetime import date

import pgtrigger
from django.utils.text import slugify

from laws.models import (
    Action,
    CourtCase,
    Jurisdiction,
    LegislativeSession,
    Measure,
    Provision,
    Question,
    Quotation,
    Relation,
    Source,
    Sponsorship,
)
from laws.text.dates import PartialDate

NAMES = {
    "AK": "Alaska",
    "CA": "California",
    "DC": "District of Columbia",
    "LA": "Louisiana",
    "MA": "Massachusetts",
    "NY": "New York",
    "PR": "Puerto Rico",
    "TX": "Texas",
    "VA": "Virginia",
    "WA": "Washington",
}
KINDS = {"DC": "district", "PR": "territory"}


def day(text):
    """A day from text, or from itself."""
    return date.fromisoformat(text) if isinstance(text, str) else text


def make_country(**fields):
    """The United States."""
    known = {"name": "United States", "kind": "country", "slug": "us"}
    return _jurisdiction("ocd-division/country:us", known, fields)


def make_state(state_code="MA", **fields):
    """A state, district or territory by its postal code."""
    kind, name = KINDS.get(state_code, "state"), NAMES.get(state_code, f"State of {state_code}")
    known = {"name": name, "kind": kind, "state_code": state_code, "slug": slugify(name)}
    return _jurisdiction(f"ocd-division/country:us/{kind}:{state_code.lower()}", known, fields)


def make_place(name="Somerville", state="MA", kind="city", **fields):
    """A local government of a state, and the state with it; a county with kind="county"."""
    above, branch = make_state(state).division_id, "county" if kind == "county" else "place"
    known = {"name": name, "kind": kind, "state_code": state, "slug": slugify(name)}
    return _jurisdiction(f"{above}/{branch}:{slugify(name).replace('-', '_')}", known, fields)


def _jurisdiction(division_id, known, fields):
    """The government of that id: made, or the one that is there with the fields given."""
    known["full_name"] = known["name"]
    if fields.get("searched_on"):
        fields["searched_on"] = day(fields["searched_on"])
    division_id = fields.pop("division_id", division_id)
    found = Jurisdiction.objects.filter(division_id=division_id).first()
    place = found or Jurisdiction(division_id=division_id, **known)
    for name, value in fields.items():
        setattr(place, name, value)
    if fields or not found:
        place.save()
    return place


def make_session(state="MA", identifier="193rd", start_on="2023-01-04", end_on=None, **fields):
    """A session of a state's legislature."""
    return LegislativeSession.objects.create(
        jurisdiction=make_state(state),
        identifier=identifier,
        start_on=day(start_on),
        end_on=end_on and day(end_on),
        **{"name": f"{identifier} session"} | fields,
    )


def make_measure(title="A ban", jurisdiction=None, actions=(), **fields):
    """A published measure with its actions, reckoned: an ordinance of Somerville unless told so.

    A jurisdiction given as two capital letters is that state, and the measure then a bill.
    """
    if isinstance(jurisdiction, str):
        jurisdiction = make_state(jurisdiction)
    jurisdiction = jurisdiction or make_place()
    defaults = {
        "kind": "ordinance" if jurisdiction.is_local else "bill",
        "effect": "ban",
        "regulates": ["police", "government"],
        "status": "published",
    }
    measure = Measure(title=title, jurisdiction=jurisdiction, **defaults | fields)
    measure.save(force_insert=True, reckon=False)
    Action.objects.bulk_create(
        action(measure, order, *parts) for order, parts in enumerate(actions, 1)
    )
    measure.reckon()
    return measure


def action(measure, order, kind, when, fields=None):
    """An action that is not saved yet."""
    known = PartialDate.parse(when)
    spot = {"measure": measure, "order": order, "kind": kind}
    return Action(**spot, day=known.day, precision=known.precision, **fields or {})


def make_source(measure, url="https://example.gov/law", **fields):
    """A page that backs a measure."""
    return Source.objects.create(measure=measure, url=url, **fields)


def make_sponsor(measure, name, **fields):
    """A main sponsor of a measure."""
    return Sponsorship.objects.create(measure=measure, name=name, **fields)


def make_quotation(measure, question=None, quote="No agency may use it.", **fields):
    """A sentence of a measure’s text: of an answer, or of what it does."""
    known = {"url": "https://example.gov/law", "pinpoint": "§ 1"}
    return Quotation.objects.create(
        measure=measure, question=question, quote=quote, **known | fields
    )


def make_question(slug="warrant_required", **fields):
    """A question of the codebook; the one that is there already, if any."""
    said = {"group": "safeguards", "text": f"{slug}?", "yes_means": "It says so."}
    return Question.objects.get_or_create(slug=slug, defaults=said | fields)[0]


def make_provision(measure, question="warrant_required", answer="yes", **fields):
    """The answer to a question, named by its slug, about a measure."""
    return Provision.objects.create(
        measure=measure, question=make_question(question), answer=answer, **fields
    )


def make_statewide_law(slug, score, state="VA", **fields):
    """A statewide restriction in effect with as many questions answered yes."""
    law = make_measure(
        slug=slug, jurisdiction=make_state(state), effect="restriction", identifier=slug.upper(),
        actions=[("enacted", "2021-01-01")], **fields,
    )  # fmt: skip
    for number in range(score):
        make_provision(law, f"q{number}")
    return law


def make_relation(from_measure, kind, to_measure, **fields):
    """How one measure stands to another."""
    return Relation.objects.create(
        from_measure=from_measure, kind=kind, to_measure=to_measure, **fields
    )


def make_case(name="Doe v. City", of="MA", effects=(), **fields):
    """A court case of a place or a state's code; `effects` are (measure, did, when)."""
    place = make_state(of) if isinstance(of, str) else of
    for column in ("filed", "decided"):
        when = fields.pop(column, None)
        if when:
            known = PartialDate.parse(when)
            fields |= {f"{column}_day": known.day, f"{column}_precision": known.precision}
    usual = {"slug": slugify(name), "subject": "law", "court": "A court", "standing": "ruled",
             "summary": "What it is about.", "outcome": "What came of it.", "confidence": "high",
             "source_urls": ["https://example.gov/case"]}  # fmt: skip
    case = CourtCase.objects.create(name=name, jurisdiction=place, **usual | fields)
    for measure, did, when in effects:
        known = PartialDate.parse(when) if when else None
        dated = {"day": known.day, "precision": known.precision} if known else {}
        case.effects.create(measure=measure, did=did, **dated)
    return case


def withdraw(measures):
    """Take published measures off the site."""
    measures.update(status="withdrawn", withdrawn_reason="A mistake.")


def delete_measures():
    """Take every measure away, the published ones too, past the trigger that refuses it."""
    CourtCase.objects.all().delete()
    with pgtrigger.ignore("laws.Measure:measure_never_deleted"):
        Measure.objects.all().delete()
