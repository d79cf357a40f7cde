"""JSON too long to be held: read a bill at a time, and given up where a record does not end."""

import json
from itertools import chain, repeat

import pytest

from laws.imports.readers import json_files, long_json
from laws.imports.readers.containers import OneFile
from laws.refusals import Refusal
from tests.support.source_bills import API_BILL, LEGISCAN_BILL, PERSON, changed
from tests.support.source_sets import folder, read

LIMIT = 200_000
BILLS = [changed(API_BILL, id=f"ocd-bill/{number}") for number in range(30)]


@pytest.fixture(autouse=True)
def small_limits(monkeypatch):
    monkeypatch.setattr(json_files, "AT_ONCE", 1000)
    monkeypatch.setattr(long_json, "AT_A_TIME", 10_000)
    monkeypatch.setattr(long_json, "LARGEST_RECORD", LIMIT)
    monkeypatch.setattr(long_json, "MOST_VALUES", 2000)


class Endless(OneFile):
    """A file that begins in some way and then repeats itself for ever."""

    def __init__(self, start, again):
        super().__init__("", "endless.json")
        self.start, self.again = start, again * (10_000 // len(again))

    def _stream(self, name):
        self.pieces = chain([self.start], repeat(self.again))
        self.bytes_read, self.rest = 0, b""
        return self

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass

    def read(self, size):
        while len(self.rest) < size:
            self.rest += next(self.pieces)
        content, self.rest = self.rest[:size], self.rest[size:]
        self.bytes_read += len(content)
        assert self.bytes_read < 5 * LIMIT, "it is read on and on"
        return content


@pytest.mark.parametrize(
    ("start", "again", "said"),
    [
        (b'{"x": "', b"x", "a record of more than"),
        (b'["', b"x", "a record of more than"),
        (
            b'{"bill_id": 1, "bill_number": 2, "session_id": 3, "title": "',
            b"x",
            "one record of more than",
        ),
        (b'{"x": ', b"1", "a record of more than"),
        (b"{", b'"x": 1, ', "more than 2,000 values"),
        (b'{"x": [', b"1, ", "more than 2,000 values"),
        (b"[[", b"{}, ", "more than 2,000 values"),
        (b'{"x": {', b'"y": [], ', "more than 2,000 values"),
        (b"[", b"[", "nested too deep"),
        (b"[", b'{"x": ', "nested too deep"),
        (b"[", b" ", "a record of more than"),
    ],
)
def test_a_record_that_never_ends_is_given_up(start, again, said):
    with pytest.raises(Refusal, match=f"^endless.json .*{said}"):
        list(json_files.read_member(Endless(start, again), ""))


def test_a_long_list_is_read_bill_by_bill(tmp_path):
    lists = {"first": BILLS[:20], "second": BILLS[20:], "third": []}
    for wrapped in (BILLS, {"pagination": {"page": 1}, "results": BILLS}, lists):
        measures, refused = read(folder(tmp_path, {"long.json": wrapped}) / "long.json")

        assert [one.record_id for one in measures] == [bill["id"] for bill in BILLS]
        assert measures[-1].where.number == 30
        assert not refused


def test_lists_of_something_else_are_passed_over(tmp_path):
    wrapped = {"words": ["face"] * 100, "rows": [[{"x": 1}], []] * 20, "results": BILLS}
    measures, refused = read(folder(tmp_path, {"long.json": wrapped}))

    assert [one.record_id for one in measures] == [bill["id"] for bill in BILLS]
    assert not refused


def test_a_long_file_of_what_stands_beside_bills_is_passed_over(tmp_path):
    files = {
        "bill.json": BILLS[0],
        "list.json": [PERSON] * 5000,
        "people.json": {"people": [PERSON] * 5000},
    }
    (measure,), refused = read(folder(tmp_path, files))

    assert measure.where.file.endswith("bill.json")
    assert not refused


def test_the_bills_before_the_place_where_a_file_breaks_off_are_read(tmp_path):
    path = tmp_path / "long.json"
    path.write_bytes(json.dumps(BILLS).encode()[:-5000])
    measures, (refused,) = read(tmp_path)

    assert len(measures) > 20
    assert "is not valid JSON to its end" in refused.why


def test_one_long_bill_is_read_whole(tmp_path):
    (measure,), _ = read(folder(tmp_path, {"long.json": {"bill": LEGISCAN_BILL}}))

    assert measure.record_id == "990501"


def test_a_bill_that_is_too_long_is_refused_and_those_before_it_read(tmp_path):
    huge = changed(API_BILL, extras={"x": "x" * 2 * LIMIT})
    measures, (refused,) = read(folder(tmp_path, {"long.json": [*BILLS, huge]}))

    assert len(measures) == 30
    assert "has a record of more than" in refused.why
