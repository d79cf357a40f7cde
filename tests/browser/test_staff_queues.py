"""A publisher works through what waits: checks one measure after another, changes several."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from laws.models import Measure, Proposal
from tests.support.accessible import complaints_of_axe
from tests.support.desk_roles import PAGE, PASSED, make_role
from tests.support.makers import make_measure, make_source

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(context, live_server):
    """The browser of a publisher who has logged in."""
    client = Client()
    client.force_login(make_role("publisher"))
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": key,
        "url": f"{live_server.url}/admin/",
    }
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/")
    return page


def make_public(title):
    measure = make_measure(title, actions=[PASSED], status="published")
    make_source(measure, PAGE, official=True)
    return measure


def test_what_waits_is_checked_one_after_another_and_changed_together(desk, live_server):
    for title in ("First ban", "Second ban"):
        make_public(title)
    desk.reload()
    assert complaints_of_axe(desk) == []

    desk.get_by_role("link", name="Check one after another").click()
    expect(desk.get_by_role("heading", name="First ban")).to_be_visible()
    assert complaints_of_axe(desk) == []
    expect(desk.get_by_role("button", name="Checked today")).to_be_disabled()
    desk.get_by_role("checkbox", name="I looked at").check()
    desk.get_by_role("button", name="Checked today").click()
    expect(desk.get_by_role("heading", name="Second ban")).to_be_visible()
    assert Measure.objects.get(title="First ban").verified_on

    desk.goto(f"{live_server.url}/admin/laws/ordinance/")
    assert complaints_of_axe(desk) == []
    desk.get_by_role("checkbox", name="Select all objects on this page for an action").check()
    desk.get_by_label("With selected").select_option("Change their fields …")
    desk.get_by_role("button", name="Go").click()
    expect(desk.get_by_text("2 selected.")).to_be_visible()
    assert complaints_of_axe(desk) == []
    desk.get_by_label("Effect").select_option("Study")
    desk.get_by_label("Why").fill("The clerk says so.")
    desk.get_by_role("button", name="Show each change").click()
    expect(desk.get_by_role("heading", name="What will change: 2")).to_be_visible()
    assert complaints_of_axe(desk) == []
    assert not Proposal.objects.exists()
    desk.get_by_role("button", name="Propose 2").click()
    expect(desk.get_by_text("2 proposed (public once a publisher accepts)")).to_be_visible()
    assert Proposal.objects.count() == 2
