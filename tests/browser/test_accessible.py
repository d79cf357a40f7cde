"""Every public page is accessible, with its charts still to be asked for."""

import pytest

from tests.support.accessible import assert_accessible
from tests.support.public_pages import PAGES, make_record


@pytest.fixture
def record(transactional_db):
    make_record()


def test_axe_finds_nothing_and_nothing_moves_sideways(page, live_server, record):
    for path in PAGES.values():
        page.goto(f"{live_server.url}{path}?on=2023-07-20")
        assert_accessible(page)
