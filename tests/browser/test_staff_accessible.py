"""What axe says of every page of the desk, light and dark, narrow and wide; and its policy.

One visit by one person, so that all of it stays quick.
"""

import pytest

from laws.imports.types import RefusedRecord, Where
from laws.models import Correction, ImportRun, InboxEntry, Measure
from tests.laws.editing.test_roles import SEEN, address_of, rows, save, superuser
from tests.support.accessible import complaints_of_axe
from tests.support.desk_roles import PAGE
from tests.support.imports import run_of, told
from tests.support.makers import (
    make_measure,
    make_provision,
    make_relation,
    make_session,
    make_source,
)

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["rows"]

# Pages that another of the list stands for: the same template over other columns.
ALIKE = {
    "laws_order", "laws_bill", "auth_group", "laws_milestone_history", "laws_question_history",
    "laws_seenpage_history", "laws_correction_history", "laws_subjectword_history",
    "laws_proposal_history", "laws_jurisdiction_history", "laws_legislativesession_history",
    "laws_jurisdiction_delete", "laws_question_delete",
    "laws_legislativesession_delete", "laws_subjectword_delete", "auth_user_history",
}  # fmt: skip
NO_PAGE = {"jsi18n", "offers", "date", "here"}


@pytest.fixture
def desk(page, live_server, transactional_db):
    """The browser of someone who may do everything, with a page open."""
    client = superuser()
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return page


@pytest.fixture
def measure(rows):
    """A measure with rows of every kind and a past."""
    found = Measure.objects.get(pk=rows["ordinance"])
    make_source(found, PAGE)
    make_provision(found, detail="At night")
    make_relation(found, "amends", make_measure("Another", status="draft"))
    save(superuser(), found, title="A title that was put right", reason="Read it again.")
    Correction.objects.update(answer="We look into it.", email="reader@example.org")
    return found


@pytest.fixture
def imports(rows):
    """What came in: new, changed and not to be read; and a file before anyone said that it may."""
    session = make_session("MA", "194th", "2025-01-01", "2026-12-31")
    make_measure("Ours", "MA", [("introduced", "2025-01-10")], session=session,
                 identifier="S.9002", status="draft")  # fmt: skip
    run_of(told("S.9002"), RefusedRecord(Where("bills.json", 3), "It has no title."))
    ImportRun.objects.create(
        origin="desk", name="more.json", upload=b"{}", preview=["new: S.9003"], read=1, new=1
    )
    entries = [f"/admin/laws/inboxentry/{one.pk}/change/" for one in InboxEntry.objects.all()]
    return entries + [f"/admin/laws/importrun/{one.pk}/change/" for one in ImportRun.objects.all()]


def addresses(rows):
    """Every page of the desk that anyone sees, one for each kind of page."""
    names = [name for name, roles in SEEN.items()
             if roles and name not in NO_PAGE and not name.startswith(tuple(ALIKE))]  # fmt: skip
    several = f"/admin/several/ordinance/{{}}/?keys={rows['ordinance']}"
    return [
        *(address_of(name, rows) for name in names),
        "/admin/laws/bill/add/",
        "/admin/laws/ordinance/?q=nothing+at+all",
        "/admin/search/?q=public",
        several.format("fields"),
        several.format("status"),
    ]


def test_axe_finds_nothing_on_any_page_of_the_desk(desk, live_server, rows, measure, imports):
    found = []
    for path in dict.fromkeys([*addresses(rows), *imports]):
        response = desk.goto(live_server.url + path)
        assert response.status == 200, path
        found += [f"{path}: {said}" for said in complaints_of_axe(desk)]
    assert not found, "\n".join(found)


def test_the_desk_is_under_the_policy_of_the_public_site(client):
    public = client.get("/method/")["Content-Security-Policy"]
    desk = superuser()
    for path in ("/admin/", "/admin/laws/ordinance/add/", "/admin/login/"):
        assert desk.get(path)["Content-Security-Policy"] == public
    assert "unsafe" not in public
