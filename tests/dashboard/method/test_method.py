import pytest

from laws import vocabulary
from laws.imports.actions.classify import AFTERWARDS
from laws.imports.actions.rule import OTHERWISE
from laws.imports.actions.table import TABLE
from laws.imports.subject.shipped import SHIPPED
from laws.rules.registry import RULES
from tests.support.elements import read
from tests.support.makers import make_measure, make_place, make_question, make_state
from tests.support.markup import Markup, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(client):
    return client.get("/method/").content.decode()


def test_every_rule_that_runs_is_printed_as_it_stands_in_the_code(text):
    said = text_of(text)

    assert sorted(RULES) == list(range(1, len(RULES) + 1))
    for rule in RULES.values():
        assert " ".join(rule.text.split("\n\n")[0].split()) in said
        assert rule.title in said
        assert f"Code: {rule.runs}" in said


def test_every_rule_has_an_address_of_its_own(text):
    assert {f"R{number}" for number in RULES} <= Markup(text).ids


@pytest.mark.parametrize(
    "words",
    [vocabulary.Effect, vocabulary.StateRule, vocabulary.Stage, vocabulary.Basis],
    ids=lambda words: words.__name__,
)
def test_every_word_is_printed_with_its_meaning(text, words):
    said = text_of(text)
    codes = [code.text for code in read(text).all("code.small.quiet")]

    for word in words:
        assert word.meaning in said
        assert word.value in codes


def test_the_codebook_is_printed_from_the_record(client):
    make_question("warrant_required", text="Is a warrant needed?", yes_means="A judge decides")

    said = text_of(client.get("/method/").content.decode())

    assert "The same 1 question" in said
    assert "Is a warrant needed?" in said
    assert "A judge decides." in said


def test_the_known_gaps_are_counted_from_the_record(client):
    make_measure("A ban", make_place("Somerville"), [("passed", "2019-06-27")])
    make_measure("An act", "MA", [("effective", "2021-07-01")], verified_on="2026-11-01")
    make_state("PR")

    said = text_of(client.get("/method/").content.decode())

    assert "1 measure of 2 measures have not been checked" in said
    assert "1 term of local measures are counted from the vote" in said
    assert "not yet searched these states and territories: Massachusetts, Puerto Rico." in said


@pytest.mark.parametrize(
    "origin", ["LegiScan", "Open States", "ocd-division-ids", "us-atlas", "GeoNames", "CC BY 4.0"]
)
def test_the_origins_are_credited(text, origin):
    assert origin in text


def test_the_tables_by_which_other_records_are_read_are_printed(text):
    said = text_of(text)

    for row in (*TABLE, OTHERWISE):
        assert row.says in said
        assert text_of(", ".join(row.words)) in said
    for _, sentence in AFTERWARDS:
        assert sentence in said
    for word in SHIPPED:
        assert word.pattern in said
    assert "Only in the title, summary and subjects: artificial intelligence" in said


def test_it_says_how_to_correct_a_fact(text):
    assert "Correct a fact" in text


def test_it_asks_the_database_ten_times_at_most(client, django_assert_max_num_queries):
    for number in range(40):
        make_measure(f"Ban {number}", make_place(f"Place {number}"), [("passed", "2019-06-27")])

    with django_assert_max_num_queries(10):
        page = client.get("/method/?on=2023-07-20")
    assert page.status_code == 200
