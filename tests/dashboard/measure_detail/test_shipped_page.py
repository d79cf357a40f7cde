"""What the first screen and the title say of measures of the shipped record."""

import pytest

from tests.support.elements import read
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record."""
    with django_db_blocker.unblock(), shipped_record():
        yield


def test_virginia_s_ban_is_disputed_in_its_title_and_status(client):
    page = read(client.get("/measures/va-hb2031-2021/", {"on": "2026-11-29"}))

    assert page.find("title").text.startswith("HB 2031 (2021), Virginia: ban, in effect (disputed)")
    assert "In effect since Jul 1, 2026 (disputed)" in page.find(".gist").text


def test_an_effect_in_doubt_is_in_doubt_in_the_title(client):
    page = read(client.get("/measures/wa-kirkland-ban-2022/"))

    assert "ban (in doubt)" in page.find("title").text
