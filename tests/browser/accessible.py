"""What axe says of a page (WCAG 2.2 AA), light and dark, on a phone and on a desk."""

from axe_playwright_python.sync_playwright import Axe

ALL = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# What another scheme of colours can change.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
AXE_WIDTHS = (390, 1366)
OTHER_WIDTHS = (320, 768)
# Charts follow a new width in the next frames.
SETTLED_WIDTH = """async width => {
    const root = document.documentElement;
    for (let frame = 0; frame < 60 && root.scrollWidth > width; frame += 1) {
        await new Promise(requestAnimationFrame);
    }
    return root.scrollWidth;
}"""


def assert_accessible(page):
    """Axe finds nothing on the page as it stands, and it moves sideways at no width."""
    for width in AXE_WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, rules in (("dark", COLOURS), ("light", ALL)):
            page.emulate_media(color_scheme=scheme)
            said = _said(page, rules)
            assert not said, (page.url, scheme, width, said)
        assert_never_moves_sideways(page, width)
    for width in OTHER_WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert_never_moves_sideways(page, width)


def assert_never_moves_sideways(page, width):
    assert page.evaluate(SETTLED_WIDTH, width) <= width, (page.url, width)


def _said(page, rules):
    return [
        f"{one['id']}: {one['nodes'][0]['target']} {one['nodes'][0]['html'][:120]}"
        for one in Axe().run(page, options=rules).response["violations"]
    ]
