"""Supposing in the browser: choosing, sharing, in place and without scripts, and what axe says."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.accessible import assert_accessible
from tests.support.makers import make_measure, make_place, make_state

pytestmark = pytest.mark.django_db(transaction=True)
PENDING = [("introduced", "2023-01-20"), ("passed_chamber", "2023-03-01")]


@pytest.fixture(autouse=True)
def record(db):
    """A bill, a city's ban on its way, and one of another state."""
    make_state("MA", searched_on="2023-05-01", population=1000, population_year=2022)
    city = make_place("Somerville", latitude="42.39", longitude="-71.10", population=80)
    make_measure("An Act on faces", "MA", PENDING, slug="s927", identifier="S.927",
                 effect="restriction")  # fmt: skip
    make_measure("A local ban", city, PENDING[:1], slug="ban")
    for number in range(12):
        make_measure(f"Act {number}", "NY", PENDING[:1], slug=f"ny-{number}",
                     identifier=f"A.{number}", effect="study")  # fmt: skip


def address(live_server, asked=""):
    return f"{live_server.url}/what-if/?on=2023-07-20{asked}"


def choose(page, *names):
    for name in names:
        page.get_by_role("region", name="Pending measures").get_by_label(name).check()
    page.get_by_role("button", name="Show the map").click()


def test_measures_are_chosen_shown_in_place_and_shared_by_address(page, new_context, live_server):
    page.goto(address(live_server))
    page.evaluate("window.stayed = true")
    page.get_by_label("Effective from").fill("2024-01-01")
    choose(page, "Massachusetts S.927 (2023)", "Somerville, Massachusetts:")

    lead = page.get_by_role("heading", level=1)
    expect(lead).to_contain_text("If two pending measures were law on January 1, 2024, one local")
    expect(lead).to_be_in_viewport()
    assert page.evaluate("window.stayed")
    expect(page.locator(".only-wide .ring")).to_have_count(1)

    other = new_context().new_page()
    other.goto(page.locator("#address").inner_text())
    expect(other.get_by_role("heading", level=1)).to_have_text(lead.inner_text())

    page.go_back()
    expect(lead).to_contain_text("What if pending measures were law?")


def test_narrowing_the_list_keeps_what_is_ticked(page, live_server):
    page.goto(address(live_server))
    page.get_by_role("region", name="Pending measures").get_by_label("S.927 (2023)").check()
    page.locator("#by-state").select_option("ny")

    expect(page.get_by_label("Massachusetts S.927 (2023)")).to_have_count(0)
    expect(page.get_by_label("New York A.0")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "If Massachusetts S.927 (2023) were law"
    )
    page.get_by_role("link", name="All of New York 12").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("If 13 pending bills were law")


def test_a_phone_is_shown_the_answer_after_choosing(page, live_server):
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(address(live_server))
    choose(page, "Massachusetts S.927 (2023)")

    lead = page.get_by_role("heading", level=1)
    expect(lead).to_contain_text("If Massachusetts S.927 (2023) were law")
    expect(lead).to_be_in_viewport()


def test_without_scripts_one_click_takes_a_group_and_another_names_its_measures(
    new_context, live_server
):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/measures/s927/?on=2023-07-20")
    page.get_by_role("link", name="See the map as if it were law").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("no rule found to a restriction")

    page.get_by_role("link", name="Clear").click()
    page.get_by_role("link", name="All that passed one chamber 1").click()
    page.get_by_role("link", name="List them one by one").click()
    expect(page.get_by_label("Massachusetts S.927 (2023)")).to_be_checked()
    choose(page, "Somerville, Massachusetts:")
    expect(page).to_have_url(re.compile("m=s927.*m=ban|m=ban.*m=s927"))
    page.get_by_role("link", name="Leave out S.927 (2023)").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("one local government")


def test_axe_finds_nothing_and_nothing_moves_sideways(page, live_server):
    for asked in ("", "&all=pending", "&m=s927&only=changes&map=tiles", "&q=nothing"):
        page.goto(address(live_server, asked))
        assert_accessible(page)
