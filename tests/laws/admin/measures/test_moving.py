"""A measure begun in the section of another kind of government goes on in its own."""

import pytest
from django.contrib.auth.models import User

from laws.models import Measure
from tests.support.desk_forms import FormOnPage, filled, make_staff
from tests.support.elements import read
from tests.support.makers import make_measure, make_place, make_session, make_state

pytestmark = pytest.mark.django_db

ORDERS, BILLS, ORDINANCES = (f"/admin/laws/{one}/add/" for one in ("order", "bill", "ordinance"))


@pytest.fixture(autouse=True)
def staff(client):
    client.force_login(make_staff())


def go_on(client, address, data):
    """Press the button that the form of another section offers; the boxes that it leads to."""
    button = read(client.post(address, data)).find("button[name=_moved]")
    page = client.post(button["formaction"], data | {"_moved": "1"})
    assert page.status_code == 200
    assert not Measure.objects.exists()
    return button, page, FormOnPage(page).data


def test_a_countys_order_begun_under_orders_goes_on_with_its_rows(client):
    county = make_place("King", "WA", "county", full_name="King County")
    rows = [("effective", "2024-03-01", {"chamber": "executive", "description": "My row"})]
    data = filled(county, rows, kind="executive_order", title="Typed", law_citation="Act 5")
    button, page, boxes = go_on(client, ORDERS, data)
    assert button.text == "Go on in Ordinances"
    assert button["formaction"] == ORDINANCES
    assert boxes["title"] == ["Typed"]
    assert boxes["kind"] == ["executive_order"]
    assert boxes["actions-0-description"] == ["My row"]
    assert "There is no box for it here: law citation “Act 5”." in read(page).text
    assert client.post(ORDINANCES, boxes).status_code == 302
    assert Measure.objects.get().jurisdiction == county


def test_a_citys_bill_becomes_an_ordinance_and_keeps_who_acted(client):
    rows = [("introduced", "2024-03-01", {"chamber": "lower"})]
    data = filled(
        make_place("Boston"), rows, kind="bill", session="7", **{"session-words": "193rd"}
    )
    _, page, boxes = go_on(client, BILLS, data)
    assert boxes["kind"] == ["ordinance"]
    assert boxes["actions-0-chamber"] == ["lower"]
    assert "session “193rd”" in read(page).text


def test_what_a_state_adopts_goes_on_in_the_section_of_its_kind(client):
    state = make_state("WA")
    for kind, address in (("policy", ORDERS), ("resolution", BILLS), ("ordinance", BILLS)):
        button, _, boxes = go_on(client, ORDINANCES, filled(state, kind=kind, title="Typed"))
        assert button["formaction"] == address
        assert boxes["title"] == ["Typed"]


def test_a_place_of_another_section_is_offered_where_nothing_else_fits(client):
    make_place("King", "WA", "county", full_name="King County")
    offers = {"q": "King County", "within": "state"}
    (offered,) = client.get("/admin/offers/places/", offers).json()["results"]
    assert offered["label"].startswith("King")
    make_place("Washington", "OR")
    offers = {"q": "Washington", "within": "local"}
    labels = [one["label"] for one in client.get("/admin/offers/places/", offers).json()["results"]]
    assert labels[-1] == "Washington · state"


def asked(client, address, words, **more):
    """What a form with these words in the box of its government says at that box."""
    boxes = filled(make_place("Elsewhere"), kind="bill", title="Typed", **more)
    page = client.post(address, boxes | {"jurisdiction": "", "jurisdiction-words": words})
    return read(page)


def test_a_states_name_leads_to_its_section_though_towns_bear_it_too(client):
    make_state("OR", name="Oregon", full_name="Oregon")
    for code in ("OH", "WI"):
        make_place("Oregon", code)
    page = asked(client, ORDINANCES, "Oregon")
    assert "Oregon is a state. What it adopts belongs to Bills. Go on in Bills" in page.text
    assert (
        "choose it from the list: Oregon, State of OH · city; Oregon, State of WI · city."
        in page.text
    )
    assert page.find("button[name=_moved]")["formaction"] == BILLS


def test_a_name_of_many_places_names_them_and_offers_their_section_once(client):
    make_place("Newton", "MA")
    make_place("Newton", "GA", "county", full_name="Newton County")
    page = asked(client, BILLS, "Newton")
    assert "“Newton” is the name of several places: " in page.text
    assert "Newton, Massachusetts · city" in page.text
    assert "Newton County, State of GA · county" in page.text
    assert {one["formaction"] for one in page.all("button[name=_moved]")} == {ORDINANCES}


def test_the_panel_says_that_it_belongs_in_another_section(client):
    make_place("Newton", "MA")
    panel = asked(client, BILLS, "Newton", _reckon="answer")
    assert panel.find("#told-moves h3").text == "Belongs in another section"
    assert not panel.all("#told-problems")


def test_a_session_that_was_filled_in_and_not_typed_is_not_named(client):
    session = make_session("WY")
    make_measure("Mine", "WY", session=session, entered_by=User.objects.get())
    place = filled(make_place("Boston"), kind="bill")
    for key, is_named in ((session.pk, False), (session.pk + 1, True)):
        boxes = place | {"session": str(key), "session-words": "A session"}
        page = client.post(ORDINANCES, boxes | {"_moved": "1"})
        assert ("There is no box for it here" in read(page).text) is is_named
