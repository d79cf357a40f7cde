import pytest

from tests.support.elements import read
from tests.support.makers import make_country, make_place, make_state
from tests.support.markup import text_of

pytestmark = pytest.mark.django_db


def ask(client, words, **others):
    response = client.get("/where/", {"q": words, **others})
    assert response.status_code == 200
    return text_of(response.content.decode())


def offered(client, words):
    return client.get("/where.json", {"q": words}).json()["results"]


def test_without_words_it_asks_where_one_lives(client):
    said = text_of(client.get("/where/").content.decode())

    assert "Every city, town and county has a page that says what applies there." in said
    assert "Where do you live?" in said


def test_the_only_place_of_a_name_is_shown_at_once(client):
    place = make_place("Somerville")

    response = client.get("/where/", {"q": "somerville", "on": "2023-07-20"})

    assert response.status_code == 302
    assert response.headers["Location"] == f"{place.get_absolute_url()}?on=2023-07-20"


def test_an_ambiguous_name_lists_states_and_counties(client):
    make_place("Hampden", kind="county", full_name="Hampden County", geoid="25013")
    make_place("Springfield", county_geoids=["25013"], population=154_789, population_year=2021)
    make_place("Springfield", "TX", kind="town")

    said = ask(client, "Springfield")

    assert "Two places are called “Springfield”. Which one is yours?" in said
    assert "City · Hampden County, Massachusetts · 154,789 people (2021)" in said
    assert "Town · Texas" in said


def test_a_begun_name_lists_what_begins_so(client):
    make_place("Springfield")
    make_place("Springdale")

    assert "Two places begin with “spring”." in ask(client, "spring")


def test_a_misspelled_name_is_answered_with_names_that_look_like_it(client):
    make_place("Cincinnati", "TX")

    said = ask(client, "Cincinatti")

    assert "No place is called “Cincinatti”. One looks like it." in said
    assert "Cincinnati" in said


def test_a_name_that_is_not_there_says_what_to_try(client):
    said = ask(client, "Xyzzy")

    assert "We have no place called “Xyzzy”." in said
    assert "another spelling" in said


def test_a_state_of_that_name_leads_to_the_state(client):
    make_country()
    make_state("MA")

    assert client.get("/where/?q=Massachusetts").headers["Location"] == "/states/ma/"


def test_the_date_stays_in_the_links(client):
    make_place("Springfield")
    make_place("Springfield", "TX")

    response = client.get("/where/?q=springfield&on=2023-07-20")

    assert "/places/tx/springfield/?on=2023-07-20" in read(response).addresses


def test_the_twin_offers_name_state_kind_and_address(client):
    make_place("Somerville", population=79_815)

    assert offered(client, "somer") == [
        {
            "name": "Somerville",
            "state": "MA",
            "kind": "city",
            "within": "Massachusetts",
            "url": "/places/ma/somerville/",
            "is_government": True,
            "law": "",
        }
    ]


def test_the_twin_offers_ten_at_most_and_nothing_for_nothing(client):
    for number in range(15):
        make_place(f"Springfield {number}")

    assert len(offered(client, "spring")) == 10
    assert offered(client, "") == offered(client, "   ") == []


def test_many_places_of_a_name_ask_the_database_no_more(client, django_assert_max_num_queries):
    for number in range(80):
        make_place(f"Springfield {number}", population=number)

    with django_assert_max_num_queries(10):
        said = ask(client, "springfield")

    assert "Fifty or more places begin with “springfield”." in said
