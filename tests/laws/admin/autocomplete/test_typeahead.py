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
    # A state is offered last to who is in the section of local governments.
    assert offered(client, "places", "mass", "local") == [
        "Massachusetts Bay, Massachusetts · city",
        "Massachusetts · state",
    ]


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


def test_a_box_that_was_cleared_chooses_nothing_though_its_key_was_sent(client):
    data = filled(make_state("OR"), session="", kind="statute") | {"jurisdiction-words": " "}
    response = client.post("/admin/laws/bill/add/", data)
    assert response.status_code == 200
    assert not Measure.objects.exists()


def test_words_typed_after_a_label_do_not_choose_its_place(client):
    oregon = make_state("OR")
    data = filled(oregon, session="", kind="statute")
    data |= {"jurisdiction": "", "jurisdiction-words": "Oregon · stateIdaho"}
    response = client.post("/admin/laws/bill/add/", data)
    assert "“Oregon · stateIdaho” is none of the choices." in sentences(response)
    assert not Measure.objects.exists()


@pytest.mark.parametrize("typed", ["Oreg", "Oregon · state x", "State of OR · city"])
def test_a_part_of_a_name_chooses_nothing_though_it_fits_one_row(client, typed):
    data = filled(make_state("OR"), session="", kind="statute")
    data |= {"jurisdiction": "", "jurisdiction-words": typed}
    response = client.post("/admin/laws/bill/add/", data)
    assert f"“{typed}” is none of the choices." in sentences(response)
    assert not Measure.objects.exists()


@pytest.mark.parametrize("typed", ["State of OR", "or", "O.R.", "Ore.", "State of OR · state"])
def test_a_state_is_named_by_its_name_its_code_or_its_abbreviation(client, typed):
    oregon = make_state("OR")
    data = filled(oregon, session="", kind="statute")
    client.post("/admin/laws/bill/add/", data | {"jurisdiction": "", "jurisdiction-words": typed})
    assert Measure.objects.get().jurisdiction == oregon


def test_a_government_of_another_section_is_named_with_the_section_it_belongs_to(client):
    county, state = make_place("King", "WA", "county", full_name="King County"), make_state("OR")
    for section, kind in (("bill", "bill"), ("order", "policy")):
        data = filled(state, kind=kind)
        data |= {"jurisdiction": "", "jurisdiction-words": "King County"}
        response = client.post(f"/admin/laws/{section}/add/", data)
        said = "King County, WA is a county. What it adopts belongs to Ordinances"
        assert said in sentences(response)
    data = filled(county) | {"jurisdiction": "", "jurisdiction-words": "State of OR"}
    assert "belongs to Bills" in sentences(client.post(ADD, data))


def test_a_session_typed_without_a_script_is_one_of_the_government_typed(client):
    here = make_session("OR", "2025", "2025-01-21", name="2025 Regular Session")
    make_session("LA", "2025", "2025-04-14", name="2025 Regular Session")
    data = filled(here.jurisdiction, session="", title="A bill")
    data |= {"jurisdiction": "", "jurisdiction-words": "State of OR", "session-words": "2025"}
    assert client.post("/admin/laws/bill/add/", data).status_code == 302
    assert Measure.objects.get().session == here

    response = client.post("/admin/laws/bill/add/", data | {"session-words": "2031"})
    assert "It may be: State of OR, 2025 Regular Session." in sentences(response)


def test_regular_sessions_are_offered_first_and_special_ones_are_called_so(client):
    state = str(make_state("OR").pk)
    names = [("2025S1", "2025 Special Session", "", "2025-09-01"),
             ("2024R", "2024 Regular Session", "special", "2024-02-01"),
             ("2025R", "2025 Regular Session", "primary", "2025-01-01"),
             ("2025F", "2025 Fiscal Session", "special", "2025-10-01"),
             ("2025B", "2025 First Extraordinary Session", "primary", "2025-11-01")]  # fmt: skip
    for identifier, name, classification, start in names:
        make_session("OR", identifier, start, name=name, classification=classification)
    shown = [
        label.removeprefix("State of OR, ") for label in offered(client, "sessions", "", state)
    ]
    assert shown == [
        "2025 Regular Session · 2025R",
        "2024 Regular Session · 2024R",
        "2025 First Extraordinary Session · 2025B",
        "2025 Fiscal Session · 2025F · special session",
        "2025 Special Session · 2025S1",
    ]


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
