"""What /timeline/ leads with over the shipped record, on three days."""

import pytest
from django.test import Client

from tests.support.makers import day
from tests.support.shipped_record import shipped_record
from tests.support.timeline_record import lead

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record."""
    with django_db_blocker.unblock(), shipped_record():
        yield


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (
            "2019-12-31",
            "New local bans: 7 in the 24 months to December 31, 2019, none in the 24 before. "
            "The movement was growing.",
        ),
        (
            "2023-07-20",
            "New local bans: 6 or 7 in the 24 months to July 20, 2023, 19 in the 24 before. "
            "Bans were slowing; statewide rules were holding steady.",
        ),
        (
            "2026-11-29",
            "New local bans: 1 in the last 24 months, 2 in the 24 before. Bans have slowed; "
            "whether statewide rules are slowing hangs on those in doubt (‡).",
        ),
    ],
)
def test_it_says_in_figures_whether_the_movement_wanes(monkeypatch, on, said):
    monkeypatch.setattr("dashboard.web.params.today", lambda: day("2026-11-29"))
    assert lead(Client(), on=on) == said
