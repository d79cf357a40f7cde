"""How long a browser takes until the map is there, and what keeps it from answering meanwhile."""

import os
import shutil
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
ROUNDS = 9
STATES = 51
WATCH = """
    window.mapSeen = 0; window.longTasks = 0;
    new PerformanceObserver(list => {
        for (const task of list.getEntries()) window.longTasks += task.duration;
    }).observe({type: 'longtask', buffered: true});
    // The end of the first frame that has the whole map; none is drawn before its styles are here.
    const look = () => {
        if (document.querySelectorAll('.map svg .st').length < STATES) requestAnimationFrame(look);
        else setTimeout(() => { window.mapSeen = performance.now(); });
    };
    requestAnimationFrame(look);
""".replace("STATES", str(STATES))


class Seen(NamedTuple):
    """Milliseconds until the map was seen, and of tasks longer than 50 ms until then."""

    map: float
    long_tasks: float


def chromium() -> str | None:
    names = ("chromium", "chromium-browser")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def look_at(urls: Sequence[str]) -> list[Seen]:
    """What a reader sees who comes for the first time, of each address in turn; the middle ones."""
    from playwright.sync_api import sync_playwright

    seen: dict[str, list[Seen]] = {url: [] for url in urls}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for number in range(ROUNDS + 1):
            for url in urls:
                found = _visit(browser, url)
                # In the first round the browser itself is cold.
                seen[url] += [found] if number else []
        browser.close()
    return [Seen(*map(median, zip(*seen[url], strict=True))) for url in urls]


def _visit(browser, url: str) -> Seen:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(url)
    page.wait_for_function("window.mapSeen > 0")
    found = Seen(page.evaluate("window.mapSeen"), page.evaluate("window.longTasks"))
    context.close()
    return found
