"""The bills of a day are read once, and shared until the record changes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.makers import make_measure, make_state

JSON = "/bills.json"


@pytest.mark.django_db(transaction=True)
def test_the_bills_of_a_day_are_read_once_for_every_legislature_until_one_changes(client):
    make_state("MA")
    make_state("NY")
    for slug, state in (("one", "MA"), ("alike", "MA"), ("other", "NY")):
        make_measure(slug, state, [("introduced", "2023-01-20")], slug=slug)

    def ask(**asked):
        with CaptureQueriesContext(connection) as queries:
            outcome = client.get(JSON, {"on": "2023-07-20"} | asked).json()["outcome"]
        read = sum('AS "taken"' in one["sql"] for one in queries.captured_queries)
        return outcome["bills"], outcome["pending"], read

    assert ask() == (3, 3, 1)
    assert ask() == (3, 3, 0)
    assert ask(state="ma") == (2, 2, 0)
    assert ask(on="2024-07-20") == (3, 3, 1)
    make_measure("late", "MA", [("introduced", "2023-02-20"), ("vetoed", "2023-03-01")])
    assert ask(state="ma") == (3, 2, 1)
    assert ask() == (4, 3, 0)
