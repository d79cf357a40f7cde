"""Staff at work: entering a bill and an ordinance by keyboard, on pages without a complaint."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import expect

from laws.models import Bill, Ordinance
from tests.support.makers import make_place, make_session

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a-long-one-7"


@pytest.fixture
def desk(page, live_server):
    """The browser of a staff member who has logged in."""
    User.objects.create_superuser("ada", "ada@example.org", PASSWORD)
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Staff desk")).to_be_visible()
    return page


def choose(page, label, typed, offered):
    """Type into a box that offers, and take with Enter what it offers first."""
    box = page.get_by_role("combobox", name=label)
    box.fill(typed)
    expect(page.get_by_role("option", name=offered)).to_be_visible()
    box.press("Enter")
    expect(box).to_have_value(offered)


def test_a_bill_with_three_actions_is_entered(desk, live_server):
    make_session("MA", "194th", "2025-01-01", name="194th General Court")
    make_session("NY", "194th", "2025-01-01", name="194th Session")
    desk.goto(f"{live_server.url}/admin/laws/bill/add/")

    choose(desk, "Jurisdiction", "mass", "Massachusetts · state")
    choose(desk, "Session", "194", "Massachusetts, 194th General Court")
    desk.get_by_label("Number").fill("S.1053")
    desk.get_by_label("Title").fill("An Act on face recognition")
    desk.get_by_label("Effect").select_option("restriction")
    desk.get_by_role("checkbox", name="Police", exact=True).check()
    for row, (when, what) in enumerate(
        [("2025-02", "Introduced"), ("2025-03-01", "Referred"), ("2025-04-02", "Hearing")]
    ):
        if row:
            desk.get_by_role("button", name="Add another Action").click()
        desk.locator(f"#id_actions-{row}-when").fill(when)
        desk.locator(f"#id_actions-{row}-kind").select_option(what)
    desk.keyboard.press("Control+Enter")

    expect(desk.locator(".messagelist .success")).to_contain_text("was added successfully")
    bill = Bill.objects.get()
    assert (bill.identifier, bill.session.identifier) == ("S.1053", "194th")
    assert [action.date.isoformat() for action in bill.actions.all()] == [
        "2025-02",
        "2025-03-01",
        "2025-04-02",
    ]


def test_an_ordinance_that_bans_from_today_is_in_force_today(desk, live_server):
    make_place("Newton", "MA", population=88_000)
    make_place("Newton", "NY", population=2_000)
    today = timezone.localdate()
    desk.goto(f"{live_server.url}/admin/laws/ordinance/add/")

    choose(desk, "Jurisdiction", "newton, ma", "Newton, Massachusetts · city")
    desk.get_by_label("Title").fill("An ordinance banning face recognition")
    desk.get_by_label("Effect").select_option("ban")
    desk.get_by_role("checkbox", name="Police", exact=True).check()
    desk.get_by_role("checkbox", name="Government").check()
    desk.get_by_label("Status").select_option("Published")
    desk.get_by_label("Why you change it").fill("Nobody else is there today.")
    desk.locator("#id_actions-0-when").fill(today.isoformat())
    desk.locator("#id_actions-0-kind").select_option("Passed")
    desk.locator("#id_actions-0-source_urls").fill("https://example.gov/ordinances/1")
    desk.get_by_role("button", name="Save and continue editing").first.click()

    expect(desk.locator(".messagelist .success")).to_be_visible()
    expect(desk.locator("#beside")).to_contain_text("In effect since")
    measure = Ordinance.objects.published().in_force(today).get()
    assert measure.jurisdiction.state_code == "MA"
    assert measure.sources.get().url == "https://example.gov/ordinances/1"


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(desk, live_server):
    make_place("Newton", "MA")
    desk.goto(f"{live_server.url}/admin/laws/ordinance/add/")
    choose(desk, "Jurisdiction", "newt", "Newton, Massachusetts · city")
    desk.locator("#id_actions-0-when").fill("July 20")
    desk.get_by_role("button", name="Save", exact=True).first.click()

    expect(
        desk.locator(".errorlist").get_by_text("I can’t read “July 20”: which year is it?")
    ).to_be_visible()
    expect(desk.locator("#id_actions-0-when")).to_have_value("July 20")
    expect(desk.get_by_role("combobox", name="Jurisdiction")).to_have_value(
        "Newton, Massachusetts · city"
    )
