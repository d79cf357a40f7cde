import re

import pytest
from playwright.sync_api import expect

from tests.support.accessible import assert_accessible
from tests.support.makers import make_measure, make_place, make_state

pytestmark = pytest.mark.django_db(transaction=True)
EIGHT = {
    "Boston": "-71.06", "Brookline": "-71.12", "Cambridge": "-71.11", "Somerville": "-71.10",
    "Easthampton": "-72.67", "Northampton": "-72.63", "Springfield": "-72.59",
    "Worcester": "-71.80",
}  # fmt: skip


@pytest.fixture
def site(live_server):
    """Eight local bans in Massachusetts, one that ended in Louisiana, rules of three states."""
    for name, longitude in EIGHT.items():
        spot = {"latitude": "42.30", "longitude": longitude, "population": 100_000}
        effect = "moratorium" if name == "Springfield" else "ban"
        start = [("effective", "2020-02-24")]
        make_measure(f"Ban of {name}", make_place(name, **spot), start, effect=effect)
    orleans = make_place("New Orleans", "LA", latitude="29.95", longitude="-90.07")
    make_measure("Ban", orleans, [("effective", "2020-12-18"), ("repealed", "2022-07-21")])
    make_measure("Limit", "MA", [("effective", "2021-07-01")], effect="restriction")
    doubt = {"basis": "disputed", "description": "Two codes differ."}
    make_measure("Limit", "VA", [("effective", "2022-07-01", doubt)], identifier="HB 1")
    make_measure("A bill", "MA", [("introduced", "2023-01-20")], identifier="S.927")
    make_state("TX")
    make_state("NY", searched_on="2023-05-01")
    return live_server.url


@pytest.fixture
def atlas(page, site):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site}/?on=2023-07-20")
    # A page that was visited anew would have lost this.
    page.evaluate("window.sameVisit = true")
    return page


def count_layouts(chromium):
    """How often the page of a DevTools session has been laid out."""
    metrics = chromium.send("Performance.getMetrics")["metrics"]
    return next(one["value"] for one in metrics if one["name"] == "LayoutCount")


def same_visit(page):
    return page.evaluate("window.sameVisit === true")


def test_axe_finds_nothing_and_nothing_moves_sideways(page, site):
    for asked in ("?on=2023-07-20&rule=restriction&map=tiles", "?on=2010-01-01"):
        page.goto(f"{site}/{asked}")
        assert_accessible(page)


def test_eight_governments_stand_behind_the_bar_of_massachusetts(atlas):
    row = atlas.locator(".rank tr.first")
    expect(row.locator("th")).to_have_text("Massachusetts")
    expect(row.locator("li").first).to_be_hidden()
    row.locator("summary").click()
    expect(row.locator("li")).to_have_count(8)
    expect(row.locator("li").first).to_be_visible()


def test_the_ban_of_new_orleans_shows_as_ended(atlas):
    expect(atlas.get_by_label("New Orleans, Louisiana: ban")).to_have_count(0)
    changes = atlas.locator("#lately li")
    ended = changes.filter(has_text="New Orleans").filter(has_text="ended: repealed")
    expect(ended).to_have_count(1)
    atlas.locator("#on").fill("2021-12-31")
    atlas.get_by_role("button", name="Show", exact=True).click()
    mark = atlas.locator("#map .only-wide").get_by_label("New Orleans, Louisiana: ban")
    expect(mark).to_have_count(1)
    assert same_visit(atlas)


def test_the_arrows_on_the_slider_redraw_in_place(atlas):
    slider = atlas.get_by_role("slider", name="Date")
    slider.focus()
    slider.press("ArrowLeft")
    expect(atlas.locator("h1")).to_contain_text("On July 21, 2022,")
    expect(atlas).to_have_url(re.compile(r"on=2022-07-21"))
    expect(atlas.locator("#on")).to_have_value("2022-07-21")
    expect(slider).to_be_focused()
    slider.press("Home")
    expect(atlas.locator("h1")).to_contain_text("On February 24, 2020,")
    slider.press("End")
    expect(atlas.locator("h1")).to_contain_text("On July 21, 2022,")
    assert same_visit(atlas)


def test_who_drags_the_date_out_of_sight_of_the_headline_reads_it_there(atlas):
    said = atlas.locator("[data-said]")
    atlas.set_viewport_size({"width": 1200, "height": 400})
    slider = atlas.get_by_role("slider", name="Date")
    slider.press("ArrowLeft")

    expect(said).to_contain_text("On July 21, 2022,")


def test_back_shows_the_day_before_it_again(atlas):
    atlas.get_by_role("link", name="Previous change").click()
    expect(atlas.locator("h1")).to_contain_text("On July 21, 2022,")
    atlas.go_back()
    expect(atlas.locator("h1")).to_contain_text("On July 20, 2023,")
    expect(atlas.locator("#on")).to_have_value("2023-07-20")


def test_an_entry_of_the_legend_filters_in_place_and_out_again(atlas):
    entry = atlas.locator("#legend a", has_text="Restriction").first
    entry.click()
    expect(atlas.locator("h1")).to_contain_text("with these filters")
    entry = atlas.locator("#legend a[aria-current]")
    expect(entry).to_have_count(1)
    expect(entry).to_be_focused()
    wide = atlas.locator("#map .only-wide")
    expect(wide.get_by_label("New York: filtered out")).to_have_count(1)
    entry.press("Enter")
    expect(atlas.locator("h1")).not_to_contain_text("with these filters")
    assert same_visit(atlas)


def test_a_chosen_filter_survives_another_day(atlas):
    atlas.locator("#by-effect").select_option("moratorium")
    expect(atlas.locator("h1")).to_contain_text("one local government in Massachusetts")
    atlas.get_by_role("link", name="Previous change").click()
    expect(atlas.locator("h1")).to_contain_text("On July 21, 2022, with these filters")
    expect(atlas.locator("#by-effect")).to_have_value("moratorium")
    assert same_visit(atlas)


def test_the_tiles_take_the_place_of_the_map(atlas):
    atlas.get_by_role("link", name="Tiles").click()
    expect(atlas.get_by_role("group", name="Tile grid")).to_be_visible()
    expect(atlas.get_by_role("group", name="Map of the United States")).to_have_count(0)
    assert same_visit(atlas)


def test_the_keyboard_reaches_every_state_and_mark_and_reads_it(atlas):
    wide = atlas.locator("#map .only-wide")
    wanted = set(wide.locator("a").evaluate_all("all => all.map(a => a.ariaLabel)"))
    assert any("Boston, Massachusetts" in name for name in wanted)
    atlas.get_by_role("link", name="Skip the map").focus()
    reached = set()
    for _ in range(len(wanted)):
        atlas.keyboard.press("Tab")
        name = atlas.evaluate("document.activeElement.ariaLabel")
        reached.add(name)
        assert atlas.locator("#readout").inner_text() == name
    assert reached == wanted


def test_a_link_skips_the_map(atlas):
    atlas.get_by_role("link", name="Skip the map").press("Enter")
    atlas.keyboard.press("Tab")
    assert atlas.evaluate("Boolean(document.activeElement.closest('.by-name'))")


def test_a_redraw_parses_one_small_page_and_lays_it_out_a_few_times(atlas):
    chromium = atlas.context.new_cdp_session(atlas)
    chromium.send("Performance.enable")
    layouts = count_layouts(chromium)
    with atlas.expect_response(re.compile("on=2022-07-21")) as response:
        atlas.get_by_role("link", name="Previous change").click()
    expect(atlas.locator("h1")).to_contain_text("On July 21, 2022,")
    # What would block the page: a lot to parse, or a script that asks for sizes as it draws.
    assert count_layouts(chromium) - layouts < 10
    assert len(response.value.body()) < 100_000


def test_everything_works_without_scripts(browser, site, complaints):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/?on=2023-07-20")
    page.locator("#on").fill("2021-12-31")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("h1")).to_contain_text("On December 31, 2021,")
    page.locator("#by-state").select_option("la")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("h1")).to_contain_text("one local government in Louisiana")
    expect(page).to_have_url(re.compile(r"on=2021-12-31.*state=la"))
    page.locator("#legend a", has_text="None found").first.click()
    expect(page.locator("#legend a[aria-current]")).to_have_count(1)
    context.close()


def test_on_a_phone_the_map_stands_in_the_first_screen_before_its_controls(page, site):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site)
    order = ("h1", "#where-first", "#map", "#filled", "#legend")
    tops = [page.locator(one).bounding_box()["y"] for one in order]
    assert tops == sorted(tops)
    assert tops[2] < 740 * 2 / 3
    doors = page.get_by_role("navigation", name="Main").get_by_role("link")
    expect(doors.first).to_have_text("Where I live")
    assert len({door.bounding_box()["y"] for door in doors.all()}) == 1
