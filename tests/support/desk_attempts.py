"""What a member of staff may try at the desk, and whether it comes about."""

import json

from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from laws.editing.handover import write_note
from laws.imports.decisions import reject as leave_out
from laws.imports.types import IncomingText
from laws.models import (
    Correction,
    ExplainedFinding,
    ImportRun,
    InboxEntry,
    LegislativeSession,
    Measure,
    Merge,
    Milestone,
    NotDuplicate,
    Proposal,
    SecondAnswer,
    SecondCoding,
    SeenPage,
    StaffNote,
    SubjectWord,
    SuggestionDecision,
)
from laws.vocabulary import NoteKind
from tests.support.desk_forms import FormOnPage, filled
from tests.support.desk_roles import PAGE, PASSED, decide, make_role, page_of, propose, save
from tests.support.imports import clerk, entry_of, run_of, told
from tests.support.makers import (
    make_measure,
    make_place,
    make_provision,
    make_question,
    make_session,
    make_source,
    make_state,
)
from tests.support.source_bills import API_BILL
from tests.support.suggesting import RULE, suggesting, taken_into


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
            summary="Bars it.",
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
        data = FormOnPage(superuser().get(address)).data
        self.client.post(address, data | {"looked_at": [PAGE]})
        return Measure.objects.get(pk=public.pk).verified_on is not None

    def goes_other_way(self, measure):
        """Whether what is public is withdrawn, or what was withdrawn is public again."""
        address = f"/admin/withdraw/{measure.pk}/"
        data = FormOnPage(superuser().get(address)).data
        self.client.post(address, data | {"reason": "A mistake."})
        return Measure.objects.get(pk=measure.pk).status != measure.status

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

    def sent_for_review(self):
        """A draft that a contributor sent for review."""
        author = make_role("contributor", "author")
        sent = make_measure("Sent", actions=[PASSED], status="in_review", entered_by=author)
        write_note(sent, NoteKind.FOR_REVIEW, author)
        return sent

    def hands_over(self, do, measure, **fields):
        """Whether the thread of a measure takes what is sent to it."""
        return self.posts(f"/admin/thread/{measure.pk}/", {"do": do} | fields,
                          StaffNote.objects.count)  # fmt: skip

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


def take_up_again(desk):
    entry = leave_out(entry_of(told()), clerk("editor", "who rejected"), "No.")
    desk.client.post(at_section("inboxentry", entry), {"decision": "take_up_again"})
    return InboxEntry.objects.get().waits


def send_a_file(desk):
    file = SimpleUploadedFile("bills.json", json.dumps(API_BILL).encode())
    return desk.posts("/admin/laws/importrun/add/", {"file": file}, ImportRun.objects.count)


def add_a_session(desk, made=None):
    data = {"jurisdiction": make_state("MA").pk, "identifier": "1st", "name": "First",
            "start_on": "2023-01-04", "reason": "It has met."}  # fmt: skip
    return desk.posts("/admin/laws/legislativesession/add/", data,
                      made or LegislativeSession.objects.count)  # fmt: skip


def ask_for_a_session(desk):
    return add_a_session(
        desk, lambda: LegislativeSession.objects.count() + Proposal.objects.count()
    )


def public_session():
    """A session with a published bill."""
    session = make_session()
    make_measure("A bill", "MA", [("introduced", "2023-02-01")], session=session)
    return session


def add_a_milestone(desk):
    data = {"when": "2019", "title": "A study", "category": "research", "confidence": "high",
            "reason": "It was cited."}  # fmt: skip
    return desk.posts("/admin/laws/milestone/add/", data, Proposal.objects.count)


def add_a_search(desk):
    data = {"jurisdiction": make_place().pk, "when": "11/30/2023", "sought": "law",
            "where": "Its code", "outcome": "none", "reason": "I looked."}  # fmt: skip
    return desk.posts("/admin/laws/search/add/", data, Proposal.objects.count)


def add_preemption(desk):
    data = {"jurisdiction": make_state().pk, "subject": "businesses", "answer": "no",
            "rests_on": "The act says so.", "citation": "§ 1", "url": "https://example.gov/law",
            "basis": "recorded", "checked_on": "11/30/2023", "reason": "I read it."}  # fmt: skip
    return desk.posts("/admin/laws/preemption/add/", data, Proposal.objects.count)


def add_a_case(desk):
    data = {"name": "Doe v. City", "jurisdiction": make_place().pk, "subject": "law",
            "standing": "open", "summary": "A suit.", "confidence": "high",
            "source_urls": "https://example.gov/doe", "reason": "It was filed.",
            "effects-TOTAL_FORMS": 0, "effects-INITIAL_FORMS": 0}  # fmt: skip
    return desk.posts("/admin/laws/courtcase/add/", data, Proposal.objects.count)


def remove_a_milestone(desk):
    milestone = make_milestone()
    address = at_section("milestone", milestone).replace("change", "delete")
    data = {"post": "yes", "reason": "It is none."}
    return desk.posts(address, data, Proposal.objects.count)


def make_milestone():
    return Milestone.objects.create(
        day="2019-01-01", title="A study", category="x", confidence="high"
    )


def propose_of(client, section, row, **fields):
    """A change of a session, place, milestone or question, sent by whoever is logged in."""
    address = at_section(section, row)
    data = FormOnPage(superuser().get(address)).data
    return client.post(address, data | {"reason": "The clerk says so."} | fields)


def proposes_of(desk, section, row, **fields):
    """Whether such a change is proposed, and nothing else happens."""
    before = type(row).objects.filter(pk=row.pk).values().get()
    propose_of(desk.client, section, row, **fields)
    assert type(row).objects.filter(pk=row.pk).values().get() == before
    return Proposal.objects.filter(author=desk.me).exists()


def accept_of_place(desk, own=False):
    """Whether a proposed change of a place is accepted."""
    propose_of(superuser(), "jurisdiction", make_place(), notes="Another")
    if own:
        Proposal.objects.update(author=desk.me)
    decide(desk.client, Proposal.objects.get(), "accept", exemption="Alone.")
    return not Proposal.objects.get().is_open


def add_an_account(desk):
    password = "another-long-one-7"
    data = {"username": "new", "password1": password, "password2": password,
            "usable_password": "true", "role": "editor"}  # fmt: skip
    return desk.posts("/admin/auth/user/add/", data, User.objects.count)


def makes_a_link(desk):
    colleague = make_role("contributor", "colleague")
    shown = desk.client.post(f"/admin/auth/user/{colleague.pk}/link/", follow=True)
    return "/admin/password/" in shown.content.decode()


def resets_a_factor(desk):
    colleague = make_role("contributor", "colleague")
    TOTPDevice.objects.create(user=colleague)
    address = f"/admin/auth/user/{colleague.pk}/second-factor/reset/"
    return desk.posts(address, {}, TOTPDevice.objects.count)


def make_a_superuser(desk):
    address = f"/admin/auth/user/{desk.me.pk}/change/"
    data = FormOnPage(superuser().get(address)).data | {"is_superuser": "on"}
    desk.client.post(address, data)
    return User.objects.get(pk=desk.me.pk).is_superuser


def gives_itself_a_role(desk):
    address = f"/admin/auth/user/{desk.me.pk}/change/"
    data = FormOnPage(superuser().get(address)).data
    desk.client.post(address, data | {"groups": [group.pk for group in Group.objects.all()]})
    return desk.me.groups.count() > 1


def at_section(section, row):
    return f"/admin/laws/{section}/{row.pk}/change/"


def make_report():
    return Correction.objects.create(text="It ended.", path="/")


def make_seen():
    return SeenPage.objects.create(url="https://example.gov/docs/1")


def _off(desk):
    """Where the one thing is explained that is off about a measure."""
    measure = desk.measure("in_review")
    Measure.objects.filter(pk=measure.pk).update(summary="")
    return f"/admin/explain/{measure.pk}/?rule=no_summary&about=summary"


def to_code():
    """A public measure that someone else coded, with a source."""
    measure = make_measure("Coded", actions=[PASSED])
    make_provision(measure, detail="FIRST ANSWER", pinpoint="§ 1")
    make_source(measure, PAGE)
    return measure


def settles(desk, by=None):
    """Whether a disagreement of two codings is settled."""
    coding = SecondCoding.objects.create(measure=to_code(), coder="x", text_read="part", by=by)
    answer = SecondAnswer.objects.create(
        coding=coding, question=make_question(), answer="no", first_answer="yes", text_read="part"
    )
    desk.client.post("/admin/disagreements/", {"key": answer.pk, "chosen": "no", "why": "§ 1."})
    return not SecondAnswer.objects.unsettled().exists()


def _with_a_past(desk):
    """The page of a measure that someone else edited at the desk."""
    measure = desk.measure("draft")
    save(superuser(), measure, title="New title")
    return page_of(measure)


def _twice(desk, status="published"):
    """Two measures that may be one, and the address of both side by side."""
    pair = [desk.measure(status, kind=kind, identifier="7") for kind in ("ordinance", "resolution")]
    return pair, f"/admin/duplicates/{pair[0].pk}/{pair[1].pk}/"


def decides_a_pair(desk, do, status="published"):
    """Whether a pair is kept as two, or merged."""
    pair, address = _twice(desk, status)
    sent = {"do": do, "keep": pair[0].pk, "why_one": "One.", "why_two": "Two."}
    desk.client.post(address, sent)
    return NotDuplicate.objects.exists() or Merge.objects.exists()


def decides_a_merge(desk, decision, own=False):
    """Whether a merge that waits, or one that was accepted, is decided so."""
    pair, address = _twice(desk)
    superuser().post(address, {"do": "merge", "keep": pair[0].pk, "why_one": "One."})
    page = f"/admin/merge/{Merge.objects.get().pk}/"
    if decision == "undo":
        shown = FormOnPage(superuser().get(page)).data
        superuser().post(page, shown | {"decision": "accept", "comment": "Alone."})
    if own:
        Merge.objects.update(author=desk.me)
    before = Merge.objects.get().status
    shown = FormOnPage(superuser().get(page)).data
    desk.client.post(page, shown | {"decision": decision, "comment": "It is so."})
    return Merge.objects.get().status != before


def suggested_to(desk, do, own=False):
    """Whether the one suggestion of a draft's text is taken, or declined."""
    draft = desk.measure("draft", own=own)
    _, wish = suggesting(draft)
    sent = {"as": "yes"} if do == "as" else {"do": do}
    return desk.posts(f"/admin/suggested/{draft.pk}/", wish | sent,
                      SuggestionDecision.objects.count)  # fmt: skip


def suggested_of_new(desk):
    """Whether what the text of a new bill suggests is taken."""
    make_question("warrant_required")
    text = IncomingText("Enrolled", PAGE, RULE)
    entry = entry_of(told(versions=(text,)))
    wish = {"sha256": entry.copies.get().sha256, "field": "warrant_required", "value": ""}
    return desk.posts(f"/admin/suggested/new/{entry.pk}/", wish | {"as": "yes"},
                      SuggestionDecision.objects.count)  # fmt: skip


def confirms(desk, own=False):
    """Whether what was taken into a draft is confirmed."""
    taken = taken_into(desk.measure("in_review"), desk.me if own else None)
    address = f"/admin/suggested/{taken.measure_id}/"
    desk.client.post(address, {"do": "confirm", "key": taken.pk})
    return SuggestionDecision.objects.get().confirmed_at is not None


ATTEMPTS = {
    "see any measure": lambda d: d.client.get(page_of(d.measure("draft"))).status_code == 200,
    "see its history, with names": lambda d: "· root<" in d.client.get(
        _with_a_past(d).replace("change", "history")
    ).content.decode(),
    "enter a draft": lambda d: d.posts(
        "/admin/laws/ordinance/add/", filled(make_place()), Measure.objects.count
    ),
    "edit one’s own draft": lambda d: d.saves(d.measure("draft", own=True), title="New"),
    "delete one’s own draft": lambda d: d.deletes(d.measure("draft", own=True)),
    "edit someone else’s draft": lambda d: d.saves(d.measure("draft"), title="New"),
    "delete someone else’s draft": lambda d: d.deletes(d.measure("draft")),
    "send one’s own draft for review": lambda d: d.saves(
        d.measure("draft", own=True), status="in_review"
    ),
    "send someone else’s draft for review": lambda d: d.saves(
        d.measure("draft"), status="in_review"
    ),
    "pass a reviewed draft on to the publishers": lambda d: d.hands_over(
        "pass_on", d.sent_for_review()
    ),
    "return a measure from review to draft": lambda d: d.saves(
        d.measure("in_review", own=True), status="draft"
    ),
    "send someone else’s draft back with a comment": lambda d: d.hands_over(
        "send_back", d.sent_for_review(), todo="Add the vote."
    ),
    "comment on a measure, for staff only": lambda d: d.hands_over(
        "comment", d.measure("draft"), text="Is this right?"
    ),
    "assign a measure to someone": lambda d: d.hands_over(
        "assign", d.measure("draft"), to=make_role("editor", "worker").pk
    ),
    "edit a measure in review": lambda d: d.saves(d.measure("in_review", own=True), title="New"),
    "publish what someone else edited": lambda d: d.saves(
        d.measure("in_review"), status="published"
    ),
    "publish one’s own edit": lambda d: d.saves(
        d.measure("in_review", own=True), status="published", reason="Surely."
    ),
    "publish a draft without review": lambda d: d.saves(
        d.measure("draft"), status="published", reason="Surely."
    ),
    "propose a change to a published measure": lambda d: d.posts(
        page_of(public := d.measure("published")),
        FormOnPage(superuser().get(page_of(public))).data
        | {"title": "New", "reason": "It is."},
        Proposal.objects.count,
    ),
    "accept someone else’s proposal": lambda d: d.decides("accept"),
    "send someone else’s proposal back": lambda d: d.decides("send_back"),
    "accept one’s own proposal": lambda d: d.decides("accept", own=True),
    "withdraw one’s own proposal": lambda d: d.decides("take_back", own=True),
    "change several of one’s own drafts at once": lambda d: d.several(
        "fields", d.measure("draft", own=True), effect="study"
    ),
    "publish several at once that someone else edited": lambda d: d.several(
        "status", d.measure("in_review"), status="published"
    ),
    "propose to undo an accepted change": lambda d: d.undoes(),
    "confirm that a measure matches its sources": lambda d: d.verifies(),
    "code a public measure a second time": lambda d: d.posts(
        "/admin/coding/", {"measure": to_code().pk}, SecondCoding.objects.count
    ),
    "settle where two codings differ": settles,
    "settle where one’s own coding differs": lambda d: settles(d, by=d.me),
    "say why what seems off about a measure is right": lambda d: d.posts(
        _off(d), {"reason": "Its title says it all."}, ExplainedFinding.objects.count
    ),
    "withdraw a published measure": lambda d: d.goes_other_way(d.measure("published")),
    "bring a withdrawn measure back as it was": lambda d: d.goes_other_way(
        d.measure("withdrawn")
    ),
    "reopen a withdrawn measure as a draft": lambda d: d.saves(
        d.measure("withdrawn"), status="draft"
    ),
    "search all sections at once": lambda d: d.client.get(
        "/admin/search/", {"q": "A measure"}
    ).status_code == 200,
    "say that two measures are no duplicates": lambda d: decides_a_pair(d, "two"),
    "merge two drafts": lambda d: decides_a_pair(d, "merge", "draft"),
    "propose to merge what is public": lambda d: decides_a_pair(d, "merge"),
    "accept someone else’s merge": lambda d: decides_a_merge(d, "accept"),
    "accept one’s own merge": lambda d: decides_a_merge(d, "accept", own=True),
    "send someone else’s merge back": lambda d: decides_a_merge(d, "send_back"),
    "undo a merge": lambda d: decides_a_merge(d, "undo"),
    "delete anything that was ever published": lambda d: any(
        [d.deletes(d.measure("published")), d.deletes(d.measure("withdrawn")),
         d.deletes(_once_public(d))]
    ),
    "accept a new bill from the inbox into a draft": takes,
    "accept a change from the inbox into one’s own draft": lambda d: takes(d, "draft", own=True),
    "accept a change to a published measure from the inbox as a proposal": lambda d: takes(
        d, "published"
    ),
    "reopen a rejected new bill": take_up_again,
    "reject an entry of the inbox": reject,
    "take what a text suggests into one’s own draft": lambda d: suggested_to(d, "as", own=True),
    "take what a text suggests into someone else’s draft": lambda d: suggested_to(d, "as"),
    "take what a text suggests about a new bill in the inbox": suggested_of_new,
    "say that a text does not say what is suggested": lambda d: suggested_to(
        d, "decline", own=True
    ),
    "confirm what someone else took from a text": lambda d: confirms(d),
    "confirm what one took from a text": lambda d: confirms(d, own=True),
    "publish what was taken from a text and is not confirmed": lambda d: d.saves(
        taken_into(d.measure("in_review"), None).measure, status="published"
    ),
    "upload a file to the inbox": send_a_file,
    "add a session": add_a_session,
    "ask for a session that is missing, or add it": ask_for_a_session,
    "change a session without published measures": lambda d: change(
        d, at_section("legislativesession", make_session()), "name", "Another"
    ),
    "propose a change to a session with published measures": lambda d: proposes_of(
        d, "legislativesession", public_session(), name="Another"
    ),
    "propose a change to a place": lambda d: proposes_of(
        d, "jurisdiction", make_place(), notes="Another"
    ),
    "propose a milestone": add_a_milestone,
    "propose to remove a milestone": remove_a_milestone,
    "propose a search of a place": add_a_search,
    "propose whether a state’s cities may act": add_preemption,
    "propose a court case": add_a_case,
    "accept what someone else proposed of a place": accept_of_place,
    "accept what one proposed of a place": lambda d: accept_of_place(d, own=True),
    "see what readers report": lambda d: "It ended." in d.client.get(
        at_section("correction", make_report())
    ).content.decode(),
    "answer readers’ reports": lambda d: change(
        d, at_section("correction", make_report()), "answer", "We look into it."
    ),
    "see how many readers follow what, without their addresses": lambda d: d.client.get(
        "/admin/followers/"
    ).status_code == 200,
    "see the cited pages": lambda d: d.client.get(
        at_section("seenpage", make_seen())
    ).status_code == 200,
    "record where a cited page is archived": lambda d: change(
        d, at_section("seenpage", make_seen()), "archived_url", "https://example.org/copy"
    ),
    "propose a change to the codebook": lambda d: proposes_of(
        d, "question", make_question(), text="Another?"
    ),
    "change the subject words": lambda d: change(
        d, at_section("subjectword", SubjectWord.objects.first()), "note", "Another"
    ),
    "add an account": add_an_account,
    "make a link for a colleague’s password": makes_a_link,
    "reset a colleague’s second factor": resets_a_factor,
    "make an account a superuser": make_a_superuser,
    "give oneself a role": gives_itself_a_role,
}  # fmt: skip


def _once_public(desk):
    """A draft that was published and withdrawn before."""
    measure = desk.measure("draft", own=True)
    Measure.objects.filter(pk=measure.pk).update(withdrawn_reason="A mistake.")
    return measure
