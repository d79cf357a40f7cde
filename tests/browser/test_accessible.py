"""Every public page is accessible, with its charts still to be asked for."""

import pytest

from tests.support.accessible import assert_accessible
from tests.support.public_pages import PAGES, make_record

# What these show only where something is asked of them.
ASKED = {
    "list": "?note=Mine&m=ma-somerville-ban-2019&m=none&p=ma/somerville&p=ma&q=middlesex",
    "check": "?q=/states/ma/",
}


@pytest.fixture
def record(transactional_db):
    make_record()


def test_axe_finds_nothing_and_nothing_moves_sideways(page, live_server, record):
    for name, path in PAGES.items():
        page.goto(f"{live_server.url}{path}{ASKED.get(name, '?on=2023-07-20')}")
        assert_accessible(page)
