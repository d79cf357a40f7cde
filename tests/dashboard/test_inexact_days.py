"""A day that is known only to the month is never given to a program without saying so."""

import pytest

from tests.support.makers import make_country, make_measure, make_place, make_state

pytestmark = pytest.mark.django_db
DAYS = ("since", "until", "starts_on", "ends_on", "enacted_on", "effective_on", "ended_on",
        "last_action_on", "in_force_since")  # fmt: skip


def inexact(found, at=""):
    """Each day that stands for a month here, with what says so beside it."""
    if isinstance(found, list):
        for one in found:
            yield from inexact(one, at)
    elif isinstance(found, dict):
        for name, value in found.items():
            if name in DAYS and value in ("2023-06-30", "2027-02-01"):
                yield f"{at}.{name}", found.get(f"{name.removesuffix('_on')}_precision")
            yield from inexact(value, f"{at}.{name}")


@pytest.mark.parametrize(
    ("address", "least"),
    [
        ("/measures/law.json", 4),
        ("/measures.json", 2),
        ("/list.json?m=law&p=ma/somerville", 3),
        ("/api/v1/measures/law", 4),
        ("/api/v1/measures", 2),
    ],
)
def test_a_day_that_stands_for_a_month_says_so_beside_it(client, address, least):
    make_country()
    make_state("MA")
    acts = [("enacted", "2023-06"), ("expires", "2027-02")]
    make_measure("A ban", make_place("Somerville"), acts, slug="law")

    found = list(inexact(client.get(address).json()))

    assert len(found) >= least
    said = dict(found)
    assert set(said.values()) == {"month"}, said
