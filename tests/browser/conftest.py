"""Browser tests drive Debian's Chromium, and fail on what a reader's console would show."""

import os

import pytest
from playwright.sync_api import expect

from tests.support.live_server import Door

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
# A busy machine takes its time; what never comes fails all the same.
PATIENCE = 60_000  # milliseconds
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    return {**browser_type_launch_args, "executable_path": chromium, "args": FLAGS}


@pytest.fixture
def open_door(transactional_db, live_server):
    """The live server answers; set up before the browser, so that it is shut after it closed."""
    with Door().held_open():
        yield


@pytest.fixture(autouse=True)
def complaints(open_door, context, live_server):
    """What went wrong in the browser; the test fails if anything did.

    That is an error in the console (a violation of the Content-Security-Policy among them), an
    exception in a script, or a request to another host. A test that provokes one removes it.
    """
    context.set_default_timeout(PATIENCE)
    found = []
    own = (live_server.url, "data:", "blob:", "about:")

    def watch_request(route):
        if route.request.url.startswith(own):
            route.fallback()
        else:
            found.append(f"request to another host: {route.request.url}")
            route.abort()

    def watch_console(message):
        if message.type == "error":
            found.append(f"console: {message.text}")

    context.route("**/*", watch_request)
    context.on("console", watch_console)
    context.on("weberror", lambda failure: found.append(f"script: {failure.error}"))
    yield found
    assert not found
