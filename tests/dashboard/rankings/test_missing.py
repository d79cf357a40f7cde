"""Missing safeguards by state (R13): the page, its files, and the numbers of the shipped record."""

import pytest

from tests.support.elements import read
from tests.support.makers import day, make_measure, make_provision, make_state, make_statewide_law
from tests.support.ranked_states import ON, PAGE
from tests.support.responses import csv_rows, part, text

pytestmark = pytest.mark.django_db
GAPS = ON | {"by": "gaps"}
JSON, CSV = "/rankings/missing-safeguards.json", "/rankings/missing-safeguards.csv"


@pytest.fixture
def record():
    """A state whose law says no once, one that was searched in vain, and one nobody searched."""
    law = make_statewide_law("hb1", 1, "VA")
    make_state("VA", searched_on="2023-01-05")
    make_provision(law, "warrant_required", "no")
    make_state("TX", searched_on="2023-01-05")
    make_state("PR")
    bill = make_measure(slug="bill", jurisdiction="VA", identifier="HB9", effect="restriction",
                        actions=[("introduced", "2023-01-20")])  # fmt: skip
    make_provision(bill, "warrant_required", "qualified", detail="Felony warrant")
    make_provision(bill, "drone_ban")
    make_measure(slug="other", jurisdiction="VA", actions=[("introduced", "2023-01-20")])


def test_states_stand_by_what_is_missing_and_those_not_searched_apart(client, record):
    page = client.get(PAGE, GAPS)
    rows = [row[:6] for row in read(page).find(".gaps").rows]

    assert rows == [
        ["1Texas", "None found (searched Jan 5, 2023)", "3", "0", "0", "0"],
        ["2Virginia", "Restriction", "1", "0", "1", "1"],
    ]
    assert part(page, "h1") == (
        "On July 20, 2023, one state or territory had no general statewide rule on police or "
        "government use, so it lacked most safeguards."
    )
    assert "Not searched: one state or territory" in text(page)


def test_a_bill_says_what_it_would_add_and_in_which_part(client, record):
    page = client.get(PAGE, GAPS)
    (cell,) = [row[6] for row in read(page).find(".gaps").rows if row[0] == "2Virginia"]

    assert cell.startswith(
        "HB9 Would require a warrant or court order (in part: felony warrant). Would also, where "
        "the law is not coded, bar it with drones. Compare with the law 1 more not coded yet"
    )
    assert read(page).link("Compare with the law") == "/compare/?m=bill&m=hb1&on=2023-07-20"
    assert part(client.get(PAGE, ON | {"by": "adding"}), "h1") == (
        "On July 20, 2023, Virginia had pending bills that would add missing safeguards."
    )


def test_its_files_have_every_state_and_safeguard(client, record):
    rows = {row["state"]: row for row in client.get(JSON, ON).json()["rows"]}
    assert (rows["PR"]["is_known"], rows["VA"]["missing"]) == (False, ["warrant_required"])
    assert rows["VA"]["bills"][0] == {
        "slug": "bill", "coded": True, "adds": ["warrant_required"], "completes": [],
        "sets_not_coded": ["drone_ban"],
    }  # fmt: skip

    found = csv_rows(client.get(CSV, ON))
    assert len(found) == 3 * 3
    assert {row["standing"] for row in found if row["state"] == "PR"} == {"not_searched"}


def test_queries_stay_few(client, record, django_assert_max_num_queries):
    for number in range(20):
        law = make_statewide_law(f"law{number}", 3, f"{chr(65 + number)}X")
        make_state(law.jurisdiction.state_code, searched_on=day("2023-01-05"))
    for path in (PAGE, JSON, CSV):
        with django_assert_max_num_queries(10):
            assert client.get(path, GAPS).status_code == 200
