"""A reader reports a mistake and staff answer: by keyboard, without scripts, without a cookie."""

import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from dashboard.web import public_form
from laws.models import Correction
from tests.support.accessible import assert_accessible, complaints_of_axe
from tests.support.makers import make_country, make_measure, make_place

PASSWORD = "a-long-one-7"
TEXT = "The vote was eleven to none, not ten to one."
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def measure():
    make_country()
    place = make_place("Somerville", population=79_815)
    return make_measure("A ban", place, actions=[("passed", "2019-06-27")])


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """A browser under test is faster than any reader."""
    monkeypatch.setattr(public_form, "QUICKEST", public_form.QUICKEST * 0)


@pytest.fixture
def plain(browser, complaints, live_server):
    """A browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_reader_reports_a_mistake_without_scripts(plain, live_server, measure):
    plain.goto(live_server.url + measure.get_absolute_url())
    plain.get_by_role("link", name="Report a mistake").first.click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("What is wrong with")
    plain.get_by_label("What is wrong?").fill("wrong")
    plain.get_by_label("Source").fill("example.gov/minutes")
    plain.get_by_role("button", name="Send the report").click()

    expect(plain.get_by_text("“wrong” is too short to act on")).to_be_visible()
    expect(plain.get_by_label("Source")).to_have_value("example.gov/minutes")
    plain.get_by_label("What is wrong?").fill(TEXT)
    plain.get_by_role("button", name="Send the report").click()

    expect(plain.get_by_role("heading", level=1)).to_contain_text("has been received")
    made = Correction.objects.get()
    assert plain.url == live_server.url + made.get_absolute_url()
    assert (made.measure, made.text) == (measure, TEXT)
    assert plain.context.cookies() == []


def test_a_place_is_reported_by_keyboard_alone(page, live_server, measure):
    page.goto(f"{live_server.url}/places/ma/somerville/")
    page.get_by_role("link", name="Report a mistake").first.press("Enter")
    page.get_by_label("What is wrong?").focus()
    page.keyboard.type(TEXT)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("reader@example.org")
    # The box that is a trap for programs is on nobody's way.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("has been received")
    made = Correction.objects.get()
    assert made.jurisdiction.name == "Somerville"
    assert made.email == "reader@example.org"
    page.reload()
    page.go_back()
    page.go_forward()
    assert Correction.objects.count() == 1


def test_a_box_that_nobody_sees_is_seen_by_nobody(page, live_server):
    page.goto(f"{live_server.url}/corrections/new/")
    box = page.locator("input[name=website]").bounding_box()
    assert box is None or box["width"] * box["height"] <= 1 or not _on_top(page, box)


def _on_top(page, box):
    spot = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    return page.evaluate("([x, y]) => document.elementFromPoint(x, y)?.name === 'website'", spot)


def test_the_form_its_mistakes_and_the_report_are_accessible(page, live_server, measure):
    page.goto(f"{live_server.url}/corrections/new/?about={measure.get_absolute_url()}")
    assert_accessible(page)
    page.get_by_label("Source").fill("the town hall")
    page.get_by_label("Your email").fill("x" * 200)
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Fix three fields to continue")
    assert_accessible(page)
    made = Correction.objects.create(
        text=TEXT * 20, answer="x" * 300, status="not_changed", text_is_public=True, form_key="1"
    )
    page.goto(live_server.url + made.get_absolute_url())
    assert_accessible(page)


def test_staff_answer_and_the_reader_sees_it(page, live_server, measure):
    User.objects.create_superuser("ada", "ada@example.org", PASSWORD)
    made = Correction.objects.create(
        text=TEXT, measure=measure, path=measure.get_absolute_url(), form_key="1"
    )
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Corrections").click()
    page.get_by_role("link", name=made.reference).click()
    expect(page.get_by_text(TEXT)).to_be_visible()
    page.get_by_label("Status").select_option("Corrected")
    page.get_by_role("textbox", name="Answer").fill("You are right: the minutes say eleven.")
    assert complaints_of_axe(page) == []
    page.get_by_role("button", name="Save and continue editing").first.click()

    expect(page.get_by_text(re.compile("ada: Corrected"))).to_be_visible()
    page.goto(live_server.url + made.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_contain_text("led to a correction")
    expect(page.get_by_text("You are right: the minutes say eleven.")).to_be_visible()
