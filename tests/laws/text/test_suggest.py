"""What plain patterns find in a bill's text, and what they leave to people."""

import csv
from collections import Counter

import pytest

from laws.dataset.load import DATA
from laws.text.sentences import sentences
from laws.text.suggest import COLUMNS, suggestions

AGENCY = "A law enforcement agency"


def questions(text):
    return [one.field for one in suggestions(text) if one.field not in COLUMNS]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{AGENCY} may not use facial recognition results as the sole basis to make an arrest.",
            "not_sole_basis",
        ),
        (
            "An agency must disclose its use of face recognition to the defendant before trial.",
            "defendant_disclosure",
        ),
        (f"{AGENCY} shall not use facial recognition without a warrant.", "warrant_required"),
        (
            "A bus monitoring system shall not use biometric data or facial recognition.",
            "government_use_prohibited",
        ),
        (
            "A school district shall not use facial recognition on its grounds.",
            "school_use_prohibited",
        ),
        (
            "A private entity shall not collect a biometric identifier without written consent.",
            "private_consent_required",
        ),
        (
            "An agency that uses facial recognition must adopt a written policy for its use.",
            "written_policy_required",
        ),
        (
            "The department must report each year on its facial recognition searches.",
            "public_reporting",
        ),
    ],
)
def test_a_sentence_that_sets_a_rule_answers_its_question(text, expected):
    assert questions(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Nothing in this section means a state agency may not use facial recognition.",
        "“Covered system” means a system that a state agency may not use for facial recognition.",
        "Whereas, a state agency may not use facial recognition in Elsewhere; now",
        "The legislature finds that a state agency must not use facial recognition.",
        "Section 4, under which a state agency may not use facial recognition, is repealed.",
        "This section does not apply to a state agency that may not use facial recognition.",
        "The task force shall study whether a state agency may not use facial recognition.",
        "A state agency may use facial recognition.",
        "A state agency may not use fingerprints.",
        "A private entity shall not sell a biometric identifier without consent.",
        "A state agency may adopt a facial recognition policy.",
    ],
)
def test_what_sets_no_rule_suggests_nothing(text):
    assert questions(text) == []


def test_a_sentence_that_answers_a_narrow_question_leaves_the_wide_one_open():
    text = "A state agency may not use facial recognition for real-time identification."
    assert questions(text) == ["live_use_prohibited"]


def columns(text):
    return {(one.field, one.value) for one in suggestions(text) if one.field in COLUMNS}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A private entity shall not collect a biometric identifier without consent.",
            {("regulates", "private"), ("effect", "private_sector")},
        ),
        (
            "No law enforcement agency shall use facial recognition on a photograph.",
            {("regulates", "police"), ("use_modes", "retrospective")},
        ),
        (
            "A state agency may not use facial recognition for real-time identification.",
            {("regulates", "government"), ("use_modes", "live")},
        ),
        (
            "It is unlawful for a school district to use facial recognition.",
            {("regulates", "schools")},
        ),
        (
            "A bus lane camera system shall not use facial recognition.",
            {("regulates", "transit"), ("reach", "narrow")},
        ),
        (
            "A private entity shall not use facial recognition. A state agency shall not use it, "
            "nor any other facial recognition.",
            {("regulates", "private"), ("regulates", "government")},
        ),
        ("No company shall be required to keep biometric data.", set()),
        ("A state agency may ask a private entity for facial recognition.", set()),
        ("A company may disclose biometric data to a police department.", set()),
        ("A business that must register shall file. Biometric data are sensitive.", set()),
        ("Nothing in this act means a private entity shall not use facial recognition.", set()),
    ],
)
def test_whom_a_rule_covers_is_its_subject(text, expected):
    assert columns(text) == expected


def test_a_section_that_is_repeated_with_what_it_strikes_suggests_nothing():
    rule = "A law enforcement agency may not use facial recognition without a warrant."
    text = (
        f"NEW SECTION. Sec. 1. It is short. Sec. 2. RCW 43.386.080 is amended to read as follows: "
        f"(1) ((A)) Any agency acts. (2) {rule} NEW SECTION. Sec. 3. A school district shall not "
        f"use facial recognition."
    )
    assert [one.pinpoint for one in suggestions(text)] == ["Sec. 3"] * 2
    assert "warrant_required" in questions(text.replace("((A)) ", ""))


def test_a_printed_bill_is_read_without_its_margins_and_says_where():
    lines = [
        "SEC. 3. (a) A state agency may not ob-",
        "tain facial recogni-",
        "tion. See 5 U.S.C. 3.",
    ]
    lines += ["Filler of the page"] * 20
    printed = "\n".join(f"{number:2}  {line}" for number, line in enumerate(lines, start=1))
    (found,) = [one for one in suggestions(printed) if one.field not in COLUMNS]
    assert found.pinpoint == "Sec. 3"
    assert found.sentence.endswith("A state agency may not obtain facial recognition.")


def test_sentences_are_not_cut_at_citations_and_paragraphs():
    text = "Under 5 U.S.C. Sec. 3, it may act. (b) It must tell: (1) whom; (2) when."
    assert [one.text for one in sentences(text)] == [
        "Under 5 U.S.C. Sec. 3, it may act.",
        "(b) It must tell: (1) whom; (2) when.",
    ]


def test_a_sentence_ends_before_a_numbered_heading():
    text = "It bars unlawfully kept information. 103.Logging An agency shall log 5 U.S.C. 3."
    assert len(list(sentences(text))) == 2


def test_what_quoted_laws_suggest_is_what_people_answered():
    answers, measures, quotes = map(rows_of, ("provisions", "measures", "quotations"))
    said = {(row["measure"], row["question"]) for row in answers
            if row["answer"] in ("yes", "qualified")}  # fmt: skip
    said |= {(row["slug"], name, value) for row in measures for name in COLUMNS
             for value in row[name].split(";")}  # fmt: skip
    found = [(row["measure"], *filter(None, one[:2])) for row in quotes
             for one in suggestions(row["quote"])]  # fmt: skip
    offered = Counter(one[1:] for one in found)
    right = Counter(one[1:] for one in found if one in said)
    assert sum(offered.values()) >= 70
    assert {kind for kind, count in offered.items() if right[kind] < 0.8 * count} == set()


def rows_of(name):
    with (DATA / f"{name}.csv").open(newline="") as file:
        return list(csv.DictReader(file))
