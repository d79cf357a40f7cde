"""The charts of /bills/ over the record as it is shipped, on twenty dates."""

from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from dashboard.filters.filters import STEPS
from laws.dataset.load import Load
from laws.models import Bill, StageSpan
from laws.vocabulary import PENDING
from tests.support.elements import read
from tests.support.makers import day

pytestmark = pytest.mark.django_db
DATES = [f"{year}-{rest}" for year in range(2017, 2027) for rest in ("02-15", "07-20")]


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record, loaded for this file only."""
    with django_db_blocker.unblock(), transaction.atomic():
        Load().run()
        yield
        transaction.set_rollback(True)


def rows(name, on, **asked):
    return Client().get(f"/charts/{name}.json", {"on": on, **asked}).json()["rows"]


@pytest.mark.parametrize("on", DATES)
def test_bills_by_stage_are_those_that_the_record_calls_pending(on):
    found = rows("bills-pending", on)
    pending = Bill.objects.published().pending(day(on))
    assert sum(row["bills"] for row in found) == pending.count()
    for stage in PENDING:
        expected = Bill.objects.published().at_stages([stage], day(on)).count()
        assert sum(row[stage.value] for row in found) == expected
    assert len(rows("bills-age", on)) == pending.count()


@pytest.mark.parametrize("on", DATES)
def test_outcomes_by_year_add_up_to_every_bill_on_the_record(on):
    found = rows("session-outcomes", on)
    bills = Bill.objects.published().on_record(day(on))
    assert sum(row["bills"] for row in found) == bills.count()
    for name, stages in (("failed", ["failed"]), ("vetoed", ["vetoed"]), ("pending", PENDING)):
        assert sum(row[name] for row in found) == bills.at_stages(stages, day(on)).count()
    laws = StageSpan.objects.filter(
        measure__in=bills, from_on__lte=day(on), stage__in=["enacted", "in_force", "ended"]
    )
    assert sum(row["enacted"] for row in found) == len({span.measure_id for span in laws})
    for row in found:
        steps = [row["bills"], *(row[step.value] for step, _ in STEPS)]
        assert steps == sorted(steps, reverse=True)


@pytest.mark.parametrize("code", ["ma", "ny", "us", "nh"])
def test_sessions_of_one_legislature_add_up_to_its_bills(code):
    state_code = "" if code == "us" else code.upper()
    bills = Bill.objects.published().on_record(date(2026, 11, 22))
    expected = bills.filter(jurisdiction__state_code=state_code).count()
    found = rows("session-outcomes", "2026-11-22", state=code)
    assert sum(row["bills"] for row in found) == expected


def test_s927_of_massachusetts_is_pending_in_july_2023():
    bills = Client().get("/bills.json", {"on": "2023-07-20"}).json()["bills"]
    one = next(bill for bill in bills if bill["slug"] == "ma-s927-2023")
    assert (one["stage"], one["days"], one["session_ends_on"]) == (
        "in_committee",
        154,
        "2024-12-31",
    )
    page = read(Client().get("/bills/", {"on": "2023-07-20", "state": "ma"}))
    assert "/measures/ma-s927-2023/?on=2023-07-20" in page.addresses
    assert page.all("[value=ma-s927-2023]")


def test_a_count_of_a_session_opens_the_rows_it_counts():
    asked = {"session": "ma-192nd", "level": "legislature", "on": "2023-07-20"}
    found = rows("session-outcomes", "2023-07-20", state="ma")
    row = next(one for one in found if one["session"].startswith("192nd"))
    for step, _ in STEPS:
        opened = Client().get("/measures.json", asked | {"reached": step.value}).json()
        assert opened["count"] == row[step.value]
    assert row["in_committee"] > 0
