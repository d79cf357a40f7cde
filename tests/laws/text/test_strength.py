"""How strongly a bill is on the subject, from the words around those that name it."""

from types import SimpleNamespace

import pytest

from laws.imports.subject.match import is_on_subject, matches, strength
from laws.imports.subject.shipped import SHIPPED
from laws.vocabulary import SubjectStrength

FILLER = "The department shall keep its roads in good repair and report on them each year. " * 120


def told(title="A bill on other things", summary="", text=""):
    bill = SimpleNamespace(title=title, summary=summary, subjects=(), text=text)
    return strength(bill, SHIPPED, matches(bill, SHIPPED))


@pytest.mark.parametrize(
    ("bill", "expected"),
    [
        ({"title": "An act on facial recognition"}, "core"),
        ({"summary": "Bars police from using face recognition."}, "core"),
        ({"text": "An agency may not use facial recognition. " * 6}, "core"),
        ({"summary": "Changes the budget. " * 40 + "Bars face recognition in schools."}, "section"),
        ({"text": FILLER + "Sec. 9. No camera may be used with facial recognition."}, "section"),
        (
            {"text": FILLER + "An officer shall not: (1) sell images; (2) keep them; or "
             "(3) conduct facial recognition."},
            "section",
        ),
        (
            {"text": FILLER + "“Biometric data” means a fingerprint, a voiceprint or a faceprint."},
            "definition",
        ),
        (
            {"text": FILLER + "No money may be used to:\n\n(i) Buy cars.\n\n(ii) Use facial "
             "recognition."},
            "section",
        ),
        (
            {"text": FILLER + "“Data” means any of these:\n\n(i) A name.\n\n(ii) Facial geometry."},
            "definition",
        ),
        (
            {"title": "Biometric data and plate readers; police", "text": FILLER + "No agency may "
             "use biometric data. “Biometric data” means facial geometry."},
            "section",
        ),
        ({"text": FILLER + "“Sensor” includes facial recognition and other tools."}, "definition"),
        ({"text": FILLER + "Whereas facial recognition has been in the news;"}, "incidental"),
        (
            {"text": FILLER + "Personal data does not include facial recognition templates."},
            "incidental",
        ),
        (
            {"text": FILLER + "Se prohíbe a la Policía el uso de reconocimiento facial."},
            "section",
        ),
        (
            {"text": FILLER + "“Dato biométrico” significa huella o reconocimiento facial."},
            "definition",
        ),
        ({"text": FILLER}, ""),
    ],
)  # fmt: skip
def test_a_bill_is_about_it_rules_on_it_defines_it_or_mentions_it(bill, expected):
    assert told(**bill) == expected


@pytest.mark.parametrize(
    "title", ["Law enforcement: facial images and biometrics", "Biometric data; consent"]
)
def test_a_title_that_only_hints_leaves_the_strength_unknown(title):
    bill = SimpleNamespace(title=title, summary="", subjects=("Facial features",), text="")
    found = matches(bill, SHIPPED)
    assert is_on_subject(found)
    assert strength(bill, SHIPPED, found) == ""


def test_a_rule_in_one_section_counts_more_than_definitions_before_it():
    text = (
        FILLER + "“System” means face recognition software.\n\nNo agency may use face recognition."
    )
    assert told(text=text) == SubjectStrength.SECTION


def test_what_is_told_by_hints_alone_is_weighed_by_their_sentences():
    text = FILLER + "An employer shall not collect facial images or biometric samples of workers."
    assert told(text=text) == SubjectStrength.SECTION


def test_one_hint_in_the_text_alone_is_at_most_a_mention():
    text = FILLER + "A nurse shall submit fingerprints or other biometric data to the board."
    assert told("Licenses in schools", text=text) == SubjectStrength.INCIDENTAL
    assert told("Biometric data of students", text=text) == SubjectStrength.SECTION
