"""One spelling for names and numbers, and addresses that never change."""

import pytest

from laws.models import Measure
from laws.text.normalize import normalize_identifier, normalize_name
from tests.support.makers import make_country, make_measure, make_place, make_session


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Doña Ana", "dona ana"),
        ("St. Louis", "st louis"),
        ("Coeur d’Alene", "coeur dalene"),
        ("Prince George’s", "prince george s"),
        ("Winston-Salem", "winston salem"),
        ("  Utqiaġvik ", "utqiagvik"),
        ("東京", ""),
        ("", ""),
    ],
)
def test_a_name_is_found_in_plain_letters(name, plain):
    assert normalize_name(name) == plain


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("S.1385", "s1385"),
        ("S 1385", "s1385"),
        ("SB0342", "sb342"),
        ("sb 342", "sb342"),
        ("SB 25-143", "sb25143"),
        ("AO 2023-35(S-1)", "ao202335s1"),
        ("H.000", "h0"),
        ("", ""),
        ("§ …", ""),
    ],
)
def test_a_number_is_found_in_any_spelling(written, key):
    assert normalize_identifier(written) == key


@pytest.mark.django_db
def test_a_bill_gets_an_address_of_state_number_and_session():
    bill = make_measure("A bill", "MA", identifier="S.927", session=make_session())

    assert bill.slug == "ma-s927-193rd"


@pytest.mark.django_db
def test_an_ordinance_gets_an_address_of_state_place_and_number_or_effect():
    place = make_place("St. Louis", "MO")

    assert make_measure("One", place, identifier="BB 31").slug == "mo-st-louis-bb31"
    assert make_measure("Two", place, effect="private_sector").slug == (
        "mo-st-louis-private-sector"
    )


@pytest.mark.django_db
def test_the_countrys_measures_begin_with_us():
    assert make_measure("A rule", make_country(), kind="regulation").slug == "us-ban"


@pytest.mark.django_db
def test_an_address_that_is_taken_gets_a_number():
    slugs = [make_measure(f"Ban {number}").slug for number in range(3)]

    assert slugs == ["ma-somerville-ban", "ma-somerville-ban-2", "ma-somerville-ban-3"]


@pytest.mark.django_db
def test_an_address_is_cut_to_a_length_that_leaves_room_for_a_number():
    place = make_place("Truth or Consequences and a great many words more than that", "MA")

    slugs = [make_measure(str(n), place, identifier=f"Ord. {n}" + "x" * 50).slug for n in (1, 2)]

    assert all(len(slug) <= 75 and not slug.endswith("-") for slug in slugs)
    assert len(set(slugs)) == 2


@pytest.mark.django_db
def test_an_address_never_changes_afterwards():
    measure = make_measure("A ban")
    measure.identifier = "Ord. 2019-16"
    measure.effect = "moratorium"

    measure.save()

    assert Measure.objects.get().slug == "ma-somerville-ban"
    assert Measure.objects.get().identifier_key == "ord201916"
