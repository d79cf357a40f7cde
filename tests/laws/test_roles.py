"""Who may do what at the desk: every cell of the README's table, and every address of the desk."""

import json
import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from laws.models import (
    Correction,
    ImportRun,
    InboxEntry,
    LegislativeSession,
    Measure,
    Milestone,
    Proposal,
    SeenPage,
    SubjectWord,
)
from laws.roles import ROLES, make_groups
from tests.laws.desk_forms import FormOnPage, filled
from tests.laws.desk_roles import PAGE, PASSED, decide, make_role, page_of, propose, save
from tests.laws.imports import entry_of, run_of, told
from tests.laws.loading.bills import API_BILL
from tests.makers import (
    make_measure,
    make_place,
    make_question,
    make_session,
    make_source,
    make_state,
)

pytestmark = pytest.mark.django_db

README = Path(__file__).resolve().parents[2] / "README.md"
TABLE = re.search(r"^\| action \|.*?\n\n", README.read_text(), re.S | re.M).group()
NAMES, _, *ROWS = [[cell.strip() for cell in line.strip("|").split("|")]
                   for line in TABLE.strip().splitlines()]  # fmt: skip
CELLS = [(action, role, cell == "yes") for action, *row in ROWS
         for role, cell in zip(NAMES[1:], row, strict=True)]  # fmt: skip


def superuser():
    """The browser of someone who may do everything."""
    client = Client()
    found = User.objects.filter(username="root").first()
    client.force_login(found or make_role("superuser", "root"))
    return client


class Desk:
    """A member of staff at the desk, and what is there to work on."""

    def __init__(self, role):
        self.role, self.me = role, make_role(role, "me")
        self.client = Client()
        self.client.force_login(self.me)

    def measure(self, status, own=False, **fields):
        """A measure that someone else edited last; entered by this one, if it is its own."""
        entered, edited = (self.me, self.me) if own else (None, None)
        return make_measure(
            "A measure", actions=[PASSED], status=status, entered_by=entered, edited_by=edited,
            withdrawn_reason="A mistake." if status == "withdrawn" else "", **fields,
        )  # fmt: skip

    def saves(self, measure, **fields):
        """Whether the measure is changed as asked."""
        data = FormOnPage(superuser().get(page_of(measure))).data
        self.client.post(page_of(measure), data | fields)
        fresh = Measure.objects.get(pk=measure.pk)
        return all(getattr(fresh, name) == value for name, value in fields.items()
                   if name != "reason")  # fmt: skip

    def posts(self, address, data, made):
        """Whether what is sent to an address makes or changes something."""
        before = made()
        self.client.post(address, data)
        return made() != before

    def deletes(self, measure):
        self.client.post(f"/admin/laws/ordinance/{measure.pk}/delete/", {"post": "yes"})
        return not Measure.objects.filter(pk=measure.pk).exists()

    def proposal(self, own=False):
        """A proposal of someone else's, or this one's own."""
        public = self.measure("published")
        found = propose(superuser(), public, title="Another title")
        if own:
            Proposal.objects.update(author=self.me)
        return found

    def verifies(self):
        """Whether what is published counts as checked once this one says so."""
        public = self.measure("published")
        make_source(public, PAGE)
        address = f"/admin/verify/{public.pk}/"
        self.client.post(address, FormOnPage(superuser().get(address)).data)
        return Measure.objects.get(pk=public.pk).verified_on is not None

    def several(self, what, measure, **wish):
        """Whether a measure changes as asked by way of the page for several."""
        address = f"/admin/several/ordinance/{what}/"
        data = {"keys": str(measure.pk), "reason": "It is due."} | wish
        shown = FormOnPage(self.client.post(address, data)).data
        self.client.post(address, {"confirmed": shown.get("confirmed", "")})
        return Measure.objects.filter(pk=measure.pk, **wish).exists()

    def undoes(self):
        """Whether the opposite of what was accepted is proposed."""
        proposal = self.proposal()
        decide(superuser(), proposal, "accept", exemption="Alone.")
        self.client.post(f"/admin/opposite/{proposal.pk}/", {"reason": "It was right."})
        return Proposal.objects.filter(status="open", author=self.me).exists()

    def decides(self, decision, own=False):
        proposal = self.proposal(own)
        decide(self.client, proposal, decision, comment="Do this.", exemption="Alone.")
        return not Proposal.objects.get().is_open


def change(desk, address, field, value):
    """Whether a row's page takes a new value."""
    data = FormOnPage(superuser().get(address)).data | {field: value}

    def stored():
        return FormOnPage(superuser().get(address)).data[field]

    return desk.posts(address, data, stored)


def takes(desk, status=None, own=False):
    """Whether what came in is taken: a new bill, or one on the record at that status."""
    state, actions = make_state("MA"), [("introduced", "2024-01-01")]
    if status:
        make_measure("A bill", state, actions, identifier="S.9001", status=status,
                     entered_by=desk.me if own else None)  # fmt: skip
    run_of(told())
    address = at_section("inboxentry", InboxEntry.objects.get())
    sent = FormOnPage(superuser().get(address)).data
    desk.client.post(address, sent | {"decision": "accept_all" if status else "accept"})
    return InboxEntry.objects.get().status == "accepted"


def reject(desk):
    run_of(told())
    entry = InboxEntry.objects.get()
    desk.client.post(at_section("inboxentry", entry), {"decision": "reject", "reason": "No."})
    return InboxEntry.objects.get().status == "rejected"


def send_a_file(desk):
    file = SimpleUploadedFile("bills.json", json.dumps(API_BILL).encode())
    return desk.posts("/admin/laws/importrun/add/", {"file": file}, ImportRun.objects.count)


def add_a_session(desk):
    data = {"jurisdiction": make_state("MA").pk, "identifier": "1st", "name": "First",
            "start_on": "2023-01-04"}  # fmt: skip
    return desk.posts("/admin/laws/legislativesession/add/", data,
                      LegislativeSession.objects.count)  # fmt: skip


def add_a_milestone(desk):
    data = {"when": "2019", "title": "A study", "category": "research", "confidence": "high"}
    return desk.posts("/admin/laws/milestone/add/", data, Milestone.objects.count)


def add_an_account(desk):
    password = "another-long-one-7"
    data = {"username": "new", "password1": password, "password2": password,
            "usable_password": "true"}  # fmt: skip
    return desk.posts("/admin/auth/user/add/", data, User.objects.count)


def make_a_superuser(desk):
    address = f"/admin/auth/user/{desk.me.pk}/change/"
    data = FormOnPage(superuser().get(address)).data | {"is_superuser": "on"}
    desk.client.post(address, data)
    return User.objects.get(pk=desk.me.pk).is_superuser


def at_section(section, row):
    return f"/admin/laws/{section}/{row.pk}/change/"


def make_report():
    return Correction.objects.create(text="It ended.", path="/")


def make_seen():
    return SeenPage.objects.create(url="https://example.gov/docs/1")


def _with_a_past(desk):
    """The page of a measure that someone else edited at the desk."""
    measure = desk.measure("draft")
    save(superuser(), measure, title="New title")
    return page_of(measure)


ATTEMPTS = {
    "look at any measure": lambda d: d.client.get(page_of(d.measure("draft"))).status_code == 200,
    "look at its history, with names": lambda d: "· root<" in d.client.get(
        _with_a_past(d).replace("change", "history")
    ).content.decode(),
    "enter a draft": lambda d: d.posts(
        "/admin/laws/ordinance/add/", filled(make_place()), Measure.objects.count
    ),
    "edit an own draft": lambda d: d.saves(d.measure("draft", own=True), title="New"),
    "delete an own draft": lambda d: d.deletes(d.measure("draft", own=True)),
    "edit another’s draft": lambda d: d.saves(d.measure("draft"), title="New"),
    "delete another’s draft": lambda d: d.deletes(d.measure("draft")),
    "send a draft to review": lambda d: d.saves(d.measure("draft", True), status="in_review"),
    "take a measure back from review": lambda d: d.saves(
        d.measure("in_review", own=True), status="draft"
    ),
    "edit a measure in review": lambda d: d.saves(d.measure("in_review", own=True), title="New"),
    "publish what another edited": lambda d: d.saves(d.measure("in_review"), status="published"),
    "publish what one edited oneself": lambda d: d.saves(
        d.measure("in_review", own=True), status="published", reason="Surely."
    ),
    "publish a draft that nobody reviewed": lambda d: d.saves(
        d.measure("draft"), status="published", reason="Surely."
    ),
    "propose a change of what is published": lambda d: d.posts(
        page_of(public := d.measure("published")),
        FormOnPage(superuser().get(page_of(public))).data
        | {"title": "New", "reason": "It is."},
        Proposal.objects.count,
    ),
    "accept another’s proposal": lambda d: d.decides("accept"),
    "send another’s proposal back": lambda d: d.decides("send_back"),
    "accept an own proposal": lambda d: d.decides("accept", own=True),
    "take an own proposal back": lambda d: d.decides("take_back", own=True),
    "change several own drafts at once": lambda d: d.several(
        "fields", d.measure("draft", own=True), effect="study"
    ),
    "publish several at once that another edited": lambda d: d.several(
        "status", d.measure("in_review"), status="published"
    ),
    "propose to undo what was accepted": lambda d: d.undoes(),
    "say that it was checked against its source": lambda d: d.verifies(),
    "withdraw what is published": lambda d: d.saves(
        d.measure("published"), status="withdrawn", reason="A mistake."
    ),
    "take a withdrawn measure up again": lambda d: d.saves(d.measure("withdrawn"), status="draft"),
    "delete what was ever published": lambda d: any(
        [d.deletes(d.measure("published")), d.deletes(d.measure("withdrawn")),
         d.deletes(_once_public(d))]
    ),
    "take a new bill from the inbox into a draft": takes,
    "take a change from the inbox into an own draft": lambda d: takes(d, "draft", own=True),
    "take a change of what is published from the inbox into a proposal": lambda d: takes(
        d, "published"
    ),
    "reject what is in the inbox": reject,
    "send a file to the inbox": send_a_file,
    "add a session": add_a_session,
    "change a session": lambda d: change(
        d, at_section("legislativesession", make_session()), "name", "Another"
    ),
    "change a place": lambda d: change(
        d, at_section("jurisdiction", make_place()), "notes", "Another"
    ),
    "add a milestone": add_a_milestone,
    "look at what readers report": lambda d: "It ended." in d.client.get(
        at_section("correction", make_report())
    ).content.decode(),
    "answer what readers report": lambda d: change(
        d, at_section("correction", make_report()), "answer", "We look into it."
    ),
    "look at the pages that are cited": lambda d: d.client.get(
        at_section("seenpage", make_seen())
    ).status_code == 200,
    "note where a copy of a cited page is kept": lambda d: change(
        d, at_section("seenpage", make_seen()), "archived_url", "https://example.org/copy"
    ),
    "change the codebook": lambda d: change(
        d, at_section("question", make_question()), "text", "Another?"
    ),
    "change the subject words": lambda d: change(
        d, at_section("subjectword", SubjectWord.objects.first()), "note", "Another"
    ),
    "add an account": add_an_account,
    "make an account a superuser": make_a_superuser,
}  # fmt: skip


def _once_public(desk):
    """A draft that was published and withdrawn before."""
    measure = desk.measure("draft", own=True)
    Measure.objects.filter(pk=measure.pk).update(withdrawn_reason="A mistake.")
    return measure


def test_the_table_names_every_role_and_every_attempt():
    assert NAMES[1:] == list(ROLES)
    assert [row[0] for row in ROWS] == list(ATTEMPTS)


@pytest.mark.parametrize(("action", "role", "may"), CELLS)
def test_a_role_may_do_just_what_the_table_says(action, role, may):
    assert ATTEMPTS[action](Desk(role)) == may


# --- addresses --------------------------------------------------------------------------------

C, E, P, A = ROLES
EVERYONE, NOBODY = {C, E, P, A}, set()
WRITERS, EDITORS = {C, E, P}, {E, P}

# Who sees each address of the desk: the pages of rows are those of a draft that another entered.
SEEN = {
    "index": EVERYONE, "app_list": EVERYONE, "jsi18n": EVERYONE, "login": NOBODY,
    "logout": NOBODY, "password_change": EVERYONE, "password_change_done": EVERYONE,
    "autocomplete": NOBODY, "view_on_site": NOBODY, "offers": EVERYONE,
    "verify": EDITORS, "verify_next": NOBODY, "bulk": NOBODY, "opposite": NOBODY,
    "auth_user_changelist": {A}, "auth_user_add": {A}, "auth_user_change": {A},
    "auth_user_delete": {A}, "auth_user_history": {A}, "auth_user_password_change": {A},
    "auth_group_changelist": {A}, "auth_group_change": {A}, "auth_group_history": {A},
    "auth_group_add": NOBODY, "auth_group_delete": NOBODY,
    "laws_jurisdiction_add": {P}, "laws_jurisdiction_delete": NOBODY,
    "laws_legislativesession_add": EDITORS, "laws_legislativesession_delete": {P},
    "laws_milestone_add": {P}, "laws_milestone_delete": {P},
    "laws_question_add": {A}, "laws_question_delete": {A},
    "laws_subjectword_add": {A}, "laws_subjectword_delete": {A},
    "laws_proposal_changelist": {E, P, A}, "laws_proposal_change": {E, P, A},
    "laws_proposal_history": {E, P, A}, "laws_proposal_add": NOBODY,
    "laws_proposal_delete": NOBODY,
    "laws_correction_changelist": EDITORS, "laws_correction_change": EDITORS,
    "laws_correction_history": EDITORS,
    "laws_correction_add": NOBODY, "laws_correction_delete": NOBODY,
    "laws_seenpage_add": NOBODY, "laws_seenpage_delete": NOBODY,
    "laws_inboxentry_add": NOBODY, "laws_inboxentry_delete": NOBODY,
    "laws_importrun_add": EDITORS, "laws_importrun_delete": NOBODY,
}  # fmt: skip
for noun in ("bill", "ordinance", "order"):
    SEEN |= {f"laws_{noun}_add": WRITERS, f"laws_{noun}_delete": EDITORS}
for noun in ("bill", "ordinance", "order", "jurisdiction", "legislativesession", "milestone",
             "question", "seenpage", "subjectword", "inboxentry", "importrun"):  # fmt: skip
    SEEN |= {f"laws_{noun}_{page}": EVERYONE for page in ("changelist", "change", "history")}


def addresses(patterns):
    """The names of all addresses under some patterns."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def test_every_address_of_the_desk_says_who_sees_it():
    assert set(addresses(admin.site.urls[0])) == set(SEEN)


@pytest.fixture
def rows():
    """One row of every section, by its model's name."""
    public = make_measure("Public", actions=[PASSED], kind="resolution")
    found = {
        "public": public,
        "bill": make_measure("A bill", "MA", status="draft"),
        "ordinance": make_measure("An ordinance", status="draft"),
        "order": make_measure("An order", "MA", kind="policy", status="draft"),
        "jurisdiction": make_place(),
        "legislativesession": make_session(),
        "question": make_question(),
        "milestone": Milestone.objects.create(
            day="2019-01-01", title="A study", category="x", confidence="high"
        ),
        "proposal": propose(superuser(), public, title="New"),
        "correction": make_report(),
        "subjectword": SubjectWord.objects.get_or_create(pattern="Gait recognition")[0],
        "seenpage": make_seen(),
        "inboxentry": entry_of(told()),
        "importrun": ImportRun.objects.first(),
        "user": User.objects.create_user("someone"),
        "group": Group.objects.first(),
    }
    return {noun: row.pk for noun, row in found.items()}


OTHERS = {"app_list": ["laws"], "verify": ["public"],
          "bulk": ["x", "fields"], "opposite": ["proposal"], "offers": ["places"],
          "view_on_site": [1, 1],
          "auth_user_password_change": ["user"]}  # fmt: skip


def address_of(name, rows):
    _, noun, page = [*name.split("_", 2), "", ""][:3]
    of_a_row = noun in rows and page in ("change", "delete", "history")
    arguments = OTHERS.get(name, [noun] if of_a_row else [])
    return reverse(f"admin:{name}", args=[rows.get(one, one) for one in arguments])


@pytest.mark.parametrize("role", ROLES)
def test_a_role_sees_just_the_addresses_that_are_its_own(role, rows):
    desk = Desk(role)
    names = sorted(set(SEEN) - {"logout"})
    seen = {name for name in names
            if desk.client.get(address_of(name, rows)).status_code == 200}  # fmt: skip
    assert seen == {name for name, roles in SEEN.items() if role in roles}


# --- what holds whatever the address ------------------------------------------------------------


@pytest.mark.parametrize("section", ["bill", "ordinance", "order"])
def test_a_contributor_publishes_nothing_by_form_address_or_bulk_action(section):
    desk = Desk("contributor")
    place = make_place() if section == "ordinance" else make_state("MA")
    kind = {"bill": "statute", "ordinance": "ordinance", "order": "policy"}[section]
    own = make_measure("Own", place, kind=kind, status="draft", actions=[PASSED],
                       entered_by=desk.me)  # fmt: skip
    listed, page = f"/admin/laws/{section}/", page_of(own, section)

    desk.client.post(f"{listed}add/", filled(place, [PASSED], kind=kind, status="published",
                                             reason="Now."))  # fmt: skip
    save_it = FormOnPage(desk.client.get(page)).data
    for status in ("published", "in_review", "withdrawn", "x"):
        desk.client.post(page, save_it | {"status": status, "reason": "Now."})
        desk.client.post(f"{page}?status={status}", save_it | {"status": status})
    for action in ("publish", "delete_selected", "make_published"):
        bulk = {"action": action, "_selected_action": [own.pk], "index": "0", "post": "yes"}
        desk.client.post(listed, bulk)
    many = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": own.pk,
            "form-0-status": "published", "_save": "Save"}  # fmt: skip
    desk.client.post(listed, many)

    assert set(Measure.objects.values_list("status", flat=True)) == {"draft"}
    assert Measure.objects.filter(pk=own.pk).exists()


def test_a_contributor_decides_nothing():
    desk = Desk("contributor")
    proposal = desk.proposal()
    for decision in ("accept", "send_back"):
        assert decide(desk.client, proposal, decision, comment="x").status_code == 403
    assert Proposal.objects.get().is_open


def test_who_keeps_accounts_does_not_touch_a_superuser():
    desk, root = Desk("administrator"), make_role("superuser", "root")
    for page in ("change/", "delete/", "password/"):
        response = desk.client.post(f"/admin/auth/user/{root.pk}/{page}", {"username": "mine"})
        assert response.status_code == 403, page
    assert User.objects.get(pk=root.pk).username == "root"


def test_groups_follow_the_table_again_with_each_migration():
    group = Group.objects.get(name="contributor")
    wanted = set(group.permissions.values_list("codename", flat=True))
    group.permissions.set(Group.objects.get(name="publisher").permissions.all())
    make_groups()
    assert set(group.permissions.values_list("codename", flat=True)) == wanted
    assert len(wanted) == len(ROLES["contributor"])


def test_a_draft_belongs_to_who_entered_it():
    one = Desk("contributor")
    one.client.post("/admin/laws/ordinance/add/", filled(make_place()))
    draft = Measure.objects.get()
    assert (draft.entered_by, draft.edited_by) == (one.me, one.me)
    assert save(one.client, draft, title="Mine still").status_code == 302
