"""What plain patterns find in a bill's text, and what they leave to people."""

import csv

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
    ],
)
def test_what_sets_no_rule_suggests_nothing(text):
    assert questions(text) == []


def test_a_sentence_that_answers_a_narrow_question_leaves_the_wide_one_open():
    text = "A state agency may not use facial recognition for real-time identification."
    assert questions(text) == ["live_use_prohibited"]


def test_a_printed_bill_is_read_without_its_margins_and_says_where():
    lines = [
        "SEC. 3. (a) A state agency may not ob-",
        "tain facial recogni-",
        "tion. See 5 U.S.C. 3.",
    ]
    lines += ["Filler of the page"] * 20
    printed = "\n".join(f"{number:2}  {line}" for number, line in enumerate(lines, start=1))
    (found,) = suggestions(printed)
    assert found.pinpoint == "Sec. 3"
    assert found.sentence.endswith("A state agency may not obtain facial recognition.")


def test_sentences_are_not_cut_at_citations_and_paragraphs():
    text = "Under 5 U.S.C. Sec. 3, it may act. (b) It must tell: (1) whom; (2) when."
    assert [one.text for one in sentences(text)] == [
        "Under 5 U.S.C. Sec. 3, it may act.",
        "(b) It must tell: (1) whom; (2) when.",
    ]


def test_what_quoted_laws_suggest_is_what_people_answered():
    with (DATA / "provisions.csv").open(newline="") as file:
        answers = {(row["measure"], row["question"]): row["answer"] for row in csv.DictReader(file)}
    with (DATA / "quotations.csv").open(newline="") as file:
        rows = [(row["measure"], one) for row in csv.DictReader(file)
                for one in questions(row["quote"])]  # fmt: skip
    assert len(rows) >= 20
    assert {answers.get(row) for row in rows} == {"yes", "qualified"}
