"""/changes-in-law/ over the shipped record: its figures on three days, and the law replayed."""

from collections import Counter

import pytest
from django.test import Client

from laws.counting.history import history
from tests.support.makers import day
from tests.support.responses import csv_rows, part
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
PAGE = "/changes-in-law/"
TODAY = "2026-11-29"


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record."""
    with django_db_blocker.unblock(), shipped_record():
        yield history()


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("dashboard.web.params.today", lambda: day(TODAY))


def changes(**asked):
    return Client().get("/changes-in-law.json", asked).json()["changes"]


def test_all_changes_replayed_from_nothing_give_the_law_of_every_day(shipped):
    rows = [one for one in changes(year="all") if one["change"] in ("took_effect", "ended")]
    for on in shipped.days:
        running = Counter()
        for one in rows:
            if one["counts_from"] <= on.isoformat():
                running[one["slug"]] += 1 if one["change"] == "took_effect" else -1
        assert +running == Counter(one.slug for one in shipped.law(on).in_force), on


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2019-12-31", "In 2019, 13 measures took effect."),
        ("2023-07-20", "In 2023, up to July 20, 11 measures took effect and two ended."),
        (
            TODAY,
            "In 2026, up to November 29, 17 measures took effect, two ended, one was amended and "
            "one took effect in a further part.",
        ),
    ],
)
def test_the_first_sentence_counts_the_changes_of_the_year(on, said):
    assert part(Client().get(PAGE, {"on": on}), "h1") == said


def test_a_date_known_to_the_month_is_given_so_with_the_day_it_counts_from():
    rows = {one["slug"]: one for one in changes(year="2019")}
    ban = rows["ca-san-francisco-ban-2019"]
    assert (ban["date"], ban["precision"], ban["basis"]) == ("2019-07", "month", "inferred")
    assert (ban["counts_from"], ban["since"]) == ("2019-07-31", "2019-07-31")


def test_the_repeal_of_new_orleans_loosened_the_law_and_the_doubt_of_kirkland_is_told():
    rows = {(one["slug"], one["change"]): one for one in changes(year="2022")}
    (ended,) = [one for (slug, what), one in rows.items()
                if what == "ended" and "new-orleans" in slug]  # fmt: skip
    assert (ended["date"], ended["direction"]) == ("2022-07-21", "loosened")
    (kirkland,) = [one for (slug, _), one in rows.items() if "kirkland" in slug]
    assert kirkland["doubt"].startswith("In doubt (text not read):")


def test_of_a_past_day_only_what_was_set_by_then_is_ahead():
    found = changes(year="2026", on="2023-07-20")
    assert [(one["slug"], one["date"]) for one in found] == [
        ("in-consumer-data-2023", "2026-01-01")
    ]


def test_the_file_has_the_changes_of_the_page():
    rows = csv_rows(Client().get("/changes-in-law.csv", {"year": "all"}))
    assert [row["slug"] for row in rows] == [one["slug"] for one in changes(year="all")]
    assert {row["precision"] for row in rows} == {"day", "month", "year"}
