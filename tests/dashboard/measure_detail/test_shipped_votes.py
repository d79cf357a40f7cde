"""Which votes the page of a measure of the shipped record says: those of whole bodies."""

import pytest

from tests.support.elements import read
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record."""
    with django_db_blocker.unblock(), shipped_record():
        yield


def votes(client, slug):
    words = " ".join(read(client.get(f"/measures/{slug}/")).find("main").text.split())
    return words.partition("Votes: ")[2].partition(". ")[0]


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("ca-davis-ban-proposal-2024", ""),
        ("ma-h4746-2025", ""),
        ("mi-sb342-2019", "Senate 32 to 4, Dec 4, 2019"),
        ("va-hb2031-2021", "House 100 to 0, Jan 21, 2021; House 99 to 1, Apr 2021; "
         "Senate 40 to 0, Apr 2021"),
    ],
)  # fmt: skip
def test_a_committees_count_is_no_vote_of_its_chamber(client, slug, said):
    assert votes(client, slug) == said
