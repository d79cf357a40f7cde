"""Tables of actions as they are copied from legislatures' pages."""

import pytest

from laws.imports.pasted_actions import read_actions
from laws.models import Jurisdiction

READ = [("2025-01-13", "introduced", "lower"), ("2025-03-01", "passed_chamber", "upper")]


@pytest.mark.parametrize(
    "text",
    [
        "1/13/2025 House - First reading\n3/1/2025 Senate - Third reading, passed",
        "Date\tBody\tAction\n1/13/25\tHouse\tFirst reading\n3/1/25\tSenate\tPassed Senate",
        "| Jan. 13, 2025 | H | First reading |\n| Mar. 1, 2025 | S | Passed Senate |",
        "2025-01-13  House  First reading\n2025-03-01  Senate  Passed Senate",
        "House | 1/13/2025 | First reading\nSenate | 3/1/2025 | Passed Senate",
        "March 1, 2025: (S) Passed Senate\nJanuary 13, 2025: (H) First reading",
        "1/13/2025\nHouse\nFirst reading\n\n3/1/2025\nSenate\nPassed Senate",
    ],
)
def test_every_shape_of_a_table_says_the_same(text):
    table = read_actions(text, None, "bill", ["https://example.gov/1"], this_year=2026)
    assert [(row["day"], row["kind"], row["chamber"]) for row in table.rows] == READ
    assert table.left_out == []
    assert {tuple(row["source_urls"]) for row in table.rows} == {("https://example.gov/1",)}


def test_a_line_without_a_date_of_its_own_is_of_the_day_above_or_left_out():
    table = read_actions("1/13/2025\tFirst reading\n\tReferred to Judiciary\nSigned", None, "", [])
    assert [row["day"] for row in table.rows] == ["2025-01-13", "2025-01-13"]
    assert table.left_out == ["Signed"]


def test_what_is_no_table_gives_no_rows():
    assert read_actions("2025 Regular Session\n\n||\t|", None, "", []).rows == []


def place(state, local=""):
    below = f"/place:{local}" if local else ""
    return Jurisdiction(
        division_id=f"ocd-division/country:us/state:{state.lower()}{below}",
        kind="city" if local else "state", state_code=state, name=local or state,
    )  # fmt: skip


def read(text, where, session_year=0):
    """The rows as (day, kind, who acted), and what is told."""
    kind = "ordinance" if where.is_local else "bill"
    table = read_actions(text, where, kind, [], session_year, 2026)
    return [(row["day"], row["kind"], row["chamber"]) for row in table.rows], table


WASHINGTON = """2025 REGULAR SESSION
Dec 12\tPrefiled for introduction.
IN THE HOUSE
Jan 21 First reading, referred to Technology.
Mar 5 Third reading, passed; yeas, 60; nays, 37; absent, 0; excused, 1.
IN THE SENATE
Mar 7 First reading, referred to Law & Justice.
2026 REGULAR SESSION
Jan 12 By resolution, reintroduced and retained in present status."""


def test_the_year_of_days_may_stand_in_the_heading_or_be_the_session_s():
    rows, table = read(WASHINGTON, place("WA"))
    assert rows == [
        ("2024-12-12", "introduced", ""), ("2025-01-21", "referred", "lower"),
        ("2025-03-05", "passed_chamber", "lower"), ("2025-03-07", "referred", "upper"),
        ("2026-01-12", "carried_over", ""),
    ]  # fmt: skip
    assert (table.rows[2]["yes"], table.rows[2]["no"], table.left_out) == (60, 37, [])

    line = "Jan 21 First reading"
    assert read(line, place("WA"), 2025)[0] == [("2025-01-21", "introduced", "")]
    rows, table = read(line, place("WA"))
    assert (rows, table.left_out) == ([], [line])
    assert "Some dates have no year." in table.notes[0]


def test_dates_at_the_end_of_lines_are_read_with_the_chamber_behind_them():
    text = (
        "Referred to JUDICIARY, Jan. 29, 2025 [House]\nReported as committed, 3/17/2025 [House]\n"
        "Final passage, March 18, 2025 (102-101) [House]\nNo such step [House]"
    )
    rows, table = read(text, place("PA"))
    assert rows == [("2025-01-29", "referred", "lower"), ("2025-03-17", "reported", "lower"),
                    ("2025-03-18", "passed_chamber", "lower")]  # fmt: skip
    assert (table.rows[2]["yes"], table.left_out) == (102, ["No such step [House]"])


@pytest.mark.parametrize(
    "text",
    [
        "- 2025-01-08: Introduced\n* March 3, 2025 — Signed by the Governor",
        "1. 2025-01-08 - Introduced\n2. 3/3/25: Signed by the Governor",
        'date,chamber,action\n2025-01-08,,Introduced\n2025-03-03,,"Signed by the Governor"',
        "Date Branch Action Taken\n(1/8/2025) Introduced\n3-MAR-25 Signed by the Governor",
    ],
)
def test_lists_and_commas_and_unknown_heads_say_the_same(text):
    rows, table = read(text, place("ID"))
    assert [(day, kind) for day, kind, _ in rows] == [
        ("2025-01-08", "introduced"), ("2025-03-03", "enacted")
    ]  # fmt: skip
    assert table.left_out == []


LEGISTAR = """Date\tVer.\tAction By\tAction\tResult\tAction Details\tMeeting Details\tVideo
3/20/2025\t2\tMayor\tSigned\t\tAction details\tMeeting details\tNot available
3/11/2025\t2\tFull Council\tAdopted\tPass\tAction details\tMeeting details\tVideo
3/4/2025\t1\tCity Council\tadopt\tFail\tAction details\tMeeting details\tVideo
2/2/2025\t1\tCommittee on Public Safety\tapproved\tPass\tAction details\tMeeting details\tVideo
1/6/2025\t1\tCity Council\treferred\tPass\tAction details\tMeeting details\tVideo"""


def test_a_council_s_votes_pass_no_more_than_a_chamber_and_a_mayor_signs():
    rows, table = read(LEGISTAR, place("WA", "seattle"))
    assert rows == [
        ("2025-01-06", "referred", "council"), ("2025-02-02", "reported", "council"),
        ("2025-03-04", "other", "council"), ("2025-03-11", "passed_chamber", "council"),
        ("2025-03-20", "enacted", "executive"),
    ]  # fmt: skip
    assert [row["description"] for row in table.rows] == [
        "referred", "Committee on Public Safety · approved", "adopt · Fail", "Adopted", "Signed",
    ]  # fmt: skip


def test_what_single_legislatures_put_in_columns_is_read_as_they_mean_it():
    utah = "2/14/2025\tHouse/ passed 3rd reading\tSenate Secretary\t61 5 9"
    rows, table = read(utah, place("UT"))
    assert rows == [("2025-02-14", "passed_chamber", "lower")]
    assert (table.rows[0]["yes"], table.rows[0]["no"]) == (61, 5)
    assert table.rows[0]["description"] == "passed 3rd reading · Senate Secretary"

    texas = (
        "E\tEffective on 1/1/26\t\t06/20/2025\t\t\nE\tSent to the Governor\t\t06/01/2025\t\t\n"
        "H\tPassed as amended\t\t04/21/2025\t10:45 AM\t2111"
    )
    rows, table = read(texas, place("TX"))
    assert rows == [("2025-04-21", "passed_chamber", "lower"), ("2025-06-01", "passed", ""),
                    ("2026-01-01", "effective", "executive")]  # fmt: skip
    assert table.rows[0]["description"] == "Passed as amended"


def test_the_governor_s_act_is_not_the_house_s_that_was_told_of_it():
    assert read("3/3/2025\tHouse\tChapter 12", place("ID"))[0] == [("2025-03-03", "enacted", "")]
    assert read("3/3/2025 Governor signed", place("ID"))[0][0][2] == "executive"


@pytest.mark.parametrize(
    ("line", "where", "row", "description"),
    [
        ("3/11/2025 City Council Passed Pass", place("IL", "chicago"),
         ("2025-03-11", "passed_chamber", "council"), "Passed"),
        ("1/10/2025 Finance Committee Recommended to Pass", place("IL", "chicago"),
         ("2025-01-10", "reported", "council"), "Finance Committee · Recommended to Pass"),
        ("4/20/2025\t*\tA. Member\tCity Council\tApproved, by Council\tPass",
         place("NY", "new_york"), ("2025-04-20", "passed_chamber", "council"),
         "Approved, by Council · A. Member"),
        ("4/2/2025 Senate • CS passed; YEAS 38 NAYS 0", place("FL"),
         ("2025-04-02", "passed_chamber", "upper"), "CS passed; YEAS 38 NAYS 0"),
        ("H 3/4/2025 Passed Third Reading", place("HI"),
         ("2025-03-04", "passed_chamber", "lower"), "Passed Third Reading"),
        ("Senate\t3/1/2025\t3/1/2025\tThird Reading Passed (45-0)", place("MD"),
         ("2025-03-01", "passed_chamber", "upper"), "Third Reading Passed (45-0)"),
    ],
)  # fmt: skip
def test_a_line_says_who_acted_in_many_ways(line, where, row, description):
    rows, table = read(line, where)
    assert (rows, table.rows[0]["description"]) == ([row], description)


def test_a_chapter_and_a_first_day_below_a_signature_belong_to_it():
    text = "Apr 22\tGovernor signed.\nChapter 12, 2025 Laws.\nEffective date 7/27/2025."
    rows, table = read(text, place("WA"), 2025)
    assert rows == [("2025-04-22", "enacted", "executive"), ("2025-04-22", "other", ""),
                    ("2025-07-27", "effective", "")]  # fmt: skip
    assert table.left_out == []


def test_a_thousand_lines_are_read_and_the_next_is_told():
    rows, table = read("1/13/2025\tHeld\n" * 1000 + "1/14/2025\tSigned", place("WA"))
    assert len(rows) == 200
    assert table.left_out == ["1/14/2025 Signed"]
