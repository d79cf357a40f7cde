"""A law on universities is nowhere said to be one on schools."""

import pytest

from tests.support.elements import read
from tests.support.makers import make_country, make_measure, make_place, make_state
from tests.support.responses import csv_rows

pytestmark = pytest.mark.django_db
ON = {"on": "2023-07-20"}
# Where all words of the vocabulary are offered or explained, whatever the record holds.
OFFERED = ("option", "select", "fieldset", "details", "form", "datalist")


@pytest.fixture
def record():
    """Virginia, whose one law is on its universities."""
    make_country()
    make_state("VA", searched_on="2026-11-22")
    make_place("Richmond", "VA")
    return make_measure(
        "Campus cameras", "VA", [("introduced", "2021-01-10"), ("enacted", "2021-03-01"),
        ("effective", "2021-07-01")], slug="va-campus", identifier="HB 1", effect="schools",
        reach="narrow", regulates=["universities"],
    )  # fmt: skip


def said(page):
    """What a page says, without what it offers to choose from."""
    for element in [page, *page.inside]:
        element.parts = [one for one in element.parts if getattr(one, "tag", "") not in OFFERED]
    return page.text.lower()


@pytest.mark.parametrize(
    "address",
    [
        "/", "/states/va/", "/places/va/richmond/", "/measures/", "/measures/va-campus/",
    ],
)  # fmt: skip
def test_no_page_speaks_of_schools(client, record, address):
    page = read(client.get(address, ON))
    words = said(page)
    # A place's page says of schools that we know of no rule for them.
    # The map can be filled by laws on schools.
    parts = [*page.all(".place-answers"), *page.all("#schools"), *page.all(".fills")]
    of_schools = [part.text.lower() for part in parts]
    # A question of the codebook is asked of every measure, and the effect is one for both.
    asked = ["are schools barred from using it?", "in schools or universities"]
    for general in [*of_schools, *asked]:
        words = words.replace(general, "")
    assert "universit" in words
    assert "school" not in words


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/", "One state had only a narrow rule (on universities)."),
        (
            "/states/va/",
            "Virginia limited face recognition only in specific settings: universities",
        ),
        ("/measures/va-campus/", "the use of face recognition at universities"),
        ("/places/va/richmond/", "Covers universities in Virginia, within the limits of its text."),
    ],
)
def test_the_sentences_name_universities(client, record, address, sentence):
    assert sentence in read(client.get(address, ON)).text


def test_universities_are_a_choice_of_the_filters_and_a_row_of_the_glossary(client, record):
    make_measure("Pupils", "VA", [("enacted", "2021-03-01")], slug="va-pupils", effect="schools",
                 regulates=["schools"], reach="narrow")  # fmt: skip
    found = client.get("/measures.json", ON | {"regulates": "universities"}).json()
    assert [one["slug"] for one in found["results"]] == ["va-campus"]
    rows = csv_rows(client.get("/measures.csv", ON | {"regulates": "universities"}))
    assert [row["regulates"] for row in rows] == ["universities"]
    assert "Universities and colleges, campus police included" in read(client.get("/method/")).text


def test_campus_police_are_no_pupils(client):
    """Virginia's laws on local police and on public institutions of higher education."""
    make_measure("Campus police", "VA", [("enacted", "2021-07-01")], slug="va-ban", effect="ban",
                 regulates=["police", "universities"])  # fmt: skip
    page = read(client.get("/measures/va-ban/", ON)).text
    assert "police use of face recognition and its use at universities" in page
    assert "in schools" not in page
