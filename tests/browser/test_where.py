"""Finding a place with the keyboard, with and without scripts, and what axe says of the pages."""

import pytest
from playwright.sync_api import expect

from tests.support.accessible import assert_accessible
from tests.support.makers import make_place
from tests.support.public_pages import make_record

pytestmark = pytest.mark.django_db(transaction=True)
BOX = "main input[name=q]"


@pytest.fixture(autouse=True)
def record(db):
    make_record()
    make_place("Springfield", population=154_789, population_year=2021)
    make_place("Springfield", "TX")


def test_typing_offers_places_and_the_keyboard_chooses_one(page, live_server):
    page.goto(f"{live_server.url}/where/?on=2023-07-20")

    page.locator(BOX).press_sequentially("somer")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{live_server.url}/places/ma/somerville/?on=2023-07-20")
    expect(page.locator("h1")).to_contain_text("Somerville banned face recognition")


def test_on_a_phone_the_offers_stand_under_the_box_in_the_upper_half(page, live_server):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server.url}/?on=2023-07-20")

    page.locator("#where-first").press_sequentially("springf")
    offer = page.get_by_role("option").first
    expect(offer).to_be_visible()

    box, first = page.locator("#where-first").bounding_box(), offer.bounding_box()
    assert box["y"] < first["y"] < 740 / 4


def test_escape_closes_the_offers_and_keeps_the_words(page, live_server):
    page.goto(f"{live_server.url}/where/")

    page.locator(BOX).press_sequentially("springf")
    expect(page.get_by_role("option")).to_have_count(2)
    page.keyboard.press("Escape")

    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator(BOX)).to_have_value("springf")


def test_an_offer_can_be_clicked(page, live_server):
    page.goto(f"{live_server.url}/places/ma/somerville/")

    page.locator(BOX).press_sequentially("springfield, t")
    page.get_by_role("option", name="Texas").click()

    expect(page).to_have_url(f"{live_server.url}/places/tx/springfield/")


def test_without_scripts_the_form_lists_the_same_places(new_context, live_server):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/where/")

    page.locator(BOX).fill("springfield")
    page.get_by_role("button", name="What applies there").click()
    page.get_by_role("link", name="Springfield").first.click()

    expect(page.locator("h1")).to_contain_text("We know of no measure of Springfield’s own")


def test_the_search_of_the_frame_finds_a_bill_in_any_spelling(page, live_server):
    page.goto(f"{live_server.url}/where/")

    page.locator("header input[name=q]").fill("s927")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="S.927").click()

    expect(page.locator("h1")).to_contain_text("S.927")


def test_the_box_of_the_frame_offers_subjects_places_and_laws(page, live_server):
    page.set_viewport_size({"width": 360, "height": 420})  # a phone whose keyboard is open
    page.goto(f"{live_server.url}/states/ma/?on=2023-07-20")
    box = page.locator("header input[name=q]")

    box.press_sequentially("somer")
    expect(page.get_by_role("option")).to_have_count(1)
    offers = page.get_by_role("listbox").bounding_box()
    assert offers["y"] + offers["height"] <= 420
    box.fill("live vi")
    expect(page.get_by_role("option", name="Live video")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{live_server.url}/search/?q=live+video&on=2023-07-20")


def test_axe_finds_nothing_in_what_was_asked_for(page, live_server):
    asked = (
        "/where/?q=springfield",
        "/where/?q=xyzzy",
        "/places/tx/springfield/",
        "/search/?q=faces",
    )
    for path in asked:
        page.goto(live_server.url + path)
        assert_accessible(page)
    page.goto(f"{live_server.url}/search/?q=faces")
    assert_accessible(page)
