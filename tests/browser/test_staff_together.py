"""Several staff at one desk: two edit one measure, and what is public waits for a second person."""

import pytest
from playwright.sync_api import expect

from laws.models import Measure, Proposal
from tests.support.accessible import assert_accessible, complaints_of_axe
from tests.support.desk_roles import PAGE, PASSED, make_role, page_of
from tests.support.makers import make_measure, make_question, make_source

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def enter(browser, live_server):
    """Open a browser of its own for an account, without scripts if asked; return its page."""
    opened, complaints = [], []

    def watch(message):
        if message.type == "error":
            complaints.append(message.text)

    def enter(role, name, **options):
        make_role(role, name)
        context = browser.new_context(**options)
        opened.append(context)
        context.on("console", watch)
        context.on("weberror", lambda failure: complaints.append(str(failure.error)))
        page = context.new_page()
        page.goto(f"{live_server.url}/admin/")
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill("a-long-one-7")
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("heading", name="Staff desk")).to_be_visible()
        return page

    yield enter
    for context in opened:
        context.close()
    assert complaints == []


def save(page):
    page.get_by_role("button", name="Save", exact=True).first.click()


def make_draft(**fields):
    measure = make_measure("Old title", **{"status": "draft", "actions": [PASSED]} | fields)
    make_source(measure, PAGE)
    return measure


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_two_edit_one_measure_and_neither_loses_a_word(enter, live_server, scripts):
    make_question("warrant_required")
    draft = make_draft()
    ada, ben = (enter("editor", name, java_script_enabled=scripts) for name in ("ada", "ben"))
    for page in (ada, ben):
        page.goto(live_server.url + page_of(draft))
    ada.get_by_label("Notes").fill("Ada’s note")
    ada.locator("#actions-0 summary").click()
    ada.locator("#id_actions-0-description").fill("Ada’s words")
    save(ada)
    expect(ada.locator(".messagelist .success")).to_be_visible()

    ben.get_by_label("Title").fill("Ben’s title")
    ben.locator("#actions-0 summary").click()
    ben.locator("#id_actions-0-description").fill("Ben’s words")
    save(ben)

    both = ben.get_by_role("region", name="Someone else changed this measure while you did")
    for words in ("Old title", "Ben’s title", "Ada’s note", "Ada’s words", "Ben’s words"):
        expect(both.get_by_role("cell", name=words, exact=True).first).to_be_visible()
    expect(ben.get_by_label("Title")).to_have_value("Ben’s title")
    expect(ben.get_by_label("Notes")).to_have_value("Ada’s note")
    if scripts:
        assert complaints_of_axe(ben) == []
    ben.locator("#id_actions-0-description").fill("Ada’s words, and Ben’s words")
    save(ben)

    expect(ben.locator(".messagelist .success")).to_be_visible()
    draft.refresh_from_db()
    assert (draft.title, draft.notes) == ("Ben’s title", "Ada’s note")
    assert draft.actions.get().description == "Ada’s words, and Ben’s words"
    ben.goto(live_server.url + page_of(draft).replace("change", "history"))
    for name, words in (("ada", "Ada’s note"), ("ben", "Ben’s title")):
        expect(ben.get_by_role("heading", name=f"· {name}")).to_be_visible()
        expect(ben.get_by_role("cell", name=words, exact=True)).to_be_visible()


def test_a_change_of_what_is_public_waits_for_a_second_person(enter, live_server):
    public = make_draft(status="published", slug="ma-somerville-ban")
    address = f"{live_server.url}/measures/ma-somerville-ban/"
    editor, publisher = enter("editor", "ada"), enter("publisher", "pia")
    editor.goto(live_server.url + page_of(public))
    editor.get_by_label("Title").fill("New title")
    editor.get_by_label("Why you change it").fill("Read it again.")
    save(editor)
    expect(editor.locator(".messagelist .success")).to_contain_text("Proposed")
    assert "New title" not in editor.request.get(address).text()

    Measure.objects.update(title="Put right meanwhile")
    make_source(public, f"https://example.gov/{'long' * 20}")
    publisher.goto(f"{live_server.url}/admin/laws/proposal/")
    publisher.get_by_role("link", name="Somerville Put right meanwhile").click()
    expect(publisher.get_by_role("cell", name="New title", exact=True)).to_be_visible()
    assert_accessible(publisher)
    publisher.get_by_role("button", name="Accept and publish").click()
    asked = publisher.get_by_role("group").filter(
        has_text="choose which of the two versions to keep"
    )
    expect(asked.get_by_role("radio").first).to_be_focused()
    publisher.get_by_role("radio", name="Take the proposed version: New title").check()
    publisher.get_by_role("button", name="Accept and publish").click()

    expect(publisher.locator(".messagelist .success")).to_contain_text("it is public now")
    assert "New title" in publisher.request.get(address).text()
    assert Proposal.objects.get().decided_by.username == "pia"


def test_a_contributor_is_offered_no_way_to_publish(enter, live_server):
    draft = make_draft()
    page = enter("contributor", "cleo")
    Measure.objects.update(entered_by=make_role("editor", "ada"))
    page.goto(live_server.url + page_of(draft))
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)

    page.goto(f"{live_server.url}/admin/laws/ordinance/add/")
    expect(page.get_by_label("Status").get_by_role("option")).to_have_text(["Draft", "In review"])
    page.goto(f"{live_server.url}/admin/laws/ordinance/")
    offered = page.get_by_label("With selected").get_by_role("option")
    expect(offered).to_have_text(["Choose what to do", "Change their fields …"])
