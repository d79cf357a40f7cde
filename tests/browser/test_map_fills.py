"""The fills of the map and the counties of a state, in a browser."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.map.layers import LAYERS
from tests.support.accessible import assert_accessible
from tests.support.makers import make_measure, make_place, make_state

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server):
    """Two towns close together, a county with a ban, and states of several fills."""
    make_state("MA", population=1_000_000, population_year=2022, searched_on="2023-05-01")
    for name, longitude in (("Easthampton", "-72.67"), ("Northampton", "-72.63")):
        spot = {"latitude": "42.30", "longitude": longitude, "population": 100_000}
        make_measure(f"Ban of {name}", make_place(name, **spot), [("effective", "2020-02-24")])
    county = make_place("King", "WA", kind="county", full_name="King County", geoid="53033",
                        latitude="47.49", longitude="-121.83")  # fmt: skip
    make_measure("County ban", county, [("effective", "2021-06-17")])
    make_measure("Limit", "WA", [("effective", "2021-07-01")], effect="restriction",
                 use_modes=["live"])  # fmt: skip
    make_measure("Data", "TX", [("effective", "2017-01-01")], effect="private_sector",
                 regulates=["private"])  # fmt: skip
    make_measure("Bill", "MA", [("introduced", "2023-01-20")])
    return live_server.url


def requests_of(page):
    found = []
    page.on("request", lambda request: found.append(request.url))
    return found


def test_the_switch_redraws_map_and_legend_in_place(page, site):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site}/?on=2023-07-20")
    page.evaluate("window.sameVisit = true")
    wide = page.locator("#map .only-wide")
    for layer in list(LAYERS.values())[1:]:
        link = page.locator("#filled a", has_text=layer.word)
        link.click()
        expect(page.locator("#filled a[aria-current]")).to_have_text(layer.word)
        expect(page.locator("#legend h2").first).to_have_text(f"State color: {layer.question}.")
        expect(page).to_have_url(re.compile(f"fill={layer.key}"))
        expect(page.locator("#filled a[aria-current]")).to_be_focused()
    page.locator("#filled a", has_text="Municipal bans").click()
    expect(wide.get_by_label("Massachusetts: 2 municipal bans")).to_have_count(1)
    page.locator("#legend a", has_text="2 to 4 bans").click()
    expect(wide.get_by_label("Washington: filtered out")).to_have_count(1)
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(re.compile("fill=bans"))
    assert page.evaluate("window.sameVisit === true")


def test_axe_finds_nothing_in_any_fill_and_none_moves_the_page_sideways(page, site):
    for fill in LAYERS:
        page.goto(f"{site}/?on=2023-07-20&fill={fill}")
        assert_accessible(page)


def test_counties_are_fetched_when_the_map_is_seen_and_not_before(page, site):
    asked = requests_of(page)
    page.set_viewport_size({"width": 390, "height": 400})
    page.goto(f"{site}/states/wa/?on=2023-07-20")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/counties/" in url]
    page.locator("figure.map").scroll_into_view_if_needed()
    expect(page.locator(".county-lines path")).to_have_count(39)
    assert len([url for url in asked if "/counties/wa" in url]) == 1


def test_the_lines_are_there_again_after_another_day_without_another_request(page, site):
    asked = requests_of(page)
    page.goto(f"{site}/states/wa/?on=2023-07-20")
    page.locator("figure.map").scroll_into_view_if_needed()
    expect(page.locator(".county-lines path")).to_have_count(39)
    page.get_by_role("link", name="Previous change").click()
    expect(page).to_have_url(re.compile("on=2021-07-01"))
    page.locator("figure.map").scroll_into_view_if_needed()
    expect(page.locator(".county-lines path")).to_have_count(39)
    assert len([url for url in asked if "/counties/wa" in url]) == 1


def test_a_county_is_read_below_the_map_and_is_no_stop_of_the_keyboard(page, site):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site}/states/wa/?on=2023-07-20")
    page.locator("figure.map").scroll_into_view_if_needed()
    expect(page.locator(".county-lines path")).to_have_count(39)
    page.locator("#c53039").hover()
    expect(page.locator("#readout")).to_have_text("Klickitat County")
    assert page.locator(".county-lines [tabindex], .county-lines a").count() == 0
    page.get_by_role("link", name=re.compile("King County: ban since")).focus()
    expect(page.locator("#readout")).to_have_text(re.compile("King County: ban since"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/places/wa/king/"))


def test_a_cluster_leads_to_the_list_of_what_it_holds(page, site):
    page.goto(f"{site}/states/ma/?on=2023-07-20")
    page.get_by_role("link", name=re.compile("2 local governments")).click()
    expect(page).to_have_url(re.compile("#local$"))
    expect(page.locator("#local")).to_be_in_viewport()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site}/?on=2023-07-20")
    page.locator("#map .only-wide").get_by_label(re.compile("2 local governments")).click()
    expect(page).to_have_url(re.compile(r"/states/ma/\?on=2023-07-20#local$"))


def test_without_scripts_the_counties_are_drawn_all_the_same(browser, site, complaints):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asked = requests_of(page)
    page.goto(f"{site}/states/wa/?on=2023-07-20")
    page.locator("figure.map").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/counties/wa" in url]
    lines = page.locator(".layers use").bounding_box()
    assert lines["width"] > 200
    page.goto(f"{site}/?on=2023-07-20")
    page.locator("#filled a", has_text="Municipal bans").click()
    expect(page.locator("#legend h2").first).to_have_text(
        "State color: municipal bans in the state."
    )
    context.close()
