import pytest

from tests.support.elements import read
from tests.support.makers import make_measure, make_place, make_state
from tests.support.responses import many_measures, part, text

pytestmark = pytest.mark.django_db
ON = {"on": "2023-07-20"}


@pytest.fixture
def record():
    make_state("CA", searched_on="2023-05-01")
    make_state("TX")
    make_measure("Limit", "MA", [("effective", "2021-07-01")], effect="restriction")
    make_measure("A bill", "MA", [("introduced", "2023-02-01")], slug="a-bill")
    make_measure("City ban", make_place("Oakland", "CA"), [("effective", "2020-01-01")])


def order(client, **asked):
    """The states in the order of the table."""
    named = [row[0] for row in read(client.get("/states/", ON | asked)).find(".states").rows]
    return [name for name in named if name in ("California", "Massachusetts", "Texas")]


def test_the_first_sentence_counts_rules_on_the_day(client, record):
    page = client.get("/states/", ON)
    assert part(page, "h1").startswith("On July 20, 2023, one state had a general statewide rule")
    before = client.get("/states/", {"on": "2021-06-30"})
    assert part(before, "h1").startswith("On June 30, 2021, no state had")


def test_none_found_and_not_researched_differ_in_fill_word_and_sentence(client, record):
    page = client.get("/states/", ON)
    rows = {row.find("th").text: row for row in read(page).all(".states tbody tr")}
    assert "None found" in rows["California"].text
    assert rows["California"].all(".is-none")
    assert "May 1, 2023" in rows["California"].text
    assert "Not researched" in rows["Texas"].text
    assert rows["Texas"].all('[fill="url(#p-unknown)"]')
    assert "not yet" in rows["Texas"].text
    assert "For one we found none for that day in a search of May 1, 2023." in text(page)
    assert "We have not searched the law of one." in text(page)


def test_municipal_bans_and_pending_bills_are_counted(client, record):
    page = text(client.get("/states/", ON))
    assert "California None found 1 0" in page
    assert "Massachusetts Restriction 0 1" in page


def test_a_disputed_rule_is_marked_in_its_row_and_in_words(client):
    doubt = {"basis": "disputed", "description": "Two codes differ."}
    make_measure("Limit", "VA", [("effective", "2022-07-01", doubt)])
    page = text(client.get("/states/", ON))
    assert "Ban disputed" in page
    assert "Sources conflict over the rule of Virginia" in page


def test_columns_sort_the_table(client, record):
    assert order(client) == ["California", "Massachusetts", "Texas"]
    assert order(client, sort="rule") == ["Massachusetts", "California", "Texas"]
    assert order(client, sort="pending") == ["Massachusetts", "California", "Texas"]
    assert order(client, sort="searched") == ["California", "Massachusetts", "Texas"]


def test_a_mistaken_order_is_explained(client, record):
    page = client.get("/states/", {"sort": "size"})
    assert "sort=size was not understood: allowed are name, rule, bans" in text(page)


def test_links_keep_the_date(client, record):
    assert "/states/ca/?on=2023-07-20" in read(client.get("/states/", ON)).addresses


def test_the_page_asks_few_queries_whatever_the_rows(client, record, django_assert_max_num_queries):
    many_measures(make_state("MA"), 800)
    many_measures(make_place("Cambridge"), 400, kind="ordinance")
    with django_assert_max_num_queries(10):
        assert client.get("/states/", ON).status_code == 200
