"""The import commands' --json: what we make of each record, stored nowhere."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from laws.models import ImportRun, InboxEntry
from tests.support.makers import make_place, make_session
from tests.support.source_bills import API_BILL, changed
from tests.support.source_sets import folder

pytestmark = pytest.mark.django_db
KEYS = {
    "where", "refused", "record", "record_id", "place", "session", "identifier", "kind", "title",
    "on_subject", "strength", "reasons", "why_off_subject", "on",
    "stage", "stage_basis", "in_force", "terms", "stages",
    "first_action_on", "last_action_on", "enacted_on", "effective_on", "ended_on", "actions",
    "sources", "notes",
}  # fmt: skip
SIGNED = [
    {"description": "Filed", "date": "2099-01-05"},
    {"description": "Signed by Governor", "date": "2099-03-01"},
    {"description": "Effective date 07/01/2099", "date": "2099-03-02"},
]


def printed(tmp_path, *bills, **options):
    make_session("MA", "2098-2099", "2098-01-01", "2099-12-31")
    path = folder(tmp_path / "set", {f"{n}.json": bill for n, bill in enumerate(bills)})
    out = StringIO()
    call_command("import_openstates", path, "--json", stdout=out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_record_is_an_object_with_all_that_follows_from_it(tmp_path):
    bill = changed(API_BILL, actions=SIGNED, votes=[], title="A facial recognition act")
    (before,) = printed(tmp_path, bill, on=date(2099, 5, 1))

    assert set(before) == KEYS
    assert (before["place"], before["session"]) == ("ocd-division/country:us/state:ma", "2098-2099")
    assert (before["identifier"], before["kind"], before["on_subject"]) == ("S.9901", "bill", True)
    assert (before["stage"], before["in_force"]) == ("enacted", False)
    assert before["terms"] == [{"starts_on": "2099-07-01", "ends_on": None}]
    assert [(row["date"], row["kind"]) for row in before["actions"]] == [
        ("2099-01-05", "introduced"), ("2099-03-01", "enacted"), ("2099-07-01", "effective")
    ]  # fmt: skip
    assert {row["confidence"] for row in before["actions"]} == {"high"}
    assert not ImportRun.objects.exists() | InboxEntry.objects.exists()


def test_a_record_that_cannot_be_read_says_why(tmp_path):
    (told,) = printed(tmp_path, changed(API_BILL, title=None))

    assert set(told) == {"where", "refused"}
    assert "title is missing" in told["refused"]


def test_what_is_off_the_subject_says_why(tmp_path):
    bill = changed(API_BILL, title="An act on bridges", abstracts=[], subject=[])
    on, off = printed(tmp_path, changed(API_BILL, title="A facial recognition act"), bill)

    assert (on["on_subject"], on["why_off_subject"]) == (True, None)
    assert off["on_subject"] is False
    assert off["why_off_subject"]


def test_it_stores_nothing_and_says_so(tmp_path):
    with pytest.raises(CommandError, match="not both"):
        call_command("import_openstates", tmp_path, "--json", "--commit")


def test_matters_of_a_council_are_told_with_the_place_that_was_named(tmp_path):
    seattle = "ocd-division/country:us/state:wa/place:seattle"
    make_place("Seattle", "WA")
    matter = {
        "MatterId": 7, "MatterFile": "CB 999999", "MatterTitle": "Facial recognition limits",
        "MatterTypeName": "Council Bill", "MatterStatusName": "Passed",
    }  # fmt: skip
    path, out = folder(tmp_path / "set", {"m.json": [matter]}), StringIO()
    call_command("import_legistar", path, "--json", place=seattle, stdout=out)
    told = json.loads(out.getvalue())

    assert set(told) >= KEYS
    assert (told["place"], told["kind"], told["in_force"]) == (seattle, "ordinance", False)
    with pytest.raises(CommandError, match="no government"):
        call_command("import_legistar", path, place="Seattle")
