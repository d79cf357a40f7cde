"""Finding at the desk: the search over all sections, and that of each list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.desk_forms import make_staff
from tests.support.desk_roles import make_role
from tests.support.elements import read
from tests.support.makers import make_country, make_measure, make_place, make_session, make_state

pytestmark = pytest.mark.django_db

SEARCH = "/admin/search/"


@pytest.fixture(autouse=True)
def staff(client):
    client.force_login(make_staff())


@pytest.fixture
def record():
    """Numbers that repeat, in two sections and two sessions."""
    for identifier, start in (("192nd", "2021-01-06"), ("193rd", "2023-01-04")):
        session = make_session("MA", identifier, start, name=f"{identifier} General Court")
        make_measure("A bill", "MA", identifier="S.927", session=session)
    make_measure("A longer number", "MA", identifier="S.9271", session=session)
    make_measure("A ban in Somerville", make_place("Somerville", "MA"), identifier="Ord. 2019-16")
    make_measure("An order", "MA", kind="directive", identifier="EO 7")


def rows(page):
    shown = page.all("#result_list tbody tr") or page.all(".found tbody tr")
    return [" ".join(row.text.split()) for row in shown]


def test_one_box_finds_in_all_sections_the_exact_first_with_session_and_section(client, record):
    for words in ("MA S.927", "massachusetts SB 927"):
        found = rows(read(client.get(SEARCH, {"q": words})))
        assert "193rd Bills Published" in found[0], words
        assert "192nd Bills Published" in found[1]
        assert "Exactly this name." in found[1]
        assert "A longer number" in found[2]
    page = read(client.get(SEARCH, {"q": "Somerville"}))
    assert "Somerville, MA – Ordinances Published" in rows(page)[0]
    assert page.link("1 in Ordinances") == "/admin/laws/ordinance/?q=Somerville"
    assert page.link("Somerville, Massachusetts · city").startswith("/admin/laws/jurisdiction/")
    assert "Orders" in rows(read(client.get(SEARCH, {"q": "EO 7"})))[0]


def test_the_box_is_on_every_page_of_the_desk(client):
    for address in ("/admin/", "/admin/laws/bill/"):
        assert read(client.get(address)).all(f"form[action={SEARCH}] [name=q]")


@pytest.mark.parametrize("q", ["", "\x00", "%", "'", "a" * 900, "9" * 400, "(*&|!", "SB " * 90])
def test_whatever_is_typed_is_answered(client, q):
    assert client.get(SEARCH, {"q": q}).status_code == 200
    for section in ("bill", "jurisdiction"):
        assert client.get(f"/admin/laws/{section}/", {"q": q}).status_code in (200, 302)


def test_what_nobody_is_called_is_said(client):
    assert "Nothing is called “Utah SB 999”." in read(client.get(SEARCH, {"q": "Utah SB 999"})).text


def test_the_search_asks_as_often_for_many_rows_as_for_few(client, record):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(SEARCH, {"q": "S.927"})
        return len(queries)

    asked()  # the first page of a day prolongs the log-in
    few = asked()
    for number in range(30):
        make_measure(f"Bill {number}", "MA", identifier=f"S.927{number}", session=None)
    assert asked() == few <= 16


def test_who_may_see_no_section_is_refused(client):
    client.logout()
    assert client.get(SEARCH).status_code == 302
    client.force_login(make_role("contributor"))
    assert client.get(SEARCH, {"q": "x"}).status_code == 200


def test_a_list_has_the_exact_number_first_and_shows_its_session(client, record):
    found = rows(read(client.get("/admin/laws/bill/", {"q": "S.927"})))
    assert ["193rd" in found[0], "192nd" in found[1], "S.9271" in found[2]] == [True] * 3


def test_a_list_that_has_none_says_where_there_are_some(client, record):
    page = read(client.get("/admin/laws/bill/", {"q": "Somerville"}))
    assert page.link("1 in Ordinances") == "/admin/laws/ordinance/?q=Somerville"
    assert page.link("Search all sections") == "/admin/search/?q=Somerville"


def test_a_code_is_its_state_and_no_part_of_a_word(client, record):
    make_measure("Detroit's manual", make_place("Detroit", "MI"))
    assert "manual" not in read(client.get("/admin/laws/ordinance/", {"q": "MA"})).text
    assert "Somerville" in read(client.get("/admin/laws/ordinance/", {"q": "MA"})).text


def test_filters_offer_only_what_a_section_can_hold(client):
    make_country()
    shown = {
        section: read(client.get(f"/admin/laws/{section}/")).find("#changelist-filter").text
        for section in ("bill", "ordinance", "order")
    }
    assert "Directive" not in shown["bill"]
    assert "Ordinance" not in shown["bill"].replace("Ordinances", "")
    assert "Statute" not in shown["ordinance"]
    assert "The United States" not in shown["ordinance"]
    assert "The United States" in shown["order"]
    assert client.get("/admin/laws/bill/?kind__exact=statute").status_code == 200


def test_the_last_action_is_past_and_the_next_one_stands_apart(client):
    make_measure("A ban", actions=[("passed", "2024-01-02"), ("expires", "2999-01")])
    row = read(client.get("/admin/laws/ordinance/")).find("#result_list tbody tr")
    assert row.find(".field-last_action").text == "Jan 2, 2024"
    assert row.find(".field-next_action").text == "Jan 2999"


def test_a_state_is_on_top_when_its_name_is_typed(client):
    make_place("Wyoming", "MI", population=70_000)
    make_place("Wyoming City", "OH")
    make_state("WY", name="Wyoming")
    found = rows(read(client.get("/admin/laws/jurisdiction/", {"q": "wyoming"})))
    assert found[0].startswith("State of WY WY State")
