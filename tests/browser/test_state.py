import re

import pytest
from playwright.sync_api import expect

from tests.support.accessible import assert_accessible
from tests.support.makers import make_measure, make_place, make_session, make_state

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ["/states/va/", "/states/tx/"]


@pytest.fixture
def site(live_server):
    """Two states with local bans, one in doubt, one that nobody searched."""
    make_state("MA", population=7_000_000, searched_on="2023-05-01")
    make_state("TX")
    where = {"population": 80_000, "population_year": 2021, "latitude": "42.39",
             "longitude": "-71.10"}  # fmt: skip
    make_measure("City ban", make_place(**where), [("effective", "2019-06-28")])
    make_measure("Pause", make_place("Springfield"), [("effective", "2020-02-24")],
                 effect="moratorium")  # fmt: skip
    make_measure("Bill", "MA", [("introduced", "2023-02-01")], identifier="S.927",
                 session=make_session())  # fmt: skip
    doubt = {"basis": "disputed", "description": "Two codes differ."}
    make_measure("Limit", "VA", [("effective", "2022-07-01", doubt)], identifier="HB 1")
    return live_server.url


def test_axe_finds_nothing_and_nothing_moves_sideways(page, site):
    for address in PAGES:
        page.goto(f"{site}{address}")
        assert_accessible(page)


def test_another_day_is_shown_in_place(page, site):
    page.goto(f"{site}/states/ma/?on=2019-12-31")
    expect(page.locator("h1")).to_contain_text("one of its cities banned")
    page.get_by_role("link", name="Next change").click()
    expect(page.locator("h1")).to_contain_text("two of its cities banned or paused")
    expect(page).to_have_url(re.compile("on=2020-02-24"))


def test_the_ranking_opens_a_state_and_keeps_the_count_that_was_chosen(page, site):
    page.goto(f"{site}/rankings/?on=2023-07-20")
    expect(page.get_by_role("link", name="Springfield")).to_be_visible()
    page.get_by_role("link", name="Strict count").click()
    expect(page.locator("h1")).to_contain_text(": one.")
    expect(page.get_by_role("link", name="Springfield")).to_have_count(0)
    expect(page).to_have_url(re.compile("preset=strict"))


def test_a_state_can_be_opened_from_the_keyboard(page, site):
    page.goto(f"{site}/rankings/")
    summary = page.locator("summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Springfield")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Springfield")).to_be_visible()


def test_the_table_sorts_in_place(page, site):
    page.goto(f"{site}/states/")
    page.get_by_role("link", name="Municipal bans", exact=True).click()
    expect(page).to_have_url(re.compile("sort=bans"))
    expect(page.locator("tbody tr").first).to_contain_text("Massachusetts")
