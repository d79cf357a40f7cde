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
    "CA": {"From committee: Amend, and be adopted as amended, and re-refer to Com. on APPR.":
           "reported", "Withdrawn from Engrossing and Enrolling.": "other"},
    "CO": {
        "Senate Considered House Amendments - Result was to Concur - Repass": "passed",
        "Senate Considered House Amendments - Result was to Concur - Not Repassed": "failed",
    },
    "CT": {"PUBLIC ACT 26-101": "other", "SIGNED BY GOVERNOR": "enacted",
           "IN CONCURRENCE": "passed"},
    "DC": {
        "First Reading, CC": "passed_chamber", "Final Reading, CC": "passed",
        "Signed with Act Number A25-0400": "other", "Deemed Disapproved": "failed",
        "Law L25-0170 Effective from Apr 20, 2024": "enacted", "Veto Overridden": "other",
    },
    "DE": {
        "Passed By House. Votes: 41 YES": "passed_chamber", "Stricken": "failed",
        "Amendment HA 1 to HB 1 - Defeated By House of Representatives.": "other",
    },
    "FL": {
        "Died in returning Messages": "failed", "Withdrawn from Rules": "other",
        "Died in Rules, companion bill(s) passed, see CS/HB 9 (Ch. 2026-9)": "failed",
        "Laid on Table, companion bill(s) passed, see HB 9 (Ch. 2026-9)": "failed",
    },
    "GA": {
        "House Passed/Adopted By Substitute": "passed_chamber", "House Lost": "failed",
        "House Agreed Senate Amend or Sub": "passed", "Act 150": "enacted",
        "Senate Agreed House Amend or Sub As Amended": "passed_chamber",
        "Senate Disagreed House Amend or Sub": "other",
    },
    "IA": {"Item vetoed, signed by Governor.": "enacted"},
    "ID": {"Rules Suspended: Ayes 70 Nays 0, read in full as required – PASSED - 50-20-0":
           "passed_chamber",
           "Line Item Veto by Governor – Session Law Chapter 12": "enacted"},
    "IL": {
        "Third Reading - Short Debate - Passed 110-000-000": "passed_chamber",
        "Third Reading - Short Debate - Lost 050-060-000": "failed",
        "Passed Both Houses": "passed", "Senate Concurs": "passed",
        "Governor Amendatory Veto": "vetoed", "Certified by the Governor": "enacted",
        "Bill Dead - Amendatory Veto": "failed", "Total Veto Stands": "other",
        "Both Houses Override Total Veto": "veto_overridden", "Session Sine Die": "failed",
        "Override Governor Veto - Senate Passed 050-000-000": "other",
        "Public Act . . . . . . . . . 104-0001": "enacted",
    },
    "KS": {
        "Emergency Final Action - Substitute passed; Yea 28, Nay 9": "passed_chamber",
        "Concurred with amendments; Yea 83, Nay 35": "passed",
        "Emergency Final Action - Not passed; Yea 58, Nay 58": "failed",
        "Will become law without Governor's signature": "enacted",
        "Law effective July 1, 2026": "enacted",
        "Conference Committee Report agree to disagree adopted": "other",
    },
    "KY": {"delivered to Secretary of State (Acts Ch. 12)": "enacted"},
    "LA": {
        "Finally passed, ordered to the Senate.": "passed_chamber",
        "Enrolled and signed by the Speaker of the House.": "passed",
        "Becomes Act No. 5 without Governor's signature": "enacted",
    },
    "MA": {
        "Enacted": "passed_chamber", "Enacted and laid before the Governor": "passed",
        "Signed by the Governor, Chapter 253 of the Acts of 2020": "enacted",
        "Accompanied a study order, see H4640": "failed",
        "Message from Governor returning with recommendation of amendment": "other",
        "Committee recommended ought NOT to pass": "reported", "No further action taken": "failed",
    },
    "MD": {
        "Third Reading Passed with Amendments (47-0)": "passed_chamber",
        "House Concurs Senate Amendments (Delegate Roe) Adopted": "passed",
        "House Refuses to Concur Senate Amendments": "other", "Returned Passed": "passed",
        "Enacted under Article II, Section 17(c) of the Maryland Constitution - Chapter 27":
            "enacted",
        "Unfavorable Report by Judiciary; Withdrawn": "failed",
        "Vetoed by the Governor (Duplicative)": "vetoed",
    },
    "ME": {"FINALLY PASSED, in concurrence.": "passed_chamber"},
    "MO": {
        "Truly Agreed To and Finally Passed": "passed", "Perfected (H)": "other",
        "Legislature voted to override Governor's veto": "veto_overridden",
        "Vetoed in Part by Governor": "other", "Bill Defeated": "failed",
    },
    "MT": {
        "(H) 2nd Reading Senate Amendments Concurred": "other",
        "(S) 3rd Reading Concurred": "passed_chamber", "(S) 2nd Reading Concurred": "other",
        "(S) 3rd Reading Not Concurred": "failed", "Chapter Number Assigned": "enacted",
        "(H) 2nd Reading Pass Motion Failed; 3rd Reading Vote Required": "other",
        "(H) Died in Standing Committee": "failed", "(H) Tabled in Committee": "other",
    },
    "NC": {
        "Passed 2nd & 3rd Reading": "passed_chamber", "Ratified": "passed",
        "Pres. To Gov. 6/20/2024": "passed", "Concurred In S Com Sub": "passed",
        "Failed Concur In H Amend": "other", "Became Law W/o Signature": "enacted",
        "Ch. SL 2024-12": "enacted", "Reptd Fav": "reported", "Withdrawn From Com": "other",
    },
    "ND": {
        "Signed by Governor, but item veto 05/15": "enacted",
        "Second reading, passed, yeas 80 nays 9, Emergency clause carried": "passed_chamber",
    },
    "NE": {
        "Advanced to Enrollment and Review Initial": "other",
        "Passed on Final Reading with Emergency Clause 45-0-4": "passed",
        "Roe MO9 That the bill becomes law notwithstanding the objections of the Governor filed":
            "other",
    },
    "NH": {
        "Rereferred to Committee, MA, VV; 03/06/2025; SJ 6": "carried_over",
        "Committee Report: Rereferred to Committee, 03/06/2025; Vote 5-0": "reported",
        "Retained in Committee": "carried_over",
        "Minority Committee Report: Inexpedient to Legislate": "other",
        "Ought to Pass: MF DV 203-158 Lacking Necessary Two-Thirds Vote": "other",
        "Ought to Pass: MA RC 209-152": "passed_chamber",
        "Conference Committee Report; Not Signed Off; SJ 16": "other",
    },
    "NJ": {"Approved with Line Item Veto P.L.2026, c.14.": "enacted",
           "WITHDRAWN APP P.L.2025, c.3.": "failed"},
    "NV": {"From committee: Do pass. Declared an emergency measure under the Constitution. Read "
           "third time. Passed. Title approved. To Senate.": "passed_chamber"},
    "NY": {
        "SIGNED CHAP.58": "enacted", "VETOED MEMO.12": "vetoed", "APPROVAL MEMO.5": "other",
        "RECOMMIT, ENACTING CLAUSE STRICKEN": "failed", "SUBSTITUTED BY S1234": "other",
    },
    "OK": {"Third Reading, Measure passed and Emergency failed: Ayes: 60 Nays: 30":
           "passed_chamber",
           "Enacting clause stricken": "other", "Withdrawn from Education committee": "other"},
    "OR": {"Rules suspended. Third reading. Carried by Roe. Passed.": "passed_chamber",
           "In committee upon adjournment.": "failed"},
    "PA": {
        "Concurred in Senate amendments, as amended by the House": "passed_chamber",
        "Final passage failed": "failed", "Act No. 15 of 2024, July 3, 2024": "enacted",
    },
    "PR": {
        "Radicado": "introduced", "Aprobado por Cámara en Votación Final": "passed_chamber",
        "Referido a Comisión(es)": "referred", "1er Informe con enmiendas": "reported",
        "Enviado al Gobernador": "passed", "Veto de Bolsillo": "vetoed", "Ley Núm. 9": "enacted",
        "Aprobada por el Senado en Votación Final": "passed_chamber",
        "Derrotado en votación final": "failed", "Firmado por la Gobernadora": "enacted",
        "Cuerpo de Origen concurre con enmiendas": "passed",
        "Informe de Conferencia aprobado por Cámara": "other",
    },
    "SC": {"Non-concurrence in Senate amendment": "other",
           "Read third time and returned to House with amendments": "passed_chamber"},
    "SD": {"House of Representatives Do Pass Amended , Passed, YEAS 66, NAYS 1": "passed_chamber",
           "Judiciary Do Pass , Passed, YEAS 9, NAYS 1": "reported",
           "Referred to , Passed, Senate": "referred"},
    "TN": {"Passed on Second Consideration, refer to Senate Judiciary Committee": "referred"},
    "VA": {
        "Senate substitute agreed to by House (97-Y 0-N)": "passed",
        "Continued to next session in Finance": "carried_over", "Left in Courts of Justice":
        "failed", "Acts of Assembly Chapter text (CHAP0123)": "enacted",
    },
    "WA": {
        "LAWS - Majority; do pass.": "reported", "Minority; without recommendation.": "other",
        "Minority; do not pass.": "other", "WM - Majority; without recommendation.": "reported",
    },
    "WI": {
        "Report approved by the Governor with partial veto on 7-3-2025. 2025 Wisconsin Act 15":
            "enacted",
        "Failed to concur in pursuant to Senate Joint Resolution 1": "failed",
        "Assembly Amendment 1 adopted": "amended_text",
        "Read a third time and concurred in": "passed_chamber",
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


def kinds(place, *entries):
    """The kinds of entries (chamber, text), a day each."""
    actions = [
        action(text, f"2025-03-{day:02}", chamber, order=day)
        for day, (chamber, text) in enumerate(entries, 1)
    ]
    return [each.kind for each in kinds_of(actions, place)]


PASSED_BY_BOTH = (("lower", "Passed House"), ("upper", "Passed Senate"))


@pytest.mark.parametrize("told", [
    "House refused to concur in Senate amendments", "Senate conferees Roe; Poe", "SA's received",
    "Nonconcurred with amendments; Conference Committee requested", "House insists on its position",
    "Received notice of disagreement (Hse. Com. No. 704).", "House dissented from amendments",
    "Failed Concur In S Com Sub",
])  # fmt: skip
def test_chambers_that_disagree_have_not_passed_it(told):
    agreed = ("upper", "Conference Committee Report was adopted")
    entries = (*PASSED_BY_BOTH, ("lower", told))

    assert kinds("", *PASSED_BY_BOTH) == ["passed_chamber", "passed"]
    assert kinds("", *entries)[:2] == ["passed_chamber", "passed_chamber"]
    assert kinds("", *entries, ("lower", agreed[1]), agreed)[-1] == "passed"


def test_a_second_chamber_that_changed_the_bill_waits_for_the_first():
    passed = (("lower", "Third reading, passed"), ("upper", "Floor amendment 1 adopted"),
              ("upper", "Third reading, passed"))  # fmt: skip

    assert kinds("", *passed)[2] == "passed_chamber"
    assert kinds("", *passed, ("lower", "Third reading, passed"))[3] == "passed"
    assert kinds("", *passed, ("lower", "Signed by the Speaker"))[3] == "passed"


def test_signatures_of_officers_alone_say_nothing():
    assert kinds("", ("lower", "Passed House"), ("lower", "Signed by the Speaker"))[1] == "other"


def test_a_vote_entered_after_clerical_work_is_kept():
    entries = (("lower", "Passed House"), ("lower", "Enrolled"), ("upper", "Passed Senate"))

    assert kinds("", *entries) == ["passed_chamber", "passed", "passed_chamber"]


def test_passed_in_arizona_is_a_passage_at_a_reading_only():
    floor, committee = action("PASSED", classes=["passage", "reading-3"]), ["passage"]

    assert kind_of(floor, "AZ")[0] == "passed_chamber"
    assert kind_of(action("PASSED", classes=committee), "AZ")[0] == "other"


def test_more_against_than_for_is_no_passage():
    amended = "Senate Do Pass Amended , Passed, YEAS {}, NAYS {} S.J. 342"

    assert kinds("SD", ("upper", amended.format(14, 20))) == ["failed"]
    assert kinds("SD", ("upper", amended.format(17, 17))) == ["other"]
    assert kinds("SD", ("upper", amended.format(18, 17))) == ["passed_chamber"]


def test_congress_has_passed_a_bill_once_the_first_chamber_agrees_to_the_changes():
    house = ("lower", "On motion to suspend the rules and pass the bill Agreed to by voice vote.")
    senate = ("upper", "Passed Senate with an amendment by Unanimous Consent.")
    same = ("upper", "Passed Senate without amendment by Unanimous Consent.")
    agrees = ("lower", "On motion that the House agree to the Senate amendment Agreed to.")
    changed = ("lower", "On motion to suspend the rules and pass the bill, as amended Agreed to.")

    assert kinds("US", house, senate) == ["passed_chamber", "passed_chamber"]
    assert kinds("US", house, senate, agrees) == ["passed_chamber", "passed_chamber", "passed"]
    assert kinds("US", changed, same) == ["passed_chamber", "passed"]
    assert kinds("US", same, changed) == ["passed_chamber", "passed_chamber"]


def test_a_motion_of_new_hampshire_that_failed_is_no_passage_whatever_its_class():
    failed = action("Ought to Pass: MF DV 203-158 Lacking Two-Thirds", classes=["passage"])

    assert kind_of(failed, "NH")[0] == "other"


@pytest.mark.parametrize(("place", "votes", "agreed"), [
    ("MD", ("Third Reading Passed (44-0)", "Third Reading Passed (138-0)"),
     "Senate Concurs House Amendments"),
    ("UT", ("Senate/ passed 3rd reading", "House/ passed 3rd reading"),
     "Senate/ concurs with House amendment"),
    ("MT", ("(S) 3rd Reading Passed", "(H) 3rd Reading Concurred"),
     "(S) 3rd Reading Passed as Amended by House"),
    ("AL", ("Motion to Read a Third Time and Pass as Amended - Adopted Roll Call 231",
            "Motion to Read a Third Time and Pass as Amended - Adopted Roll Call 970"),
     "Enrolled"),
])  # fmt: skip
def test_a_second_chamber_with_whose_changes_the_first_agreed_had_not_the_last_vote(
    place, votes, agreed
):
    entries = (("upper", votes[0]), ("lower", votes[1]), ("upper", agreed))

    assert kinds(place, *entries) == ["passed_chamber", "passed_chamber", "passed"]
    if place != "AL":
        assert kinds(place, *entries[:2]) == ["passed_chamber", "passed"]
