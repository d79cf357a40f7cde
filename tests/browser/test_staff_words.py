"""Nothing typed at the desk is lost: a log-in that ended, a closed tab, a row that was removed."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from laws.models import Ordinance
from tests.support.makers import make_measure, make_place, make_session

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a-long-one-7"
ADD = "/admin/laws/ordinance/add/"


def log_in(page):
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")


@pytest.fixture
def desk(page, live_server):
    """The browser of a staff member who has logged in."""
    User.objects.create_superuser("ada", "ada@example.org", PASSWORD)
    page.goto(f"{live_server.url}/admin/")
    log_in(page)
    expect(page.get_by_role("heading", name="Staff desk")).to_be_visible()
    return page


def write(page, live_server):
    """Begin a new ordinance of Newton, all but saved."""
    make_place("Newton")
    page.goto(f"{live_server.url}{ADD}")
    box = page.get_by_role("combobox", name="Jurisdiction")
    box.fill("newton")
    page.get_by_role("option", name="Newton, Massachusetts").click()
    page.get_by_label("Title").fill("Typed for an hour")
    page.get_by_label("Effect").select_option("ban")
    page.get_by_role("checkbox", name="Police", exact=True).check()


def test_who_is_logged_out_hears_it_in_sight_and_saves_after_a_log_in_beside(
    desk, live_server, context
):
    write(desk, live_server)
    Session.objects.all().delete()
    # What the panel asks with the old token is answered before there is a new one.
    with desk.expect_response(lambda asked: "more sentence" in (asked.request.post_data or "")):
        desk.get_by_label("Summary").fill("One more sentence")
        desk.get_by_label("Summary").press("Tab")

    notice = desk.locator("#here")
    expect(notice).to_contain_text("You are logged out. What you typed is still in the boxes.")
    with context.expect_page() as opened:
        notice.get_by_role("link", name="Log in in a new tab").click()
    log_in(opened.value)
    expect(opened.value.get_by_text("Close this tab and go back")).to_be_visible()
    opened.value.close()
    desk.evaluate("dispatchEvent(new Event('focus'))")
    expect(notice).to_contain_text("You are logged in again")

    desk.get_by_label("Title").press("Control+Enter")
    expect(desk.locator(".messagelist .success")).to_contain_text("was added successfully")
    assert Ordinance.objects.get().summary == "One more sentence"


def test_a_closed_tab_is_offered_again_until_it_is_saved_and_leaving_asks(
    desk, live_server, context
):
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    write(desk, live_server)
    desk.goto(f"{live_server.url}/admin/help/")
    assert asked == ["beforeunload"]
    desk.close()

    page = context.new_page()
    page.goto(f"{live_server.url}{ADD}")
    expect(page.locator(".offered").first).to_contain_text("it is not saved: “Typed for an hour”")
    expect(page.get_by_label("Title")).to_have_value("")
    page.get_by_role("button", name="Put back").click()
    expect(page.get_by_label("Title")).to_have_value("Typed for an hour")
    expect(page.get_by_role("checkbox", name="Police", exact=True)).to_be_checked()
    page.wait_for_load_state()  # the keys of the form come with its scripts
    page.get_by_label("Title").press("Control+Enter")
    expect(page.locator(".messagelist .success")).to_contain_text("was added successfully")

    page.goto(f"{live_server.url}{ADD}")
    expect(page.get_by_label("Title")).to_be_visible()
    expect(page.locator(".offered").first).to_be_empty()
    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_draft_of_an_older_version_says_so_and_log_out_forgets_it(desk, live_server):
    draft = make_measure(status="draft")
    address = f"{live_server.url}/admin/laws/ordinance/{draft.pk}/change/"
    desk.goto(address)
    desk.get_by_label("Summary").fill("Mine")
    desk.goto(f"{live_server.url}/admin/help/")
    Ordinance.objects.update(title="Changed by another")

    desk.goto(address)
    expect(desk.locator(".offered").first).to_contain_text("It was changed since")
    desk.get_by_role("button", name="Put back").click()
    expect(desk.get_by_label("Summary")).to_have_value("Mine")
    desk.get_by_label("Summary").press("Control+Enter")
    expect(desk.get_by_role("heading", name="Someone else changed")).to_be_visible()
    expect(desk.get_by_label("Title")).to_have_value("Changed by another")

    desk.get_by_role("button", name="Log out").click()
    expect(desk.get_by_text("You are logged out.")).to_be_visible()
    desk.wait_for_load_state()
    assert desk.evaluate("localStorage.length") == 0


def test_a_row_that_was_removed_comes_back_by_one_key(desk, live_server):
    write(desk, live_server)
    desk.locator("#id_actions-0-when").fill("2024-05-01")
    desk.locator("#id_actions-0-kind").select_option("passed")
    row = desk.locator("#actions-0")
    row.locator(".inline-deletelink").focus()
    desk.keyboard.press("Space")
    expect(row).to_contain_text("Row removed.")
    expect(desk.locator("#id_actions-0-when")).to_be_hidden()
    expect(desk.locator("#beside")).to_contain_text("Enter the first action")
    desk.keyboard.press("Enter")
    expect(desk.locator("#id_actions-0-when")).to_have_value("2024-05-01")

    row.locator(".inline-deletelink").click()
    desk.get_by_label("Title").press("Control+Enter")
    expect(desk.locator(".messagelist .success")).to_contain_text("was added successfully")
    assert not Ordinance.objects.get().actions.exists()


def leaves(page, address, box, text):
    """Type into a box, leave, come back: whether it asked, and what is then offered."""
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(address)
    box.fill(text)
    page.goto(address.partition("/admin/")[0] + "/admin/help/")
    page.goto(address)
    assert asked == ["beforeunload"], address
    return page.locator(".offered p").first


def test_a_comment_is_neither_lost_by_leaving_nor_by_saving_the_measure(desk, live_server):
    draft = make_measure(status="in_review")
    address = f"{live_server.url}/admin/laws/ordinance/{draft.pk}/change/"
    comment = desk.get_by_label("Comment", exact=True)
    expect(leaves(desk, address, comment, "Which section?")).to_contain_text("“Which section?”")
    desk.get_by_role("button", name="Put back").click()
    expect(comment).to_have_value("Which section?")

    asked = []
    desk.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    desk.get_by_label("Title").press("Control+Enter")
    expect(comment).to_be_focused()
    assert asked[0].startswith("“Comment” is not saved with this.")
    desk.once("dialog", lambda dialog: dialog.accept())
    desk.get_by_role("button", name="Save and continue editing").click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    desk.get_by_role("button", name="Put back").click()
    desk.get_by_role("button", name="Comment", exact=True).click()
    expect(desk.locator(".messagelist .success")).to_contain_text("in the thread")
    assert draft.staff_notes.get().text == "Which section?"
    desk.wait_for_load_state()  # what is saved is forgotten by a script of the page that says so
    assert desk.evaluate("Object.keys(localStorage)") == []


def test_every_form_that_one_types_in_asks_and_offers_what_was_typed(desk, live_server):
    public = make_measure(status="published", actions=[("passed", "2024-01-01")])
    pair = [make_measure(f"Alike {n}", status="draft") for n in (1, 2)]
    session = make_session("MA")
    forms = [
        (f"laws/legislativesession/{session.pk}/change/", "#id_name"),
        ("laws/milestone/add/", "#id_reason"),
        (f"withdraw/{public.pk}/", "#id_reason"),
        (f"duplicates/{pair[0].pk}/{pair[1].pk}/", "#why-one"),
    ]
    for path, id_ in forms:
        address, box = f"{live_server.url}/admin/{path}", desk.locator(id_)
        expect(leaves(desk, address, box, "Typed here")).to_contain_text("Typed here")
        desk.get_by_role("button", name="Put back").click()
        expect(box).to_have_value("Typed here")
        desk.once("dialog", lambda dialog: dialog.accept())
        desk.goto(f"{live_server.url}/admin/help/")
