"""What tests of unchanging rows share of them, as threads do in service, and no longer."""

import pytest

from laws.counting.shared import history, law_on
from tests.support.in_effect import ban
from tests.support.makers import day
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
rows = shared(lambda: ban("Somerville"), once=True)


def bans():
    return len(law_on(day("2023-07-20")).in_force)


def test_it_is_read_once_until_a_test_changes_a_row():
    assert history() is history()
    assert bans() == 1
    ban("Boston")
    assert bans() == 2
    ban("Newton")
    assert bans() == 3


def test_what_a_test_before_changed_is_undone_and_the_rows_are_shared_again():
    assert history() is history()
    assert bans() == 1
