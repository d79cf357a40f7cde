"""One law, one name: over the shipped record, which is loaded once and undone."""

from collections import defaultdict

import pytest

from dashboard.words.names import law_name, place_name
from laws.models import Jurisdiction, Measure
from tests.support.elements import read
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), shipped_record():
        yield


def test_no_two_measures_of_a_government_share_a_name():
    named = defaultdict(list)
    for measure in Measure.objects.published():
        named[measure.jurisdiction_id, law_name(measure)].append(measure.slug)

    assert {name: slugs for name, slugs in named.items() if len(slugs) > 1} == {}


def test_the_laws_of_new_orleans_are_told_apart():
    laws = Measure.objects.filter(jurisdiction__name="New Orleans").order_by("slug")

    assert {law_name(one) for one in laws} == {
        "Ord. 33021 (2020)", "Calendar No. 33,808 (2022)", "Calendar No. 35,125 (2025)",
        "Calendar No. 35,137 (2025)",
        "Guardrails on police face recognition",
    }  # fmt: skip


def test_a_county_goes_by_its_full_name_and_a_city_by_its_own():
    king = Jurisdiction.objects.get(state_code="WA", slug="king-county")
    seattle = Jurisdiction.objects.get(state_code="WA", slug="seattle")

    assert (place_name(king), place_name(seattle)) == ("King County", "Seattle")


@pytest.mark.parametrize(
    ("slug", "title"),
    [
        ("ma-s927-2023", "S.927 (2023), Massachusetts: restriction, failed – Facelaw"),
        ("me-ld1585-2021", "LD 1585 (2021), Maine: ban, in effect – Facelaw"),
        (
            "ny-erie-county-biometrics-ban-2026",
            "Local law barring businesses from collecting biometrics",
        ),
        ("wi-milwaukee-directive-2026", "Police chief's directive halting facial recognition"),
    ],
)
def test_a_title_names_the_measure_whole_in_seventy_letters(client, slug, title):
    said = read(client.get(f"/measures/{slug}/")).find("title").text

    assert said.startswith(title)
    assert len(said.removesuffix(" – Facelaw")) <= 70
    assert "…" not in said
