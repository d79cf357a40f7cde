"""The guide for staff, walked: whatever it names is at the desk, and its pictures are taken here.

With WRITE_GUIDE=1 the walk writes the pictures anew into static/guide/.
"""

import base64
import json
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from laws.models import Bill, Correction, Measure, SeenPage
from tests.support.desk_roles import page_of
from tests.support.imports import clerk
from tests.support.shipped_measures import (
    make_shipped,
    rows,
    shipped_actions,
    shipped_session,
    somerville,
)
from tests.support.suggesting import suggesting

pytestmark = pytest.mark.django_db(transaction=True)

PICTURES = Path(settings.BASE_DIR) / "static" / "guide"
WIDTH, WIDE = 1000, 1250
PHONE = 390  # what is shown on a phone was taken on one
CLASSES = {"introduced": ["introduction"], "referred": ["referral-committee"]}
WRITES = os.environ.get("WRITE_GUIDE") == "1"
TOLD = """() => ({
    controls: [...document.querySelectorAll('.guide b')].map(one => one.innerText),
    keys: [...document.querySelectorAll('.guide kbd')].map(one => one.textContent),
    pictures: [...document.querySelectorAll('.guide img')].map(
        one => one.getAttribute('src').split('/').pop()),
})"""


class Walk:
    """A visit to the desk that notes which controls it found, keys it hit, pictures it took."""

    def __init__(self, page, address):
        self.page, self.address = page, address
        self.controls, self.keys, self.pictures = set(), set(), set()

    def sit_down(self, account):
        """Whose desk it is from here on."""
        client = Client()
        client.force_login(account)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": self.address}
        self.page.context.add_cookies([cookie])

    def go(self, path=""):
        self.page.goto(f"{self.address}/admin/{path}")

    def found(self, name, role="button", page=None):
        """A control that the guide names, which has to be there."""
        self.controls.add(name)
        page = page or self.page
        ways = {"box": page.get_by_label, "words": page.get_by_text}
        one = ways[role](name) if role in ways else page.get_by_role(role, name=name)
        expect(one.first).to_be_visible()
        return one.first

    def press(self, name, role="button"):
        self.found(name, role).click()

    def hit(self, key):
        self.keys.add(key)
        self.page.keyboard.press(key.replace("Ctrl", "Control"))

    def save(self, page=None):
        page = page or self.page
        page.get_by_role("button", name="Save", exact=True).first.click()
        return page.locator(".messagelist .success")

    def picture(self, name, height, top, wide=WIDTH, page=None):
        """The desk from the top of an element on, as wide as it was asked to be, and on a phone."""
        self.pictures.add(f"{name}.webp")
        if not WRITES:
            return
        page = page or self.page
        scale = WIDTH / wide
        self._take(page, name, top, wide, height / scale, scale)
        self._take(page, f"{name}-phone", top, PHONE, 550, 2)
        page.set_viewport_size({"width": WIDE, "height": 1000})

    def _take(self, page, name, top, width, height, scale):
        page.set_viewport_size({"width": width, "height": 1000})
        page.evaluate("scrollTo(0, 0)")
        y = page.locator(top).first.evaluate("one => one.getBoundingClientRect().top")
        clip = {"x": 0, "y": y - 14, "width": width, "height": height, "scale": scale}
        asked = {"format": "webp", "quality": 70, "clip": clip, "captureBeyondViewport": True}
        taken = page.context.new_cdp_session(page).send("Page.captureScreenshot", asked)
        (PICTURES / f"{name}.webp").write_bytes(base64.b64decode(taken["data"]))


@pytest.fixture
def walk(page, live_server, transactional_db):
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": WIDE, "height": 1000})
    return Walk(page, live_server.url)


@pytest.fixture
def staff(transactional_db):
    """An editor and two publishers."""
    return clerk("editor", "ada"), clerk("publisher", "pia"), clerk("publisher", "ben")


def test_what_the_guide_names_is_at_the_desk(walk, staff):
    editor, publisher, other = staff
    now, before = shipped_session("MA", "194th"), shipped_session("MA", "193rd")
    walk.sit_down(editor)
    enter(walk, now)
    for slug in ("ma-h4359-2023", "ma-h1728-2023"):
        make_shipped(slug, session=before, status="draft", use_modes=[], entered_by=editor)
    change_several(walk)
    public = make_shipped("ma-somerville-ban-2019", somerville())
    public.actions.filter(kind="passed").update(yes=None, no=None, description="ordained")
    propose(walk, public)
    late = make_shipped("ma-s927-2023", session=before, status="draft", first=2, summary="",
                        entered_by=editor)  # fmt: skip
    import_file(walk, late, editor)
    weigh_suggestions(walk, late)
    walk.sit_down(publisher)
    confirm_suggestion(walk, late)
    stand_before_queues(walk)
    publish(walk)
    decide(walk)
    check(walk)
    change_together(walk, late, editor, other)
    look_back(walk, late)
    read_reports(walk)
    walk.go("help/")
    told = walk.page.evaluate(TOLD)
    assert set(told["controls"]) == walk.controls
    assert set(told["keys"]) == walk.keys
    assert set(told["pictures"]) == walk.pictures


def enter(walk, session):
    """A bill of the record, pasted by its number and filled in as the guide says."""
    row = rows("measures", slug="ma-s1053-2025")[0]
    acts = shipped_actions("ma-s1053-2025")
    walk.go()
    walk.press("Add a bill", "link")
    walk.found("Jurisdiction", "box")
    walk.found("Session", "box")
    walk.found("Fill in by pasting", "box").fill("MA 194th S.1053")
    walk.press("Fill in")
    page = walk.page
    expect(page.get_by_label("Number")).to_have_value("S.1053")
    page.get_by_label("Title").fill(row["title"])
    walk.found("Effect", "box").select_option(row["effect"])
    walk.found("Whom it regulates", "words")
    for name in ("Police", "Government"):
        page.get_by_role("checkbox", name=name, exact=True).check()
    page.get_by_label("Summary").fill(row["summary"])
    walk.press("Add another Action")
    for number, (kind, when, more) in enumerate(acts[1:3], 1):
        if number > 1:
            walk.hit("Alt+Enter")
        expect(page.locator(f"#id_actions-{number}-when")).to_be_focused()
        page.keyboard.type(when)
        walk.hit("Tab")
        page.locator(f"#id_actions-{number}-kind").select_option(kind)
        page.locator(f"#actions-{number} details").evaluate("one => { one.open = true; }")
        page.locator(f"#id_actions-{number}-source_urls").fill(more["source_urls"][0])
    walk.found("Paste a table of actions", "words")
    expect(page.locator("[data-told]")).to_contain_text("In committee since")
    walk.found("What follows from the actions", "heading")
    walk.found("Save and add another in this session")
    walk.picture("entry", 780, ".abreast", WIDE)
    walk.hit("Ctrl+Enter")
    expect(page.locator(".messagelist .success")).to_be_visible()
    address = page_of(Bill.objects.get(session=session), "bill")
    walk.go(address.removeprefix("/admin/"))
    walk.found("Status", "box").select_option("In review")
    walk.found("Official", "box")
    expect(walk.save()).to_be_visible()


def change_several(walk):
    walk.go("laws/bill/?q=recommendations")
    page = walk.page
    page.get_by_role("checkbox", name="Select all objects on this page for an action").check()
    menu = page.get_by_label("With selected")
    for name in ("Change their status …", "Change their fields …"):
        walk.controls.add(name)
        menu.select_option(name)
    walk.press("Go")
    modes = page.get_by_role("group", name="Which use: add")
    for name in ("Live video", "Afterwards"):
        modes.get_by_role("checkbox", name=name).check()
    page.get_by_label("Why").fill("The text covers both.")
    walk.press("Show each change")
    walk.picture("several", 450, "#content h1")
    page.get_by_role("button", name="Change 3").click()
    assert Measure.objects.filter(use_modes__len=2).count() == 3


def propose(walk, public):
    vote = next(more for kind, _, more in shipped_actions(public.slug) if kind == "passed")
    walk.go(page_of(public).removeprefix("/admin/"))
    page = walk.page
    page.locator("#id_actions-2-yes").fill(str(vote["yes"]))
    page.locator("#id_actions-2-no").fill(str(vote["no"]))
    page.locator("#actions-2 summary").click()
    page.locator("#id_actions-2-description").fill(vote["description"])
    walk.found("Why you change it", "box").fill("The vote was missing.")
    expect(walk.save()).to_contain_text("Proposed")
    walk.go("laws/proposal/")
    page.get_by_role("link", name="Somerville").first.click()
    walk.found("Withdraw proposal")
    walk.found("Revise it", "link")


def import_file(walk, late, editor):
    """What Open States would say of a bill of which the record has but the first two actions."""
    acts = [{"description": more["description"], "date": when, "order": order,
             "classification": CLASSES.get(kind, []),
             "organization": {"classification": more["chamber"]}}
            for order, (kind, when, more) in enumerate(shipped_actions(late.slug), 1)]  # fmt: skip
    bill = {"id": "ocd-bill/00000000-0000-0000-0000-000000000927", "session": "193rd",
            "jurisdiction": {"id": "ocd-jurisdiction/country:us/state:ma/government"},
            "identifier": "S 927", "title": late.title, "classification": ["bill"],
            "subject": [], "updated_at": "2024-03-22T00:00:00+00:00", "actions": acts,
            "sources": [{"url": "https://malegislature.gov/Bills/193/S927"}]}  # fmt: skip
    walk.press("Imports", "link")
    page = walk.page
    page.locator(".object-tools a").click()
    file = {"name": "ma-193.json", "mimeType": "application/json"}
    page.get_by_label("File").set_input_files(file | {"buffer": json.dumps(bill).encode()})
    walk.press("Read the file")
    walk.found("Discard")
    walk.press("Add to the inbox")
    walk.press("Inbox", "link")
    page.get_by_role("link", name="S.927").first.click()
    walk.found("Reject")
    walk.picture("inbox", 620, "#content h1")
    walk.press("Accept selected")
    expect(page.locator(".messagelist .success")).to_be_visible()
    walk.found("Subject words", "link")


def weigh_suggestions(walk, late):
    """What the kept text of a draft seems to say, below its form."""
    suggesting(late)
    walk.go(f"laws/bill/{late.pk}/change/")
    walk.found("Suggested from the text", "heading")
    walk.found("Not this")
    walk.press("Take")


def confirm_suggestion(walk, late):
    """What another person read in its place."""
    walk.go(f"laws/bill/{late.pk}/change/")
    walk.press("I read it: confirm")


def stand_before_queues(walk):
    walk.go()
    walk.found("What you did last", "heading")
    walk.found("Search the desk")
    walk.found("Second factor", "link")
    walk.picture("front", 600, "#content h1", WIDE)


def publish(walk):
    walk.press("Drafts to publish", "link")
    page = walk.page
    page.get_by_role("link", name="S.1053").click()
    walk.found("Among staff", "heading")
    walk.found("Assigned to", "box")
    walk.press("Publish it or send it back", "link")
    walk.found("Send back")
    page.get_by_role("button", name="Publish", exact=True).click()
    walk.controls.add("Publish")
    expect(page.locator(".messagelist .success")).to_contain_text("everyone can see it now")
    assert Bill.objects.published().get().identifier == "S.1053"


def decide(walk):
    walk.go("laws/proposal/")
    page = walk.page
    page.get_by_role("link", name="Somerville").click()
    walk.found("What needs to be done", "box")
    walk.found("Send back")
    walk.picture("difference", 560, "#content h1")
    walk.press("Accept and publish")
    expect(page.locator(".messagelist .success")).to_contain_text("it is public now")
    page.get_by_role("link", name="Somerville").click()
    walk.found("Propose to undo")


def check(walk):
    walk.go()
    walk.press("Check one after another", "link")
    page = walk.page
    while not page.get_by_role("heading", name="Somerville").is_visible():
        page.get_by_role("link", name="Skip", exact=True).click()
    walk.found("Something is wrong: edit", "link")
    walk.picture("verify", 620, "#content h1", WIDE)
    for source in page.locator("input[name=looked_at]").all():
        source.check()
    walk.press("Checked today")
    assert Measure.objects.get(slug="ma-somerville-ban-2019").verified_on


def change_together(walk, late, editor, other):
    """Two open a bill; the one who saves second sees what the first one wrote."""
    said = rows("measures", slug=late.slug)[0]["summary"]
    path = page_of(late, "bill").removeprefix("/admin/")
    second = walk.page.context.new_page()
    walk.sit_down(editor)
    walk.go(path)
    second.goto(f"{walk.address}/admin/{path}")
    walk.page.get_by_label("Summary").fill(said)
    expect(walk.save()).to_be_visible()
    walk.sit_down(other)
    second.get_by_label("Summary").fill(f"{said.partition('. ')[0]}.")
    second.get_by_label("Notes").fill("Accompanied a new draft, H.4359.")
    walk.save(second)
    expect(second.get_by_role("heading", name="Someone else changed this measure")).to_be_visible()
    walk.picture("together", 500, "#content h1", page=second)
    expect(walk.save(second)).to_be_visible()
    second.close()


def look_back(walk, late):
    walk.go(page_of(late, "bill").removeprefix("/admin/"))
    walk.press("History", "link")
    walk.found("Put back into the form", "words")
    walk.picture("past", 540, "#content h1")


def read_reports(walk):
    report = Correction.objects.create(text="The vote is missing.", path="/")
    page = SeenPage.objects.create(url="https://malegislature.gov/Bills/193/S927")
    walk.press("Corrections", "link")
    walk.go(f"laws/correction/{report.pk}/change/")
    walk.found("Answer", "box")
    walk.press("Sources", "link")
    walk.go(f"laws/seenpage/{page.pk}/change/")
    walk.found("Archived address", "box")
