"""Comparing in the browser: choosing with and without scripts, and what axe says."""

import pytest
from playwright.sync_api import expect

from tests.support.accessible import assert_accessible
from tests.support.makers import (
    make_measure,
    make_place,
    make_provision,
    make_relation,
    make_statewide_law,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def record(db):
    """A bill and five statewide laws."""
    bill = make_measure(
        "An Act on faces", "MA", [("introduced", "2023-01-20")], slug="bill", identifier="S.927",
        effect="restriction",
    )  # fmt: skip
    make_provision(bill, "q0", "qualified")
    for number, state in enumerate(["TX", "VA", "WA", "NY", "CA"], 1):
        make_statewide_law(f"hb{number}", number, state)
    earlier = make_measure("An Act", "MA", [("introduced", "2021-01-20")], slug="earlier")
    make_relation(bill, "reintroduces", earlier)
    city = make_place("Somerville")
    make_measure("A ban", city, [("passed", "2019-06-27")], slug="ban")
    make_place("Somersworth", "NH")


def test_axe_finds_nothing_and_nothing_moves_sideways(page, live_server):
    for path in (
        "/compare/?q=hb1",
        "/compare/?m=bill&m=hb1&on=2023-07-20",
        "/compare/?m=bill&m=hb1&m=hb2&m=hb3&m=hb4&only=differences",
        "/compare/?m=bill&p=ma/somerville&p=tx&p=nh/somersworth&on=2023-07-20",
        "/compare/?p=ma&q=somer&find=places",
        "/measures/bill/?on=2023-07-20",
    ):
        page.goto(live_server.url + path)
        assert_accessible(page)


def test_without_scripts_a_measure_is_found_added_and_dropped(new_context, live_server):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/measures/bill/?on=2023-07-20")
    page.get_by_role("link", name="Choose other measures to compare").click()

    page.get_by_label("Law or bill", exact=True).fill("hb 2")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Add HB2").click()
    expect(page.locator("h1")).to_have_text(
        "Massachusetts S.927 (2023) compared with Virginia HB2 (2021)."
    )

    page.get_by_role("link", name="Massachusetts S.927 (2023)").click()
    expect(page.locator("h1")).to_contain_text(
        "Virginia HB2 (2021): choose a law, a bill or a place"
    )
    expect(page.get_by_text("Shown as of July 20, 2023")).to_be_visible()


def test_the_first_column_stays_when_the_matrix_is_moved(page, live_server):
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto(f"{live_server.url}/measures/bill/?on=2023-07-20")
    region = page.get_by_role("region", name="Safeguards compared with statewide laws")
    question = region.get_by_role("rowheader", name="q0?")
    before = question.bounding_box()["x"]

    region.focus()
    region.evaluate("element => element.scrollTo(200, 0)")

    assert region.evaluate("element => element.scrollLeft") > 0
    assert question.bounding_box()["x"] == before


def test_without_scripts_a_place_is_added_by_its_name(new_context, live_server):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/compare/?m=bill&on=2023-07-20")

    page.get_by_label("Place", exact=True).fill("Somerville")
    page.get_by_role("button", name="Add").click()

    expect(page.locator("h1")).to_have_text(
        "Massachusetts S.927 (2023) compared with Somerville, MA."
    )
    expect(page.get_by_text("Shown as of July 20, 2023")).to_be_visible()


def test_a_half_typed_place_is_offered_and_added_by_keyboard(page, live_server):
    page.goto(f"{live_server.url}/compare/?m=bill&on=2023-07-20")

    page.get_by_label("Place", exact=True).press_sequentially("somers")
    page.get_by_role("option", name="Somersworth").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text(
        "Massachusetts S.927 (2023) compared with Somersworth, NH."
    )


def test_a_lineage_leads_to_the_earlier_bill_and_gives_way_to_its_list_on_a_phone(
    page, live_server
):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{live_server.url}/measures/bill/?on=2023-07-20")
    drawn = page.get_by_role("group", name="Lineage of")
    expect(drawn).to_be_visible()

    page.set_viewport_size({"width": 360, "height": 900})
    expect(drawn).to_be_hidden()
    page.locator("#lineage").get_by_role("link", name="An Act").click()
    expect(page).to_have_url(f"{live_server.url}/measures/earlier/?on=2023-07-20")
