"""/compare/lists/ over the shipped record: each list agrees, or is explained row by row."""

import pytest
from django.test import Client

from dashboard.pages.lists.data import ListsBesideRecord
from laws.dataset.lists import published_lists
from laws.models import Jurisdiction
from tests.support.makers import day
from tests.support.responses import csv_rows, text
from tests.support.shipped_record import shipped_record

pytestmark = pytest.mark.django_db
TODAY = {"on": "2026-11-30"}
AGREE = {
    "policing-project-2019", "aclum-brookline-2019", "eff-brookline-2019", "aclum-cambridge-2020",
    "aclum-springfield-2020", "aclum-boston-2020", "aclum-easthampton-2020", "pdx-privacy-2020",
    "aclum-worcester-2021",
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), shipped_record():
        yield


@pytest.fixture(scope="module")
def compared(shipped):
    return ListsBesideRecord(published_lists(), day(TODAY["on"]))


def test_a_list_that_names_what_it_counts_differs_only_in_rows_that_are_explained(compared):
    for one in compared.comparisons:
        published, differing = one.published, one.theirs_only | one.ours_only
        assert differing == published.reasons.keys(), published.key
        if published.names_all:
            sum_of_rows = one.ours + len(one.theirs_only) - len(one.ours_only)
            assert sum_of_rows == published.count, published.key


def test_the_same_number_stays_the_same(compared):
    assert {one.published.key for one in compared.comparisons if one.agrees} == AGREE


def test_the_governments_and_measures_that_are_named_exist(compared):
    named = {key for one in published_lists() for key in one.names | one.reasons.keys()}
    known = Jurisdiction.objects.filter(division_id__in=named, same_as=None)
    assert known.count() == len(named)
    behind = {reason.measure for one in published_lists() for reason in one.reasons.values()}
    assert behind - {""} <= compared.measures.keys()


def test_the_page_lays_the_sums_and_the_reasons_open():
    page = text(Client().get("/compare/lists/", TODAY))
    assert "24 + 1 − 8 = 17" in page
    assert "Pittsburgh, PA the list only Its ordinance asks for the council’s approval" in page
    assert "Kirkland, WA ‡ us only" in page


@pytest.mark.parametrize("key", ["eff-2022", "cdt-2022"])
def test_our_number_leads_to_as_many_governments_in_our_rows(client, key):
    lists = {one["list"]: one for one in client.get("/compare/lists.json", TODAY).json()["lists"]}
    address = lists[key]["our_rows"].replace("/measures/", "/measures.csv")
    assert len({row["division_id"] for row in csv_rows(client.get(address))}) == lists[key]["ours"]


def test_what_we_count_beyond_doubt_is_counted_bill_by_bill(compared):
    (bills,) = [one for one in compared.comparisons if one.published.unit == "bills"]
    # 162 bills, of which six were not read and the stage of one is disputed.
    assert (bills.ours, bills.ours_certain) == (162, 155)


def test_a_list_is_shown_from_the_day_on_which_it_was_published():
    before = ListsBesideRecord(published_lists(), day("2022-01-01"))
    assert {one.published_on.day.year for one in before.lists} == {2019, 2020, 2021}


def test_the_page_asks_the_database_a_few_times(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        client.get("/compare/lists/", TODAY)


def test_before_the_first_list_there_is_none(client):
    page = client.get("/compare/lists/", {"on": "2018-01-01"})
    assert "We know of no published count by January 1, 2018." in text(page)
    assert client.get("/compare/lists.json", {"on": "2018-01-01"}).json()["lists"] == []
