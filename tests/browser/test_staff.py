"""Staff at work: entering a bill and an ordinance by keyboard, on pages without a complaint."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import expect

from laws.desk import SECTIONS
from laws.loading.incoming import Refused, Where
from laws.models import Bill, ImportRun, InboxEntry, Ordinance
from tests.laws.imports import run_of, told
from tests.makers import (
    make_measure,
    make_place,
    make_provision,
    make_relation,
    make_session,
    make_source,
    make_state,
)

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
    desk.get_by_label("Effect").select_option("Restriction")
    desk.get_by_role("checkbox", name="Police").check()
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
    desk.get_by_label("Effect").select_option("Ban")
    desk.get_by_role("checkbox", name="Police").check()
    desk.get_by_role("checkbox", name="Government").check()
    desk.get_by_label("Status").select_option("Published")
    desk.get_by_label("Why you change it").fill("Nobody else is there today.")
    desk.locator("#id_actions-0-when").fill(today.isoformat())
    desk.locator("#id_actions-0-kind").select_option("Passed")
    desk.locator("#id_actions-0-source_urls").fill("https://example.gov/ordinances/1")
    desk.get_by_role("button", name="Save and continue editing").first.click()

    expect(desk.locator(".messagelist .success")).to_be_visible()
    expect(desk.locator("#beside")).to_contain_text("In force since")
    measure = Ordinance.objects.published().in_force(today).get()
    assert measure.jurisdiction.usps == "MA"
    assert measure.sources.get().url == "https://example.gov/ordinances/1"


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(desk, live_server):
    make_place("Newton", "MA")
    desk.goto(f"{live_server.url}/admin/laws/ordinance/add/")
    choose(desk, "Jurisdiction", "newt", "Newton, Massachusetts · city")
    desk.locator("#id_actions-0-when").fill("July 2023")
    desk.get_by_role("button", name="Save", exact=True).first.click()

    expect(desk.locator(".errorlist").get_by_text("“July 2023” is no date.")).to_be_visible()
    expect(desk.locator("#id_actions-0-when")).to_have_value("July 2023")
    expect(desk.get_by_role("combobox", name="Jurisdiction")).to_have_value(
        "Newton, Massachusetts · city"
    )


def pages_of_imports():
    """What came in: new, changed and not to be read; and a file before anyone says that it may."""
    session = make_session("MA", "194th", "2025-01-01", "2026-12-31")
    make_measure("Ours", "MA", [("introduced", "2025-01-10")], session=session,
                 identifier="S.9001", status="draft")  # fmt: skip
    run_of(told(), told("S.9002"), Refused(Where("bills.json", 3), "It has no title."))
    ImportRun.objects.create(
        origin="desk", name="more.json", upload=b"{}", preview=["new: S.9003"], read=1, new=1
    )
    for entry in InboxEntry.objects.all():
        yield f"/admin/laws/inboxentry/{entry.pk}/change/"
    for run in ImportRun.objects.all():
        yield f"/admin/laws/importrun/{run.pk}/change/"


def pages_of_the_desk():
    """The address of every kind of page, with something on it."""
    measure = make_measure(status="draft", actions=[("introduced", "2024"), ("passed", "2024-05")])
    make_provision(measure)
    make_source(measure)
    make_relation(measure, "amends", make_measure("Another", status="draft"))
    session = make_session("MA")
    user = User.objects.get()
    sections = [section.lower() for section in SECTIONS]
    yield from ("/admin/", "/admin/laws/", "/admin/password_change/", "/admin/auth/user/add/")
    yield from ("/admin/auth/group/add/", f"/admin/auth/user/{user.pk}/change/")
    yield from (f"/admin/auth/user/{user.pk}/password/", "/admin/auth/user/")
    for section in sections:
        yield f"/admin/laws/{section}/"
        # Reports come from readers, cited pages and proposals from measures: nobody adds one here.
        if section not in ("correction", "seenpage", "proposal", "inboxentry"):
            yield f"/admin/laws/{section}/add/"
    yield from pages_of_imports()
    for page in ("change", "delete", "history"):
        yield f"/admin/laws/ordinance/{measure.pk}/{page}/"
    yield f"/admin/laws/legislativesession/{session.pk}/change/"
    yield f"/admin/laws/jurisdiction/{make_state('MA').pk}/change/"


def test_every_page_of_the_desk_is_without_complaint_and_accessible(desk, live_server):
    found = []
    for address in pages_of_the_desk():
        desk.goto(live_server.url + address)
        desk.wait_for_load_state("networkidle")
        # Reading imported sheets, axe would put a style element on the page, which the policy bars.
        rules = Axe().run(desk, options={"preload": False}).response["violations"]
        found += [f"{address}: {rule['id']}: {rule['nodes'][0]['html']}" for rule in rules]
    assert not found, "\n".join(found)
