"""Pending bills in the browser: charts drawn over their tables, choices, keyboard, axe."""

import pytest
from playwright.sync_api import expect

from tests.support.accessible import assert_accessible
from tests.support.makers import make_country, make_measure, make_place, make_session
from tests.support.touched_charts import still, touch

pytestmark = pytest.mark.django_db(transaction=True)
ON = "/bills/?on=2023-07-20"
CHARTS = ("bills-pending", "bills-age", "session-outcomes")


@pytest.fixture(autouse=True)
def record(db):
    """Bills at several stages, a council's measure, a hearing ahead, and what came of others."""
    make_country()
    session = make_session("MA", "193rd", "2023-01-04", "2024-12-31")
    old = make_session("MA", "192nd", "2021-01-06", "2023-01-03")
    make_measure(
        "An Act on faces", "MA", [("introduced", "2023-01-20"), ("hearing", "2023-08-10")],
        slug="ma-s927", identifier="S.927", session=session, effect="restriction",
    )  # fmt: skip
    make_measure(
        "An Act on police", "MA", [("introduced", "2023-02-20"), ("passed_chamber", "2023-06-01")],
        slug="ma-s2", identifier="S.2", session=session,
    )  # fmt: skip
    make_measure("An old act", "MA", [("introduced", "2021-02-01")], slug="old", session=old)
    make_measure("A federal act", make_country(), [("introduced", "2023-03-07")], slug="us-s681")
    make_measure("A council's", make_place(), [("introduced", "2022")], slug="council")


def test_charts_are_drawn_axe_finds_nothing_and_nothing_moves_sideways(page, live_server):
    page.goto(live_server.url + ON)
    touch(page, *CHARTS)
    expect(page.locator("#plot-bills-age path.point")).to_have_count(3)  # a dot a pending bill
    assert_accessible(page)


def test_a_legislature_is_chosen_in_place_and_its_charts_are_drawn_anew(page, live_server):
    page.goto(live_server.url + ON)
    page.evaluate("window.stayed = true")
    page.get_by_label("Bills of", exact=True).select_option("ma")
    expect(page.locator("h1")).to_contain_text("two bills were pending in Massachusetts")
    assert page.evaluate("window.stayed")
    assert "state=ma" in page.url
    assert "on=2023-07-20" in page.url
    expect(still(page, "session-outcomes")).to_be_visible()
    page.get_by_role("link", name="Back to today").click()
    assert "state=ma" in page.url


def test_without_scripts_a_legislature_is_chosen_and_every_number_stands(new_context, live_server):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + ON)
    page.get_by_label("Bills of", exact=True).select_option("ma")
    page.get_by_label("Bills of", exact=True).locator("..").get_by_role("button").click()
    expect(page.locator("h1")).to_contain_text("two bills were pending in Massachusetts")
    expect(page.get_by_role("link", name="S.927").first).to_be_visible()
    page.get_by_role("cell", name="1 inferred").get_by_role("link").click()
    expect(page.locator("h1")).to_contain_text(
        "one failed bill of the legislature in Massachusetts"
    )


def test_by_keyboard_alone_bills_are_chosen_and_laid_side_by_side(page, live_server):
    page.goto(live_server.url + ON)
    for name in ("Choose Massachusetts S.927 (2023)", "Choose Massachusetts S.2 (2023)"):
        box = page.get_by_label(name, exact=True)
        box.focus()
        page.keyboard.press("Space")
        expect(box).to_be_checked()
    page.get_by_role("button", name="Compare two to five").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(
        "Massachusetts S.927 (2023) compared with Massachusetts S.2 (2023)"
    )
    expect(page.get_by_text("Shown as of July 20, 2023")).to_be_visible()


def test_chosen_bills_are_seen_as_if_they_were_law(page, live_server):
    page.goto(live_server.url + ON)
    page.get_by_label("Choose Massachusetts S.927 (2023)", exact=True).check()
    page.get_by_role("button", name="See the law as if they had passed").first.click()
    assert "/what-if/?" in page.url
    assert "m=ma-s927" in page.url
