"""The desk's count of who follows what: right numbers, no address and nothing a reader wrote."""

from datetime import UTC, datetime

import pytest

from laws.models import Follower, Subscription, Webhook
from tests.support.desk_roles import make_role
from tests.support.elements import read
from tests.support.makers import make_measure, make_place

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
PAGE = "/admin/followers/"


def follow(email, what, how_often, confirmed_at=NOW):
    follower, _ = Follower.objects.get_or_create(email=email)
    return Subscription.objects.create(
        follower=follower, what=what, how_often=how_often, asked_at=NOW, looked_at=NOW,
        confirmed_at=confirmed_at, told_day=NOW.date(),
    )  # fmt: skip


@pytest.fixture
def followed():
    city = make_place("Somerville")
    make_measure("A ban", city, [("enacted", "2020-07-01")], slug="ban", identifier="Ord. 1")
    follow("a@example.org", "/feeds/changes.atom", "daily")
    follow("b@example.org", "/feeds/changes.atom", "daily")
    follow("c@example.org", "/feeds/changes.atom", "at_once")
    follow("a@example.org", "/states/ma/changes.atom", "weekly")
    follow("a@example.org", "/places/ma/somerville/changes.atom", "weekly")
    hooked = follow("a@example.org", "/measures/ban/changes.atom", "at_once")
    Webhook.objects.create(
        subscription=hooked, url="https://hook.example/secret", verified_at=NOW, next_try_at=NOW,
        told_event=0, up_to_event=0,
    )  # fmt: skip
    follow("a@example.org", "/feeds/changes.atom?effect=ban", "daily")
    follow("a@example.org", "/feeds/changes.atom?effect=ban&q=my+neighbor", "daily")
    follow("a@example.org", "/list/changes.atom?m=ban&note=My+client", "weekly")
    follow("b@example.org", "/list/changes.atom?p=ma", "weekly")
    follow("d@example.org", "/feeds/changes.atom", "daily", confirmed_at=None)


def rows(client):
    table = read(client.get(PAGE)).find("table.followed")
    lines = table.find("tbody").all("tr")
    return [
        [" ".join(cell.text.split()) for cell in row.all("th") + row.all("td")] for row in lines
    ]


def test_it_counts_by_what_is_followed_and_how_often(client, followed):
    client.force_login(make_role("publisher"))

    assert rows(client) == [
        ["Everything", "3", "1", "2", "0", "0"],
        ["Massachusetts A state", "1", "0", "0", "1", "0"],
        ["Somerville, MA A place", "1", "0", "0", "1", "0"],
        ["Somerville Ord. 1 A law or bill", "1", "1", "0", "0", "1"],
        ["effect=ban A filter", "2", "0", "2", "0", "0"],
        ["Lists of their own", "2", "0", "0", "2", "0"],
    ]
    text = read(client.get(PAGE)).text
    assert "3 addresses follow the record by mail; 1 more was asked for" in " ".join(text.split())


def test_no_address_and_nothing_that_a_reader_wrote_is_shown(client, followed):
    client.force_login(make_role("administrator"))

    page = client.get(PAGE).content.decode()
    for secret in ("example.org", "hook.example", "neighbor", "client", "m=ban"):
        assert secret not in page


def test_its_queries_are_few_however_many_follow(client, followed, django_assert_max_num_queries):
    client.force_login(make_role("publisher"))
    for number in range(30):
        follow(f"{number}@example.org", f"/measures/m{number}/changes.atom", "daily")

    with django_assert_max_num_queries(14):
        client.get(PAGE)


def test_the_front_page_leads_there_whoever_may_see_it(client):
    for role, sees in (("publisher", True), ("administrator", True), ("editor", False)):
        client.force_login(make_role(role))
        assert (PAGE in client.get("/admin/").content.decode()) is sees
    assert client.get(PAGE).status_code == 403


def test_where_nobody_follows_it_says_so(client):
    client.force_login(make_role("publisher"))

    assert "Nobody follows anything by mail." in client.get(PAGE).content.decode()
