"""Measures as people say them."""

import pytest

from laws.text.bill_numbers import all_keys, official_number
from laws.text.said_measure import read_measure


@pytest.mark.parametrize(
    ("said", "state", "number", "others"),
    [
        ("Washington HB 1999", "WA", "HB 1999", ""), ("WA HB 1999", "WA", "HB 1999", ""),
        ("HB 1999 (Washington)", "WA", "HB 1999", ""), ("NY A 1045", "NY", "A 1045", ""),
        ("N.Y. A1045-A", "NY", "A1045-A", ""), ("MA S.927", "MA", "S.927", ""),
        ("mass. s.927, 193rd", "MA", "s.927", "193rd"), ("MA 193rd S.927", "MA", "S.927", "193rd"),
        ("New Mexico SB 12", "NM", "SB 12", ""), ("West Virginia HB 5", "WV", "HB 5", ""),
        ("Senate Bill No. 12, New Mexico", "NM", "SB 12", ""),
        ("New York Assembly Bill A1045", "NY", "A1045", ""),
        ("P. de la C. 12", "PR", "P. de la C. 12", ""), ("ESSB 6280", "", "ESSB 6280", ""),
        ("WA E2SSB 5528", "WA", "E2SSB 5528", ""), ("Congress S. 4487", "US", "S. 4487", ""),
        ("US H.R. 7356", "US", "H.R. 7356", ""), ("HB 1 of 2023", "", "HB 1", "of 2023"),
        ("Washington 1654", "WA", "1654", ""), ("SD 123", "", "SD 123", ""),
        ("King County Ord. 19296", "", "Ord. 19296", "King County"),
        ("Somerville 2019-16", "", "2019-16", "Somerville"),
        ("MA 2023-2024", "MA", "", "2023-2024"), ("ma", "MA", "", ""),
        ("Massachusetts", "MA", "", ""), ("King County", "", "", "King County"),
        ("mass surveillance", "", "", "mass surveillance"), ("", "", "", ""),
    ],
)  # fmt: skip
def test_a_measure_is_read_from_plain_words(said, state, number, others):
    read = read_measure(said)
    assert (read.state, read.number, read.others) == (state, number, others)


@pytest.mark.parametrize(
    ("said", "state", "official"),
    [
        ("A1045-A", "NY", "A.1045"), ("AB 1045", "NY", "A.1045"), ("SB 927", "MA", "S.927"),
        ("ESSB 6280", "WA", "SB 6280"), ("E2SHB 1654", "WA", "HB 1654"),
        ("SB 12", "WA", "SB 12"), ("PC0012", "PR", "P. de la C. 12"),
        ("P. del S. 500", "PR", "P. del S. 500"), ("HB No. 12", "TX", "HB 12"),
    ],
)  # fmt: skip
def test_a_number_in_any_spelling_is_the_one_on_record(said, state, official):
    assert official_number(said, state) == official
    assert all_keys(official, state) & all_keys(said, state)
