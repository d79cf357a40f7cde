"""What the actions of other records are called: by their words where classes mislead."""

import random
from dataclasses import replace
from datetime import date

import pytest

from laws.imports.actions.classify import confidence_of, hearing_day, kind_of, kinds_of
from laws.imports.actions.rule import OTHERWISE
from laws.imports.actions.table import TABLE
from laws.imports.types import IncomingAction
from laws.rules.reckoning import reckon
from laws.rules.terms import ActionFacts
from laws.text.dates import PartialDate
from laws.vocabulary import ActionKind

SAID = {
    "introduced": [
        "Introduced", "(S) Introduced", "INTRODUCED IN HOUSE", "Filed", "Prefiled",
        "Prefiled and ordered printed; offered 01/12/22 22104242D", "Read first time. To print.",
        "Introduced By Senator Ann Other", "Read A First Time", "Read 1st time",
        "(H) First Reading", "First reading", "Introduced and referred to committee",
        "Read first time, referred to Rules",
        "Read first time and referred to the Committee on Human Services",
        "Introduced In Senate - Assigned to Judiciary", "READ THE FIRST TIME - REFERRALS",
        "First Reading - Referred to Criminal Justice and Public Safety",
    ],
    "referred": [
        "Discharged to the committee on The Judiciary", "Re-ref Com On Rules",
        "Rule 19(a) / Re-referred to Rules Committee", "Senate/ to standing committee",
        "Referred to the committee on The Judiciary", "REFERRED TO INTERNET AND TECHNOLOGY",
        "(H) Referred to Committee - (H) Energy", "Re-referred to Com. on APPR.",
        "COMMITTED TO RULES", "Received in the Senate and Read twice and referred to the Committee",
        "Referred To Committee On Judiciary", "Assigned to House Rules Committee",
        "Rereferred to Committee on Appropriations", "Recommitted to Finance",
    ],
    "hearing": [
        "Hearing scheduled for 07/15/2025 from 01:00 PM-05:00 PM in A-2", "Public hearing 02/01",
        "(S) Hearing - (S) Energy, Technology & Federal Relations", "Considered in public hearing",
        "Hearing 2/13 at 1:00 p.m.", "Heard in Committee", "Scheduled for public hearing on . . .",
        "In committee: Set, first hearing. Referred to APPR. suspense file.",
    ],
    "reported": [
        "Favorable by Judiciary; YEAS 8, NAYS 0", "House/ committee favorable recommendation",
        "House Committee on Judiciary Refer Amended to Appropriations", "Do Pass / Short Debate",
        "The committee(s) on JHA recommend(s) that the measure be PASSED, WITH AMENDMENTS.",
        "Ordered to be Reported", "House Committee Favorably Reported By Substitute",
        "Reported from the committee on The Judiciary", "1ST REPORT CAL.455",
        "RULES REPORT CAL.291",
        "From committee: Do pass and re-refer to Com. on APPR. (Ayes 11. Noes 0.)",
        "(S) Committee Executive Action--Bill Passed - (S) Energy", "Joint Favorable",
        "(H) Committee Report--Bill Concurred as Amended - (H) Energy", "STA RPT CS(STA) 3DP 4NR",
        "Reported Favorably With Substitute (s-1)", "Favorable with Amendments Report by Judiciary",
        "Returned by the Committee Do Pass", "Committee Report: Ought to Pass 03/01 (Vote 18-0)",
        "Committee Report: Majority Inexpedient to Legislate 02/08",
        "Reported from Courts (15-Y 0-N)", "Reported Out of Committee House of Origin",
        "Unfavorable Report by Judicial Proceedings",
    ],
    "amended_text": [
        "AMEND AND RECOMMIT TO CODES", "AMENDED ON THIRD READING 6787C",
        "Senate Amendment No. 1 Adopted", "STA CS ADOPTED UNAN CONSENT",
        "Amended and recommitted to education",
    ],
    "passed_chamber": [
        "Third Reading - Short Debate - Passed 073-038-000", "CS passed; YEAS 38, NAYS 0",
        "House Third Reading Passed - No Amendments", "Bill was passed", "Passed 3rd Reading",
        "Passed Senate without amendment by Unanimous Consent.", "Passed by the Assembly (75-0-0)",
        "Passed Final Reading, as amended (CD 1)", "House Passed/Adopted By Substitute",
        "Senate/ passed 2nd & 3rd readings/ suspension", "Passed H., Ayes 95, Nays 0, PNV 0",
        "PASSED SENATE", "PASSED ASSEMBLY", "Read third time. Passed. Ordered to the Senate.",
        "Third Reading Passed (136-0)", "(S) 3rd Reading Passed", "PASSED Y32 N2 E5 A1",
        "Passed Roll Call # 322 Yeas 32 Nays 4 Excused 2 Not Voting 0",
        "Read third time and passed",
        "Passed; Given Immediate Effect Roll Call # 325 Yeas 105 Nays 2",
        "Third Read and Passed (H)", "House/ passed 3rd reading", "Passed to be engrossed",
        "Enacted", "PASSED TO BE ENACTED.", "Read third time and passed House (88-Y 6-N)",
        "(H) 3rd Reading Concurred", "Third consideration and final passage (197-0)",
        "Senate read and passed", "Second reading, passed, yeas 92 nays 0",
        "House Passed as Amended by House Amendment A",
        "Read the third time and passed and ordered transmitted to the Senate.",
        "Passed/agreed to in House: On passage Passed by the Yeas and Nays: 220 - 212",
        "Passed By House. Votes: 40 YES 1 NO", "Read a third time and concurred in",
        "PASSED ON RECONSIDERATION Y33 N2 E5", "Passed Third Reading, as amended (SD 1)",
        "Ought to Pass: MA, VV, 03/15/2022; HJ 7",
        "Read 3rd time & passed in concurrence with proposal of amendment",
        "Read third time and sent to House",
    ],
    "passed": [
        "Senate Considered House Amendments - Result was to Concur - Repass", "Passed Both Houses",
        "House concurred and repassed bill", "Transmitted to Gov. for his action.",
        "DELIVERED TO GOVERNOR", "Enrolled and presented to the Governor at 3 p.m.", "Enrolled",
        "Truly Agreed To and Finally Passed", "Passed both houses",
        "Enacted and laid before the Governor", "Senate concurred in House amendments and repassed",
        "Sent to the Governor", "Returned Passed",
        "Senate amendments concurred in. To Engrossing and Enrolling. (Ayes 77. Noes 0.)",
        "Presented to President.", "(S) Transmitted to Governor", "Reported enrolled",
        "Passed Enrolled", "Delivered to the Governor on June 5, 2025",
        "Transmitted to Governor for signature",
        "enrolled, signed by President of the Senate; signed by Speaker; delivered to Governor",
        "House concurred in Senate amendment #1", "Ratified R 45",
    ],
    "enacted": [
        "Signed by Governor Other 06/07/2022; Chapter 156; Eff: 08/06/2022",
        "became law without Governor's Signature (Acts Ch. 12)", "Chapter No. 2023-201",
        "Signed by Governor", "SIGNED CHAP.755",
        "Signed by the Governor, Chapter 253 of the Acts of 2020",
        "Chaptered by Secretary of State - Chapter 579, Statutes of 2019.",
        "Chapter Number Assigned", "Approved by the Governor. Chapter 405.",
        "Public Act . . . . . . . . . 103-0101", "Became law without Governor's signature",
        "Governor Signed", "Signed into law", "Approved by Governor-Chapter 537 (effective 7/1/21)",
        "Approved P.L.2023, c.192.", "Became Public Law No: 115-254.",
        "Act 123, 07/05/2023 (Gov. Msg. No. 1234)", "Notification that HB1044 is now Act 36",
        "ASSIGNED PA 375'20 With Immediate Effect", "Filed without the Governor's signature",
        "Effective without Governor's signature", "Signed by the Governor. Becomes Act No. 399.",
        "Governor: Acts of Assembly Chapter text (CHAP0737)",
        "Enacted under Article II, Section 17(c) of the Maryland Constitution - Chapter 123",
        "Chapter 781, (2015 Laws): effective date January 1, 2016.", "C 257 L 20", "Ch. SL 2023-12",
        "House Date Signed by Governor", "Assigned Chapter Number 12", "Session Law Chapter 12",
        "Signed by Governor 04/12", "Secretary of State Chapter 82 05/16/20", "Pub. Ch. 123",
        "Report approved by the Governor on 3-25-2022. 2021 Wisconsin Act 123",
        "Act No. 12 of 2023",
    ],
    "vetoed": [
        "Vetoed by Governor.", "VETOED MEMO.69", "Vetoed by the Governor on June 11, 2025",
        "Governor Vetoed", "Pocket Vetoed", "Veto by Governor", "Vetoed",
    ],
    "failed": [
        "Session Sine Die", "Died on Table",
        "Majority Ought Not to Pass Report ACCEPTED", "No further action taken",
        "Accompanied a study order, see S2768", "Accompanied study order", "Postponed Indefinitely",
        "House Committee on Judiciary Postpone Indefinitely", "Indefinitely postponed",
        "Inexpedient to Legislate: MA, VV, 03/10/2022",
        "Died in Judiciary", "Died In Committee", "Died on Calendar",
        "(H) Died in Standing Committee", "Failed to pass House", "Read third time and failed",
        "ENACTING CLAUSE STRICKEN",
        "Passed by indefinitely in Courts of Justice (8-Y 7-N)", "Left in Courts of Justice",
        "Placed in the Legislative Files (DEAD)", "Sine Die", "In committee upon adjournment",
        "Failed to pass pursuant to Senate Joint Resolution 1", "House/ strike enacting clause",
        "Unfavorable Report by Judiciary; Withdrawn",
        "Died in House Committee at Sine Die Adjournment", "Stricken from docket by Courts",
        "Second reading, failed to pass, yeas 12 nays 80", "API.", "Withdrawn by Author",
        "From committee: Filed with the Chief Clerk pursuant to Joint Rule 56.",
        "(Pursuant to Joint Standing Rule No. 14.3.1, no further action allowed.)",
        "Deferred to the 41st legislative day, Passed, YEAS 9, NAYS 3.",
        "Failed Introduction 24-36",
    ],
    "carried_over": [
        "By resolution, reintroduced and retained in present status.", "Retained in Committee",
        "Carried over to 2022 Regular Session.",
        "Continued to 2023 in Courts of Justice (15-Y 0-N)", "CARRIED OVER", "Carryover",
    ],
    "other": [
        "Passed 2nd Reading", "Passed to engrossment", "Withdrawn From Com", "Signed by H. Speaker",
        "Passed to Rules Committee for second reading.", "Passed First Reading.",
        "Will become law without Governor's signature if not acted upon by May 1",
        "See HB 9002, signed by Governor", "Becomes law on 5/1 unless vetoed",
        "Returned by Governor without signature", "Governor approval pending",
        "House Second Reading Passed - No Amendments", "House Floor Amendment No. 2 Tabled",
        "Senate concurred", "House concurred", "Accompanied a new draft, see H4640",
        "Veto sustained", "Senate Message: Passed in concurrence with proposal of amendment",
        "SUBSTITUTED BY A954", "Notice Calendar: Governor’s Veto",
        "In Senate. Consideration of Governor's veto pending.", "AM NO 1 FAILED Y10 N24 E5 A1",
        "Amendment 2 failed", "Motion to reconsider laid on the table",
        "Motion to postpone indefinitely failed", "(S) Scheduled for 3rd Reading",
        "(S) 2nd Reading Passed", "(S) Signed by President", "(H) Signed by Speaker",
        "EMERGENCY CLAUSE ADOPTED", "2ND REPORT CAL.",
        "Subcommittee recommends laying on the table (8-Y 0-N)", "Tabled for the Calendar, Senate",
        "Removed from table", "Hearing canceled at the request of author.",
        "Withdrawn from committee", "Comp. became Pub. Ch. 123", "Passed over, retaining place",
        "Passed by for the day", "Governor's line item veto", "House overrode the veto",
        "Effective date(s) 07/01/2023", "Effective immediately",
        "Committee of Conference report adopted", "APPROVAL MEMO.53",
        "Last day for Governor to sign", "From printer. May be heard in committee March 9.",
        "Added as Co-Sponsor Sen. Ann Other", "COSPONSOR(S): OTHER", "(LC) Draft in Legal Review",
        "Fiscal Note Requested", "PRINT NUMBER 6787A", "FN1: ZERO(DHS)", "", "???", "Üñí",
        "TRANSMITTED TO (S)", "Committee recommended measure be held for further study",
        "Rules suspended", "OPINION REFERRED TO JUDICIARY",
        "Governor's recommendation received by House",
        "Rules suspended & messaged to House forthwith, on motion of Senator Other",
        "Nonconcurred in Senate amendment", "Failed to override the Governor's veto",
        "In committee: Held under submission.", "Laid on the table", "Tabled", "Tabled in House",
        "Ordered to inactive file at the request of Senator Other.", "Indefinitely tabled",
        "Lay HB9001 on Table (Rep. Other): MA RC 180-150", "(H) Tabled in Committee - Judiciary",
    ],
}  # fmt: skip


def action(text, day="2023-03-01", chamber="", classes=(), order=1, **fields):
    """An entry of another record."""
    return IncomingAction(date.fromisoformat(day), text, order, chamber, tuple(classes), **fields)


@pytest.mark.parametrize("kind", SAID)
def test_words_are_called_by_what_they_mean(kind):
    called = {text: kind_of(action(text))[0] for text in SAID[kind]}
    assert {text: found for text, found in called.items() if found != kind} == {}


def test_nothing_but_a_law_puts_a_bill_in_force():
    """Whatever else a record tells, in any order, by any chamber and under any step of its own."""
    rng = random.Random(7)
    texts = [text for kind, said in SAID.items() if kind != "enacted" for text in said]
    texts = [text for text in texts if "overr" not in text]
    classes = ["passage", "introduction", "failure", "enrolled", "concurrence", "executive-receipt",
               "Engrossed", "Enrolled", "Refer", "withdrawal", "nonsense"]  # fmt: skip
    for _ in range(400):
        told = [
            action(rng.choice(texts), f"2023-{rng.randint(1, 12):02}-03",
                   rng.choice(["upper", "lower", ""]), rng.choices(classes, k=rng.randint(0, 2)),
                   order)
            for order in range(rng.randint(1, 8))
        ]  # fmt: skip
        found = kinds_of(told, rng.choice(["", "NY", "MA"]), rng.choice([1, 2]))
        assert all(one.kind in ActionKind.values for one in found)
        acts = [
            ActionFacts(one.kind, PartialDate(a.day)) for one, a in zip(found, told, strict=True)
        ]
        assert reckon(acts).terms == ()


def test_every_row_has_its_sentence_and_a_kind_of_ours():
    for row in (*TABLE, OTHERWISE):
        assert row.kind in ActionKind.values
        assert row.says.endswith(".")
        assert {row.second, row.once_law, row.also} <= {*ActionKind.values, ""}
        assert row.words or row.classes or row is OTHERWISE


def test_any_text_has_a_kind():
    rng = random.Random(3)
    for _ in range(300):
        text = "".join(chr(rng.randint(0, 0x2FFF)) for _ in range(rng.randint(0, 60)))
        kind, row = kind_of(action(text, classes=[text]))
        assert kind in ActionKind.values
        assert row
    assert kind_of(action("veto " * 5000))[0] in ActionKind.values


def called(*entries, **about):
    """What the entries of one measure are called together: (day, text, chamber, classes)."""
    told = [action(text, day, *rest, order=n) for n, (day, text, *rest) in enumerate(entries, 1)]
    return [one.kind for one in kinds_of(told, **about)]


def test_the_second_chamber_makes_it_passed():
    house = ("2023-03-01", "Read third time. Passed.", "lower")
    senate = ("2023-04-01", "Read third time. Passed.", "upper")
    assert called(house, senate) == ["passed_chamber", "passed"]
    assert called(house, house) == ["passed_chamber", "other"]
    assert called(house, chambers=1) == ["passed"]
    changed = ("2023-04-01", "Passed as amended", "upper")
    agreed = ("2023-05-01", "House concurred in Senate amendments", "lower")
    assert called(house, changed) == ["passed_chamber", "passed_chamber"]
    assert called(house, changed, agreed) == ["passed_chamber", "passed_chamber", "passed"]
    unnamed = (
        ("2023-03-01", "House Read the third time and passed"),
        ("2023-04-01", "Senate Read the third time and passed"),
    )
    assert called(*unnamed) == ["passed_chamber", "passed"]


def test_a_chamber_that_calls_its_last_vote_enacted_makes_no_law():
    assert called(
        ("2020-12-01", "Passed to be engrossed", "lower"),
        ("2020-12-02", "Passed to be engrossed", "upper"),
        ("2020-12-03", "Enacted", "lower"),
        ("2020-12-03", "Enacted and laid before the Governor", "upper"),
        ("2020-12-31", "Signed by the Governor, Chapter 253 of the Acts of 2020", "executive"),
    ) == ["passed_chamber", "passed_chamber", "other", "passed", "enacted"]


def test_an_override_needs_both_chambers():
    veto, house, senate = (
        ("2023-06-01", "Vetoed by Governor", "executive", ["executive-veto"]),
        ("2023-06-10", "Veto overridden", "lower", ["veto-override-passage"]),
        ("2023-06-11", "Veto overridden", "upper", ["veto-override-passage"]),
    )
    assert called(veto, house) == ["vetoed", "other"]
    assert called(veto, house, senate) == ["vetoed", "other", "veto_overridden"]
    again = ("2023-06-12", "House message: Governor vetoed bill on June 1, 2023", "lower")
    assert called(veto, again) == ["vetoed", "other"]


def test_new_york_takes_its_bills_into_the_second_year():
    first = ("2023-01-20", "REFERRED TO CODES", "upper")
    home = (
        ("2024-01-03", "DIED IN ASSEMBLY", "lower"),
        ("2024-01-03", "RETURNED TO SENATE", "upper"),
    )
    second = ("2024-01-03", "REFERRED TO CODES", "upper")
    kinds = ["referred", "other", "other", "carried_over"]
    assert called(first, *home, second, place="NY") == kinds
    assert called(first, second, place="MA") == ["referred", "referred"]
    assert called(("2023-05-01", "DIED IN ASSEMBLY")) == ["failed"]


def test_a_failure_is_no_end_if_the_bill_moved_on():
    failed, passed = (
        ("2023-03-01", "Failed to pass House", "lower"),
        ("2023-03-01", "PASSED", "lower"),
    )
    assert called(failed, passed) == ["other", "passed_chamber"]
    assert called(passed, failed) == ["passed_chamber", "failed"]
    motion = ("2023-03-01", "Motion to adopt lost", "lower", ["failure"])
    assert called(motion) == ["other"]
    assert called(("2023-03-01", "Ayes 3 Nays 8", "lower", ["failure"])) == ["failed"]


def test_a_hearing_stands_on_the_day_in_its_text():
    notice = action("Hearing scheduled for 07/15/2025 from 01:00 PM in A-2", "2025-07-07")
    assert hearing_day(notice) == date(2025, 7, 15)
    days = {
        "Hearing 2/13 at 1:00 p.m.": "2025-01-20",
        "Hearing on Feb. 13, 2025": "2025-02-01",
        "Public hearing February 13, 2025": "2025-02-01",
        "hearing 2025-02-13": "2025-02-01",
    }
    for text, entered in days.items():
        assert hearing_day(action(text, entered)) == date(2025, 2, 13), text
    assert hearing_day(action("Hearing held 13/45/2025, 11-0", "2025-02-01")) == date(2025, 2, 1)

    first = ("2025-07-07", "Hearing scheduled for 07/15/2025")
    same, moved = (
        ("2025-07-08", "Hearing rescheduled to 07/15/2025"),
        ("2025-07-08", "Hearing rescheduled to 07/22/2025"),
    )
    assert called(first, same) == ["hearing", "other"]
    assert called(first, moved) == ["other", "hearing"]
    assert called(first, ("2025-07-09", "Hearing canceled")) == ["other", "other"]
    assert called(first, ("2025-07-16", "Hearing canceled")) == ["hearing", "other"]


def test_words_stand_before_classes_that_mislead():
    for text, given, kind in [
        ("Rules suspended & messaged to House forthwith", "passage", "other"),
        ("(S) Signed by President", "passage", "other"),
        ("Delivered to the Governor", "passage", "passed"),
        ("Signed by the Speaker", "executive-signature", "other"),
        ("Sent to the Governor for signature", "executive-signature", "passed"),
        ("Signed", "executive-signature", "enacted"),
        ("Third Reading: 40-0", "passage", "passed_chamber"),
        ("Motion to pass failed", "passage", "other"),
        ("Roll call 12", "executive-veto-line-item", "other"),
        ("House concurred", "concurrence", "other"),
        ("Moved to committee", "referral-committee", "referred"),
        ("Day 2", "hearing-held", "hearing"),
    ]:
        assert kind_of(action(text, classes=[given]))[0] == kind, text


def test_a_step_without_an_entry_is_called_by_its_name():
    """LegiScan's steps of a bill on days on which the legislature notes nothing."""
    names = {
        "Introduced": "introduced", "Engrossed": "passed_chamber", "Enrolled": "passed",
        "Passed": "passed", "Vetoed": "vetoed", "Failed": "failed", "Override": "other",
        "Chaptered": "enacted", "Refer": "referred", "Report Pass": "reported",
        "Report DNP": "reported", "Draft": "other",
    }  # fmt: skip
    called_here = {name: kind_of(action(name, classes=[name]))[0] for name in names}
    assert called_here == names


def test_a_kind_of_ours_is_kept():
    assert kind_of(action("Signed by Governor", kind="hearing"))[0] == "hearing"
    assert called(("2023-01-01", "x")) == ["other"]


def test_how_sure_a_reading_is():
    by_words = action("Signed by Governor")
    by_class = action("Put pen to paper", classes=["became-law"])

    told = [by_words, by_class, action("Something else"), replace(by_class, kind="enacted")]

    assert [confidence_of(each) for each in told] == ["high", "medium", "low", "high"]


def test_news_of_the_other_chambers_vote_is_no_second_vote():
    house = ("2025-04-22", "passed; given immediate effect Roll Call #60 Yeas 104 Nays 4", "lower")
    noted = ("2025-04-29", "PASSED BY HOUSE WITH IMMEDIATE EFFECT", "upper", ["passage"])
    senate = ("2025-05-29", "PASSED ROLL CALL # 255 YEAS 21 NAYS 10", "upper", ["passage"])

    assert called(house, noted, place="MI") == ["passed_chamber", "other"]
    assert called(house, noted, senate, place="MI") == ["passed_chamber", "other", "passed"]


def test_a_bill_of_massachusetts_that_goes_with_another_is_over():
    referred = ("2025-01-23", "Read; and referred to the committee on House Ways and Means")

    assert called(referred, ("2025-04-17", "Accompanied H4000"), place="MA")[-1] == "failed"
    assert called(referred, ("2025-04-17", "Accompanied H4000"), place="AL")[-1] == "other"
    draft = ("2025-10-23", "Accompanied a new draft, see H4640")
    assert "failed" not in called(referred, draft, place="MA")


def test_how_many_did_not_vote_is_no_failure_of_a_conference():
    house = ("2025-10-02", "conference report adopted Roll Call #240 Yeas 101 Nays 8 Not Voting 1",
             "lower")  # fmt: skip
    senate = ("2025-10-03", "SENATE ADOPTED CONFERENCE REPORT YEAS 31 NAYS 5 NOT VOTING 0", "upper")
    told = ("2025-10-03", "conference report adopted by Senate with immediate effect", "lower")

    assert called(house, senate, told, place="MI") == ["other", "passed", "other"]


def test_utahs_entries_begin_with_the_chamber_that_acted():
    house = ("2026-02-18", "House/ passed 3rd reading", "upper")
    other = ("2026-02-19", "House/ passed 3rd reading", "lower")

    assert called(house, other, place="UT") == ["passed_chamber", "other"]
