"""What axe says of a page (WCAG 2.2 AA), light and dark, on a phone and on a desk."""

from axe_playwright_python.sync_playwright import Axe

ALL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What another scheme of colors can change.
COLORS = ["color-contrast", "link-in-text-block"]
AXE_WIDTHS = (390, 1366)
OTHER_WIDTHS = (320, 360, 768, 1024, 1440)
# Reading imported sheets, axe would put a style element on the page, which the policy bars.
RUN = """async ({rules}) => {
    const options = {preload: false, resultTypes: ["violations"], runOnly: rules};
    const found = await axe.run(options);
    return found.violations.map(one => `${one.id}: ${one.nodes[0].target} ${one.nodes[0].html}`);
}"""
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
    assert not (found := complaints_of_axe(page)), (page.url, found)
    for width in (*AXE_WIDTHS, *OTHER_WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(SETTLED_WIDTH, width) <= width, (page.url, width)


def complaints_of_axe(page):
    """What is wrong on the page that is open, in whatever light and at whatever width."""
    page.evaluate(Axe().axe_script)
    found = []
    for width in AXE_WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, rules in (("dark", COLORS), ("light", ALL)):
            # What fades from one color to the next has too little contrast halfway.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found += [f"{scheme} {width}: {said}" for said in page.evaluate(RUN, {"rules": rules})]
    return found
