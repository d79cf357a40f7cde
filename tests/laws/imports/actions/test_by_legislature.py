"""What single legislatures mean by their words, where a reader of all of them would err."""

from datetime import date

import pytest

from laws.imports.actions.by_legislature import BY_LEGISLATURE
from laws.imports.actions.classify import kind_of, kinds_of, place_code
from laws.imports.types import IncomingAction

NYC = "NY/place:new_york"
SAID = {
    "US": {
        "Signed by President.": "enacted",
        "On motion to suspend the rules and pass the bill Agreed to by voice vote.":
            "passed_chamber",
        "Passed/agreed to in Senate: Passed Senate with an amendment by Unanimous Consent.":
            "passed_chamber",
        "Mr. Roe moved to suspend the rules and pass the bill.": "other",
        "On motion to suspend the rules and pass the bill Failed by the Yeas and Nays: 200 - 220.":
            "other",
        "Motion to reconsider laid on the table Agreed to without objection.": "other",
    },
    "AL": {
        "Motion to Read a Third Time and Pass as Amended - Adopted Roll Call 12": "passed_chamber",
        "Carried Over to the Call of the Chair": "other",
    },
    "CT": {"PUBLIC ACT 26-101": "other", "SIGNED BY GOVERNOR": "enacted",
           "IN CONCURRENCE": "passed"},
    "DC": {
        "First Reading, CC": "passed_chamber", "Final Reading, CC": "passed",
        "Signed with Act Number A25-0400": "other",
        "Law L25-0170 Effective from Apr 20, 2024": "enacted",
    },
    "ID": {"Rules Suspended: Ayes 70 Nays 0, read in full as required – PASSED - 50-20-0":
           "passed_chamber"},
    "KY": {"delivered to Secretary of State (Acts Ch. 12)": "enacted"},
    "NE": {
        "Advanced to Enrollment and Review Initial": "other",
        "Passed on Final Reading with Emergency Clause 45-0-4": "passed",
        "Roe MO9 That the bill becomes law notwithstanding the objections of the Governor filed":
            "other",
    },
    "ND": {
        "Signed by Governor, but item veto 05/15": "enacted",
        "Second reading, passed, yeas 80 nays 9, Emergency clause carried": "passed_chamber",
    },
    "OK": {"Third Reading, Measure passed and Emergency failed: Ayes: 60 Nays: 30":
           "passed_chamber"},
    "PR": {
        "Radicado": "introduced", "Aprobado por Cámara en Votación Final": "passed_chamber",
        "Referido a Comisión(es)": "referred", "1er Informe con enmiendas": "reported",
        "Enviado al Gobernador": "passed", "Veto de Bolsillo": "vetoed", "Ley Núm. 9": "enacted",
    },
    NYC: {"City Charter Rule Adopted": "enacted", "Approved by Council": "passed_chamber"},
}  # fmt: skip


def action(text, day="2025-03-01", chamber="", classes=(), order=1):
    return IncomingAction(date.fromisoformat(day), text, order, chamber, tuple(classes))


@pytest.mark.parametrize("place", SAID)
def test_a_legislature_is_read_in_its_own_words(place):
    assert {text: kind_of(action(text), place)[0] for text in SAID[place]} == SAID[place]


def test_the_words_of_one_legislature_say_nothing_elsewhere():
    assert kind_of(action("Signed by President."), "IL")[0] == "other"
    assert kind_of(action("PUBLIC ACT 103-0101"), "IL")[0] == "enacted"
    assert kind_of(action("Carried over"), "VT")[0] == "carried_over"
    assert kind_of(action("Carried Over to the Call of the Chair"), "VT")[0] == "other"


def test_every_rule_of_a_legislature_says_where_and_from_what_source():
    assert all(rule.where and rule.source and rule.says.endswith(".") for rule in BY_LEGISLATURE)


def test_a_government_is_named_by_its_state_and_what_is_below_it():
    division = "ocd-division/country:us"
    assert place_code(division) == "US"
    assert place_code(f"{division}/state:al") == "AL"
    assert place_code(f"{division}/district:dc") == "DC"
    assert place_code(f"{division}/state:ny/place:new_york") == NYC


@pytest.mark.parametrize("motion", [
    "Motion to override the veto filed", "Motion to override veto laid over",
    "Veto override scheduled for calendar", "Motion to override Governor's veto failed 20-12",
    "Becomes law notwithstanding the objections of the Governor: motion pending",
])  # fmt: skip
def test_an_attempt_to_override_is_no_override(motion):
    veto = action("Vetoed by Governor", "2025-05-01", "executive")
    tried = action(motion, "2025-05-05", "lower", order=2)
    again = action(motion, "2025-05-06", "upper", order=3)

    assert [each.kind for each in kinds_of([veto, tried, again])] == ["vetoed", "other", "other"]


def test_both_chambers_override_in_plain_words():
    veto = action("Vetoed by Governor", "2025-05-01", "executive")
    house = action("Motion to override veto prevailed; Yea 90, Nay 30", "2025-05-05", "lower")
    senate = action("Motion to override veto prevailed; Yea 30, Nay 9", "2025-05-06", "upper")

    kinds = [each.kind for each in kinds_of([veto, house, senate], "KS")]

    assert kinds == ["vetoed", "other", "veto_overridden"]


def test_a_substitute_that_is_substituted_has_not_passed():
    entry = action("2nd substitute bill substituted (APP 9).", classes=["passage"])

    assert kind_of(entry, "WA")[0] != "passed_chamber"
