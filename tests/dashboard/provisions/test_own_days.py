"""A law in effect of which one answer begins, or ended, on days of its own (R15)."""

import pytest

from laws.text.dates import PartialDate
from tests.support.makers import make_provision, make_question, make_statewide_law
from tests.support.responses import part, text

pytestmark = pytest.mark.django_db
QUESTION = "/provisions/training_required"
BEFORE, IN_IT, AFTER = "2027-06-30", "2027-07-15", "2027-08-01"


@pytest.fixture
def law():
    make_question("training_required", text="Must operators be trained?")
    law = make_statewide_law("one", 0, "WA")
    begins = PartialDate.parse("2027-07")
    make_provision(law, "training_required", detail="Each year", effective_on=begins)
    return law


@pytest.mark.parametrize(
    ("on", "is_part", "words"),
    [
        (BEFORE, True, "Begins in July 2027; then yes: each year."),
        (IN_IT, True, "Begins in July 2027, on a day not known; then yes: each year."),
        (AFTER, False, "Yes: each year (since July 2027)."),
        ("2020-06-30", False, "Yes: each year (begins in July 2027)."),
    ],
)
def test_the_measure_says_what_is_not_in_effect_and_from_when(client, law, on, is_part, words):
    said = text(client.get("/measures/one/", {"on": on}))
    assert words in said
    assert ("Partly in effect since Jan 1, 2021" in said) == is_part
    found = client.get("/measures/one.json", {"on": on}).json()
    listed = client.get("/measures.json", {"on": on}).json()["results"]
    states = client.get("/map.json", {"on": on}).json()["states"]
    said = [found["partly"], *(bool(one["partly"]) for one in [*listed, *states])]
    assert said == [is_part] * len(said)
    assert ("PartiallyInForce" in client.get("/measures/one/", {"on": on}).text) == is_part
    assert found["provisions"][0]["answer"] == "yes"
    assert found["provisions"][0]["effective_on"] == "2027-07"


@pytest.mark.parametrize(
    ("on", "counted", "says", "score", "gap"),
    [
        (BEFORE, 0, "no", (0, 0), "missing"),
        (IN_IT, 0, "not_coded", (0, 1), "not_coded"),
        (AFTER, 1, "yes", (1, 1), "present"),
    ],
)
def test_no_count_by_question_has_it_before_it_has_begun(
    client, law, on, counted, says, score, gap
):
    found = client.get(f"{QUESTION}.json", {"on": on}).json()
    assert len(found["rows"]) == counted
    assert [row["measure"] for row in found["not_in_effect"]] == ["one"][counted:]
    assert found["not_coded"] == []
    page = client.get(f"{QUESTION}/", {"on": on})
    assert ("no measure in effect" in part(page, "h1", "lead")) == (not counted)
    assert ("In effect, but not this answer" in text(page)) == (not counted)

    row = client.get("/provisions.json", {"on": on}).json()["rows"][0]
    assert row["answers"]["training_required"] == says
    assert (row["score"], row["highest"]) == score
    compared = client.get("/compare.json", {"on": on, "m": "one"}).json()["measures"][0]
    assert compared["answers"].get("training_required", "not_coded") == says
    state = client.get("/rankings/missing-safeguards.json", {"on": on}).json()["rows"][0]
    assert state[gap] == ["training_required"]
    ranges = client.get("/charts/ranked.json", {"on": on, "by": "safeguards"}).json()
    assert (ranges["rows"][0]["score"], ranges["rows"][0]["highest"]) == score


def test_its_curve_begins_when_the_answer_does(client, law):
    found = client.get("/charts/answers.json", {"question": "training_required"}).json()
    assert found["rows"] == [{"day": "2027-07-31", "statewide": 1}]


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (BEFORE, "a restriction on police and government use takes effect in a further part"),
        ("2020-01-01", None),  # not adopted by then
    ],
)
def test_its_beginning_is_a_change_of_the_law(client, law, on, words):
    found = client.get("/changes-in-law.json", {"on": on, "year": "2027"}).json()["changes"]
    assert [one["words"] for one in found] == [words] * bool(words)
    for one in found:
        assert (one["date"], one["counts_from"]) == ("2027-07", "2027-07-31")
        assert one["why"] == "Must operators be trained?"
