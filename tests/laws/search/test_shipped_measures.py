"""Measures of the shipped record found by whatever they are called."""

import pytest

from laws.models import Measure
from laws.search.measures import EXACT, find_measures, named_measures
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shipped(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), shipped_record():
        yield


def found(words):
    return list(find_measures(Measure.objects.all(), words))


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("WA HB 1654", "wa-hb1654-2019"), ("Washington E2SHB 1654", "wa-hb1654-2019"),
        ("MA S.927", "ma-s927-2023"), ("Massachusetts SB 927", "ma-s927-2023"),
        ("SB 927", "ma-s927-2023"), ("S.927 Massachusetts", "ma-s927-2023"),
        ("NY A 1045", "ny-a1045-2025"), ("A1045-A", "ny-a1045-2025"),
        ("ESSB 6280", "wa-sb6280-2020"), ("US H.R. 7356", "us-hr7356-2020"),
        ("ma-s927-2023", "ma-s927-2023"), ("POST Act", "ny-nyc-post-act-2020"),
        ("St. 2020, c. 253", "ma-s2963-2019"), ("Massachusetts St. 2020 ch 253", "ma-s2963-2019"),
        ("Laws of 2020 chapter 257", "wa-sb6280-2020"), ("PA 95-994", "il-bipa-2008"),
        ("L. 2021, ch. 2", "ny-a954-2021"),
        ("Local Law 3 of 2021", "ny-nyc-biometric-identifier-2021"),
    ],
)  # fmt: skip
def test_an_exact_name_comes_first(shipped, words, slug):
    first = found(words)[0]
    assert (first.slug, first.closeness) == (slug, EXACT)
    assert [one.slug for one in named_measures(Measure.objects.all(), words)] == [slug]


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("King County", "wa-king-county-ban-2021"), ("927", "ma-s927-2023"),
        ("Somerville 2019-16", "ma-somerville-ban-2019"),
        ("chapter 253", "ma-s2963-2019"), ("Ord. 107-19", "ca-san-francisco-ban-2019"),
        ("San Francisco Ord. 103-19", "ca-san-francisco-ban-2019"),
        ("San Francisco 107-19", "ca-san-francisco-ban-2019"),
    ],
)  # fmt: skip
def test_part_of_a_name_finds_and_is_not_exact(shipped, words, slug):
    first = found(words)[0]
    assert first.slug == slug
    assert first.closeness > EXACT


def test_a_number_of_another_state_is_not_found_instead(shipped):
    assert not found("Utah SB 999")
    assert not found("TX S.927")


def test_a_law_of_another_place_or_chapter_is_not_found_instead(shipped):
    assert not found("Oakland Ord. 107-19")
    assert found("St. 2020, c. 25")[0].closeness > EXACT


def test_a_code_is_its_state_and_no_part_of_a_word(shipped):
    places = {measure.jurisdiction for measure in found("MA")}
    assert {place.state_code for place in places} == {"MA"}
    assert not found("MA")[0].jurisdiction.is_local
