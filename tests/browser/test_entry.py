"""Entering a bill fast: by keyboard alone, counted, with what it comes to told beside the form."""

import json
import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from laws.models import Bill
from tests.support.accessible import complaints_of_axe
from tests.support.desk_forms import make_staff
from tests.support.makers import make_measure, make_session, make_state
from tests.support.source_bills import API_BILL

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "https://example.gov/bills/1053"
MOST_FIELDS, MOST_KEYS = 12, 200
MOST_KEYS_FIVE = 300
FIVE = [("1/13/2025", "In", "H"), ("1/20/2025", "He", ""), ("3/1/2025", "Passed o", ""),
        ("4/2/2025", "Passed o", "S"), ("5/5/2025", "En", "E")]  # fmt: skip
MOST_PASTED, MOST_KEYS_PASTED = 3, 20


class Keyboard:
    """A keyboard that counts its keys, and the fields in which something other than Tab was hit."""

    def __init__(self, page):
        self.page, self.keys, self.fields = page, 0, set()

    def press(self, key):
        if "Tab" not in key and key != "Control+Enter":
            self.fields.add(self.focused())
        self.page.keyboard.press(key)
        self.keys += 1

    def paste(self, words):
        """What is pasted is one stroke of the keyboard."""
        self.fields.add(self.focused())
        self.page.keyboard.insert_text(words)
        self.keys += 1

    def type(self, words):
        self.fields.add(self.focused())
        self.page.keyboard.type(words)
        self.keys += len(words)

    def focused(self):
        return self.page.evaluate("document.activeElement.name || document.activeElement.id")

    def to(self, field, key="Tab"):
        """Tab on, or back, until a field has the focus."""
        for _ in range(40):
            if self.focused() == field:
                return
            self.press(key)
        raise AssertionError(f"{key} does not lead to {field}, but to {self.focused()}.")

    def counted(self):
        return f"{len(self.fields)} fields ({', '.join(sorted(self.fields))}), {self.keys} keys"


@pytest.fixture
def staff():
    return make_staff()


@pytest.fixture
def desk(page, live_server, staff):
    """The browser of a staff member who has logged in."""
    client = Client()
    client.force_login(staff)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "path": "/admin/"}
    page.context.add_cookies([cookie | {"domain": "localhost"}])
    page.goto(f"{live_server.url}/admin/laws/bill/")
    return page


def test_a_typical_bill_is_entered_by_few_fields_and_keys(desk, staff):
    session = make_session("MA", "194th", "2025-01-01", "2090-12-31")
    begun = ("introduced", "2025-01-05", {"chamber": "upper"})
    make_measure("The one before", "MA", identifier="S.1052", session=session, status="draft",
                 entered_by=staff, actions=[begun])  # fmt: skip
    desk.get_by_role("link", name="Add bill").focus()
    hands = Keyboard(desk)
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("Number")).to_be_focused()

    hands.type("S.1053")
    hands.to("title")
    hands.type("An Act on the recognition of faces")
    hands.to("effect")
    hands.type("R")
    hands.to("regulates")
    hands.press("Space")
    hands.to("summary")
    hands.type("Police need a warrant to search faces.")
    hands.to("actions-0-when")
    hands.type("2025-02-27")
    hands.to("actions-0-source_urls")
    hands.type(PAGE)
    hands.press("Alt+Enter")
    expect(desk.locator("#id_actions-1-when")).to_be_focused()
    hands.type("2025-04")
    hands.to("actions-1-kind")
    hands.type("He")
    expect(desk.locator("[data-told]")).to_contain_text("In committee since")
    hands.press("Control+Enter")

    expect(desk.locator(".messagelist .success")).to_contain_text("was added successfully")
    bill = Bill.objects.get(identifier="S.1053")
    acts = [(act.kind, act.date.isoformat(), act.chamber) for act in bill.actions.all()]
    assert acts == [("introduced", "2025-02-27", "upper"), ("hearing", "2025-04", "upper")]
    assert (bill.session, bill.effect, bill.regulates) == (session, "restriction", ["police"])
    assert bill.sources.get().url == PAGE
    assert len(hands.fields) <= MOST_FIELDS, hands.counted()
    assert hands.keys <= MOST_KEYS, hands.counted()


def test_five_actions_are_typed_by_their_dates_with_few_keys(desk, live_server):
    make_session("WA", "2025-2026", "2025-01-01", "2090-12-31")
    desk.goto(f"{live_server.url}/admin/laws/bill/add/")
    hands = Keyboard(desk)
    hands.type("washi")
    hands.press("Tab")
    expect(desk.locator("input[name=jurisdiction]")).not_to_have_value("")
    hands.type("2025")
    hands.press("Tab")
    hands.to("identifier")
    hands.type("HB 1847")
    hands.to("title")
    hands.type("An act relating to face recognition")
    hands.to("effect")
    hands.type("R")
    hands.to("regulates")
    hands.press("Space")
    hands.to("actions-0-when")
    for row, (when, kind, chamber) in enumerate(FIVE):
        if row:
            hands.press("Alt+Enter")
            expect(desk.locator(f"#id_actions-{row}-when")).to_be_focused()
        hands.type(when)
        hands.press("Tab")
        hands.type(kind)
        if chamber:
            hands.press("Tab")
            hands.type(chamber)
        if row == 0:
            hands.to("actions-0-source_urls")
            hands.paste(PAGE)
    # One that was found later is typed below the first, and stands by its date.
    hands.to("actions-0-when", "Shift+Tab")
    hands.press("Alt+Enter")
    expect(desk.locator("#actions-0 + #actions-5")).to_be_visible()
    hands.type("Feb. 1, 2025")
    expect(desk.locator("#actions-5 .echo")).to_have_text("February 1, 2025")
    hands.press("Tab")
    hands.type("Rep")
    hands.press("Control+Enter")

    expect(desk.locator(".messagelist .success")).to_contain_text("was added successfully")
    rows = Bill.objects.get().actions.values_list("order", "day__month", "kind", "chamber")
    assert list(rows) == [
        (1, 1, "introduced", "lower"), (2, 1, "hearing", "lower"), (3, 2, "reported", "lower"),
        (4, 3, "passed_chamber", "lower"), (5, 4, "passed_chamber", "upper"),
        (6, 5, "enacted", "executive"),
    ]  # fmt: skip
    assert {tuple(act.source_urls) for act in Bill.objects.get().actions.all()} == {(PAGE,)}
    assert hands.keys <= MOST_KEYS_FIVE, hands.counted()


def test_who_acted_follows_the_kind_until_it_is_chosen(desk, live_server):
    desk.goto(f"{live_server.url}/admin/laws/bill/add/")
    desk.locator("#id_actions-0-chamber").select_option("lower")
    desk.locator("#id_actions-0-when").press("Alt+Enter")
    by, kind = desk.locator("#id_actions-1-chamber"), desk.locator("#id_actions-1-kind")
    seen = []
    for choice in ("passed_chamber", "enacted", "struck_down", "effective", "passed_chamber"):
        kind.select_option(choice)
        seen.append(by.input_value())
    assert seen == ["lower", "executive", "court", "", "lower"]
    by.select_option("upper")
    kind.select_option("vetoed")
    expect(by).to_have_value("upper")


def test_a_pasted_bill_needs_three_fields(desk, live_server):
    make_session("MA", "2098-2099", "2098-01-01", "2099-12-31")
    desk.goto(f"{live_server.url}/admin/laws/bill/add/")
    hands = Keyboard(desk)
    hands.to("pasted", "Shift+Tab")
    hands.paste(json.dumps(API_BILL))
    hands.press("Control+Enter")
    expect(desk.get_by_role("heading", name="Filled in, and not saved yet")).to_be_visible()
    expect(desk.get_by_label("Effect")).to_be_focused()
    hands.type("R")
    hands.to("regulates")
    hands.press("Space")
    hands.press("Control+Enter")

    expect(desk.locator(".messagelist .success")).to_contain_text("was added successfully")
    bill = Bill.objects.get()
    assert (bill.identifier, bill.actions.count(), bill.sources.count()) == ("S.9901", 2, 3)
    assert len(hands.fields) <= MOST_PASTED, hands.counted()
    assert hands.keys <= MOST_KEYS_PASTED, hands.counted()


def test_a_quick_hand_gets_what_is_offered_first_and_hears_of_a_likely_duplicate(desk, live_server):
    make_session("MA", "193rd", name="193rd General Court")
    session = make_session("MA", "194th", "2025-01-01", name="194th General Court")
    make_session("NY", "194th", name="194th Session")
    make_measure("An Act on faces", "MA", identifier="S.1", session=session, status="draft")
    desk.goto(f"{live_server.url}/admin/laws/bill/add/")
    hands = Keyboard(desk)
    hands.type("mass")
    hands.press("Tab")
    expect(desk.locator("input[name=jurisdiction]")).to_have_value(str(make_state("MA").pk))
    hands.type("194")
    hands.press("Tab")
    hands.to("title")
    hands.type("An act on faces")
    told = desk.locator("#beside")
    expect(told.get_by_role("link", name="Massachusetts S.1")).to_be_visible()
    expect(told.get_by_role("status")).to_contain_text("May be entered already")
    expect(desk.locator("input[name=session]")).to_have_value(str(session.pk))
    hands.to("actions-0-when")
    hands.type("May 5")
    expect(told).to_contain_text("Action 1: I can’t read “May 5”: which year is it?")
    hands.to("is_another")
    hands.press("Space")
    expect(told.get_by_role("checkbox")).to_be_checked()
    expect(told.get_by_role("checkbox")).to_be_focused()
    assert complaints_of_axe(desk) == []
    assert Bill.objects.count() == 1


def test_what_is_off_stands_at_its_box_while_one_types(desk, live_server):
    make_session("WA", start_on="2025-01-13")
    desk.goto(f"{live_server.url}/admin/laws/bill/add/?jurisdiction={make_state('WA').pk}")
    number = desk.locator("#id_identifier")

    number.fill("hb1847")
    desk.locator("#id_actions-0-when").fill("1925-02-01")
    desk.locator("#id_actions-0-kind").select_option("introduced")

    expect(desk.locator("#id_identifier_off")).to_have_text("This record writes it “HB 1847”.")
    expect(number).to_have_accessible_description(re.compile("“HB 1847”"))
    expect(desk.locator("#id_actions-0-when_off")).to_contain_text("look at the year again")
    number.fill("HB 1847")
    expect(desk.locator("#id_identifier_off")).to_have_count(0)
    expect(number).not_to_have_accessible_description(re.compile("“HB 1847”"))


def test_a_box_entered_by_mouse_gives_way_to_what_is_typed_next(desk, live_server):
    make_state("OR", name="Oregon")
    idaho = make_state("ID", name="Idaho")
    desk.goto(f"{live_server.url}/admin/laws/bill/add/")
    box = desk.locator("[name=jurisdiction-words]")
    box.fill("Oregon")
    desk.get_by_role("option", name="Oregon · state").click()
    desk.locator("[name=title]").focus()

    box.click(position={"x": 20, "y": 10})
    desk.keyboard.type("Idaho")
    expect(desk.get_by_role("option", name="Idaho · state")).to_be_visible()
    desk.keyboard.press("Tab")

    expect(box).to_have_value("Idaho · state")
    expect(desk.locator("[name=jurisdiction]")).to_have_value(str(idaho.pk))


COVERED = """() => {
  const box = document.activeElement, [own, bar, panel] = [box, ...["save-bar", "beside"].map(
    (name) => document.querySelector(`.${name}`))].map((one) => one.getBoundingClientRect());
  const held = box.closest(".save-bar, .beside, textarea");
  return !held && (own.bottom > bar.top || own.top < panel.bottom && own.bottom > panel.top);
}"""


def test_on_a_narrow_screen_what_is_off_is_in_sight_and_no_bar_covers_the_focus(desk, live_server):
    session = make_session("MA", "194th", "2025-01-01")
    actions = [("introduced", f"2025-02-{day:02d}") for day in range(1, 9)]
    bill = make_measure("Faces", "MA", actions, session=session, identifier="S.1", status="draft")
    desk.set_viewport_size({"width": 768, "height": 700})
    desk.goto(f"{live_server.url}/admin/laws/bill/{bill.pk}/change/")
    desk.locator("#id_actions-0-when").fill("2031-01-01")
    desk.locator("#id_actions-1-when").fill("bosh")
    expect(desk.locator("#told-off")).to_be_visible()
    expect(desk.get_by_role("link", name="1 not understood")).to_be_visible()
    desk.evaluate("document.querySelector('#actions-group').scrollIntoView()")
    expect(desk.locator("#told-off li").first).to_be_in_viewport(ratio=1)
    desk.locator("#id_actions-1-when").focus()
    covered = []
    for _ in range(45):
        desk.keyboard.press("Tab")
        if desk.evaluate(COVERED):
            covered.append(desk.evaluate("document.activeElement.outerHTML"))
    assert covered == []
