"""A measure begun in the section of another kind of government goes on in its own."""

import pytest

from laws.models import Measure
from tests.support.desk_forms import FormOnPage, filled, make_staff
from tests.support.elements import read
from tests.support.makers import make_place, make_state

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
