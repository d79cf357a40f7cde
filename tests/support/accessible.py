"""What axe says of a page (WCAG 2.2 AA), light and dark, on a phone and on a desk."""

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What another scheme of colors can change. These take axe longer than all others together.
COLORS = ["color-contrast", "link-in-text-block"]
EVERYTHING = {"runOnly": TAGS}
ALL_BUT_COLORS = {"runOnly": TAGS, "rules": {name: {"enabled": False} for name in COLORS}}
COLORS_ALONE = {"runOnly": COLORS}
NARROW, WIDE = 390, 1366
OTHER_WIDTHS = (320, 360, 768, 1024, 1440)
# Reading imported sheets, axe would put a style element on the page, which the policy bars.
RUN = """async ([options, parts]) => {
    if (!parts.length) return [];
    const usual = {preload: false, resultTypes: ["violations"]};
    const found = await axe.run({include: parts}, {...usual, ...options});
    const scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    return found.violations.map(({id, nodes: [first]}) =>
        `${scheme} ${innerWidth}: ${id}: ${first.target} ${first.html}`);
}"""
# One element for each look, that is all its contrast depends on, that did not show before.
NEW_LOOKS = """() => {
    const grounds = new Map(), found = [];
    const isRead = one => one.matches("input, select, textarea") ||
        [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    window.looks ??= new Set();
    for (const one of document.querySelectorAll("body, body *")) {
        if (!one.checkVisibility()) continue;
        const style = getComputedStyle(one), under = grounds.get(one.parentElement);
        const ground = [under, style.backgroundColor, style.backgroundImage, style.opacity].join();
        grounds.set(one, ground.replaceAll(",rgba(0, 0, 0, 0),none,1", ""));
        const around = getComputedStyle(one.parentElement).color;
        const {color, fill, fontSize, fontWeight} = style;
        const look = [grounds.get(one), color, fill, fontSize, fontWeight, around].join();
        if (!isRead(one) || window.looks.has(look)) continue;
        window.looks.add(look);
        found.push(one);
    }
    return found;
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
    for width in (NARROW, WIDE, *OTHER_WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(SETTLED_WIDTH, width) <= width, (page.url, width)


def complaints_of_axe(page):
    """What is wrong on the page that is open, in whatever light and at whatever width.

    Wide and light, all rules look at all of it; else the colors are looked at once for each look.
    """
    page.evaluate(Axe().axe_script)
    _show(page, WIDE, "light")
    found = _run(page, EVERYTHING, "[document]")
    page.evaluate(NEW_LOOKS)
    for width, scheme in ((WIDE, "dark"), (NARROW, "dark"), (NARROW, "light")):
        _show(page, width, scheme)
        found += _run(page, COLORS_ALONE, NEW_LOOKS)
    return found + _run(page, ALL_BUT_COLORS, "[document]")


def _show(page, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    # What fades from one color to the next has too little contrast halfway.
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    # At its end a page's bar for saving lies over no box, as it does only while one scrolls.
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")


def _run(page, options, parts):
    return page.evaluate(RUN, [options, page.evaluate_handle(parts)])
