"""/n/: a number of the record, with the sentence to quote."""

import pytest

from laws.rules.registry import RULES
from tests.support.elements import read
from tests.support.in_effect import ban, state_law
from tests.support.makers import make_country, make_state
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db


def make():
    make_country()
    make_state("MA", population=6_984_723, population_year=2021, searched_on="2023-01-01")
    make_state("VT")
    ban("Somerville")
    ban("Newton", effect_basis="not_read", effect_note="Its text may be no ban")
    state_law("restriction")


rows = shared(make)


def sentence(client, path):
    return client.get(path).json()["sentence"]


def test_a_number_says_its_sentence_its_rule_its_doubts_and_its_rows(client):
    page = read(client.get("/n/municipal-bans/2023-07-20/?state=ma"))

    assert page.find("#quote").text == (
        "As of July 20, 2023, 1 or 2 local governments in Massachusetts had a ban or moratorium on "
        "police or government use of face recognition in effect."
    )
    assert "http://testserver/n/municipal-bans/2023-07-20/?state=ma" in page.find("#lasting").text
    assert "R7 Counting municipal bans" in page.text
    assert "Newton, MA: Its text may be no ban." in page.text
    links = {one.text: one.get("href") for one in page.all("main a")}
    assert "/states/ma/?on=2023-07-20" in links.values()
    assert links["People covered by a ban"] == "/n/people-covered/2023-07-20/?state=ma"
    assert links["States with a ban"] == "/n/states-with-ban/2023-07-20/"
    behind = [one.text for one in page.all("details.by-name a")]
    assert len(behind) == 2
    assert all(": " in name for name in behind)


def test_a_rule_is_told_in_paragraphs_whose_lines_end_nowhere(client):
    page = read(client.get("/n/municipal-bans/2023-07-20/?state=ma"))

    told = page.find("section[aria-labelledby=counted]")
    assert len(told.all("p")) == RULES[7].text.count("\n\n") + 1
    assert not told.all("br")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("states-with-restriction",
         "As of July 20, 2023, the statewide rule on police or government"
         " use of face recognition was a restriction in 1 of the states and territories."),
        ("rank", "As of July 20, 2023, Massachusetts was first of all states by local governments"
         " with a ban or moratorium on police or government use of face recognition."),
        ("bills-pending", "As of July 20, 2023, no bill on face recognition that we know of was"
         " pending in the legislature of Massachusetts."),
    ],
)  # fmt: skip
def test_a_sentence_says_no_more_than_we_know(client, path, said):
    assert sentence(client, f"/n/{path}/2023-07-20.json?state=ma") == said


@pytest.mark.parametrize(
    "path",
    ["unknown/2023-07-20", "rank/2023-07-20", "municipal-bans/2023-07", "municipal-bans/20230720x"],
)
def test_what_is_no_number_is_not_found(client, path):
    assert client.get(f"/n/{path}/").status_code == 404
    assert client.get(f"/n/{path}.json").status_code == 404


def test_where_there_is_no_number_those_of_the_day_are_offered(client):
    page = read(client.get("/n/rank/2023-07-20/"))

    offered = {one.text: one.get("href") for one in page.all(".leads a")}
    assert offered["Local governments with a ban"] == "/n/municipal-bans/2023-07-20/"
    assert "/n/" not in "".join(one.get("href") for one in read(client.get("/m/")).all(".leads a"))


def test_a_page_asks_few_queries(client, django_assert_max_num_queries):
    for key in ("municipal-bans", "states-with-ban", "people-covered", "measures-in-effect"):
        with django_assert_max_num_queries(8):
            client.get(f"/n/{key}/2023-07-20/")
