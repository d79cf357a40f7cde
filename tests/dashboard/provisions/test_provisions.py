"""/provisions/: the safeguards of states and local governments, and who answers one question."""

import pytest

from laws.dataset.upsert import analyze
from laws.models import Measure, Provision, Question
from tests.support.elements import read
from tests.support.makers import (
    make_country,
    make_measure,
    make_place,
    make_provision,
    make_question,
    make_state,
    make_statewide_law,
)
from tests.support.responses import csv_rows, many_measures, part, text

pytestmark = pytest.mark.django_db
ON = "2023-07-20"


def page(client, path="/provisions/", **asked):
    return client.get(path, {"on": ON} | asked)


def rows(client, **asked):
    found = client.get("/provisions.json", {"on": ON} | asked).json()["rows"]
    return {row.get("state") or row.get("place"): row for row in found}


def lines(response):
    """The lines of the matrix by government: the names of the signs in each."""
    return {
        line.find("a").text: [sign["aria-label"] for sign in line.all(".ans")]
        for line in read(response).all(".heat tbody tr")
    }


@pytest.fixture
def record():
    """Two states with a profile, and one each that is not scored, not found, not researched."""
    asked = {
        "warrant_required": "Must police get a warrant?",
        "public_reporting": "Must use be reported?",
        "not_sole_basis": "Is it barred to arrest on a match alone?",
    }
    for order, (slug, words) in enumerate(asked.items()):
        make_question(slug, text=words, order=order)
    make_question("sunset_date", group="sunset", text="When does it end?", order=9)
    law = make_statewide_law("one", 0, "WA")
    make_provision(law, "warrant_required", "no", pinpoint="§ 3")
    make_provision(law, "public_reporting")
    law = make_statewide_law("two", 0, "VA")
    make_provision(law, "warrant_required", "qualified", detail="Only for live use")
    make_provision(law, "public_reporting")
    make_measure("Drones", "TX", [("enacted", "2020-01-01")], slug="narrow", reach="narrow")
    make_state("AK", searched_on="2023-01-05")
    make_state("NY")


# --- the heat map ---------------------------------------------------------------------------------


def test_the_first_sentence_is_reckoned_from_the_answers(client, record):
    assert part(page(client), "h1", "lead") == (
        "On July 20, 2023, both statewide limits required reports to the public."
    )
    make_provision(make_statewide_law("three", 0, "LA"), "warrant_required", "no")
    assert part(page(client), "h1", "lead") == (
        "On July 20, 2023, two of three statewide limits required reports to the public; of the "
        "three coded for it, none required a warrant or court order."
    )


def test_what_nobody_is_coded_to_do_is_not_said_of_all(client, record):
    Provision.objects.filter(answer="yes").update(answer="no")
    assert part(page(client), "h1", "lead") == (
        "On July 20, 2023, no statewide limit was coded to require a warrant or court order."
    )


def test_no_is_not_the_same_as_not_coded_in_the_matrix(client, record):
    make_provision(make_statewide_law("three", 0, "LA"), "not_sole_basis")
    assert lines(page(client)) == {
        "Virginia": ["In part: only for live use", "Yes: it says so", "Not coded"],
        "Washington": ["No", "Yes: it says so", "Not coded"],
        "Louisiana": ["Not coded", "Not coded", "Yes: it says so"],
    }


def test_not_scored_none_found_and_not_researched_are_told_apart_in_words(client, record):
    said = text(page(client))
    assert "Not scored: 1 state or territory" in said
    assert "Texas narrow" in said
    assert "None found: 1 state or territory" in said
    assert "for that day in a search of January 5, 2023." in said
    assert "Not researched: 1 state or territory We have not searched their law yet." in said


def test_they_are_told_apart_in_the_twin(client, record):
    found = rows(client)
    assert found["WA"]["answers"] == {
        "warrant_required": "no", "public_reporting": "yes", "not_sole_basis": "not_coded",
    }  # fmt: skip
    assert (found["WA"]["score"], found["WA"]["coded"]) == (1, 2)
    assert (found["WA"]["highest"], found["WA"]["asked"]) == (2, 3)
    assert (found["VA"]["score"], found["VA"]["coded"]) == (1.5, 2)
    standings = {
        state_code: found[state_code]["standing"] for state_code in ("TX", "AK", "NY", "WA")
    }
    assert standings == {
        "TX": "not_scored", "AK": "none_found", "NY": "not_researched", "WA": "scored",
    }  # fmt: skip
    assert all(found[state_code]["answers"] is None for state_code in ("TX", "AK", "NY"))
    assert all(found[state_code]["score"] is None for state_code in ("TX", "AK", "NY"))
    assert found["AK"]["searched_on"] == "2023-01-05"


def test_they_are_told_apart_in_the_figure_and_in_its_file(client, record):
    answer = client.get("/charts/safeguards.json", {"on": ON}).json()
    (cells,) = answer["figure"]["data"]
    assert cells["text"] == [["◐", "●"], ["⊘", "●"]]
    assert cells["z"] == [[2, 3], [1, 3]]
    names = answer["figure"]["layout"]["yaxis"]["ticktext"]
    assert names == ["Virginia", "Washington", "Not scored", "None found", "Not researched"]
    file = {row["key"]: row for row in csv_rows(client.get("/charts/safeguards.csv", {"on": ON}))}
    said = {state_code: row["not_sole_basis"] for state_code, row in file.items()}
    assert said == {
        "VA": "not_coded", "WA": "not_coded", "TX": "not_scored", "AK": "none_found",
        "NY": "not_researched",
    }  # fmt: skip
    assert file["WA"]["warrant_required"] == "no"
    assert file["AK"]["score"] == ""


def test_a_range_never_stands_without_the_number_of_questions(client, record):
    said = text(page(client))
    assert "1½ to 2½ of 3" in said
    assert "1 to 2 of 3" in said


def test_a_law_without_an_answer_is_in_the_matrix_with_nothing_coded(client, record):
    make_statewide_law("bare", 0, "LA")
    assert lines(page(client))["Louisiana"] == ["Not coded", "Not coded"]
    assert "0 to 3 of 3" in text(page(client))


def test_of_several_laws_the_one_most_fully_coded_stands_for_the_state(client, record):
    make_provision(make_statewide_law("other", 0, "WA"), "warrant_required")
    assert rows(client)["WA"]["measure"] == "one"
    assert rows(client)["WA"]["also"] == ["other"]
    assert "also OTHER" in text(page(client))


def test_a_weaker_rule_beside_a_ban_does_not_stand_for_the_state(client, record):
    make_measure("Ban", "WA", [("enacted", "2022-01-01")], slug="ban", identifier="B 1")
    assert rows(client)["WA"]["measure"] == "ban"
    assert rows(client)["WA"]["also"] == []


def test_the_date_changes_who_is_in_it(client, record):
    Measure.objects.get(slug="one").actions.update(day="2024-01-01")
    Measure.objects.get(slug="one").reckon()
    assert list(lines(page(client))) == ["Virginia"]
    assert list(lines(page(client, on="2026-01-01"))) == ["Virginia", "Washington"]
    assert "no statewide limit" in part(page(client, on="2001-01-01"), "h1", "lead")


def test_bans_come_first_whatever_is_coded(client, record):
    ban = make_measure("Ban", "LA", [("enacted", "2020-01-01")], slug="ban")
    make_provision(ban, "warrant_required", "no")
    assert list(lines(page(client))) == ["Louisiana", "Virginia", "Washington"]


def test_it_is_sorted_by_class_and_range_and_on_request_by_name(client, record):
    make_provision(make_statewide_law("best", 3, "WA"), "warrant_required")
    assert list(lines(page(client))) == ["Washington", "Virginia"]
    assert list(lines(page(client, sort="name"))) == ["Virginia", "Washington"]


def test_local_governments_have_a_matrix_of_their_own(client, record):
    ban = make_measure("Ban", make_place(), [("passed", "2019-05-14")], slug="ban")
    make_provision(ban, "warrant_required")
    response = page(client, level="local")
    assert lines(response) == {"Somerville, MA": ["Yes: it says so"]}
    assert "the one local limit required a warrant" in part(response, "h1", "lead")
    assert rows(client, level="local")["ma/somerville"]["measure"] == "ban"
    assert "None found" not in text(response)


def test_a_rule_in_dispute_says_so_and_why(client, record):
    doubt = {"basis": "disputed", "description": "Two codes differ."}
    make_measure("Ban", "LA", [("enacted", "2020-01-01", doubt)], slug="ban")
    said = text(page(client))
    assert "Louisiana (disputed)" in said
    assert "In doubt: Louisiana. " in said
    assert "Two codes differ." in said


def test_questions_that_nobody_coded_are_named(client, record):
    assert "Coded for none of them" in text(page(client))
    links = read(page(client)).links
    question = "Is it barred to arrest on a match alone?"
    assert (question, "/provisions/not_sole_basis/?on=2023-07-20") in links
    assert "sunset_date" not in page(client).content.decode()


def test_headings_lead_to_the_question(client, record):
    heading = read(page(client)).find(".heat thead .q a")
    assert heading["href"] == "/provisions/warrant_required/?on=2023-07-20"
    assert heading["title"] == "Must police get a warrant?"


@pytest.mark.parametrize(
    ("asked", "notice"),
    [
        ({"level": "moon"}, "level=moon was not understood"),
        ({"sort": "luck"}, "sort=luck was not understood"),
        ({"on": "2023-13-45"}, "“2023-13-45” is not a date"),
    ],
)
def test_mistaken_values_show_the_default_and_are_explained(client, record, asked, notice):
    response = page(client, **asked)
    assert response.status_code == 200
    assert notice in text(response)
    assert list(lines(response)) == ["Virginia", "Washington"]


def test_a_draft_is_nowhere_in_it(client, record):
    make_provision(
        make_measure("Secret", "NY", [("enacted", "2020-01-01")], status="draft", slug="secret"),
        "warrant_required",
    )
    make_provision(
        make_measure("Secret", None, [("enacted", "2020-01-01")], status="in_review", slug="other"),
        "warrant_required",
    )
    for path in ("/provisions/", "/provisions.json", "/provisions/warrant_required/",
                 "/provisions/warrant_required.json", "/charts/answers.json"):  # fmt: skip
        for level in ("state", "local"):
            asked = {"on": ON, "level": level, "question": "warrant_required"}
            body = client.get(path, asked).content.decode()
            assert "Secret" not in body
            assert "secret" not in body


def test_without_a_record_it_says_that_there_is_nothing(client, db):
    assert "no statewide limit" in text(page(client))
    assert "Choose a later day" in text(page(client))


# --- one question -------------------------------------------------------------------------------


def test_a_question_lists_who_answers_how_with_the_place_in_the_text(client, record):
    response = page(client, "/provisions/warrant_required/")
    said = text(response)
    assert part(response, "h1", "lead") == (
        "On July 20, 2023, no measure in effect was coded to require a warrant or court order."
    )
    assert "One answers in part: on conditions. One answers no." in said
    assert "Virginia TWO ▲" not in said
    assert "Restriction Jan 1, 2021 § 3" in said
    assert "Only for live use" in said


def test_its_first_sentence_says_at_which_level_and_how_many_are_narrow(client, record):
    ban = make_measure("Ban", make_place(), [("passed", "2019-05-14")], slug="ban")
    make_provision(ban, "public_reporting")
    assert part(page(client, "/provisions/public_reporting/"), "h1", "lead") == (
        "On July 20, 2023, two statewide and one local measure in effect required reports to the "
        "public."
    )
    make_provision(Measure.objects.get(slug="narrow"), "not_sole_basis")
    assert part(page(client, "/provisions/not_sole_basis/"), "h1", "lead") == (
        "On July 20, 2023, one statewide measure in effect barred arrests on a match alone, and "
        "was narrow."
    )


def test_a_question_without_a_phrase_of_ours_is_quoted(client, record):
    make_provision(Measure.objects.get(slug="one"), "new_one")
    assert "answered yes to “new_one?”" in part(page(client, "/provisions/new_one/"), "h1", "lead")


def test_limits_without_an_answer_are_listed_as_not_coded_never_as_no(client, record):
    make_statewide_law("bare", 0, "LA")
    response = page(client, "/provisions/warrant_required/")
    assert "1 statewide limit Louisiana: BARE" in text(response)
    twin = page(client, "/provisions/warrant_required.json").json()
    assert twin["not_coded"] == ["bare"]
    assert [row["measure"] for row in twin["rows"]] == ["two", "one"]
    assert [row["answer"] for row in twin["rows"]] == ["qualified", "no"]


def test_a_ban_that_does_not_answer_yes_says_why(client, record):
    ban = make_measure("Ban", "ME", [("enacted", "2020-01-01")], slug="ban")
    make_provision(ban, "police_use_prohibited", "qualified", detail="Own use only", pinpoint="§ 1")
    make_measure("Stop", "VT", [("enacted", "2020-01-01")], slug="stop", effect="moratorium")
    make_provision(make_measure("Yes", "LA", [("enacted", "2020-01-01")]), "police_use_prohibited")
    response = page(client, "/provisions/police_use_prohibited/")
    assert "is a ban or a moratorium on the map: the reason stands below." in text(response)
    assert [one.text for one in read(response).all("[aria-labelledby=otherwise] li")] == [
        "State of ME bars it in part: Own use only. Ban Ban, § 1",
        "State of VT is not coded for this question. Moratorium Stop",
    ]
    twin = page(client, "/provisions/police_use_prohibited.json").json()
    assert [(one["measure"], one["answer"]) for one in twin["classed_otherwise"]] == [
        ("ban", "qualified"), ("stop", "not_coded"),
    ]  # fmt: skip


def test_a_question_that_is_no_class_of_law_does_not_list_the_bans(client, record):
    make_measure("Ban", "ME", [("enacted", "2020-01-01")], slug="ban")
    assert not read(page(client, "/provisions/public_reporting/")).all(
        "[aria-labelledby=otherwise]"
    )


def test_its_curve_takes_off_what_ends(client, record):
    ended = make_measure(
        "Ended", "NY", [("enacted", "2019-01-01"), ("repealed", "2020-01-01")], slug="ended",
    )  # fmt: skip
    make_provision(ended, "public_reporting")
    answer = client.get("/charts/answers.json", {"on": ON, "question": "public_reporting"}).json()
    assert answer["rows"] == [
        {"day": "2019-01-01", "statewide": 1},
        {"day": "2020-01-01", "statewide": 0},
        {"day": "2021-01-01", "statewide": 2},
    ]
    assert "2 measures on July 20, 2023" in answer["title"]


def test_a_question_answered_by_a_date_shows_it(client, record):
    make_provision(Measure.objects.get(slug="one"), "sunset_date", "dated", answer_on="2030-06-01")
    said = text(page(client, "/provisions/sunset_date/"))
    assert "one statewide measure in effect named the day on which it ends." in said
    assert "June 1, 2030" in said
    assert "This question does not score" in said


@pytest.mark.parametrize("path", ["/provisions/nonsense/", "/provisions/nonsense.json"])
def test_an_unknown_question_is_not_found(client, record, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "<h1" in response.content.decode()


def test_an_unknown_question_of_a_chart_is_explained(client, record):
    answer = client.get("/charts/answers.json", {"on": ON, "question": "nonsense"}).json()
    assert answer["rows"] == []
    assert "question=nonsense was not understood" in answer["notices"][0]


@pytest.mark.parametrize("slug", ["nonsense", "secret"])
def test_a_draft_has_no_more_of_a_chart_than_an_unknown_measure(client, record, slug):
    make_measure("Secret", "NY", [("introduced", "2020-01-01")], status="draft", slug="secret")
    answer = client.get("/charts/strictness.json", {"on": ON, "measure": slug}).json()
    assert answer["rows"] == []
    assert f"measure={slug} was not understood" in answer["notices"][0]


@pytest.mark.parametrize("asked", ["nonsense", "ma/nowhere", "/", "ma/a/b"])
def test_an_unknown_place_of_a_chart_is_explained(client, record, asked):
    answer = client.get("/charts/place-history.json", {"on": ON, "place": asked}).json()
    assert answer["rows"] == []
    assert f"place={asked} was not understood" in answer["notices"][0]


def test_a_place_shows_every_term_with_its_own_measures_first(client, record):
    place = make_place(state="WA")
    make_measure("Ban", place, [("passed", "2022-05-14"), ("repealed", "2023-01-01")], slug="ban")
    make_measure("Shops", place, [("passed", "2022-05-14")], regulates=["private"], slug="shops")
    response = page(client, "/places/wa/somerville/")
    assert "When each measure was in effect here Ban 1 Restriction 1" in text(response)
    asked = {"on": ON, "place": "wa/somerville"}
    found = client.get("/charts/place-history.json", asked).json()
    assert [(row["measure"], row["from"], row["until"]) for row in found["rows"]] == [
        ("Ban", "2022-05-14", "2023-01-01"),
        ("ONE (2021)", "2021-01-01", None),
    ]
    assert found["title"].endswith("2 terms in which a measure is in effect there, 1 of them on "
                                   "July 20, 2023")  # fmt: skip
    assert "When each measure bound" not in text(page(client, "/places/ma/nowhere/"))


def test_the_measure_and_the_method_lead_to_the_question(client, record):
    address = "/provisions/warrant_required/?on=2023-07-20"
    assert address in read(page(client, "/measures/one/")).addresses
    assert address in read(page(client, "/method/")).addresses


# --- at ten times the rows ----------------------------------------------------------------------


@pytest.fixture
def many(record):
    make_country()
    for number in range(40):
        place = make_place(f"Place {number}", population=1000 + number)
        many_measures(place, 10)
    for state in ("CA", "LA", "MA"):
        many_measures(make_state(state), 60)
    questions = Question.objects.all()
    Provision.objects.bulk_create(
        Provision(measure=measure, question=question, answer="yes")
        for measure in Measure.objects.filter(slug__startswith="place-")
        for question in questions[:3]
    )
    analyze()


@pytest.mark.parametrize(
    "path",
    [
        "/provisions/", "/provisions/?level=local", "/provisions.json?level=local",
        "/provisions/warrant_required/", "/provisions/warrant_required.json",
        "/charts/safeguards.json?level=local", "/charts/answers.json?question=warrant_required",
        "/charts/place-history.json?place=ma/place-1",
    ],
)  # fmt: skip
def test_ten_queries_whatever_the_number_of_rows(client, many, django_assert_max_num_queries, path):
    with django_assert_max_num_queries(10):
        assert client.get(path).status_code == 200
