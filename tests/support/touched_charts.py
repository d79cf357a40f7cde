"""Charts in the browser: the server's drawings, and plotly's for who touches one."""

import re

from playwright.sync_api import expect


def touch(page, *names):
    """Press the button under charts and wait for plotly's drawings; the last chart's figure."""
    for name in names:
        figure = page.locator(f"#plot-{name}")
        figure.get_by_role("button", name="Explore this chart").click()
        expect(figure.locator(".plot-paper")).to_have_class(re.compile("is-drawn"))
        expect(figure.locator(".main-svg").first).to_be_visible()
    return figure


def still(page, name):
    """The server's drawing of a chart, of its two the one that is shown."""
    return page.locator(f"#plot-{name} .still").filter(visible=True)
