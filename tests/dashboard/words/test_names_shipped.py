"""One law, one name: over the shipped record, which is loaded once and undone."""

from collections import defaultdict
from datetime import date

import pytest

from dashboard.words.names import law_name, place_name
from laws.counting.on_date import law_on
from laws.models import Jurisdiction, Measure
from laws.text.measure_names import number_with_year
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


def test_a_bill_filed_before_its_session_is_of_the_session_s_first_year():
    said = {
        "ut-sb34-2021": "SB 34 (2021)", "md-sb182-2024": "SB 182 (2024)",
        "nh-hb1642-2020": "HB 1642 (2020)", "fl-hb875-2026": "HB 875 (2026)",
        # Of two years, that in which it was filed.
        "me-ld1585-2021": "LD 1585 (2021)", "ma-s927-2023": "S.927 (2023)",
        "ny-s9643-2025": "S.9643 (2026)", "ne-lb199-2021": "LB 199 (2021)",
    }  # fmt: skip
    measures = Measure.objects.filter(slug__in=said).select_related("session")
    law = {one.slug: one.name for one in law_on(date(2026, 11, 29)).in_force if one.slug in said}

    assert {one.slug: number_with_year(one) for one in measures} == said
    assert law["md-sb182-2024"] == "SB 182 (2024)"


def test_the_laws_of_new_orleans_are_told_apart():
    laws = Measure.objects.filter(jurisdiction__name="New Orleans").order_by("slug")

    assert {law_name(one) for one in laws} == {
        "2020 ban", "2022 rollback", "2022 guardrails", "Calendar No. 35,125 (2025)",
        "Calendar No. 35,137 (2025)",
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


@pytest.mark.parametrize(
    "path",
    [
        "/measures/?q=justice+equity+accountability",
        "/states/ma/",
        "/measures/ma-s2963-2019/",
        "/measures/ma-s927-2023/?on=2023-07-20",
        "/compare/?m=ma-s2963-2019",
        "/provisions/",
        "/rankings/?by=safeguards",
        "/places/ma/marshfield/",
        "/measures.csv?state=ma",
    ],
)
def test_every_page_calls_the_law_of_massachusetts_by_one_name(client, path):
    response = client.get(path)
    body = b"".join(response.streaming_content) if response.streaming else response.content

    assert "Massachusetts police reform law of 2020" in body.decode()
