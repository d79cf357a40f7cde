"""Matters of Legistar: whose they are, who acted, and what councils' words mean."""

import json
from datetime import date

import pytest

from laws.imports.actions.classify import kinds_of, place_code
from laws.imports.readers.detect import parse, read
from laws.imports.types import RefusedRecord
from laws.rules.reckoning import reckon
from laws.rules.terms import ActionFacts
from laws.text.dates import PartialDate
from tests.support.source_sets import folder

SEATTLE = "ocd-division/country:us/state:wa/place:seattle"
MATTER = {
    "MatterId": 7, "MatterGuid": "A-7", "MatterFile": "CB 999999", "MatterName": None,
    "MatterTitle": "AN ORDINANCE relating to facial recognition", "MatterBodyName": "City Council",
    "MatterTypeName": "Council Bill (CB)", "MatterStatusName": "In Committee",
    "MatterIntroDate": "2099-01-05T00:00:00", "MatterEnactmentNumber": None,
}  # fmt: skip


def acted(day, body, name, flag=None, tally=None):
    return {
        "MatterHistoryId": day, "MatterHistoryActionDate": f"2099-{day}T00:00:00",
        "MatterHistoryActionBodyName": body, "MatterHistoryActionName": name,
        "MatterHistoryPassedFlagName": flag, "MatterHistoryTally": tally,
    }  # fmt: skip


def one(*histories, place=SEATTLE, **about):
    matter = {**MATTER, "Place": place, "MatterHistories": list(histories), **about}
    (found,) = parse(json.dumps(matter))
    return found


def kinds(*entries, place=SEATTLE):
    """The kinds of entries: (body, words), a month after each other."""
    rows = [acted(f"{n:02}-01", *entry) for n, entry in enumerate(entries, 1)]
    measure = one(*rows, place=place)
    code = place_code(measure.jurisdiction)
    return [each.kind for each in kinds_of(measure.actions, code, is_local=True)]


def test_a_matter_is_told_whole():
    rows = [acted("02-01", "City Council", "passed", "Pass", "8:1")]
    matter = {"Matter": MATTER | {"Place": SEATTLE}, "Histories": rows,
              "Sponsors": [{"MatterSponsorName": "Ada Example", "MatterSponsorSequence": 0}],
              "Texts": [{"MatterTextPlain": "No office may use face scans."}]}  # fmt: skip
    (found,) = parse(json.dumps(matter))

    assert (found.jurisdiction, found.identifier, found.kind) == (SEATTLE, "CB 999999", "ordinance")
    assert [(a.chamber, a.yes, a.no) for a in found.actions] == [("council", 8, 1)]
    assert found.sponsors[0].name == "Ada Example"
    assert found.text == "No office may use face scans."


def test_whose_it_is_is_told_and_never_guessed(tmp_path):
    (refused,) = parse(json.dumps([MATTER]))
    beside = {"histories.json": [acted("01-01", "", "x")]}
    path = folder(tmp_path / "set", {"matters.json": [MATTER]} | beside)
    url = "https://sfgov.legistar.com/LegislationDetail.aspx?ID=7"
    (of_page,) = parse(json.dumps(MATTER | {"MatterInSiteURL": url}))

    assert isinstance(refused, RefusedRecord)
    assert "--place" in refused.why
    assert [found.jurisdiction for found in read(path, place=SEATTLE)] == [SEATTLE]
    assert of_page.jurisdiction == "ocd-division/country:us/state:ca/place:san_francisco"


def test_what_is_no_measure_is_refused():
    assert "MatterTypeName" in one(MatterTypeName="Oversight").why


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([("Committee on Technology", "Approved by Committee")], ["reported"]),
        ([("Transportation Committee", "pass as amended")], ["reported"]),
        ([("City Council", "passed"), ("Mayor", "Signed")], ["passed_chamber", "enacted"]),
        ([("Board of Supervisors", "PASSED ON FIRST READING"),
          ("Board of Supervisors", "FINALLY PASSED"), ("Mayor", "APPROVED")],
         ["other", "passed_chamber", "enacted"]),
        ([("City Council", "Passed on First Reading")], ["other"]),
        ([("City Clerk", "Filed by Clerk at the end of session")], ["failed"]),
        ([("Common Council", "PLACED ON FILE")], ["failed"]),
        ([("Public Safety Committee", "PLACED ON FILE")], ["reported"]),
        ([("City Council", "Adopted", "Fail")], ["other"]),
        ([("City Council", "Tabled")], ["other"]),
        ([("City Council", "Sine Die")], ["failed"]),
        ([("City Council", "passed"), ("Mayor", "Returned Unsigned")], ["passed_chamber", "other"]),
        ([("City Council", "passed"), ("Mayor", "Vetoed")], ["passed_chamber", "vetoed"]),
        ([("City Council", "passed"), ("Mayor", "Vetoed"), ("City Council", "Veto overridden")],
         ["passed_chamber", "vetoed", "veto_overridden"]),
        ([("City Council", "passed"), ("Mayor", "Vetoed"), ("City Council", "Veto sustained")],
         ["passed_chamber", "vetoed", "other"]),
    ],
)  # fmt: skip
def test_councils_words_are_read_by_who_acted(entries, expected):
    assert kinds(*entries) == expected


def test_a_charter_rule_makes_a_law_in_new_york_city_alone():
    entries = [
        ("City Council", "Approved by Council"),
        ("Administration", "City Charter Rule Adopted"),
    ]
    new_york = "ocd-division/country:us/state:ny/place:new_york"

    assert kinds(*entries, place=new_york) == ["passed_chamber", "enacted"]
    assert "enacted" not in kinds(*entries)


def test_no_vote_puts_a_matter_in_effect_before_the_mayor_acted():
    measure = one(acted("02-01", "City Council", "Adopted", "Pass"))
    found = kinds_of(measure.actions, place_code(SEATTLE), is_local=True)
    day = measure.actions[0].day

    assert reckon([ActionFacts(found[0].kind, PartialDate(day))], True, None).terms == ()
    assert day == date(2099, 2, 1)
