"""Days of the shipped record that are known to the month or the year stand so wherever they are
shown, and what is in doubt is marked beside what it puts in doubt.
"""

import pytest
from django.test import Client

from tests.support.responses import csv_rows, text
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
TODAY, THEN = "2026-11-29", "2024-01-01"


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), shipped_record():
        yield


def answer(address, on=TODAY):
    return Client().get(f"{address}{'&' if '?' in address else '?'}on={on}")


@pytest.mark.parametrize(
    ("address", "on", "said"),
    [
        ("/rankings/", TODAY, "Ord. 2020-17 2020 61,950"),
        ("/states/al/", TODAY, "on police, since July 2022"),
        ("/states/ca/", TODAY, "Santa Cruz: ban since 2020"),
        ("/states/ca/", TODAY, "San Francisco: ban since Jul 2019"),
        ("/states/mn/", TODAY, "Minneapolis: ban since Feb 2021"),
        ("/states/ms/", THEN, "Ban from Aug 18, 2020, until Feb 2025"),
        ("/states/ms/", TODAY, "after the fact Feb 2025 149,761"),
        ("/compare/?p=ca/santa-cruz", TODAY, "In effect since 2020, counted from the vote"),
    ],
)
def test_a_day_known_to_the_month_or_the_year_is_never_shown_as_exact(address, on, said):
    assert said in text(answer(address, on)) + answer(address, on).content.decode()


def test_files_say_how_exactly_the_first_day_is_known():
    rows = {row["slug"]: row for row in csv_rows(answer("/rankings/municipal-bans.csv"))}
    known = {slug: rows[slug]["in_force_since_precision"] for slug in KNOWN}
    assert known == KNOWN

    states = answer("/rankings/municipal-bans.json").json()["rows"]
    governments = {one["slug"]: one for row in states for one in row["jurisdictions"]}
    assert {slug: governments[slug]["in_force_since_precision"] for slug in KNOWN} == KNOWN
    local = {one["slug"]: one for one in answer("/states/ms.json", THEN).json()["local_measures"]}
    jackson = local["ms-jackson-ban-2020"]
    assert (jackson["starts_precision"], jackson["ends_precision"]) == ("day", "month")


KNOWN = {"santa-cruz": "year", "san-francisco": "month", "oakland": "day"}


def test_a_doubt_stands_beside_what_it_puts_in_doubt():
    kirkland = text(answer("/compare/?p=wa/kirkland"))
    assert "Effect Ban ‡ Reach" in kirkland
    assert "Status In effect since Jul 5, 2022, counted from the vote What" in kirkland

    both = text(answer("/compare/?p=va&p=ma/cambridge"))
    assert "Virginia (HB 2031 (2021)) is laxer than Cambridge, MA" in both
    assert "Effect Ban Ban Reach" in both
    assert "In effect since Jul 1, 2026 (inferred)" in both


def test_missing_safeguards_are_counted_as_the_page_says():
    said = text(answer("/rankings/?by=gaps"))
    assert "never counts as missing" not in said
    assert "what no narrow law sets counts as missing" in said
