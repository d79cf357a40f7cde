"""New York's Open Legislation: a bill with all that its API answers, alone and in lists."""

import json

import pytest

from laws.imports.readers.detect import parse, read
from laws.imports.types import RefusedRecord
from laws.refusals import Refusal
from tests.support.source_sets import folder


def items(*rows):
    return {"items": list(rows), "size": len(rows)}


def acted(number, date, chamber, text):
    return {"sequenceNo": number, "date": date, "chamber": chamber, "text": text}


BILL = {
    "basePrintNo": "S9901", "session": 2099, "basePrintNoStr": "S9901-2099", "printNo": "S9901A",
    "billType": {"chamber": "SENATE", "desc": "Senate", "resolution": False},
    "title": "Relates to facial recognition", "activeVersion": "A", "year": 2099,
    "publishedDateTime": "2099-01-10T10:00", "summary": "Limits facial recognition in schools.",
    "substitutedBy": None, "status": {"statusType": "PASSED_SENATE", "statusDesc": "Passed Senate"},
    "sponsor": {"member": {"fullName": "Ada Example", "shortName": "EXAMPLE"}, "budget": False},
    "actions": items(
        acted(2, "2099-03-04", "SENATE", "PASSED SENATE"),
        acted(1, "2099-01-10", "SENATE", "REFERRED TO EDUCATION"),
    ),
    "amendments": {"size": 2, "items": {
        "": {"fullText": "First print.", "coSponsors": items()},
        "A": {"fullText": "Amended print.", "lawSection": "Education Law",
              "sameAs": items({"basePrintNo": "A9902", "session": 2099}),
              "coSponsors": items({"fullName": "Ben Example"}), "multiSponsors": items()},
    }},
    "votes": items({"voteType": "FLOOR", "voteDate": "2099-03-04", "memberVotes": {"items": {
        "AYE": {"size": 40}, "AYEWR": {"size": 1}, "NAY": {"size": 21}}}}),
    "previousVersions": items({"basePrintNo": "S77", "session": 2097}),
}  # fmt: skip


def answer(result):
    return json.dumps({"success": True, "message": "", "responseType": "bill", "result": result})


def test_all_of_a_bill_is_read():
    (bill,) = parse(answer(BILL))

    assert (bill.jurisdiction, bill.identifier, bill.session_names) == (
        "ocd-division/country:us/state:ny", "S9901", ("2099-2100",)
    )  # fmt: skip
    assert [(a.day.isoformat(), a.chamber, a.yes, a.no) for a in bill.actions] == [
        ("2099-01-10", "upper", None, None), ("2099-03-04", "upper", 41, 21)
    ]  # fmt: skip
    assert (bill.text, bill.subjects) == ("Amended print.", ("Education Law",))
    assert [s.name for s in bill.sponsors] == ["Ada Example", "Ben Example"]
    assert [tuple(r) for r in bill.relations] == [
        ("companion", "A9902", "2099-2100"), ("reintroduces", "S77", "2097-2098")
    ]  # fmt: skip
    assert bill.sources[0].url.endswith("/2099/S9901")


@pytest.mark.parametrize("row", [BILL, {"result": BILL, "rank": 1.0}], ids=["listed", "searched"])
def test_lists_of_bills_are_read_short_and_long(tmp_path, row):
    (short,) = parse(answer(items(row)))
    # Past four megabytes a file is read as a stream.
    many = [row, {**BILL, "basePrintNo": "S9902", "summary": "x" * 5 * 2**20}]
    path = folder(tmp_path / "set", {"list.json": {"success": True, "result": items(*many)}})

    assert short.identifier == "S9901"
    assert [one.identifier for one in read(path)] == ["S9901", "S9902"]


def test_a_bill_without_its_session_is_refused():
    (refused,) = parse(answer({**BILL, "session": None}))

    assert isinstance(refused, RefusedRecord)
    assert "session is missing" in refused.why


def test_an_answer_that_holds_no_bill_is_refused():
    with pytest.raises(Refusal, match="Open Legislation"):
        parse(json.dumps({"success": False, "message": "Not found", "result": None}))
