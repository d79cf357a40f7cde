"""The numbers with an address of their own, over the record as it is shipped."""

from collections import Counter
from datetime import date, timedelta

import pytest

from laws.vocabulary import PENDING
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
DAYS = [date(2019, 6, 1) + timedelta(days=147 * number) for number in range(20)]
RULES = {
    "states-with-ban": "ban", "states-with-moratorium": "moratorium",
    "states-with-restriction": "restriction", "states-with-oversight": "oversight",
    "states-with-narrow-rule": "narrow",
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), shipped_record(once=True):
        yield


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_each_number_is_that_of_the_pages(client, on):
    def said(key, **asked):
        found = client.get(f"/n/{key}/{on}.json", asked).json()
        return found["number"]

    def twin(path, **asked):
        return client.get(path, {"on": on, **asked}).json()

    strict = twin("/rankings/municipal-bans.json", preset="strict")["rows"]
    broad = twin("/rankings/municipal-bans.json")["rows"]
    rules = Counter(row["rule"] for row in twin("/map.json")["states"])
    pending = [row["stages"] for row in twin("/bills.json")["by_legislature"]]

    assert said("municipal-bans") == sum(row["count"] for row in broad)
    own = sum(row["count"] for row in strict if row["state"] == "MA")
    assert said("municipal-bans", preset="strict", state="ma") == own
    assert said("rank", state="ma") == sum(row["rank"] for row in broad if row["state"] == "MA")
    assert {key: said(key) for key in RULES} == {key: rules[rule] for key, rule in RULES.items()}
    assert said("bills-pending") == sum(row.get(one, 0) for row in pending for one in PENDING)
    in_effect = twin("/measures.json", force="yes", effect="ban", state="ma")["count"]
    unsure = twin("/measures.json", force="uncertain", effect="ban", state="ma")["count"]
    assert said("measures-in-effect", effect="ban", state="ma") == in_effect + unsure
