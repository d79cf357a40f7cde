"""Tables of actions as they are copied from legislatures' pages."""

import pytest

from laws.imports.pasted_actions import read_actions

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
    table = read_actions(text, None, "bill", ["https://example.gov/1"])
    assert [(row["day"], row["kind"], row["chamber"]) for row in table.rows] == READ
    assert table.left_out == []
    assert {tuple(row["source_urls"]) for row in table.rows} == {("https://example.gov/1",)}


def test_a_line_without_a_date_of_its_own_is_of_the_day_above_or_left_out():
    table = read_actions("1/13/2025\tFirst reading\n\tReferred to Judiciary\nSigned", None, "", [])
    assert [row["day"] for row in table.rows] == ["2025-01-13", "2025-01-13"]
    assert table.left_out == ["Signed"]


def test_what_is_no_table_gives_no_rows():
    assert read_actions("2025 Regular Session\n\n||\t|", None, "", []).rows == []
