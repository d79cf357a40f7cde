"""What the shipped record's codings rest on, as pages and their twins say it."""

import csv
import io

import pytest

from laws.counting.agreement import second_codings
from laws.counting.tiers import tier
from laws.dataset.load import DATA
from laws.models import Measure, Provision, Quotation
from tests.support.elements import read
from tests.support.markup import text_of
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
WASHINGTON = "/measures/wa-sb6280-2020/"


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    """The shipped record."""
    with django_db_blocker.unblock(), shipped_record():
        yield


def test_no_measure_of_the_shipped_record_claims_a_check():
    tiers = set(Measure.objects.published().values_list(tier(), flat=True))
    assert tiers == {"found", "coded_once"}


def test_the_agreement_of_the_second_coding_is_counted_from_the_readings(client):
    found = second_codings()
    assert (found.measures, found.overall.asked, found.overall.same) == (25, 93, 78)
    assert (found.settled, found.unsettled) == (9, 6)
    said = text_of(client.get("/method/").content.decode())
    assert "they agree on 78 of 93 answers (Cohen’s κ 0.67" in said
    assert "15 disagreements: 9 settled with a reason, 6 left open" in said


def test_an_answer_shows_the_sentence_it_rests_on_and_what_was_settled(client):
    row = read(client.get(WASHINGTON)).find("#human_review_required")
    assert row.find("dd").text.startswith("In part: decisions with legal effects")
    assert "must ensure that those decisions are subject to meaningful human review." in row.text
    assert "It was coded twice: first “yes”, then “in part: Only decisions" in row.text
    assert "Settled: The quoted sentence asks for review only of decisions" in row.text


def test_an_open_disagreement_is_marked_where_the_answer_stands(client):
    row = read(client.get("/measures/vt-s124-2020/")).find("#police_use_prohibited")
    assert "‡" in row.find("dd").text
    assert "‡ Open: it was first coded “yes”, and a second reader answered “in part" in row.text


def test_json_and_csv_say_the_tier_and_json_the_evidence(client):
    said = client.get("/measures/wa-sb6280-2020.json").json()
    assert said["tier"] == "coded_once"
    quoted = {one["question"]: one for one in said["quotations"]}
    assert quoted["not_sole_basis"]["pinpoint"] == "RCW 43.386.080(5)"
    again = {one["question"]: one for one in said["second_answers"]}
    assert again["human_review_required"]["first_answer"] == "yes"
    file = client.get("/measures.csv", {"tier": "found"})
    lines = io.StringIO(b"".join(file.streaming_content).decode("utf-8-sig"))
    assert {row["tier"] for row in csv.DictReader(lines)} == {"found"}


def test_a_quotation_is_of_an_answer_that_the_record_gives():
    answered = set(Provision.objects.values_list("measure", "question"))
    quoted = Quotation.objects.filter(question__isnull=False)
    assert set(quoted.values_list("measure", "question")) <= answered


def test_a_settled_answer_is_the_one_that_the_record_gives():
    with (DATA / "second_answers.csv").open(encoding="utf-8") as file:
        settled = [row for row in csv.DictReader(file) if row["settled_answer"]]
    for row in settled:
        stands = Provision.objects.get(measure__slug=row["measure"], question__slug=row["question"])
        assert stands.answer == row["settled_answer"], row
