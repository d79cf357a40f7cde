"""A measure as schema.org Legislation, true of the day of its page."""

import pytest
from django.urls import reverse

from laws.models import Measure
from tests.support.makers import make_measure, make_place, make_relation, withdraw
from tests.support.schema_org import FORCE, facts, mistakes, nodes
from tests.support.shipped_measures import make_shipped

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
LAW = [
    ("introduced", "2023-01-10"),
    ("enacted", "2023-05-01"),
    ("effective", "2024-01-01"),
    ("repealed", "2025-03-01"),
]
SET, ENDS = "2024-01-01", "2024-01-01/2025-02-28"
CHANGES = ("legislationAmends", "legislationRepeals", "legislationChanges", "legislationCommences")


def page(client, slug, on):
    return client.get(reverse("measure", args=[slug]), {"on": on})


def said(client, slug, on):
    return facts(page(client, slug, on))


def changed(law):
    """What a measure is said to change: {property: [addresses]}."""
    return {name: [one["@id"] for one in law[name]] for name in CHANGES if name in law}


@pytest.mark.parametrize(
    ("on", "in_force", "adopted", "applies", "terms"),
    [
        ("2023-04-30", "NotInForce", None, None, None),
        ("2023-05-01", "NotInForce", "2023-05-01", SET, [ENDS]),
        ("2024-01-01", "InForce", "2023-05-01", SET, [ENDS]),
        ("2025-02-28", "InForce", "2023-05-01", SET, [ENDS]),
        ("2025-03-01", "NotInForce", "2023-05-01", SET, [ENDS]),
    ],
    ids=["pending", "not yet", "first day", "last day", "no longer"],
)
def test_each_day_has_its_own_force_and_dates(client, on, in_force, adopted, applies, terms):
    make_measure("A law", "MA", LAW, slug="m")
    law = said(client, "m", on)
    assert law["legislationDateVersion"] == on
    assert law["legislationLegalForce"] == f"https://schema.org/{in_force}"
    assert law.get("legislationDate") == adopted
    assert law.get("legislationDateOfApplicability") == applies
    assert law.get("temporalCoverage") == terms


def test_what_is_not_certain_is_said_of_no_force(client):
    make_measure("A law", "MA", [("enacted", "2020-01-01"), ("effective", "2020-07")], slug="m")
    assert "legislationLegalForce" not in said(client, "m", "2020-07-10")
    law = said(client, "m", "2020-07-31")
    assert law["legislationLegalForce"] in FORCE
    assert law["legislationDateOfApplicability"] == "2020-07"
    assert law["temporalCoverage"] == ["2020-07/.."]


def test_a_law_suspended_and_reinstated_has_two_spans(client):
    lines = [("enacted", "2020-01-01"), ("enjoined", "2021-01-01"), ("reinstated", "2022-01-01")]
    make_measure("A law", "MA", lines, slug="m")
    first, second = "2020-01-01/2020-12-31", "2022-01-01/.."
    assert said(client, "m", "2021-06-01")["temporalCoverage"] == [first]
    assert said(client, "m", "2022-06-01")["temporalCoverage"] == [first, second]


def test_an_ordinance_is_adopted_when_it_passes_and_a_bill_is_not(client):
    for slug, government in (("bill", "MA"), ("ordinance", make_place())):
        make_measure("A ban", government, [("passed", "2020-01-01")], slug=slug)
    assert said(client, "ordinance", "2020-02-01")["legislationDate"] == "2020-01-01"
    bill = said(client, "bill", "2020-02-01")
    assert "legislationDate" not in bill
    assert bill["creativeWorkStatus"] == "Passed"


def test_a_law_names_its_address_its_government_its_numbers_and_the_license(client):
    make_measure(
        "A law", "MA", LAW, slug="m", identifier="S.1", law_citation="St. 2023, c. 1",
        summary="It bars it.",
    )  # fmt: skip
    law = said(client, "m", "2024-06-01")
    assert law["@id"] == law["url"] == f"{SITE}/measures/m/"
    assert law["legislationJurisdiction"] == {
        "@type": "AdministrativeArea",
        "name": "Massachusetts",
        "identifier": "ocd-division/country:us/state:ma",
        "url": f"{SITE}/states/ma/",
    }
    assert law["legislationIdentifier"] == ["S.1", "St. 2023, c. 1"]
    assert said(client, "m", "2023-02-01")["legislationIdentifier"] == ["S.1"]
    assert law["sdLicense"] == "https://creativecommons.org/licenses/by/4.0/"
    assert (law["inLanguage"], law["abstract"]) == ("en", "It bars it.")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("amends", "legislationAmends"),
        ("repeals", "legislationRepeals"),
        ("replaces", "legislationChanges"),
    ],
)
def test_a_law_names_what_it_changes_and_not_what_changes_it(client, kind, name):
    old = make_measure("Old", "MA", [("enacted", "2020-01-01")], slug="old")
    new = make_measure("New", "MA", LAW, slug="new")
    make_relation(new, kind, old)
    assert changed(said(client, "new", "2023-05-01")) == {name: [f"{SITE}/measures/old/"]}
    assert changed(said(client, "old", "2023-05-01")) == {}


def test_a_bill_that_would_amend_a_law_changes_none(client):
    old = make_measure("Old", "MA", [("enacted", "2020-01-01")], slug="old")
    make_relation(make_measure("New", "MA", LAW, slug="new"), "amends", old)
    assert changed(said(client, "new", "2023-04-30")) == {}


@pytest.mark.parametrize(
    "kind", ["companion", "reintroduces", "implements", "authorizes", "related"]
)
def test_a_relation_that_schema_org_has_no_word_for_is_not_said(client, kind):
    old = make_measure("Old", "MA", [("enacted", "2020-01-01")], slug="old")
    make_relation(make_measure("New", "MA", LAW, slug="new"), kind, old)
    assert changed(said(client, "new", "2024-06-01")) == {}


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_what_is_not_published_is_named_nowhere(client, status):
    old = make_measure("SECRET", "MA", [("enacted", "2020-01-01")], slug="hidden",
                       status="published" if status == "withdrawn" else status)  # fmt: skip
    make_relation(make_measure("New", "MA", LAW, slug="new"), "repeals", old)
    if status == "withdrawn":
        withdraw(Measure.objects.filter(pk=old.pk))
    law = said(client, "new", "2024-06-01")
    assert changed(law) == {}
    assert "hidden" not in str(law)


def test_what_was_withdrawn_describes_itself_no_more(client):
    make_measure("SECRET", "MA", LAW, slug="m")
    withdraw(Measure.objects.all())
    response = page(client, "m", "2024-06-01")
    assert response.status_code == 410
    assert b"ld+json" not in response.content


def test_the_repeal_of_new_orleans_is_said_from_the_day_on_which_it_came(client):
    city = make_place("New Orleans", "LA")
    ban = make_shipped("la-new-orleans-ban-2020", city)
    rollback = make_shipped("la-new-orleans-rollback-2022", city)
    make_relation(rollback, "repeals", ban)
    address = f"{SITE}/measures/la-new-orleans-ban-2020/"
    assert changed(said(client, rollback.slug, "2022-07-20")) == {}
    assert changed(said(client, rollback.slug, "2022-07-21")) == {"legislationRepeals": [address]}
    law = said(client, ban.slug, "2026-11-29")
    assert law["legislationLegalForce"] == "https://schema.org/NotInForce"
    assert law["temporalCoverage"] == ["2020-12-17/2022-07-20"]


def test_vermont_is_not_in_force_and_applicable_from_2028(client):
    law = make_shipped("vt-data-privacy-2026", "VT")
    found = said(client, law.slug, "2026-11-29")
    assert found["legislationLegalForce"] == "https://schema.org/NotInForce"
    assert found["legislationDate"] == "2026-06-16"
    assert found["legislationDateOfApplicability"] == "2028-01-01"
    assert found["temporalCoverage"] == ["2028-01-01/.."]


@pytest.mark.parametrize("on", ["2023-02-01", "2023-06-01", "2024-06-01", "2025-06-01"])
def test_a_harvester_finds_types_and_properties_of_schema_org_alone(client, on):
    old = make_measure("Old", "MA", [("enacted", "2020-01-01")], slug="old")
    new = make_measure("New", "MA", LAW, slug="new", identifier="S.1", summary="It bars it.")
    for kind in ("amends", "repeals", "replaces"):
        make_relation(new, kind, old)
    found = nodes(page(client, "new", on))
    assert mistakes(found) == []
    assert f"{SITE}/measures/new/" in {node["@id"] for node in found}
