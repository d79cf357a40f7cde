"""The rankings in the browser: the chart draws, plays, steps, and says what it shows."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.accessible import assert_accessible
from tests.support.makers import (
    make_measure,
    make_place,
    make_provision,
    make_state,
    make_statewide_law,
)
from tests.support.touched_charts import still, touch

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/rankings/?on=2023-07-20"
WAYS = ["bans", "covered", "first", "introduced", "safeguards"]


@pytest.fixture(autouse=True)
def record(db):
    """Three bans of two states in three years, a bill, and a statewide law with a score."""
    make_state("MA", population=7_000_000, population_year=2022)
    make_state("CA", population=39_000_000, population_year=2022)
    for name, state, start in [
        ("Oakland", "CA", "2020-03-01"),
        ("Boston", "MA", "2021-03-01"),
        ("Springfield", "MA", "2022-03-01"),
    ]:
        place = make_place(name, state, population=500_000, population_year=2021)
        make_measure(f"Ban of {name}", place, [("effective", start)])
    make_measure("A bill", "MA", [("introduced", "2023-02-01")])
    make_provision(make_statewide_law("hb1", 2), "half", "qualified")


def names(page):
    """The names beside the bars that are shown, the first on top."""
    return still(page, "ranked").locator("g[text-anchor=end] text")


def test_every_ranking_draws_axe_finds_nothing_and_nothing_moves_sideways(page, live_server):
    for by in WAYS:
        page.goto(f"{live_server.url}{PAGE}&by={by}")
        expect(names(page)).not_to_have_count(0)
        touch(page, "ranked", *(["covered"] if by == "covered" else []))
        assert_accessible(page)


def test_the_slider_moves_the_chart_by_key_and_says_what_it_shows(page, live_server):
    page.goto(live_server.url + PAGE)
    expect(names(page)).to_have_text(["1 Massachusetts", "2 California"])

    slider = page.get_by_role("slider", name="Year shown in the chart")
    expect(slider).to_have_attribute("aria-valuetext", "July 20, 2023")
    slider.focus()
    page.keyboard.press("Home")

    expect(slider).to_have_attribute("aria-valuetext", "2020")
    expect(names(page)).to_have_count(1)
    said = "On December 31, 2020, California had more municipal bans than any other state: one."
    expect(page.locator("[data-play-said]")).to_have_text(said)
    expect(page.locator("h1")).to_contain_text("On July 20, 2023")
    figure = page.locator("#plot-ranked")
    expect(figure).to_contain_text("As of December 31, 2020")
    file = figure.get_by_role("link", name="CSV", exact=True)
    expect(file).to_have_attribute("href", re.compile("on=2020-12-31"))


def test_the_whole_page_follows_to_the_year_shown_when_asked(page, live_server):
    page.goto(live_server.url + PAGE)
    link = page.get_by_role("link", name="Show the whole page on this day")
    expect(link).to_be_hidden()
    page.get_by_role("slider", name="Year shown in the chart").focus()
    page.keyboard.press("Home")
    link.click()

    expect(page.locator("h1")).to_contain_text("On December 31, 2020, California")
    expect(page).to_have_url(re.compile("on=2020-12-31"))
    expect(names(page)).to_have_count(1)


def test_it_plays_from_the_first_year_to_the_last_and_can_be_paused(page, live_server):
    page.clock.install()
    page.goto(live_server.url + PAGE)
    page.clock.run_for(1000)
    slider = page.get_by_role("slider", name="Year shown in the chart")

    page.get_by_role("button", name="Play through the years").click()
    expect(slider).to_have_attribute("aria-valuetext", "2020")
    expect(page.locator("[data-play-said]")).to_have_attribute("aria-live", "off")
    expect(page.locator("[data-play-said]")).to_contain_text("On December 31, 2020")
    page.clock.run_for(1600)
    expect(slider).to_have_attribute("aria-valuetext", "2021")

    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(5000)
    expect(slider).to_have_attribute("aria-valuetext", "2021")
    expect(page.locator("[data-play-said]")).to_have_attribute("aria-live", "polite")

    page.get_by_role("button", name="Play through the years").click()
    for _ in range(200):  # each year is fetched before the next is timed
        page.clock.run_for(1600)
        if not page.get_by_role("button", name="Pause").count():
            break
    expect(page.get_by_role("button", name="Play through the years")).to_be_visible()
    assert slider.input_value() == slider.get_attribute("max")


def test_where_motion_is_not_wanted_nothing_moves_by_itself(page, live_server):
    page.emulate_media(reduced_motion="reduce")
    page.clock.install()
    page.goto(live_server.url + PAGE)
    page.clock.run_for(1000)
    expect(page.get_by_role("button", name="Play through the years")).to_have_count(0)
    slider = page.get_by_role("slider", name="Year shown in the chart")
    slider.focus()
    page.keyboard.press("Home")

    page.get_by_role("button", name="Next year").press("Enter")
    expect(slider).to_have_attribute("aria-valuetext", "2021")
    page.clock.run_for(10_000)
    expect(slider).to_have_attribute("aria-valuetext", "2021")


def test_a_copy_is_named_after_the_year_that_is_shown(page, live_server):
    page.goto(live_server.url + PAGE)
    page.get_by_role("slider", name="Year shown in the chart").focus()
    page.keyboard.press("Home")
    expect(names(page)).to_have_count(1)
    link = page.locator("#plot-ranked").get_by_role("link", name="SVG", exact=True)
    copy = page.request.get(live_server.url + link.get_attribute("href"))
    drawn = " ".join(re.sub("<[^>]*>", " ", copy.text()).split())

    assert "-2020-12-31.svg" in copy.headers["content-disposition"]
    assert "On December 31, 2020, California had more municipal bans" in drawn
    assert "As of December 31, 2020" in drawn
    assert "on=2020-12-31" in drawn


def test_without_scripts_the_years_are_links_and_the_rows_a_table(new_context, live_server):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + PAGE)
    expect(page.get_by_role("button", name="Play through the years")).to_have_count(0)
    table = page.get_by_role("region", name="as a table")
    expect(table.get_by_role("row", name="MA Massachusetts")).to_contain_text("2")

    page.get_by_role("link", name="2020", exact=True).click()
    expect(page.locator("h1")).to_contain_text("On December 31, 2020, California")


def test_a_ranking_is_chosen_by_keyboard_and_keeps_the_day(page, live_server):
    page.goto(live_server.url + PAGE)
    page.get_by_role("link", name="First ban").press("Enter")
    first = "California first: Oakland’s, adopted March 1, 2020."
    expect(page.locator("h1")).to_contain_text(first)
    expect(page).to_have_url(re.compile("by=first&on=2023-07-20"))
