"""/what-if/: what was chosen, what is mistaken, the list to choose from, and its queries."""

import pytest
from django.urls import reverse

from tests.support.elements import read
from tests.support.in_effect import ban
from tests.support.makers import make_measure, make_place, make_state
from tests.support.pending_record import (
    INTRODUCED,
    ON,
    ONE_CHAMBER,
    make_supposable,
    many_pending,
    page,
    pending,
    twin,
)
from tests.support.responses import many_measures, part, text
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db


record = shared(make_supposable)


# --- what was chosen --------------------------------------------------------------------------


def test_all_that_passed_one_chamber_is_one_choice(client):
    pending("passed", "NY", [*ONE_CHAMBER, ("passed", "2023-05-01")])
    response = page(client, all="passed_one_chamber")

    assert part(response, "h1").startswith(
        "If the two pending bills that passed one chamber were law"
    )
    assert {one["slug"] for one in twin(client, all="passed_one_chamber")["measures"]} == {
        "s927", "passed",
    }  # fmt: skip
    # One of them can be left out once they are named.
    assert "/what-if/?on=2023-07-20&m=passed&m=s927" in read(response).addresses


@pytest.mark.parametrize(
    ("group", "slugs"),
    [
        ("pending", {"s927", "order", "hr1"}),
        ("ma", {"s927", "order"}),
        ("us", {"hr1"}),
        ("NY", set()),
    ],
)
def test_a_group_is_everything_pending_or_all_of_a_state(client, group, slugs):
    assert {one["slug"] for one in twin(client, all=group)["measures"]} == slugs


def test_an_unknown_group_is_explained(client):
    said = text(page(client, all="everything"))

    assert "all=everything was not understood: allowed are passed_one_chamber, pending" in said


def test_a_group_of_which_nothing_is_pending_is_explained(client):
    response = page(client, all="ny")

    assert "all=ny: nothing there is pending on July 20, 2023." in text(response)
    assert part(response, "h1").startswith("What if pending measures were law?")


def test_unknown_names_and_those_of_drafts_are_left_out_alike(client):
    make_measure("SECRET", slug="draft", status="draft", actions=INTRODUCED)
    make_measure("SECRET", slug="review", status="in_review", actions=INTRODUCED)

    for slug in ("draft", "review", "nothing", "' OR 1=1", "9" * 250):
        for name in ("what-if", "what-if-json"):
            response = client.get(reverse(name), {"on": ON, "m": ["s927", slug]})
            assert response.status_code == 200
            assert "was not understood: the name in a pending measure" in text(response)
            assert b"SECRET" not in response.content
            assert b"S927" in response.content


def test_a_measure_that_is_not_pending_is_named_and_left_out(client):
    ban("Lynn", slug="law", identifier="Ord. 1")
    response = page(client, m=["law", "s927"])

    assert "Lynn Ord. 1 was left out: not pending on July 20, 2023." in text(response)
    assert part(response, "h1").startswith("If Massachusetts S927 (2023) were law")


def test_many_mistakes_are_not_all_repeated(client):
    said = text(page(client, m=[f"no-{number}" for number in range(300)]))

    assert said.count("was not understood") == 3
    assert "More values of m were left out" in said


def test_of_more_than_sixty_named_sixty_are_taken_while_a_group_may_hold_more(client):
    many_pending(70, make_state("NY"))
    response = page(client, m=[f"p-{number}" for number in range(70)])

    assert "70 measures were named; the first 60 are treated as law." in text(response)
    assert "If 60 pending bills were law" in part(response, "h1")
    assert len(twin(client, all="ny")["measures"]) == 70
    assert "Ten more are treated as law and not listed here" in text(page(client, all="ny"))


# --- the list to choose from ------------------------------------------------------------------


def test_the_list_narrows_by_state_level_and_words_and_keeps_what_was_chosen(client):
    for asked in ({"state": "us"}, {"level": "country"}, {"q": "hr1"}):
        shown = read(page(client, m="s927", **asked))
        assert shown.all("#pick-hr1")
        assert not shown.all("#pick-s927")
        assert shown.all("input[type=hidden][name=m][value=s927]")
        assert "If Massachusetts S927 (2023) were law" in shown.text


def test_a_list_that_nothing_fits_says_so_and_offers_the_whole(client):
    said = text(page(client, q="zzzz"))

    assert "Nothing pending on July 20, 2023 matches. Show all 3" in said


def test_a_day_on_which_nothing_is_pending_says_so(client):
    response = page(client, on="2000-01-01")

    assert part(response, "h1") == (
        "What if pending measures were law? None is pending on January 1, 2000."
    )
    assert "Nothing was pending on January 1, 2000." in text(response)


def test_the_page_can_be_shared_with_its_date_its_measures_and_its_day(client):
    body = page(client, m=["s927", "order"], **{"from": "2024-01-01"}).content.decode()

    assert (
        "http://testserver/what-if/?from=2024-01-01&amp;m=s927&amp;m=order&amp;on=2023-07-20"
        "</code>" in body
    )
    assert "/what-if.json?from=2024-01-01&m=s927&m=order&on=2023-07-20" in read(body).addresses


@pytest.mark.parametrize(
    "asked", [{}, {"all": "pending"}, {"q": "bill", "m": ["s927", "no", "boston"]}]
)
def test_queries_do_not_grow_with_the_rows(client, django_assert_max_num_queries, asked):
    for name in ("Lynn", "Salem", "Malden"):
        many_measures(make_place(name), 100, kind="ordinance")
    many_pending(300, make_state("NY"))

    for name in ("what-if", "what-if-json"):
        with django_assert_max_num_queries(10):
            assert client.get(reverse(name), {"on": ON} | asked).status_code == 200
