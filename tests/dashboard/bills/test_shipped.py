"""The charts of /bills/ over the record as it is shipped, on twenty dates."""

from datetime import date

import pytest
from django.test import Client

from dashboard.filters.filters import STEPS
from laws.counting.bills import BILLS_SINCE
from laws.models import Jurisdiction, Measure, StageSpan
from laws.vocabulary import PENDING
from tests.support.elements import read
from tests.support.makers import day
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
DATES = [f"{year}-{rest}" for year in range(2017, 2027) for rest in ("02-15", "07-20")]


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record."""
    with django_db_blocker.unblock(), shipped_record(once=True):
        yield


def rows(name, on, **asked):
    return Client().get(f"/charts/{name}.json", {"on": on, **asked}).json()["rows"]


@pytest.mark.parametrize("on", DATES)
def test_bills_by_stage_are_those_that_the_record_calls_pending(on):
    found = rows("bills-pending", on)
    bills = Measure.objects.published().bills()
    pending = bills.pending(day(on))
    assert sum(row["bills"] for row in found) == pending.count()
    for stage in PENDING:
        expected = bills.at_stages([stage], day(on)).count()
        assert sum(row[stage.value] for row in found) == expected
    assert len(rows("bills-age", on)) == pending.count()


@pytest.mark.parametrize("on", DATES)
def test_outcomes_by_year_add_up_to_every_bill_on_the_record(on):
    found = rows("session-outcomes", on)
    bills = Measure.objects.published().bills().on_record(day(on))
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
    bills = Measure.objects.published().bills().on_record(date(2026, 11, 22))
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
    asked = {"session": "ma-192nd", "kind": "bill", "on": "2023-07-20"}
    found = rows("session-outcomes", "2023-07-20", state="ma")
    row = next(one for one in found if one["session"].startswith("192nd"))
    for step, _ in STEPS:
        opened = Client().get("/measures.json", asked | {"reached": step.value}).json()
        assert opened["count"] == row[step.value]
    assert row["in_committee"] > 0


def listed(address):
    """How many rows the list of measures has at an address of a page."""
    return Client().get(address.replace("/measures/", "/measures.json")).json()["count"]


def number_of_bills(page):
    """The number of bills that a state's page gives, and the address that it opens."""
    links = (link for element in page.all("p") for link in element.links)
    return next(((n, to) for n, to in links if to.startswith("/measures/") and "bill" in n), None)


@pytest.mark.parametrize(
    ("turn", "on"), [(0, "2016-12-31"), (1, "2021-12-31"), (2, "2023-07-20"), (3, "2026-11-29")]
)
def test_a_states_bills_are_one_number_on_every_page_and_in_the_list(turn, on):
    """Each day has its quarter of the states, and the sum of all of them."""
    ranked = {row["state"]: row[on] for row in rows("ranked", on, by="introduced")}
    for state in Jurisdiction.objects.state_level().order_by("state_code")[turn::4]:
        code, number = state.state_code.lower(), ranked.get(state.state_code, 0)
        of_sessions = rows("session-outcomes", on, state=code)
        assert sum(row["bills"] for row in of_sessions) == number, code
        said = number_of_bills(read(Client().get(f"/states/{code}/", {"on": on})))
        assert bool(said) == bool(number), code
        if said:
            assert listed(said[1]) == number, code
    federal = sum(row["bills"] for row in rows("session-outcomes", on, state="us"))
    everything = sum(row["bills"] for row in rows("session-outcomes", on))
    assert everything == sum(number or 0 for number in ranked.values()) + federal


def test_the_bills_of_a_year_are_one_number_in_the_timeline_and_on_the_page():
    for on in ("2021-12-31", "2023-07-20", "2026-11-29"):
        by_year = {row["year"]: row["bills"] for row in rows("session-outcomes", on)}
        of_timeline = {row["year"]: row["introduced"] for row in rows("bills-by-year", on)}
        assert {year: by_year.get(year, 0) for year in of_timeline} == of_timeline


def test_every_year_that_stands_alone_has_more_than_laws():
    found = {row["year"]: row for row in rows("session-outcomes", "2026-11-29")}
    assert list(found) == [*map(str, range(2026, BILLS_SINCE - 1, -1)), list(found)[-1]]
    for year in range(BILLS_SINCE, 2027):
        row = found[str(year)]
        assert row["enacted"] < row["bills"] / 2 + 1, year
    before = found[list(found)[-1]]
    assert before["year"] == "Before 2019: mostly laws, known from before the search"
    assert before["enacted"] > before["bills"] / 2


@pytest.mark.parametrize("state", ["ca", "or", "tx"])
def test_on_a_phone_the_margins_leave_the_bars_of_a_state_their_room(state):
    page = read(Client().get(f"/states/{state}/", {"on": "2026-11-29"}))
    for still in page.all("div.still.is-narrow"):
        margins = [float(one["width"]) for one in still.all("svg") if not one.parts]
        assert sum(margins) < 240, margins


def test_the_row_of_the_years_before_opens_its_bills():
    for asked in ({}, {"state": "wa"}):
        page = read(Client().get("/bills/", {"on": "2026-11-29", **asked}))
        cells = [row for row in page.all("tr") if row.text.startswith(("All leg", "Before 2019"))]
        for number, address in [link for row in cells for link in row.links]:
            if number.isdigit():
                assert listed(address) == int(number)


def test_before_bills_were_looked_for_the_page_does_not_speak_of_passage():
    page = read(Client().get("/bills/", {"on": "2016-12-31"}))
    assert "we looked for bills from 2019 on" in page.text


@pytest.mark.parametrize("on", ["2023-07-20", "2026-11-29"])
def test_the_page_is_light(on):
    assert len(Client().get("/bills/", {"on": on}).content) < 60_000
