"""Which bills of other records are on the subject, and why."""

import csv
from pathlib import Path
from types import SimpleNamespace

import pytest

from laws.imports.subject.match import is_on_subject, matches, reasons
from laws.imports.subject.shipped import SHIPPED
from laws.models import SubjectWord
from laws.text.subject import Word
from laws.vocabulary import SubjectPart
from tests.support.desk_roles import make_role

DATA = Path(__file__).resolve().parents[4] / "laws" / "data"


def bill(title="", summary="", subjects=(), text=""):
    return SimpleNamespace(title=title, summary=summary, subjects=subjects, text=text)


def found(words=SHIPPED, **texts):
    return matches(bill(**texts), words)


@pytest.mark.parametrize(
    "title",
    [
        "An act on facial recognition", "FACE RECOGNITION", "face-recognition systems",
        "Facial\nrecognition", "facial recogni-\ntion", "facial  recognition", "facial‑recognition",
        "“Face surveillance”", "use of faceprints", "Facerecognition", "fa\u00adcial recognition",
        "Remote biometric identification", "biometric identifiers", "ﬁrst facial recognition",
        "scan of hand or face geometry", "live-facial-recognition",
        "Use of Surveillance Technology", "facial recognition’s use", "Biometric data; consent",
        "Facial surgery and face recognition", "Law enforcement: facial images and biometrics",
        "face, gait, or emotion recognition", "facial and voice recognition",
        "facial, iris, retina, voice, fingerprint, or palm recognition", "face-/voice-recognition",
        "face-, voice- and gait-recognition", "geometry of the hand or face",
        "facial or license\nplate recognition", "software that recognizes faces",
        "Police; use of biometric data", "smart access by biometrics",
    ],
)  # fmt: skip
def test_it_is_found_in_any_spelling(title):
    assert is_on_subject(found(title=title))
    assert is_on_subject(found(summary=f"Relates to {title}.")) or "urveillance" in title


@pytest.mark.parametrize(
    "text",
    [
        "Facial reconstructive surgery", "Coverage of facial cosmetic surgery for a student’s face",
        "Face coverings in schools; consent", "prima facie; the face value of bonds", "typefaces",
        "Biometric screening of state employees", "Return of biometric data and removal of records",
        "Artificial intelligence and consumer privacy", "Surfaces of roads", "",
        "Interface standards", "The state faces a deficit",
        "Medicaid; a biometric verification pilot",
        "face and back of a license or identification", "his face and recognition by name",
        "face, name, or other identification", "face, hands and eyes; age verification",
        "facial expression recognition", "facial emotion recognition",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_left_out(text):
    assert not is_on_subject(found(title=text, summary=text, subjects=(text,)))


@pytest.mark.parametrize(
    "title",
    [
        "reconocimiento facial", "RECONOCIMIENTOS FACIALES", "Reconocimiento de rostros",
        "reconocimiento del rostro", "reconoce rostros", "reconocimiento de voz o facial",
        "reconocimiento de huellas dactilares, de iris o de caras", "análisis facial",
        "identificación biométrica facial", "IDENTIFICACION BIOMETRICA", "verificación facial",
        "identificadores biométricos", "sistemas de vigilancia biométrica", "plantillas faciales",
        "datos biométricos e imágenes faciales",
    ],
)  # fmt: skip
def test_it_is_found_in_spanish_with_and_without_accents(title):
    assert is_on_subject(found(title=title))
    assert is_on_subject(found(text=f"Se prohíbe: {title.upper()}."))


@pytest.mark.parametrize(
    "title",
    [
        "reconocimiento de huellas dactilares", "reconocimiento de carácter público",
        "datos biométricos", "reconocimiento de la voz", "reconocimiento al señor alcalde",
        "cirugía facial", "identificación de víctimas",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_in_spanish_is_left_out(title):
    assert not is_on_subject(found(title=title, summary=title, text=title))


def test_the_reason_names_word_part_and_surroundings():
    said = found(
        title="An Act on “facial recognition” technology",
        summary="One two. " * 20 + "Bars Face  Surveillance by police. " + "Three four. " * 20,
    )
    assert reasons(said) == (
        "“facial recognition” in the title; “Face Surveillance” in the summary; "
        "“police” in the summary"
    )
    odd = found(title="\0 face recognition \ud800")[0]
    assert (odd.found, odd.around) == ("face recognition", "face recognition")
    assert said[0].around == "An Act on “facial recognition” technology"
    assert "two. Bars Face Surveillance by police. Three" in said[1].around
    assert said[1].around[0] == said[1].around[-1] == "…"


def test_a_hint_needs_another_hint_or_context():
    words = [Word("biometric*", "hints"), Word("facial imag*", "hints"), Word("privacy", "context"),
             Word("face", "context", ("title",)), Word("face mask*", "excludes")]  # fmt: skip
    assert not is_on_subject(found(words, title="Biometrics", summary="Biometric data"))
    assert is_on_subject(found(words, title="Biometrics", summary="Privacy"))
    assert is_on_subject(found(words, title="Biometrics", text="Facial images"))
    assert is_on_subject(found(words, title="Biometrics of the face"))
    assert not is_on_subject(found(words, title="Biometrics", summary="the face"))
    assert not is_on_subject(found(words, title="Biometrics and face masks"))
    assert not is_on_subject(found(words, title="Privacy of the face"))
    assert not found([], title="Facial recognition")


def test_subjects_stay_apart():
    assert not is_on_subject(found(subjects=("Cosmetics, facial", "Recognition of merit")))
    assert is_on_subject(found(subjects=("Facial recognition",)))


def test_it_finds_the_shipped_record_again():
    """In sample, so a floor and no promise: the words were chosen with this record at hand.

    Of wider bills only the text names the subject, which title and summary need not show.
    """
    with (DATA / "measures.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    missed = [r for r in rows if not is_on_subject(found(title=r["title"], summary=r["summary"]))]
    of_states = [row for row in missed if "/place:" not in row["division_id"]]
    assert len(missed) <= 0.02 * len(rows), [row["slug"] for row in missed]
    assert len(of_states) <= 4, [row["slug"] for row in of_states]


@pytest.mark.django_db
def test_the_table_begins_with_the_shipped_words():
    assert set(SubjectWord.objects.words()) == {
        Word(one.pattern, str(one.kind), tuple(map(str, one.where))) for one in SHIPPED
    }


@pytest.mark.django_db
def test_staff_add_a_word_and_are_told_what_is_wrong(client):
    client.force_login(make_role("administrator"))
    data = {"pattern": "Gait-recognition", "kind": "names", "where": ["title", "text"], "note": ""}
    blank = client.get("/admin/laws/subjectword/add/").content.decode()
    assert blank.count(" checked") == len(SubjectPart) + 1
    client.post("/admin/laws/subjectword/add/", data)
    word = SubjectWord.objects.get(pattern="Gait recognition")
    assert Word("Gait recognition", "names", ("title", "text")) in SubjectWord.objects.words()

    for wrong, said in [
        ({"pattern": "fac*"}, "almost any bill"), ({"pattern": "gait recognition"}, "already in"),
        ({"pattern": "(gait|face)"}, "letters and digits"), ({"where": ["footer"]}, "“footer”"),
        ({"kind": "shouts"}, "shouts"), ({"where": []}, "required"),
    ]:  # fmt: skip
        page = client.post("/admin/laws/subjectword/add/", data | {"pattern": "gait data"} | wrong)
        assert page.status_code == 200
        assert said in page.content.decode(), wrong
    assert SubjectWord.objects.filter(pattern__istartswith="gait").get() == word
    assert "Gait recognition" in client.get("/admin/laws/subjectword/?q=gait").content.decode()
