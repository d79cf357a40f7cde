"""The JSON of a page names where the API says the same, and it does."""

import pytest

from dashboard.web.api_links import SAME
from tests.support.public_pages import ADDRESSES, make_record
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
ASKED = {
    "map-json": "?state=MA&effect=ban&fill=bans",
    "measures-json": "?state=MA&force=in_effect&sort=number&per_page=1&q=face",
    "bills-json": "?state=MA",
    "ranking-json": "?preset=strict",
    "cases-json": "?state=ma&about=law",
    "coverage-json": "?looked_for=law&late=yes",
    "provisions-json": "?level=local",
}


record = shared(make_record)


@pytest.mark.parametrize("name", SAME)
def test_a_twin_names_its_equivalent_on_the_same_day(client, name):
    twin = client.get(
        ADDRESSES[name] + ASKED.get(name, ""), {} if name in ASKED else {"on": "2023-07-20"}
    )
    address = twin.json()["api"]
    response = client.get(address.removeprefix("http://testserver"))

    assert response.status_code == 200, response.content
    assert response.json()["on"] == twin.json()["on"]


def test_it_counts_the_same(client):
    for name, number in (("measures-json", "count"), ("cases-json", None)):
        twin = client.get(ADDRESSES[name] + ASKED[name]).json()
        ours = client.get(twin["api"].removeprefix("http://testserver")).json()
        assert ours["count"] == (twin[number] if number else len(twin["cases"]))


def test_what_the_page_did_not_understand_is_not_carried_over(client):
    twin = client.get("/measures.json?state=zz&on=2023-07-20").json()

    assert twin["api"] == "http://testserver/api/v1/measures?on=2023-07-20"
