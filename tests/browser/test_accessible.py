"""What axe says of every public page, light and dark, on a phone and on a desk (WCAG 2.2 AA)."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.dashboard.public import PAGES, make_record

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def record(transactional_db):
    make_record()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_moves_sideways(page, live_server, record, name):
    page.goto(live_server.url + PAGES[name] + "?on=2023-07-20")
    for scheme in ("light", "dark"):
        for width in (390, 1366):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})

            found = Axe().run(page, options=WCAG)
            said = [
                f"{one['id']}: {one['nodes'][0]['target']} {one['nodes'][0]['html'][:120]}"
                for one in found.response["violations"]
            ]
            assert said == [], (scheme, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
