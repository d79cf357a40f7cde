"""The watch over the browser's console sees what it is there to see."""

import pytest

BLANK = "/static/favicon.svg"


@pytest.fixture
def blank(page, live_server):
    page.goto(live_server.url + BLANK)
    return page


def test_nothing_is_reported_for_a_page_without_fault(blank, complaints):
    assert complaints == []


def test_an_error_in_the_console_is_reported(blank, complaints):
    blank.evaluate("console.error('the sky is falling')")
    assert complaints == ["console: the sky is falling"]
    complaints.clear()


def test_an_exception_in_a_script_is_reported(blank, complaints):
    with blank.context.expect_event("weberror"):
        blank.evaluate("setTimeout(() => { throw new Error('lost') })")
    assert len(complaints) == 1
    assert "lost" in complaints[0]
    complaints.clear()


def test_a_request_to_another_host_is_stopped_and_reported(blank, complaints):
    blank.evaluate("fetch('https://elsewhere.example/').catch(() => null)")
    assert "request to another host: https://elsewhere.example/" in complaints
    complaints.clear()
