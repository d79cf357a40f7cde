"""The same measures are found by the public search, its type-ahead and the list, however said."""

import pytest
from django.test import Client

from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record."""
    with django_db_blocker.unblock(), shipped_record():
        yield


def offered(words):
    """The addresses that the type-ahead offers."""
    rows = Client().get("/search.json", {"q": words, "on": "2026-11-29"}).json()["results"]
    return [row["url"].split("?")[0] for row in rows]


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("ESSB 6280", "wa-sb6280-2020"), ("Washington State SB 6280", "wa-sb6280-2020"),
        ("WA HB 1654 (2019)", "wa-hb1654-2019"), ("HB-1654", "wa-hb1654-2019"),
        ("ＨＢ\u200b１６５４", "wa-hb1654-2019"), ("H 1538", "ma-h1538-2019"),
        ("Senate Bill 927", "ma-s927-2023"), ("Massachusetts Bill S.927", "ma-s927-2023"),
        ("LD 1585 (2021)", "me-ld1585-2021"), ("A. 1045-A", "ny-a1045-2025"),
        ("US HR 7356", "us-hr7356-2020"), ("H.R. 7356, 116th Congress", "us-hr7356-2020"),
        ("Intro 1207–2023", "ny-nyc-int1207-2023"),
        ("New York City Int. 1207-2023", "ny-nyc-int1207-2023"),
        ("Seattle Ordinance No. 125376", "wa-seattle-surveillance-2017"),
        ("CB 20-606", "md-baltimore-20-0606"), ("Somerville 2019-16", "ma-somerville-ban-2019"),
        ("Saint Louis Board Bill 31", "mo-st-louis-bb31-2021"),
        ("San Francisco Ord. 107-19", "ca-san-francisco-ban-2019"),
    ],
)  # fmt: skip
def test_a_number_is_understood_everywhere(words, slug):
    assert offered(words)[0] == f"/measures/{slug}/"
    for page in ("/search/", "/measures/"):
        answer = Client().get(page, {"q": words, "on": "2026-11-29"}).content.decode()
        assert f"/measures/{slug}/" in answer, page


@pytest.mark.parametrize(
    "words", ["Utah SB 999", "TX S.927", "Boston Ord. 107-19", "WA HB 1654 (2011)"]
)
def test_a_number_of_another_place_or_year_is_not_offered_instead(words):
    assert offered(words) == []


@pytest.mark.parametrize(
    ("words", "place"),
    [
        *((said, "md/prince-george-s-county") for said in (
            "Prince George’s County", "Prince George's County", "Prince Georges County",
            "PRINCE GEORGES COUNTY, MD", "Prince\u00a0George`s County",
        )),
        ("O’Fallon, MO", "mo/o-fallon"), ("OFallon, MO", "mo/o-fallon"),
        ("Coeur d’Alene", "id/coeur-d-alene"), ("Coeur dAlene", "id/coeur-d-alene"),
        ("Saint Paul, MN", "mn/st-paul"), ("St Paul, MN", "mn/st-paul"),
        ("Ｂos\u00adton, MA", "ma/boston"),
    ],
)  # fmt: skip
def test_a_place_is_understood_with_any_apostrophe(words, place):
    assert offered(words)[0] == f"/places/{place}/"
