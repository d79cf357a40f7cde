"""The safeguards in the browser: drawn, without scripts, by keyboard, and what axe says."""

import pytest
from playwright.sync_api import expect

from tests.support.accessible import assert_accessible
from tests.support.makers import (
    make_measure,
    make_place,
    make_provision,
    make_question,
    make_state,
    make_statewide_law,
)
from tests.support.touched_charts import still, touch

pytestmark = pytest.mark.django_db(transaction=True)
PATHS = (
    "/provisions/?on=2023-07-20",
    "/provisions/?on=2023-07-20&level=local",
    "/provisions/q0/?on=2023-07-20",
    "/measures/bill/?on=2023-07-20",
    "/places/ma/somerville/?on=2023-07-20",
)
CHARTS = ("safeguards", "safeguards", "answers", "strictness", "place-history")


@pytest.fixture(autouse=True)
def record(db):
    """Three statewide laws, a bill, a city with a ban, and states of every other standing."""
    for number, words in enumerate(("Must police get a warrant?", "May people sue?", "A third?")):
        make_question(f"q{number}", text=words, order=number, group=f"group {number}")
    for number, state in enumerate(("TX", "VA", "WA"), 1):
        make_statewide_law(f"hb{number}", number, state)
    bill = make_measure(
        "An Act on faces", "MA", [("introduced", "2023-01-20")], slug="bill", identifier="S.927",
        effect="restriction",
    )  # fmt: skip
    make_provision(bill, "q0", "qualified")
    make_provision(bill, "q1", "no")
    ban = make_measure("A ban", make_place(), [("passed", "2019-06-27")], slug="ban")
    make_provision(ban, "q0")
    make_state("AK", searched_on="2023-01-05")


def test_charts_draw_axe_finds_nothing_and_nothing_moves_sideways(page, live_server):
    for path, name in zip(PATHS, CHARTS, strict=True):
        page.goto(live_server.url + path)
        touch(page, name)
        assert_accessible(page)


def test_the_heat_map_is_drawn_with_its_signs_and_bands(page, live_server):
    page.goto(live_server.url + PATHS[0])
    touch(page, "safeguards")
    sheet = page.locator("#plot-safeguards .plot-sheet")

    expect(sheet.locator(".heatmaplayer image")).to_have_count(1)
    expect(sheet.get_by_text("●")).to_have_count(6)
    expect(sheet.get_by_text("–", exact=True)).to_have_count(3)
    expect(sheet.get_by_text("Not researched")).to_be_visible()
    expect(sheet.get_by_text("1 of 5: AK")).to_be_visible()


def test_without_scripts_the_matrix_answers_and_the_level_can_be_changed(new_context, live_server):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + PATHS[0])
    matrix = page.get_by_role("region", name="Safeguards, government by government")

    expect(still(page, "safeguards")).to_have_count(1)
    expect(matrix.get_by_role("row")).to_have_count(5)
    expect(matrix.get_by_role("img", name="Not coded")).to_have_count(3)
    page.get_by_role("link", name="Local governments").click()
    expect(matrix.get_by_role("rowheader", name="Somerville, MA")).to_be_visible()
    matrix.get_by_role("link", name="Q0").click()
    expect(page.locator("h1")).to_contain_text("answered yes to “Must police get a warrant?”")
    expect(page.get_by_text("Shown as of July 20, 2023")).to_be_visible()


def test_by_keyboard_the_order_changes_in_place_and_the_chart_is_drawn_anew(page, live_server):
    page.goto(live_server.url + PATHS[0])
    page.locator("#each > summary").click()
    page.get_by_role("link", name="By name").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("rowheader").first).to_contain_text("Texas")
    expect(page).to_have_url(f"{live_server.url}/provisions/?on=2023-07-20&sort=name")
    names = still(page, "safeguards").locator("g[text-anchor=end] text")
    expect(names.first).to_have_text("Texas")
    expect(page.get_by_role("link", name="By name")).to_be_focused()


def test_the_first_column_stays_when_the_matrix_is_moved_by_keyboard(page, live_server):
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto(live_server.url + PATHS[0])
    page.locator("#each > summary").click()
    matrix = page.get_by_role("region", name="Safeguards, government by government")
    matrix.evaluate("one => one.querySelector('table').setAttribute('width', '900')")
    name = matrix.get_by_role("rowheader", name="Texas")
    before = name.bounding_box()["x"]

    matrix.focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")

    page.wait_for_function("one => one.scrollLeft > 0", arg=matrix.element_handle())
    assert name.bounding_box()["x"] == before
