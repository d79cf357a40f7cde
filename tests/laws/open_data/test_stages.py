"""How exactly the first day of a stage is known, the same in files, the API and JSON."""

import pytest

from laws.open_data.tables import TABLE
from tests.support.makers import make_measure

pytestmark = pytest.mark.django_db
STAGES_KNOWN = [
    (
        [("introduced", "2020-03"), ("effective", "2021"), ("expires", "2024-05")],
        {
            "introduced": ("2020-03-01", "month"),
            "enacted": ("2021-01-01", "year"),
            "in_force": ("2021-12-31", "year"),
            "ended": ("2024-05-01", "month"),
        },
    ),
    (
        [("introduced", "2020"), ("referred", "2020-12-31")],
        {
            "introduced": ("2020-01-01", "year"),
            "in_committee": ("2020-12-31", "day"),
            "inactive": ("2022-12-31", "day"),
        },
    ),
    (
        [("introduced", "2020-03-05"), ("failed", "2021")],
        {"introduced": ("2020-03-05", "day"), "failed": ("2021-12-31", "year")},
    ),
]


@pytest.mark.parametrize(("actions", "stages"), STAGES_KNOWN)
def test_a_stage_says_how_exactly_its_first_day_is_known(client, actions, stages):
    measure = make_measure("A law", "MA", actions, slug="one")

    rows = {row["stage"]: row for row in TABLE["stages"].rows()}
    assert {name: (r["from_on"], r["from_precision"]) for name, r in rows.items()} == stages
    twin = client.get("/measures/one.json?on=2026-01-01").json()
    assert [(one["from_on"], one["from_precision"]) for one in twin["stages"]] == [*stages.values()]
    assert twin["stage_since_precision"] == [*stages.values()][-1][1]
    api = client.get(f"/api/v1/stages?measure={measure.slug}").json()["results"]
    assert [one["from_precision"] for one in api] == [known for _, known in stages.values()]
