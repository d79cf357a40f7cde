"""A check: which sources were looked at, by whom, and that nothing else of the measure changes."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from laws.editing.snapshot import document
from laws.editing.verification import CHANGED, FOLLOWED, NO_SOURCE, NOT_LOOKED, NOT_YOURS
from laws.models import Check, Measure, MeasureRevision, Proposal, SeenPage
from tests.support.desk_forms import FormOnPage
from tests.support.desk_roles import PAGE, PASSED, decide, make_role, page_of, propose, save
from tests.support.elements import read
from tests.support.makers import make_measure, make_place, make_provision, make_session, make_source

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def editor(client):
    client.force_login(make_role("editor"))
    return client


def make_public(title="A ban", place=None, **fields):
    measure = make_measure(title, place, [PASSED], **fields)
    make_source(measure, PAGE, official=True)
    return measure


def address(measure):
    return f"/admin/verify/{measure.pk}/"


def verify(client, measure, **data):
    version = FormOnPage(client.get(address(measure))).data.get("version", "")
    looked_at = list(measure.sources.values_list("url", flat=True))
    sent = {"version": version, "looked_at": looked_at}
    return client.post(address(measure), sent | data, follow=True)


def undo(client, measure):
    return client.post(f"{address(measure)}undo/", follow=True).content.decode()


def test_it_is_public_at_once_and_nothing_else_changes(editor, client):
    publisher = make_role("publisher")
    measure = make_public(slug="m", edited_by=make_role("editor", "ada"), published_by=publisher)
    before = document(measure)

    verify(editor, measure)

    measure.refresh_from_db()
    after = document(measure)
    assert (measure.verified_on, measure.verified_by.username) == (TODAY, "editor")
    assert (measure.edited_by.username, measure.published_by) == ("ada", publisher)
    assert after == before
    assert not Proposal.objects.exists()
    context = MeasureRevision.objects.latest("pgh_id").pgh_context
    assert context["reason"] == "verified against its source"
    assert context["username"] == "editor"
    public = Client().get("/measures/m/").content.decode()
    assert "Checked against its sources on" in public
    assert "editor" not in Client().get("/changes.json").content.decode()


def test_one_after_another_what_is_pending_first_and_what_waited_longest(editor):
    session = make_session()
    make_public("Checked", make_place("Newton"), verified_on=TODAY)
    last = make_public("Long ago", verified_on=TODAY - timedelta(400))
    never = make_public("Never")
    pending = make_measure("Pending", "MA", [("introduced", str(TODAY - timedelta(99)))],
                           session=session, verified_on=TODAY - timedelta(91))  # fmt: skip
    make_source(pending)

    shown = editor.get("/admin/verify/", follow=True)
    order = []
    for _ in range(3):
        order.append(shown.context["measure"])
        shown = verify(editor, shown.context["measure"])
    assert order == [pending, never, last]
    assert "Nothing else needs to be verified." in shown.content.decode()
    assert editor.get("/admin/verify/", follow=True).request["PATH_INFO"] == "/admin/"


def test_one_may_leave_a_measure_and_go_on(editor):
    one, other = make_public("One"), make_public("Other")
    assert read(editor.get(address(one))).link("Skip") == address(other)
    assert read(editor.get(address(other))).link("Skip") == address(one)


def test_the_page_shows_what_is_to_be_compared_and_the_sources_beside_it(editor):
    measure = make_public("A ban of cameras", identifier="Ord. 7", use_modes=["live"])
    make_provision(measure, "warrant_required", "qualified", pinpoint="§ 3")
    copy = "https://example.org/copy"
    SeenPage.objects.create(url=PAGE, archived_url=copy, problem="the server answered 404")

    page = read(editor.get(address(measure)))

    for words in ("Ord. 7", "A ban of cameras", "Live video", "Police, Government", "Jan 1, 2024",
                  "warrant_required?", "In part", "§ 3", "the server answered 404",
                  "Never checked."):  # fmt: skip
        assert words in page.text, words
    for source in (PAGE, copy):
        link = page.find(f"a[href={source}][target=_blank]")
        assert link["rel"] == "noopener noreferrer nofollow"
    assert page_of(measure) in page.addresses


def test_what_changed_while_it_was_checked_is_not_verified(editor):
    measure = make_public()
    version = FormOnPage(editor.get(address(measure))).data["version"]
    Measure.objects.filter(pk=measure.pk).update(title="Another ban")

    page = editor.post(address(measure), {"version": version}, follow=True)

    assert CHANGED in page.content.decode()
    assert Measure.objects.get(pk=measure.pk).verified_on is None
    for nonsense in ("", "x", "\x00", "9" * 9000):
        editor.post(address(measure), {"version": nonsense})
    assert Measure.objects.get(pk=measure.pk).verified_on is None


def test_without_a_source_there_is_nothing_to_verify(editor):
    measure = make_measure()
    page = read(verify(editor, measure, version="x"))
    assert NO_SOURCE in page.text
    assert "Checked today" not in [button.text for button in page.all("button")]
    assert Measure.objects.get(pk=measure.pk).verified_on is None


def test_a_second_click_leaves_no_second_revision(editor):
    measure = make_public()
    verify(editor, measure)
    before = MeasureRevision.objects.count()
    verify(editor, measure)
    assert (MeasureRevision.objects.count(), Check.objects.count()) == (before, 1)


def test_a_proposal_that_waits_is_not_disturbed(editor):
    measure = make_public()
    proposal = propose(editor, measure, title="New title")
    verify(editor, measure)
    publisher = Client()
    publisher.force_login(make_role("publisher"))
    said = publisher.get(f"/admin/laws/proposal/{proposal.pk}/change/").context["changes"]
    assert [change.what for change in said] == ["The measure: title"]


@pytest.mark.parametrize(("status", "may"), [("draft", False), ("in_review", True),
                                             ("withdrawn", False)])  # fmt: skip
def test_what_is_neither_in_review_nor_published_is_not_verified(editor, status, may):
    measure = make_public(status=status, withdrawn_reason="x" if status == "withdrawn" else "")
    verify(editor, measure)
    assert bool(Measure.objects.get(pk=measure.pk).verified_on) == may
    if may:
        page = read(editor.get(address(measure))).text
        assert "It is public once the measure is, with the date" in page
    assert ("Check it against its sources" in editor.get(page_of(measure)).content.decode()) == may


def test_the_list_of_what_is_not_verified_leads_there(editor):
    measure = make_public()
    assert (
        address(measure) in editor.get("/admin/laws/ordinance/?queue=unverified").content.decode()
    )
    assert address(measure) not in editor.get("/admin/laws/ordinance/").content.decode()
    assert "/admin/verify/" in read(editor.get("/admin/")).addresses


OTHER_PAGE = "https://example.gov/docs/2"


def test_what_was_not_looked_at_is_said_at_the_desk_and_in_public(editor):
    measure = make_public(slug="m")
    make_source(measure, OTHER_PAGE)

    verify(editor, measure, looked_at=[PAGE, "https://elsewhere.example/"])

    check = Check.objects.get()
    assert (check.looked_at, check.not_looked_at) == ([PAGE], [OTHER_PAGE])
    assert f"Not looked at: {OTHER_PAGE}" in read(editor.get(address(measure))).text
    public = read(Client().get("/measures/m/")).text
    assert "(1 of 2 sources was looked at)" in public
    assert public.count("not looked at in the last check") == 1
    said = Client().get("/measures/m.json").json()["verified_sources"]
    assert said == {"looked_at": [PAGE], "not_looked_at": [OTHER_PAGE]}


def test_without_a_source_that_was_looked_at_there_is_no_check(editor):
    measure = make_public()
    for ticked in ([], ["https://elsewhere.example/"]):
        assert NOT_LOOKED in verify(editor, measure, looked_at=ticked).content.decode()
    assert not Check.objects.exists()
    assert Measure.objects.get().verified_on is None


def test_what_no_source_records_is_named_before_the_check(editor):
    measure = make_measure("A ban", actions=[("passed", "2024-01-01", {"basis": "inferred"})],
                           effect_basis="disputed", effect_note="Two readings.")  # fmt: skip
    make_source(measure)
    unsure = read(editor.get(address(measure))).find(".unsure").text
    assert "Jan 1, 2024: Passed (Inferred)" in unsure
    assert "What it does: Ban (Disputed)" in unsure


def test_who_checked_may_undo_it_and_the_check_before_stands_again(editor):
    measure = make_public(slug="m")
    earlier = TODAY - timedelta(500)
    Measure.objects.update(verified_on=earlier)
    verify(editor, measure)

    assert "is undone" in undo(editor, measure)

    measure.refresh_from_db()
    assert (measure.verified_on, measure.verified_by) == (earlier, None)
    assert NOT_YOURS in undo(editor, measure)
    assert "looked at)" not in Client().get("/measures/m/").content.decode()


def test_a_check_is_not_undone_by_another_nor_once_the_measure_changed(editor):
    measure = make_public()
    verify(editor, measure)
    other = Client()
    other.force_login(make_role("publisher"))
    assert NOT_YOURS in undo(other, measure)

    Measure.objects.update(title="Another ban")
    assert FOLLOWED in undo(editor, measure)
    assert Measure.objects.get().verified_on == TODAY
    assert editor.get(f"{address(measure)}undo/").status_code == 405


@pytest.mark.django_db(transaction=True)  # what one transaction changes has one moment
@pytest.mark.parametrize("change", ["title", "row", "nothing"])
def test_a_change_after_the_check_is_said_and_it_waits_for_another_check(editor, change):
    measure = make_public(slug="m", edited_by=make_role("contributor", "ada"))
    verify(editor, measure)
    Measure.objects.filter(pk=measure.pk).update(confidence=measure.confidence, exemption="Why.")
    if change == "title":
        proposal = propose(editor, measure, title="Another ban")
        publisher = Client()
        publisher.force_login(make_role("publisher"))
        decide(publisher, proposal, "accept")
    elif change == "row":
        measure.actions.update(yes=9, no=0)

    is_changed = change != "nothing"
    public = read(Client().get("/measures/m/")).text
    assert ("changed since, on" in public) == is_changed
    said = Client().get("/measures/m.json").json()
    assert said["verified_on"] == TODAY.isoformat()
    assert said["changed_since_verified"] == (TODAY.isoformat() if is_changed else None)
    waiting = editor.get("/admin/laws/ordinance/?queue=unverified").content.decode()
    assert (address(measure) in waiting) == is_changed
    assert ("is undone" in undo(editor, measure)) != is_changed

    verify(editor, measure)
    assert "changed since" not in read(Client().get("/measures/m/")).text


def test_no_form_proposal_or_old_value_says_that_a_measure_was_checked(editor):
    draft = make_public("A draft", status="draft", entered_by=None)
    assert "verified_on" not in FormOnPage(editor.get(page_of(draft))).data
    save(editor, draft, verified_on="2024-01-01", title="New title")
    public = make_public("Public", make_place("Newton"))
    proposal = propose(editor, public, verified_on="2024-01-01", title="Newer title")
    Proposal.objects.update(
        proposed=proposal.proposed | {"own": {"": proposal.proposed["own"][""]
                                              | {"verified_on": "2024-01-01"}}}
    )  # fmt: skip
    publisher = Client()
    publisher.force_login(make_role("publisher"))
    decide(publisher, Proposal.objects.get(), "accept")
    assert set(Measure.objects.values_list("title", "verified_on")) == {
        ("New title", None), ("Newer title", None)
    }  # fmt: skip

    verify(editor, public)
    undo(editor, public)
    old = MeasureRevision.objects.filter(verified_on=TODAY).latest("pgh_id").pgh_id
    shown = editor.get(f"{page_of(public)}?old=own.{old}.verified_on")
    assert "an old value that this measure never had" in shown.content.decode()


def test_a_measure_that_is_not_there_is_answered(editor):
    for key in ("0", "9" * 40, "x"):
        assert editor.get(f"/admin/verify/{key}/").status_code == 404
