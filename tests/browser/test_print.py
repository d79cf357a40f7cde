"""Pages on paper: what is only for a screen stays away, and no section pushes itself to page 2."""

import pytest

from tests.support.public_pages import PAGES, make_record

ON_SCREEN_ALONE = "form, nav.places, .ways, .skip, .when, .as-data, nav[aria-label='On this page']"
BROKEN = """screens => ({
    shown: [...document.querySelectorAll(screens)].filter(one => one.checkVisibility()).length,
    whole: [...document.querySelectorAll("main .section")]
        .filter(one => getComputedStyle(one).breakInside !== "auto").map(one => one.id),
})"""
LETTER = {"width": 740, "height": 960}  # in pixels of the sheet, within its margins


@pytest.fixture
def printed(page, live_server, transactional_db):
    make_record()
    page.set_viewport_size(LETTER)
    page.emulate_media(media="print")
    return lambda name: page.goto(f"{live_server.url}{PAGES[name]}?on=2023-07-20") and page


def test_sections_break_and_what_is_for_a_screen_does_not_print(printed):
    for name in ("home", "measures", "states", "state", "rankings", "bills", "timeline", "method"):
        assert printed(name).evaluate(BROKEN, ON_SCREEN_ALONE) == {"shown": 0, "whole": []}, name


def test_a_state_is_one_sheet_and_the_rest_begins_another(printed):
    page = printed("state")
    rest = page.locator(".next-sheet")
    assert rest.evaluate("one => getComputedStyle(one).breakBefore") == "page"
    assert rest.bounding_box()["y"] < LETTER["height"]
    sheet = page.locator(".sheet").inner_text()
    for words in ("S.2963", "S.927", "Somerville", "/states/ma/?on=2023-07-20"):
        assert words in sheet
