"""Whether a city may pass its own law: the page of all states, and what the other pages say."""

import pytest

from laws.models import Preemption
from tests.support.makers import day, make_country, make_measure, make_place, make_state
from tests.support.responses import text
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
ON = {"on": "2026-12-01"}
NO = {"answer": "no", "rests_on": "State law replaces local rules.", "citation": "§ 551.003"}
HOME_RULE = {"answer": "yes", "rests_on": "Cities have general power.", "citation": "art. 11",
             "basis": "inferred", "note": "Counties differ."}  # fmt: skip


def known(state, subject, from_on, said):
    Preemption.objects.create(
        jurisdiction=state, subject=subject, from_on=from_on and day(from_on),
        checked_on=day("2026-11-30"), url="https://example.gov/law", **said,
    )  # fmt: skip


def make_record():
    make_country()
    texas, _ = make_state("TX"), make_state("DC", kind="district")
    known(texas, "businesses", "2026-01-01", NO)
    known(texas, "government", None, HOME_RULE)
    make_state("MA")
    austin = make_place("Austin", "TX")
    make_place("Somerville")
    for slug, regulates in (("police", ["police"]), ("shops", ["private"])):
        make_measure(f"On {slug}", austin, [("introduced", "2026-11-01")], slug=f"tx-{slug}",
                     kind="ordinance", regulates=regulates)  # fmt: skip


record = shared(make_record)


def test_a_city_whose_state_was_researched_says_what_may_be_with_clause_source_and_day(client):
    page = text(client.get("/places/tx/austin/", ON))
    assert "May Austin pass its own law on face recognition?" in page
    assert "On use by businesses No. State law replaces local rules." in page
    assert "§ 551.003; since Jan 1, 2026; looked at Nov 30, 2026" in page
    assert "On use by its own police and agencies Yes. Cities have general power." in page
    assert "since when is not known; looked at Nov 30, 2026; inferred" in page
    assert "Counties differ." in page


def test_before_the_day_of_a_look_only_that_later_look_is_told(client):
    page = text(client.get("/places/tx/austin/", {"on": "2020-01-01"}))
    assert "Not researched for January 1, 2020. Yes as of November 30, 2026" in page


def test_what_is_the_same_for_both_uses_is_said_once(client):
    known(make_state("VT"), "government", "1900-01-01", NO)
    known(make_state("VT"), "businesses", "1900-01-01", NO)
    page = text(client.get("/states/vt/", ON))
    assert "On use by its own police and agencies, and by businesses No." in page
    assert page.count("State law replaces local rules.") == 1


def test_a_city_whose_state_was_not_researched_says_so_and_is_never_told_yes(client):
    page = text(client.get("/places/ma/somerville/", ON))
    assert "May Somerville pass its own law on face recognition? Not researched" in page
    rows = client.get("/places/ma/somerville.json", ON).json()["may_act"]
    assert [row["answer"] for row in rows] == ["not_researched", "not_researched"]


@pytest.mark.parametrize(
    ("code", "asked"),
    [("tx", "a city, town or county of Texas"), ("dc", "the District of Columbia")],
)
def test_a_states_page_asks_it_of_its_local_governments(client, code, asked):
    assert f"May {asked} pass its own law" in text(client.get(f"/states/{code}/", ON))


def test_the_page_counts_the_states_by_answer_and_the_data_has_a_row_for_each_use(client):
    page = text(client.get("/preemption/", ON))
    assert "We have looked it up for 1 of 3" in page
    assert "On use by businesses: yes in none, limited in none, no in one" in page
    answer = client.get("/preemption.json", ON).json()
    assert answer["counts"]["government"] == {
        "yes": 1, "limited": 0, "no": 0, "not_researched": 2,
    }  # fmt: skip
    texas = [row for row in answer["rows"] if row["state"] == "TX"]
    assert [(row["use_by"], row["answer"], row["from"]) for row in texas] == [
        ("government", "yes", None), ("businesses", "no", "2026-01-01"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "basis", "sentence"),
    [
        ("no", "recorded", "State law rules out what you chose."),
        ("no", "inferred", "State law seems to rule out what you chose."),
        ("limited", "recorded", "State law limits what a local law of Texas may do on use by busi"),
    ],
)
def test_what_if_says_what_state_law_does_to_what_was_chosen(client, answer, basis, sentence):
    Preemption.objects.filter(subject="businesses").update(answer=answer, basis=basis)
    page = text(client.get("/what-if/", ON | {"m": "tx-shops"}))
    assert sentence in page
    assert "§ 551.003" in page
    assert "§ 551.003" not in text(client.get("/what-if/", ON | {"m": "tx-police"}))
    rows = client.get("/what-if.json", ON | {"m": "tx-shops"}).json()["measures"]
    assert [row["answer"] for row in rows[0]["may_act"]] == [answer]


def test_an_answer_over_which_sources_conflict_is_marked_where_it_is_given_and_counted(client):
    known(make_state("MD"), "government", "2024-10-01", NO | {"basis": "disputed"})
    page = text(client.get("/preemption/", ON))
    assert "On use by its own police and agencies: yes in one, limited in none, no in one ‡" in page
    assert "No ‡. State law replaces local rules." in page
    assert "No ‡." in text(client.get("/states/md/", ON))
    earlier = text(client.get("/preemption/", {"on": "2024-09-30"}))
    assert "Not researched for September 30, 2024. No as of October 1, 2024 ‡:" in earlier


def test_the_page_asks_the_database_a_few_times(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        client.get("/preemption/", ON)
