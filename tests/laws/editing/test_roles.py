"""Who may do what at the desk: every cell of docs/roles.md, and every address of the desk."""

import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.urls import reverse

from laws.editing.roles import ROLES, make_groups
from laws.models import (
    ImportRun,
    Measure,
    Merge,
    Milestone,
    Preemption,
    Proposal,
    Search,
    SecondCoding,
    SubjectWord,
)
from tests.support.desk_attempts import (
    ATTEMPTS,
    Desk,
    make_report,
    make_seen,
    superuser,
    to_code,
)
from tests.support.desk_forms import FormOnPage, filled
from tests.support.desk_roles import PASSED, decide, make_role, page_of, propose, save
from tests.support.imports import entry_of, told
from tests.support.makers import (
    make_case,
    make_measure,
    make_place,
    make_question,
    make_session,
    make_state,
)

pytestmark = pytest.mark.django_db

ROLES_PAGE = Path(__file__).resolve().parents[3] / "docs" / "roles.md"
TABLE = re.search(r"^\| action \|.*?\n\n", ROLES_PAGE.read_text(), re.S | re.M).group()
NAMES, _, *ROWS = [[cell.strip() for cell in line.strip("|").split("|")]
                   for line in TABLE.strip().splitlines()]  # fmt: skip
CELLS = [(action, role, cell == "yes") for action, *row in ROWS
         for role, cell in zip(NAMES[1:], row, strict=True)]  # fmt: skip


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
    "index": EVERYONE, "help": EVERYONE, "search": EVERYONE,
    "duplicates": EVERYONE, "pair": EVERYONE, "merge": EVERYONE, "past": EVERYONE, "done": EVERYONE,
    "app_list": EVERYONE, "jsi18n": EVERYONE, "login": NOBODY,
    "logout": NOBODY, "password_change": EVERYONE, "password_change_done": EVERYONE,
    "autocomplete": NOBODY, "offers": EVERYONE,
    "date": EVERYONE, "here": EVERYONE, "logged_in": EVERYONE,
    "verify": EDITORS, "verify_next": NOBODY, "verify_undo": NOBODY, "withdraw": {P},
    "followers": {P, A},
    "bulk": NOBODY, "opposite": NOBODY,
    "second_factor": EVERYONE, "code": NOBODY, "first_password": EVERYONE,
    "auth_user_link": NOBODY, "auth_user_reset_factor": NOBODY,
    "handover": EVERYONE, "seen": NOBODY, "accept_several": NOBODY,
    "suggested": NOBODY, "suggested_new": NOBODY,
    "publish": {P}, "explain": NOBODY,
    "coding": EDITORS, "coding_page": NOBODY, "disagreements": {P},
    "auth_user_changelist": {A}, "auth_user_add": {A}, "auth_user_change": {A},
    "auth_user_delete": {A}, "auth_user_history": {A}, "auth_user_password_change": {A},
    "auth_group_changelist": {A}, "auth_group_change": {A}, "auth_group_history": {A},
    "auth_group_add": NOBODY, "auth_group_delete": NOBODY,
    "laws_jurisdiction_add": EDITORS, "laws_jurisdiction_delete": NOBODY,
    "laws_legislativesession_add": WRITERS, "laws_legislativesession_delete": {P},
    "laws_milestone_add": EDITORS, "laws_milestone_delete": EDITORS,
    "laws_preemption_add": EDITORS, "laws_preemption_delete": EDITORS,
    "laws_search_add": EDITORS, "laws_search_delete": EDITORS,
    "laws_courtcase_add": EDITORS, "laws_courtcase_delete": EDITORS,
    "laws_question_add": {A}, "laws_question_delete": {A},
    "laws_subjectword_add": {A}, "laws_subjectword_delete": {A},
    "laws_proposal_changelist": EVERYONE, "laws_proposal_change": EVERYONE,
    "laws_proposal_history": EVERYONE, "laws_proposal_add": NOBODY,
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
             "preemption", "question", "search", "courtcase", "seenpage",
             "subjectword", "inboxentry",
             "importrun"):  # fmt: skip
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
    session = make_session()
    found = {
        "public": public,
        "sent": make_measure("Sent", status="in_review"),
        "bill": make_measure("A bill", "MA", status="draft", session=session, identifier="S.9"),
        "ordinance": make_measure("An ordinance", status="draft"),
        "order": make_measure("An order", "MA", kind="policy", status="draft"),
        "jurisdiction": make_place(),
        "legislativesession": session,
        "question": make_question(),
        "milestone": Milestone.objects.create(
            day="2019-01-01", title="A study", category="x", confidence="high"
        ),
        "search": Search.objects.create(
            jurisdiction=make_place(), day="2023-01-04", where="Its code", outcome="none"
        ),
        "preemption": Preemption.objects.create(
            jurisdiction=make_state(),
            subject="government",
            answer="no",
            rests_on="It says so.",
            citation="§ 1",
            url="https://example.gov/law",
            checked_on="2023-01-04",
        ),
        "courtcase": make_case(),
        "proposal": propose(superuser(), public, title="New"),
        "merge": make_merge(public),
        "correction": make_report(),
        "subjectword": SubjectWord.objects.create(pattern="Gait recognition"),
        "seenpage": make_seen(),
        "inboxentry": entry_of(told()),
        "importrun": ImportRun.objects.first(),
        "user": User.objects.create_user("someone"),
        "group": Group.objects.first(),
    }
    return {noun: row.pk for noun, row in found.items()}


def make_merge(kept):
    """A merge that waits for a publisher."""
    return Merge.objects.create(
        kept=kept, gone=make_measure("Twice", kind="policy"), gone_slug="twice", called="Twice",
        reason="It is one.", author=User.objects.get(username="root"),
    )  # fmt: skip


OTHERS = {"app_list": ["laws"], "past": ["bill"], "pair": ["bill", "order"], "merge": ["merge"],
          "verify": ["public"], "verify_undo": ["public"],
          "withdraw": ["public"],
          "handover": ["ordinance"],
          "suggested": ["ordinance"], "suggested_new": ["inboxentry"],
          "first_password": ["x", "y-z"], "auth_user_link": ["user"],
          "auth_user_reset_factor": ["user"],
          "publish": ["sent"], "explain": ["sent"], "coding_page": [1],
          "bulk": ["x", "fields"], "opposite": ["proposal"], "offers": ["places"],
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
    answers = {name: desk.client.get(address_of(name, rows)) for name in names}
    seen = {name for name, answer in answers.items() if answer.status_code == 200}
    assert seen == {name for name, roles in SEEN.items() if role in roles}
    kept = {name for name in seen if "no-store" not in answers[name].get("Cache-Control", "")}
    assert kept == set()


OPEN_MEANWHILE = tuple(
    f"/admin/{name}" for name in ("here", "logged-in", "password", "second-factor", "code", "login")
)
"""What whoever codes a measure may open: nothing of the record."""


def test_who_codes_a_second_time_sees_the_first_answers_nowhere_at_the_desk(rows):
    desk, coded = Desk("publisher"), to_code()
    desk.client.post("/admin/coding/", {"measure": coded.pk})
    page = f"/admin/coding/{SecondCoding.objects.get().pk}/"
    rows |= dict.fromkeys(("bill", "ordinance", "order", "public", "sent"), coded.pk)
    asked = [address_of(name, rows) for name in sorted(set(SEEN) - {"logout", "coding_page"})]
    asked += ["/admin/search/?q=FIRST", f"/admin/preview/{coded.pk}/", "/admin/laws/x/", page]
    for address in asked:
        response = desk.client.get(address)
        assert b"FIRST ANSWER" not in response.content, address
        if not address.startswith((page, *OPEN_MEANWHILE)):
            assert (response.status_code, response.headers.get("Location")) == (302, page), address
            assert desk.client.post(address).status_code in (302, 403, 405), address
    assert "FIRST ANSWER" in superuser().get(page_of(coded)).content.decode()


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

    assert set(Measure.objects.values_list("status", flat=True)) <= {"draft", "in_review"}
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
