"""Cells of a CSV file: no spreadsheet runs one, and each reads back as it was."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laws.open_data.cells import cell, read_cell

LIKE_FORMULAS = st.text("'=+-@\t\r\n ＝a1", min_size=1, max_size=5)
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
VALUES = st.one_of(
    st.tuples(st.just("string"), st.none() | TEXT | LIKE_FORMULAS),
    st.tuples(st.just("integer"), st.none() | st.integers()),
    st.tuples(st.just("number"), st.none() | st.floats(allow_nan=False, allow_infinity=False)),
    st.tuples(st.just("boolean"), st.none() | st.booleans()),
    st.tuples(st.just("list"), st.none() | st.lists(TEXT)),
)


def through_a_file(texts):
    file = io.StringIO(newline="")
    csv.writer(file).writerow(texts)
    file.seek(0)
    return next(csv.reader(file))


@given(st.lists(VALUES, min_size=1))
def test_what_is_written_reads_back_equal(values):
    cells = through_a_file([cell(value) for _, value in values])
    read = [read_cell(text, kind) for text, (kind, _) in zip(cells, values, strict=True)]
    assert read == [value for _, value in values]


@given(LIKE_FORMULAS | TEXT)
def test_no_cell_of_text_begins_like_a_formula(text):
    assert not re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", cell(text))


@pytest.mark.parametrize("value", [-3, -1.5])
def test_numbers_below_zero_stay_numbers(value):
    assert cell(value) == str(value)
