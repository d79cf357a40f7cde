"""Finding out what a path holds: files, folders and ZIPs, good ones and all sorts of bad ones."""

import json
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from laws.imports.readers import containers, detect
from laws.imports.types import Where
from laws.refusals import Refusal
from tests.support.source_bills import (
    API_BILL,
    EACH,
    LEGISCAN_BILL,
    PERSON,
    ROLL_CALL,
    VOTE,
    changed,
)
from tests.support.source_sets import LEGISCAN_SET, archive, folder, read

BILL = {"bill": LEGISCAN_BILL}
MIXED = {
    "MA/2099/bill/S9905.json": BILL,
    "MA/2099/people/1.json": PERSON,
    "MA/2099/vote/1.json": ROLL_CALL,
    "MA/2099/bill/broken.json": '{"bill": {"bill_id": 1,',
    "MA/2099/bill/latin.json": '{"title": "é"}'.encode("latin-1"),
    "MA/2099/bill/nameless.json": {"bill": changed(LEGISCAN_BILL, bill_number=None)},
    "openstates/vote.json": VOTE,
    "openstates/api.json": {"results": [API_BILL], "pagination": {"page": 1}},
    "openstates/lookup.json": {"1": "Introduced"},
    "csv/bills.csv": LEGISCAN_SET["bills.csv"],
    "csv/party.csv": ["id,name", "1,D"],
    "README": "A test",
    "__MACOSX/._S9905.json": "junk",
}


@pytest.mark.parametrize("make", [folder, archive])
def test_each_bill_of_a_folder_or_a_zip_is_read_and_each_broken_file_named(tmp_path, make):
    measures, refused = read(make(tmp_path / "set", MIXED))

    assert sorted(one.identifier for one in measures) == ["HCR802", "S 9901", "S9905", "SB0801"]
    assert sorted((one.where.file, one.why.split(" ")[1]) for one in refused) == [
        ("set/MA/2099/bill/broken.json", "is"),
        ("set/MA/2099/bill/latin.json", "is"),
        ("set/MA/2099/bill/nameless.json", "is"),
    ]
    assert {"UTF-8: see its byte 12.", "bill_number is missing"} <= {
        said for one in refused for said in (one.why.split("; ")[0], one.why[-23:])
    }


@pytest.mark.parametrize("form", EACH)
def test_a_bill_by_itself_is_read_whatever_wraps_it(tmp_path, form):
    bill = EACH[form]
    wrappers = [bill, [bill], {"results": [bill]}, {"a search": [bill], "another": []}]
    wrappers += [{"status": "OK", "bill": bill}] if form == "legiscan" else []
    for wrapped in wrappers:
        (measure,) = detect.parse(json.dumps(wrapped))
        assert measure.identifier in (bill.get("identifier"), bill.get("bill_number"))


def test_a_zip_in_a_folder_is_read_and_one_in_a_zip_refused(tmp_path):
    inner = archive(tmp_path / "inner.zip", {"S9905.json": BILL})
    measures, _ = read(tmp_path)
    _, (refused,) = read(archive(tmp_path / "outer.zip", {"in.zip": inner.read_bytes()}))

    assert measures[0].where == Where(f"{tmp_path.name}/inner.zip/S9905.json")
    assert refused.why == "outer.zip/in.zip is a ZIP inside a ZIP; unpack it first."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"{", "is not valid JSON"),
        (b"[1, 2, 3]", "contains no bill"),
        (b'{"a": 5}', "contains no bill"),
        (b"[" * 100_000, "too deep"),
        (b'{"a": ' + b"9" * 5000 + b"}", "too many digits"),
        (b"\xff\xfe{\x00}\x00", "contains nothing that can be imported"),
        (b'{"title": "\xe9"}', "is not in UTF-8: see its byte 12"),
        (b"<!doctype html><p>Sign in", "is a web page"),
        (b"%PDF-1.7\n\x00\x01\x02", "contains nothing that can be imported"),
        (b"name,party\nA. Tester,D\n", "contains nothing that can be imported"),
        (b"PK\x03\x04 and then something else", "can't be read to its end"),
        (b'{"status": "ERROR", "alert": {"message": "Invalid key"}}', "answered “Invalid key”"),
    ],
)
def test_a_file_that_is_nothing_known_is_said_to_be_so_in_a_sentence(tmp_path, content, said):
    path = tmp_path / "file"
    path.write_bytes(content)

    with pytest.raises(Refusal, match=said) as refused:
        list(detect.read(path, "upload.json"))
    assert str(refused.value).startswith("upload.json")
    assert str(refused.value).endswith(".")


def test_a_path_that_is_not_there_is_said_at_once(tmp_path):
    with pytest.raises(Refusal, match="There is no file or folder"):
        detect.read(tmp_path / "nowhere")


def test_a_zip_that_would_unpack_to_far_more_than_its_size_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(containers, "UNSUSPICIOUS", 2**20)
    path = archive(tmp_path / "bomb.zip", {"bomb.json": b" " * 2**23})

    with pytest.raises(Refusal, match="unpack to more than 200 times its size"):
        detect.read(path)

    monkeypatch.setattr(containers, "MOST_MEMBERS", 0)
    with pytest.raises(Refusal, match="contains 1 files"):
        detect.read(path)


def test_a_member_too_large_broken_or_encrypted_is_refused_and_the_others_read(
    tmp_path, monkeypatch
):
    path = archive(tmp_path / "set.zip", {"a.json": BILL, "b.json": [API_BILL] * 9, "c.json": BILL})
    with ZipFile(path) as zipped:
        first, last = zipped.getinfo("a.json"), zipped.getinfo("c.json")
        monkeypatch.setattr(containers, "LARGEST_MEMBER", first.file_size)
    content = bytearray(path.read_bytes())
    content[last.header_offset + 60] ^= 0xFF
    path.write_bytes(content)
    measures, refused = read(path)

    assert [one.identifier for one in measures] == ["S9905"]
    assert "b.json would unpack to" in refused[0].why
    assert "c.json can't be read to its end" in refused[1].why

    start = content.index(b"PK\x01\x02")
    content[start + 8] |= 1
    path.write_bytes(content)
    _, refused = read(path)
    assert refused[0].why == "set.zip/a.json is encrypted; unpack it first."


def test_names_inside_a_zip_are_only_names(tmp_path):
    path = tmp_path / "set.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr("../../escape\n.json", json.dumps(BILL))
    before = sorted(tmp_path.parent.rglob("*"))
    (measure,), _ = read(path)

    assert measure.where.file == "set.zip/../../escape\ufffd.json"
    assert sorted(tmp_path.parent.rglob("*")) == before
