"""Typing a place, a session or a measure at the staff desk."""

import pytest

from laws.models import Measure
from tests.support.desk_forms import filled, make_staff, sentences
from tests.support.elements import read
from tests.support.makers import make_measure, make_place, make_session, make_state

pytestmark = pytest.mark.django_db

ADD = "/admin/laws/ordinance/add/"


@pytest.fixture(autouse=True)
def staff(client):
    client.force_login(make_staff())


def offered(client, noun, q, within=""):
    response = client.get(f"/admin/offers/{noun}/", {"q": q, "within": within})
    return [row["label"] for row in response.json()["results"]]


def test_places_are_offered_exact_first_then_by_size_with_state_and_kind(client):
    make_place("Newton", "MA", population=88_000)
    make_place("Newton", "NY", kind="town", population=2_000)
    make_place("Newton Falls", "NY", kind="village", population=100_000)
    assert offered(client, "places", "newton", "local") == [
        "Newton, Massachusetts · city",
        "Newton, New York · town",
        "Newton Falls, New York · village",
    ]


def test_a_state_after_a_comma_narrows(client):
    make_place("Newton", "MA")
    make_place("Newton", "NY")
    assert offered(client, "places", "Newton, N") == ["Newton, New York · city"]


def test_bills_are_offered_states_and_ordinances_places(client):
    make_place("Massachusetts Bay", "MA")
    assert offered(client, "places", "mass", "state") == ["Massachusetts · state"]
    assert offered(client, "places", "mass", "local") == ["Massachusetts Bay, Massachusetts · city"]


def test_sessions_are_those_of_the_government_chosen_or_found_by_state_and_name(client):
    here = make_session("MA", "193rd", name="193rd General Court")
    make_session("NY", "193rd", name="193rd Session")
    label = "Massachusetts, 193rd General Court"
    assert offered(client, "sessions", "", str(here.jurisdiction_id)) == [label]
    assert offered(client, "sessions", "ma 193") == [label]


def test_measures_are_offered_by_number_in_any_spelling_and_in_a_state(client):
    here = make_measure("A bill", "MA", identifier="S.927", session=make_session("MA"))
    make_measure("A bill", "NY", identifier="S 927", session=make_session("NY"))
    assert len(offered(client, "measures", "s927")) == 2
    assert offered(client, "measures", "MA s.927") == [
        f"Massachusetts S.927 · 193rd · A bill · {here.slug}"
    ]


def test_words_that_fit_one_place_are_enough_without_a_script(client):
    place = make_place("Newton", "MA")
    make_place("Newton", "NY")
    data = filled(place) | {"jurisdiction": "", "jurisdiction-words": "Newton, MA"}
    assert client.post(ADD, data).status_code == 302
    assert Measure.objects.get().jurisdiction == place


def test_words_that_fit_several_places_name_them(client):
    place = make_place("Newton", "MA")
    make_place("Newton", "NY")
    data = filled(place) | {"jurisdiction": "", "jurisdiction-words": "newton"}
    response = client.post(ADD, data)
    several = "“newton” fits several: Newton, Massachusetts · city; Newton, New York"
    assert several in sentences(response)
    assert read(response).all("[value=newton]")


def test_words_changed_after_choosing_win_over_the_choice(client):
    chosen, typed = make_place("Newton", "MA"), make_place("Boston", "MA")
    data = filled(chosen) | {"jurisdiction-words": "Boston, MA"}
    client.post(ADD, data)
    assert Measure.objects.get().jurisdiction == typed


def test_words_typed_after_a_label_do_not_choose_its_place(client):
    oregon = make_state("OR")
    data = filled(oregon, session="", kind="statute")
    data |= {"jurisdiction": "", "jurisdiction-words": "Oregon · stateIdaho"}
    response = client.post("/admin/laws/bill/add/", data)
    assert "Nothing is called “Oregon · stateIdaho”" in sentences(response)
    assert not Measure.objects.exists()


@pytest.mark.parametrize("key", ["0", "x", "9" * 40, "-1", "\x00"])
def test_a_key_of_nothing_is_refused(client, key):
    response = client.post(ADD, filled(make_place("Newton")) | {"jurisdiction": key})
    assert "Choose again" in sentences(response)


def test_the_second_id_of_a_government_is_refused_in_favor_of_the_one_in_use(client):
    city = make_place("San Francisco", "CA")
    county = make_place("San Francisco", "CA", kind="county", slug="sf-county", same_as=city)
    assert "is the same government as" in sentences(client.post(ADD, filled(county)))


def test_nobody_but_staff_is_offered_anything(client):
    make_state("MA")
    client.logout()
    assert client.get("/admin/offers/places/", {"q": "mass"}).status_code == 302


@pytest.mark.parametrize("noun", ["places", "sessions", "measures"])
@pytest.mark.parametrize("q", ["", ",", "\x00", "%", "'", "a" * 500, "9" * 300, "𝕏, ", "(*&|!"])
def test_offers_answer_whatever_is_typed(client, noun, q):
    response = client.get(f"/admin/offers/{noun}/", {"q": q, "within": q})
    assert response.status_code == 200


def test_an_unknown_noun_is_not_found(client):
    assert client.get("/admin/offers/people/").status_code == 404
