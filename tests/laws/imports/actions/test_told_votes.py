"""Votes as legislatures write them."""

from datetime import date

import pytest

from laws.imports.actions.told_votes import told_votes
from laws.imports.types import IncomingAction

WRITTEN = {
    "Third reading, passed; yeas, 95; nays, 2; absent, 0; excused, 1.": (95, 2),
    "Passed Third Reading. Ayes, 22; Aye(s) with reservations: none . Noes, 3 (Senator(s) Roe).":
        (22, 3),
    "Passed Final Reading. Ayes, 25; Aye(s) with reservations: none . 0 No(es): none.": (25, 0),
    "On motion to suspend the rules and pass the bill Agreed to by the Yeas and Nays: (2/3 "
    "required): 402 - 9 (Roll no. 12).": (402, 9),
    "Passed Senate by Yea-Nay Vote. 51 - 50. Record Vote Number: 372.": (51, 50),
    "(H) PASSED Y24 N16": (24, 16),
    "(S) PASSED Y20 N-": (20, 0),
    "(H) PASSED Y36 E4": (36, 0),
    "Passed Senate (40-Y 0-N)": (40, 0),
    "Passed on Final Reading with Emergency Clause 46-1*-2": (46, 1),
    "Passed Senate (Passed Both Houses) (39-0)": (39, 0),
    "Ought to Pass with Amendment # 2025-0937h: MA RC 209-152 03/13/2025 HJ 9": (209, 152),
    "Ought to Pass, RC 21Y-3N, MA": (21, 3),
    "passed 94 - 0": (94, 0),
    "Ought to Pass: MA VV 03/13/2025 HJ 9 P. 4": (None, None),
    "PASSED TO BE ENACTED - Emergency - 2/3 Elected Required": (None, None),
    "Passed as amended by Committee Amendment A (S-206)": (None, None),
}  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_votes_are_read_as_they_are_written(text):
    told = told_votes(IncomingAction(date(2025, 3, 1), text, 1))

    assert (told.yes, told.no) == WRITTEN[text]
