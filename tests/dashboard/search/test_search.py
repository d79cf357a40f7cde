import pytest

from tests.support.elements import read
from tests.support.makers import make_country, make_measure, make_place, make_state
from tests.support.responses import text

pytestmark = pytest.mark.django_db
FILED = [("introduced", "2023-01-20")]


def ask(client, words, **others):
    response = client.get("/search/", {"q": words, **others})
    assert response.status_code == 200
    return text(response)


def found(client, words, **others):
    """The links of the measures found, in their order."""
    links = read(client.get("/search/", {"q": words, **others})).all(".list .t a")
    return [a["href"].split("/")[2] for a in links if a["href"].startswith("/measures/")]


@pytest.mark.parametrize("words", ["S1385", "S.1385", "s 1385", "S. 1385", "1385", "S.1385, MA"])
def test_a_number_is_found_in_any_spelling(client, words):
    make_measure("An act", "MA", FILED, identifier="S.1385", slug="the-bill")
    make_measure("Another act", "MA", FILED, identifier="S.138")

    assert found(client, words) == ["the-bill"]


def test_zeros_before_a_number_do_not_matter(client):
    make_measure("An act", "TX", FILED, identifier="SB 342", slug="the-bill")

    assert found(client, "SB0342") == ["the-bill"]


def test_the_very_number_comes_before_measures_that_speak_of_it(client):
    make_measure("Amends S.927", "MA", FILED, identifier="S.1", slug="speaks-of-it")
    make_measure("An act", "MA", FILED, identifier="S.927", slug="is-it")

    assert found(client, "S.927")[0] == "is-it"


def test_a_title_comes_before_a_summary(client):
    make_measure("An act", "MA", FILED, summary="It mentions drones once.", slug="in-summary")
    make_measure("Drones", "MA", FILED, summary="Drones and more drones.", slug="in-title")

    assert found(client, "drones") == ["in-title", "in-summary"]


def test_words_of_the_summary_are_found(client):
    make_measure("An act", "MA", FILED, summary="Needs a warrant.", slug="the-bill")

    assert found(client, "warrants") == ["the-bill"]


def test_a_misspelled_title_is_found(client):
    make_measure("Biometric identifiers", "MA", FILED, slug="the-bill")

    assert found(client, "biometrc identifers") == ["the-bill"]


def test_a_state_stands_before_places_of_its_name(client):
    make_country()
    make_place("New York", "NY", slug="new-york-city", population=8_467_513)
    make_state("NY", population=None)

    links = read(client.get("/search/?q=new york")).addresses

    assert links.index("/states/ny/") < links.index("/places/ny/new-york-city/")


def test_places_and_measures_stand_apart(client):
    make_measure("Ban in Somerville", make_place("Somerville"), FILED, slug="the-ban")

    said = ask(client, "somerville")

    assert "“somerville” finds one law or bill and one place." in said
    assert said.index("States and places") < said.index("Laws and bills", 200)


def test_a_place_that_only_looks_alike_is_left_out_where_measures_were_found(client):
    make_place("Facials")
    make_measure("Facial recognition", "MA", FILED, slug="the-bill")

    assert "finds one law or bill." in ask(client, "facial recognition")


def test_what_came_later_than_the_date_is_counted_not_shown(client):
    make_measure("Drones", "MA", FILED, slug="the-bill")

    said = ask(client, "drones", on="2020-01-01")

    assert found(client, "drones", on="2020-01-01") == []
    assert "One measure came after that date" in said


def test_without_words_it_says_what_one_can_ask_for(client):
    said = text(client.get("/search/"))

    assert "Search for a place, a law, a bill or a subject." in said
    assert "Search tips" in said


@pytest.mark.parametrize("words", ["xyzzy", "%", '"', "&|!()", "a:*b"])
def test_words_that_find_nothing_are_met_with_help(client, words):
    said = ask(client, words)

    assert "No results for" in said
    assert "Search tips" in said


def test_what_is_not_published_is_not_found(client):
    make_measure("Drones", "MA", FILED, status="in_review")

    assert found(client, "drones") == []


def test_the_date_stays_in_the_links(client):
    make_measure("Kiosks", "MA", FILED, slug="the-bill", regulates=["drones"])
    make_measure("More kiosks and drones", "MA", FILED)

    addresses = read(client.get("/search/?q=kiosks&on=2023-07-20").content.decode()).addresses
    assert "/measures/the-bill/?on=2023-07-20" in addresses
    assert "/measures/?q=kiosks&on=2023-07-20" in addresses
    on_subject = read(client.get("/search/?q=drones&on=2023-07-20").content.decode()).addresses
    assert "/measures/?regulates=drones&on=2023-07-20" in on_subject


def test_many_measures_ask_the_database_no_more(client, django_assert_max_num_queries):
    make_place("Kiosks")
    for number in range(60):
        make_measure(f"Kiosks {number}", "MA", FILED, identifier=f"S.{number}")

    with django_assert_max_num_queries(10):
        said = ask(client, "kiosks")

    assert "The best 25 of 60 are shown." in said


def test_the_sentence_that_says_the_words_is_shown_and_no_markup_of_it_runs(client):
    make_measure("An act", "MA", FILED, summary="<script>x</script> Needs kiosks & more.")

    page = client.get("/search/", {"q": "kiosk"})

    assert "&lt;script&gt;x&lt;/script&gt; Needs <mark>kiosks</mark> &amp; more." in (
        page.content.decode()
    )


def test_an_event_after_the_date_is_not_quoted(client):
    make_measure(
        "An act", "MA", [*FILED, ("vetoed", "2024-05-01", {"description": "No kiosks"})], slug="a"
    )

    assert found(client, "kiosks", on="2024-06-01") == found(client, "kiosks", on="2023-06-01")
    assert "No kiosks" in ask(client, "kiosks", on="2024-06-01")
    assert "No kiosks" not in ask(client, "kiosks", on="2023-06-01")
