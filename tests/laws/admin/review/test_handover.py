"""Work passes from hand to hand: drafts are sent for review and back, measures are discussed and
assigned, and whom it concerns is told. None of it is public.
"""

import pytest
from django.core import mail
from django.test import Client

from laws.editing.handover import write_note
from laws.models import Measure, Notice, StaffNote
from laws.vocabulary import NoteKind
from tests.support.desk_forms import FormOnPage, filled
from tests.support.desk_roles import PASSED, decide, make_role, page_of, propose, save
from tests.support.elements import read
from tests.support.makers import make_measure, make_place
from tests.support.public_pages import ADDRESSES, make_record

pytestmark = pytest.mark.django_db


class Browser(Client):
    """The browser of an account of a role."""

    def __init__(self, role, name=""):
        super().__init__()
        self.me = make_role(role, name)
        self.force_login(self.me)


@pytest.fixture
def contributor():
    return Browser("contributor")


@pytest.fixture
def editor():
    return Browser("editor")


@pytest.fixture
def publisher():
    return Browser("publisher")


def in_thread(client, measure, do, **fields):
    return client.post(f"/admin/thread/{measure.pk}/", {"do": do} | fields)


def queue(client, name):
    page = client.get(f"/admin/laws/ordinance/?queue={name}")
    return [measure.title for measure in page.context["cl"].queryset]


def front(client):
    return read(client.get("/admin/")).text


def draft_of(contributor, title="An ordinance on face recognition"):
    contributor.post("/admin/laws/ordinance/add/", filled(make_place(), [PASSED], title=title))
    return Measure.objects.get(title=title)


def send(client, draft):
    shown = FormOnPage(client.get(page_of(draft))).data
    return client.post(page_of(draft), shown | {"_review": "Save and send for review"})


def test_a_draft_goes_from_its_author_by_an_editor_to_a_publisher(contributor, editor, publisher):
    draft = draft_of(contributor, "Mine")
    assert queue(contributor, "mine") == ["Mine"]

    send(contributor, draft)
    assert Measure.objects.get().status == "in_review"
    assert (queue(contributor, "mine"), queue(editor, "for_review")) == ([], ["Mine"])
    assert queue(publisher, "in_review") == []

    in_thread(editor, draft, "pass_on")
    assert (queue(editor, "for_review"), queue(publisher, "in_review")) == ([], ["Mine"])

    save(publisher, draft, status="published")
    assert Measure.objects.get().is_public
    assert "publisher published it" in front(contributor)


def test_a_new_draft_is_saved_and_sent_with_one_button(contributor, editor):
    data = filled(make_place(), [PASSED], title="New") | {"_review": "Save and send for review"}
    contributor.post("/admin/laws/ordinance/add/", data)
    assert queue(editor, "for_review") == ["New"]
    assert Measure.objects.get().entered_by == contributor.me


def test_what_an_editor_sends_waits_for_a_publisher(editor, publisher):
    draft = make_measure("Edited", actions=[PASSED], status="draft", entered_by=editor.me)
    send(editor, draft)
    assert (queue(editor, "for_review"), queue(publisher, "in_review")) == ([], ["Edited"])


def test_a_draft_sent_back_carries_its_comment_on_top_until_it_is_sent_again(contributor, editor):
    draft = draft_of(contributor)
    send(contributor, draft)
    in_thread(editor, draft, "send_back", todo="Add the vote: https://example.gov/minutes")

    page = contributor.get(page_of(draft))
    top = read(page).find("section[aria-labelledby=returned-heading]")
    assert "Add the vote" in top.text
    assert [link["href"] for link in top.all("a")] == ["https://example.gov/minutes"]
    assert queue(contributor, "returned") == [draft.title]
    assert queue(contributor, "mine") == []
    assert "editor sent it back: Add the vote" in front(contributor)

    send(contributor, draft)
    assert queue(contributor, "returned") == []
    assert not Measure.objects.get().staff_notes.filter(kind="ready").exists()
    assert queue(editor, "for_review") == [draft.title]


def test_sending_back_by_the_status_needs_the_comment_as_well(contributor, editor):
    draft = draft_of(contributor)
    send(contributor, draft)

    refused = save(editor, draft, status="draft")
    assert Measure.objects.get().status == "in_review"
    (said,) = refused.context["adminform"].form.errors["reason"]
    assert said.startswith("Say what needs to be done")

    save(editor, draft, status="draft", reason="Add the vote.")
    assert queue(contributor, "returned") == [draft.title]


@pytest.mark.parametrize("do", ["comment", "send_back"])
def test_a_refused_form_of_the_thread_keeps_what_was_typed(editor, do):
    sent = make_measure("Sent", status="in_review", entered_by=make_role("contributor"))
    box = {"comment": "text", "send_back": "todo"}[do]

    page = in_thread(editor, sent, do, **{box: "x" * 2001})
    assert page.status_code == 200
    (kept,) = [one for one in read(page).all("textarea") if one["name"] == box]
    assert kept["aria-invalid"] == "true"
    assert len(kept.text.strip()) == 2001
    in_thread(editor, sent, do, **{box: "  "})
    assert (StaffNote.objects.count(), Measure.objects.get().status) == (0, "in_review")


def test_a_comment_is_plain_text_with_links_and_tells_those_who_work_on_it(contributor, editor):
    draft = draft_of(contributor)
    in_thread(editor, draft, "comment", text="<b>Look</b> at https://example.gov/a?b=1&c=2")

    page = contributor.get(page_of(draft))
    thread = read(page).find("#thread li")
    assert "<b>Look</b> at" in thread.text
    assert [link["href"] for link in thread.all("a")] == ["https://example.gov/a?b=1&c=2"]
    assert "editor commented" in front(contributor)
    assert "commented" not in front(editor)

    in_thread(contributor, draft, "comment", text="Done.")
    assert "contributor commented: Done." in front(editor)


def test_an_assigned_measure_is_in_the_queue_of_whom_it_was_given_to_last(contributor, editor):
    measure = make_measure("Given", status="draft")
    in_thread(editor, measure, "assign", to=contributor.me.pk)
    assert queue(contributor, "assigned") == ["Given"]
    assert "editor assigned it to contributor" in front(contributor)

    in_thread(editor, measure, "assign", to=editor.me.pk)
    assert (queue(contributor, "assigned"), queue(editor, "assigned")) == ([], ["Given"])
    in_thread(editor, measure, "assign", to="")
    assert queue(editor, "assigned") == []


def test_nothing_is_assigned_to_whoever_does_not_work_on_the_record(editor):
    measure = make_measure("Given", status="draft")
    for one in (make_role("administrator"), make_role("contributor", "gone")):
        one.is_active = one.username != "gone"
        one.save()
        in_thread(editor, measure, "assign", to=one.pk)
    assert not StaffNote.objects.exists()


def test_an_author_is_told_what_became_of_a_proposal(editor, publisher):
    public = make_measure("Public", actions=[PASSED])
    decide(publisher, propose(editor, public, title="New"), "send_back", comment="Which page?")
    assert "publisher sent the proposed change back: Which page?" in front(editor)
    decide(publisher, propose(editor, public, title="Newer"), "accept")
    assert "publisher accepted the proposed change" in front(editor)


def test_a_notice_goes_once_it_was_seen_and_nobody_takes_off_anothers(contributor, editor):
    measure = make_measure("Given", status="draft")
    for to in (contributor.me, editor.me, contributor.me):
        write_note(measure, NoteKind.ASSIGNED, make_role("superuser", f"root {to}{to.pk}"[:9] + str(
            StaffNote.objects.count())), to=to)  # fmt: skip
    first = Notice.objects.filter(person=contributor.me).last()

    editor.post("/admin/seen/", {"notice": first.pk})
    contributor.get("/admin/seen/")
    assert Notice.objects.filter(seen=False).count() == 3
    contributor.post("/admin/seen/", {"notice": first.pk})
    assert Notice.objects.filter(seen=False).count() == 2
    contributor.post("/admin/seen/", {"notice": "all"})
    assert Notice.objects.filter(seen=False).get().person == editor.me
    for nonsense in ("", "x", "9" * 30):
        assert editor.post("/admin/seen/", {"notice": nonsense}).status_code == 302


def test_whom_it_concerns_gets_a_mail_and_no_mail_that_fails_loses_a_word(
    contributor, editor, settings, django_capture_on_commit_callbacks
):
    contributor.me.email = "author@example.org"
    contributor.me.save()
    draft = draft_of(contributor)
    with django_capture_on_commit_callbacks(execute=True):
        in_thread(editor, draft, "comment", text="Look again.")
    (sent,) = mail.outbox
    assert sent.to == ["author@example.org"]
    assert "Look again." in sent.body
    assert f"/admin/thread/{draft.pk}/" in sent.body

    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    with django_capture_on_commit_callbacks(execute=True):
        assert in_thread(editor, draft, "comment", text="Kept.").status_code == 302
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    with django_capture_on_commit_callbacks(execute=True):
        in_thread(editor, draft, "comment", text="Kept too.")
    assert list(StaffNote.objects.values_list("text", flat=True)) == [
        "Look again.", "Kept.", "Kept too."
    ]  # fmt: skip


def test_nothing_of_a_thread_is_public(client, editor):
    make_record()
    measure = Measure.objects.get(slug="ma-somerville-ban-2019")
    in_thread(editor, measure, "comment", text="zebra-secret")
    in_thread(editor, measure, "assign", to=make_role("contributor", "zebra-secret").pk)

    said = {name: client.get(path).getvalue() for name, path in ADDRESSES.items()
            if "card" not in name}  # fmt: skip
    assert [name for name, content in said.items() if b"zebra-secret" in content] == []
    assert client.get(f"/admin/thread/{measure.pk}/").status_code == 302


def test_a_long_thread_asks_no_more_than_a_short_one(editor, django_assert_num_queries):
    measure = make_measure("Discussed", status="draft")
    for number in range(60):
        write_note(measure, NoteKind.COMMENT, editor.me, f"Remark {number}")
    editor.get("/admin/help/")  # the first page of a day renews the log-in
    with django_assert_num_queries(7):
        editor.get(f"/admin/thread/{measure.pk}/")
