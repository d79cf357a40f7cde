"""/compare/: measures in columns, what is mistaken, and the twin."""

import pytest
from django.urls import reverse

from tests.support.elements import read
from tests.support.makers import (
    make_measure,
    make_place,
    make_provision,
    make_question,
    make_statewide_law,
)
from tests.support.responses import part, text

pytestmark = pytest.mark.django_db
BILL = [("introduced", "2023-02-16")]


def page(client, **asked):
    return client.get(reverse("compare"), asked)


@pytest.fixture
def bill(db):
    """A bill that answers one question in part and one with yes."""
    bill = make_measure(
        slug="bill", jurisdiction="MA", identifier="S.927", effect="restriction", actions=BILL
    )
    make_provision(bill, "q0", "qualified")
    make_provision(bill, "q1")
    return bill


@pytest.fixture
def law(db):
    """A statewide law that answers three with yes."""
    return make_statewide_law("hb1", 3)


def test_two_measures_stand_side_by_side_with_their_ranges(client, bill, law):
    response = page(client, m=["bill", "hb1"], on="2023-07-20")
    said = text(response)

    assert part(response, "h1") == "Massachusetts S.927 (2023) compared with Virginia HB1 (2021)."
    assert "Stage Introduced In effect" in said
    assert "Status Never in effect so far In effect since Jan 1, 2021" in said
    assert "Live or after-the-fact Not recorded Not recorded" in said
    assert "Range of points 1½ to 2½ of 3 3 of 3" in said
    assert [one.text for one in read(response).all("#compared li")] == [
        "Massachusetts S.927 (2023) is laxer than Virginia HB1 (2021) on one of the two questions "
        "coded for both, and stricter on none."
    ]


def test_only_the_lines_in_which_they_differ_can_be_shown(client, bill, law):
    said = text(page(client, m=["bill", "hb1"], only="differences", on="2023-07-20"))

    assert "q0?" in said
    assert "q2?" in said
    assert "q1?" not in said
    assert "Live or after-the-fact" not in said
    assert "Show all lines" in said


def test_other_effects_stand_in_a_column_and_are_not_scored(client, law):
    make_measure(slug="report", jurisdiction="MA", effect="oversight", actions=BILL)

    said = text(page(client, m=["hb1", "report"]))

    assert "Range of points 3 of 3 not scored" in said
    assert not read(page(client, m=["hb1", "report"])).all("#compared")


def test_a_date_is_shown_as_a_date_and_does_not_score(client, law):
    make_question("sunset_date", group="sunset")
    make_provision(law, "sunset_date", "dated", answer_on="2030-07-01")

    said = text(page(client, m="hb1"))

    assert "sunset_date? July 1, 2030" in said
    assert "3 of 3" in said


def test_a_cell_says_the_answer_its_place_in_the_text_and_where_to_read_it(client, bill, law):
    make_provision(bill, "warrant_required", "qualified", detail="Felony warrant", pinpoint="§ 2")
    shown = read(page(client, m=["bill", "hb1"], on="2023-07-20"))
    (row,) = [one for one in shown.all(".answers tr") if "warrant_required?" in one.text]

    assert row.text == "warrant_required? In part: felony warrant § 2 Not coded yet"
    assert [link["href"] for link in row.all("a")] == [
        "/provisions/warrant_required/?on=2023-07-20",
        "/measures/bill/?on=2023-07-20#warrant_required",
    ]
    there = read(client.get("/measures/bill/", {"on": "2023-07-20"}))
    assert "In part: felony warrant" in there.find("#warrant_required").text


def test_symbols_alone_say_the_answer_to_a_screen_reader_and_are_kept(client, bill, law):
    make_provision(bill, "warrant_required", "qualified", detail="Felony warrant")
    shown = read(page(client, m="bill", show="symbols", q="hb1", on="2023-07-20"))
    (row,) = [one for one in shown.all(".answers tr") if "warrant_required?" in one.text]

    assert row.labels == "In part: felony warrant"
    assert shown.all("input[type=hidden][name=show][value=symbols]")
    assert "?m=bill&m=hb1&show=symbols&on=2023-07-20" in shown.addresses
    assert shown.link("Show the words") == "?m=bill&on=2023-07-20"


def test_words_find_measures_to_add_and_keep_those_chosen(client, bill, law):
    make_measure("Banning it", slug="city", actions=[("passed", "2019-06-27")])
    response = page(client, m=["bill", "hb1"], q="somerville", on="2023-07-20")
    shown = read(response)

    assert "?m=bill&m=hb1&m=city&on=2023-07-20" in shown.addresses
    assert shown.all("input[type=hidden][name=m][value=hb1]")
    assert "Add S.927" not in text(page(client, m="bill", q="s927", on="2023-07-20"))


def test_each_can_be_dropped(client, bill, law):
    addresses = read(page(client, m=["bill", "hb1"], on="2023-07-20")).addresses

    assert "?m=hb1&on=2023-07-20" in addresses
    assert "?m=bill&on=2023-07-20" in addresses


def test_an_unknown_name_and_that_of_a_draft_are_left_out_alike(client, bill):
    make_measure("SECRET", slug="draft", status="draft", actions=BILL)

    for slug in ("draft", "nothing", "' OR 1=1", "9" * 250):
        response = page(client, m=["bill", slug])
        assert response.status_code == 200
        assert "was not understood: the name in a measure’s address" in text(response)
        assert b"SECRET" not in response.content


def test_of_more_than_five_the_first_five_are_shown(client):
    slugs = [make_statewide_law(f"hb{number}", 1).slug for number in range(6)]
    response = page(client, m=slugs)

    assert "Six measures were chosen; the first five are shown." in text(response)
    assert "the most that fit side by side" in text(response)
    assert len(read(response).all(".side thead th")) == 1 + 5


def test_one_that_is_chosen_twice_is_shown_once(client, bill):
    response = page(client, m=["bill", "bill"])

    assert len(read(response).all(".side thead th")) == 1 + 1


def test_many_mistakes_are_not_all_repeated(client):
    said = text(page(client, m=[f"no-{number}" for number in range(300)]))

    assert said.count("was not understood") == 3
    assert "More values of m were left out" in said


def test_a_measure_before_its_first_action_has_a_column(client, bill):
    assert "Not yet introduced" in text(page(client, m="bill", on="2020-01-01"))


def test_with_none_chosen_an_example_is_offered_only_if_the_record_has_it(client, bill):
    assert "An example" not in text(page(client))

    make_statewide_law("low", 1, "WA")
    make_statewide_law("high", 2, "TX")

    response = page(client)
    assert "Massachusetts S.927 (2023) beside the two statewide laws of July 20, 2023" in text(
        response
    )
    assert b"?m=bill&amp;m=high&amp;m=low&amp;on=2023-07-20" in response.content


def test_the_twin_gives_the_answers_the_range_and_the_comparisons(client, bill, law):
    found = client.get(
        reverse("compare-json"), {"m": ["bill", "hb1", "no"], "on": "2023-07-20"}
    ).json()

    first, second = found["measures"]
    assert found["on"] == "2023-07-20"
    assert (first["score"], first["coded"], first["in_force"]) == (1.5, 2, False)
    assert first["answers"] == {"q0": "qualified", "q1": "yes"}
    assert first["said"]["q1"] == {
        "words": "Yes: it says so", "pinpoint": "", "effective_on": None, "ended_on": None
    }  # fmt: skip
    assert (first["highest"], first["asked"]) == (2.5, 3)
    assert found["comparisons"] == [
        {"measure": "bill", "beside": "hb1", "stricter": [], "laxer": ["q0"], "same": ["q1"]}
    ]
    assert (second["score"], second["in_force_since"]) == (3, "2021-01-01")
    assert "m=no was not understood" in found["notices"][0]


@pytest.mark.parametrize("chosen", [0, 1, 5])
def test_queries_do_not_grow_with_the_rows(client, bill, django_assert_max_num_queries, chosen):
    for number in range(30):
        make_statewide_law(f"hb{number}", 3, f"{chr(65 + number % 26)}{chr(65 + number // 26)}")
        make_measure(slug=f"t{number}", jurisdiction=make_place(f"T {number}"), actions=BILL)

    for name in ("compare", "compare-json"):
        asked = {"m": [f"hb{number}" for number in range(chosen)], "q": "hb1", "on": "2023-07-20"}
        with django_assert_max_num_queries(10):
            assert client.get(reverse(name), asked).status_code == 200
