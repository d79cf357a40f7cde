"""What a publisher is told before deciding, and decisions on part of a change or on several."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from laws.models import Measure, MeasureRevision, Proposal
from tests.support.desk_forms import FormOnPage, action_rows
from tests.support.desk_roles import PAGE, PASSED, decide, make_role, page_of, propose
from tests.support.elements import read
from tests.support.makers import make_measure, make_place, make_source, make_state

pytestmark = pytest.mark.django_db


def as_role(role, name=""):
    client = Client()
    client.force_login(make_role(role, name))
    return client


@pytest.fixture
def editor():
    return as_role("editor")


@pytest.fixture
def publisher():
    return as_role("publisher")


@pytest.fixture
def public():
    make_state("MA", searched_on="2026-01-01")
    measure = make_measure(
        "Old title", actions=[PASSED], slug="ma-somerville-ban-2024", summary="Bars it."
    )
    make_source(measure, PAGE)
    return measure


def at(proposal):
    return f"/admin/laws/proposal/{proposal.pk}/change/"


REPEALED = action_rows([("repealed", "2025-01-01", {"source_urls": "https://example.gov/r"})], 1)


# --- what is told -----------------------------------------------------------------------------


def test_a_count_that_turns_in_a_month_is_told_with_the_month(editor, publisher, public):
    ends = action_rows([("repealed", "2040-07", {"source_urls": "https://example.gov/r"})], 1)

    told = read(publisher.get(at(propose(editor, public, **ends))).content.decode())

    rows = {row[0]: row[1:] for row in told.rows if len(row) == 3}
    assert rows["Municipal bans in Massachusetts, July 2040"] == ["1", "0"]


def test_a_publisher_sees_what_follows_for_the_measure_the_map_and_the_counts(
    editor, publisher, public
):
    make_measure("Another ban", make_place("Cambridge"), [PASSED])
    proposal = propose(editor, public, **REPEALED)

    told = read(publisher.get(at(proposal)).content.decode())
    rows = {row[0]: row[1:] for row in told.rows if len(row) == 3}
    assert rows["Municipal bans in Massachusetts"] == ["2", "1"]
    assert rows["Municipal bans in the United States"] == ["2", "1"]
    assert rows["Somerville, MA on the map"] == ["Ban", "Not marked"]
    before, after = rows["Stage today"]
    assert before.startswith("In effect")
    assert after.startswith("Ended since January 1, 2025")
    assert Measure.objects.get(pk=public.pk).ended_on is None
    assert not MeasureRevision.objects.filter(pgh_label="update").exists()


def test_a_repeal_that_is_to_come_is_told_for_its_day(editor, publisher, public):
    to_come = action_rows([("repealed", "2099-01-01")], 1)
    told = read(publisher.get(at(propose(editor, public, **to_come)))).rows
    assert ["Municipal bans in Massachusetts, January 1, 2099", "1", "0"] in told


def test_a_change_of_words_alone_says_that_nothing_follows(editor, publisher, public):
    page = publisher.get(at(propose(editor, public, title="New title")))
    assert "no stage, date, count or class on the map changes" in read(page).text


def test_the_words_that_differ_are_marked_and_the_sources_stand_beside(editor, publisher, public):
    page = read(publisher.get(at(propose(editor, public, title="New title", **REPEALED))))
    assert [one.text for one in page.all("del")] == ["Old"]
    assert "New" in [one.text for one in page.all("ins")]
    assert "https://example.gov/r" in [link["href"] for link in page.all("table a")]
    assert PAGE in [link["href"] for link in page.all(".both p a")]


def test_what_seems_off_is_told(editor, publisher, public):
    proposal = propose(editor, public, **action_rows([("reinstated", "2025-01-01")], 1))
    page = read(publisher.get(at(proposal)))
    assert "Something is off" in page.text

    refused = decide(publisher, proposal, "accept")
    assert "select “I have seen this”" in read(refused).text
    several = f"/admin/accept/?keys={proposal.pk}"
    shown = FormOnPage(publisher.get(several)).data
    assert "Decide it on its own page" in read(publisher.post(several, shown)).text
    assert Proposal.objects.get().is_open
    (box,) = page.all("#id_seen")
    decide(publisher, proposal, "accept", seen=box["value"])
    assert not Proposal.objects.get().is_open


def test_a_draft_with_something_off_is_published_once_that_was_seen(publisher):
    draft = make_measure("Off", status="in_review", actions=[PASSED, ("reinstated", "2026-01")])
    make_source(draft, PAGE)
    address = f"/admin/publish/{draft.pk}/"
    page = read(publisher.get(address))
    (box,) = page.all("#id_seen")
    deciding = {"decision": "publish", "version": page.all("[name=version]")[0]["value"]}

    refused = publisher.post(address, deciding)

    assert "select “I have seen this”" in read(refused).text
    assert box["form"] in [form.get("id") for form in page.all("form")]
    publisher.post(address, deciding | {"seen": box["value"]})
    assert Measure.objects.get().is_public


# --- the page as it would be ------------------------------------------------------------------


def preview(client, measure, query=""):
    return client.get(f"/admin/preview/{measure.pk}/{query}")


def test_a_draft_is_shown_as_it_would_be_public_to_staff_alone(client, editor):
    make_state("MA")
    draft = make_measure("A draft ban", actions=[PASSED], status="draft", slug="ma-x")
    page = preview(editor, draft)

    assert "Preview for staff" in read(page).text
    assert "A draft ban" in read(page).text
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in page["Cache-Control"]
    assert Measure.objects.get().status == "draft"
    assert client.get("/measures/ma-x/").status_code == 404
    assert preview(client, draft).status_code == 302
    assert editor.post(f"/admin/preview/{draft.pk}/").status_code in (403, 405)


def test_a_proposal_is_shown_as_it_would_be_public(client, editor, publisher, public):
    proposal = propose(editor, public, summary="The city may not use it at all.")
    page = preview(publisher, public, f"?proposal={proposal.pk}")
    assert "The city may not use it at all." in read(page).text
    assert "may not use it" not in client.get("/measures/ma-somerville-ban-2024/").content.decode()
    for key in ("x", "0", "9" * 30):
        assert preview(publisher, public, f"?proposal={key}").status_code == 404
    nobody = as_role("contributor")
    Group.objects.get(name="contributor").permissions.clear()
    assert preview(nobody, public).status_code == 403


# --- nothing is accepted that was not shown ------------------------------------------------------


def revise(client, proposal, address, **fields):
    """Its author writes a proposal again."""
    page = f"{address}?proposal={proposal.pk}"
    client.post(page, FormOnPage(client.get(page)).data | {"reason": "Again."} | fields)


def test_what_was_revised_or_moved_on_since_its_page_was_opened_is_shown_first(
    editor, publisher, public
):
    Measure.objects.filter(pk=public.pk).update(effect="study")
    proposal = propose(editor, public, title="New title")
    other = propose(editor, public, summary="A better one.")
    seen = selected(publisher, proposal) | {"decision": "accept"}
    revise(editor, proposal, page_of(public), effect="ban", title="Another title")

    refused = read(publisher.post(at(proposal), seen))

    assert "It changed while you looked" in refused.text
    assert "Another title" in refused.text
    public.refresh_from_db()
    assert (public.title, public.effect) == ("Old title", "study")
    assert "changed while you looked" in read(
        publisher.post(at(proposal), {"decision": "accept"})
    ).text  # fmt: skip
    seen = selected(publisher, proposal) | {"decision": "accept"}
    decide(publisher, other, "accept")
    publisher.post(at(proposal), seen)
    assert Proposal.objects.get(pk=proposal.pk).is_open
    decide(publisher, proposal, "accept")
    public.refresh_from_db()
    assert (public.title, public.effect) == ("Another title", "ban")


# --- part of a change -------------------------------------------------------------------------


def selected(client, proposal, *left_out):
    """What a browser sends with some of the boxes unticked."""
    form = FormOnPage(client.get(at(proposal))).data
    return form | {"part": [one for one in form["part"] if one not in left_out]}


def test_part_of_a_change_is_accepted_and_the_rest_goes_back(editor, publisher, public):
    proposal = propose(editor, public, title="New title", notes="A doubt.", **REPEALED)
    sent = selected(publisher, proposal, "own//title")

    refused = publisher.post(at(proposal), sent | {"decision": "accept"})
    assert refused.context["form"].errors["comment"]
    assert read(refused).find("textarea[aria-invalid=true]")["name"] == "comment"
    assert Proposal.objects.get().is_open

    publisher.post(at(proposal), sent | {"decision": "accept", "comment": "Which title?"})
    public.refresh_from_db()
    assert (public.title, public.notes) == ("Old title", "A doubt.")
    assert public.actions.count() == 2
    proposal.refresh_from_db()
    assert proposal.status == "accepted"
    assert proposal.proposed["own"][""]["title"] == "Old title"
    rest = Proposal.objects.exclude(pk=proposal.pk).get()
    assert (rest.status, rest.comment, rest.author) == (
        "sent_back",
        "Which title?",
        proposal.author,
    )

    again = FormOnPage(editor.get(f"{page_of(public)}?proposal={rest.pk}")).data
    assert again["title"] == ["New title"]
    editor.post(page_of(public), again)
    decide(publisher, Proposal.objects.get(pk=rest.pk), "accept")
    assert Measure.objects.get(pk=public.pk).title == "New title"


def test_a_row_that_is_left_out_does_not_come(editor, publisher, public):
    proposal = propose(editor, public, title="New title", **REPEALED)
    (row,) = [one for one in selected(publisher, proposal)["part"] if one.startswith("actions/")]
    sent = selected(publisher, proposal, row)
    publisher.post(at(proposal), sent | {"decision": "accept", "comment": "Show me the page."})
    public.refresh_from_db()
    assert (public.title, public.actions.count()) == ("New title", 1)


def test_nothing_selected_is_no_acceptance(editor, publisher, public):
    proposal = propose(editor, public, title="New title")
    sent = selected(publisher, proposal, "own//title") | {"comment": "No."}
    page = publisher.post(at(proposal), sent | {"decision": "accept"})
    assert "Select at least one change" in read(page).text
    assert Proposal.objects.get().is_open


def test_a_choice_that_is_missing_is_asked_for_at_its_own_boxes(editor, publisher, public):
    one, two = (propose(editor, public, title=title) for title in ("First", "Second"))
    decide(publisher, one, "accept")
    page = read(decide(publisher, two, "accept"))
    assert {box["name"] for box in page.all("input[aria-invalid=true]")} == {"take own//title"}
    assert page.all("p.errornote") == []


# --- on to the next, and several ----------------------------------------------------------------


def test_after_a_decision_the_next_of_the_same_list_follows(editor, publisher, public):
    other = make_measure("Other", make_place("Newton"), [PASSED])
    first, second = propose(editor, public, title="A"), propose(editor, other, title="B")
    mine = Proposal.objects.create(
        measure=other, base={}, proposed={}, reason="Mine", author=make_role("publisher", "p2")
    )
    kept = "_changelist_filters=q%3DThe%2Bclerk"

    first_page, second_page = (selected(publisher, one) for one in (first, second))
    response = publisher.post(f"{at(second)}?{kept}", second_page | {"decision": "accept"})
    assert response["Location"] == f"{at(first)}?_changelist_filters=q%3DThe%2Bclerk"
    response = publisher.post(f"{at(first)}?{kept}", first_page | {"decision": "accept"})
    assert response["Location"] == "/admin/laws/proposal/?q=The+clerk"
    assert mine.is_open


def test_several_are_accepted_on_one_page_that_shows_what_each_changes(editor, publisher, public):
    other = make_measure("Other", make_place("Newton"), [PASSED])
    third = make_measure("Third", make_place("Lynn"), [PASSED])
    made = [propose(editor, one, notes=f"Note on {one.title}") for one in (public, other, third)]
    keys = {"action": "accept_several", "_selected_action": [one.pk for one in made], "index": "0"}
    address = publisher.post("/admin/laws/proposal/", keys)["Location"]
    page = publisher.get(address)
    assert "Note on Third" in read(page).text

    decide(publisher, propose(editor, third, title="Moved on"), "accept")
    sent = FormOnPage(page).data
    sent |= {"accept": [str(made[0].pk), str(made[2].pk)]}
    answer = publisher.post(address, sent)
    assert "It changed while you looked" in read(answer).text
    assert [Proposal.objects.get(pk=one.pk).status for one in made] == ["accepted", "open", "open"]
    assert "Select at least one" in read(publisher.post(address, {})).text
    for role in ("editor", "contributor"):
        assert as_role(role, f"another {role}").post(address, sent).status_code == 403


def test_a_page_of_several_asks_no_more_for_many(editor, publisher, django_assert_max_num_queries):
    for number in range(12):
        place = make_place(f"Town {number}")
        propose(editor, make_measure(f"M {number}", place, [PASSED]), notes=f"Note {number}")
    keys = ".".join(str(one) for one in Proposal.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(16):
        page = publisher.get(f"/admin/accept/?keys={keys}")
    assert all(f"Note {number}" in read(page).text for number in range(12))


# --- a draft ------------------------------------------------------------------------------------


def test_a_draft_is_published_or_sent_back_from_the_page_that_tells_what_follows(publisher):
    make_state("MA")
    author = make_role("contributor")
    sent = {"status": "in_review", "entered_by": author, "edited_by": author, "summary": "A ban."}
    drafts = [
        make_measure(f"Draft {n}", make_place(f"Town {n}"), [PASSED], **sent) for n in range(3)
    ]
    address = f"/admin/publish/{drafts[0].pk}/"
    page = publisher.get(address)
    assert ["Municipal bans in Massachusetts", "0", "1"] in read(page).rows

    sent = FormOnPage(page).data | {"decision": "publish"}
    Measure.objects.filter(pk=drafts[0].pk).update(title="Changed meanwhile")
    assert "Nothing was published" in read(publisher.post(address, sent)).text
    sent = FormOnPage(publisher.get(address)).data | {"decision": "publish"}
    assert publisher.post(address, sent)["Location"] == f"/admin/publish/{drafts[1].pk}/"
    assert Measure.objects.get(pk=drafts[0].pk).published_by.username == "publisher"

    address = f"/admin/publish/{drafts[1].pk}/"
    refused = publisher.post(address, {"decision": "send_back"})
    assert refused.context["form"].errors["todo"]
    publisher.post(address, {"decision": "send_back", "todo": "Add the vote."})
    assert Measure.objects.get(pk=drafts[1].pk).status == "draft"
    assert publisher.get(address).status_code == 302


def test_a_publisher_does_not_publish_the_own_edit_from_that_page(publisher):
    me = make_role("publisher", "me")
    own = make_measure("Own", actions=[PASSED], status="in_review", edited_by=me)
    client = Client()
    client.force_login(me)
    page = client.get(f"/admin/publish/{own.pk}/")
    assert "another publisher has to publish it" in read(page).text
    client.post(f"/admin/publish/{own.pk}/", FormOnPage(page).data | {"decision": "publish"})
    assert Measure.objects.get().status == "in_review"


# --- every new address, by role and method -------------------------------------------------------

BY_ROLE = {
    "preview/{0}/": ({"contributor", "editor", "publisher", "administrator"}, set()),
    "publish/{0}/": ({"publisher"}, {"publisher"}),
    "accept/?keys={1}": ({"publisher"}, {"publisher"}),
    "thread/{0}/": ({"contributor", "editor", "publisher", "administrator"},) * 2,
}


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher", "administrator"])
def test_each_address_is_for_its_roles_whatever_the_method(client, editor, public, role):
    waiting = make_measure("Waiting", make_place("Newton"), [PASSED], status="in_review")
    proposal = propose(editor, public, title="New title")
    one = as_role(role, f"one {role}")
    for address, methods in BY_ROLE.items():
        path = "/admin/" + address.format(waiting.pk, proposal.pk)
        for method, roles in zip(("get", "post"), methods, strict=True):
            answer = getattr(one, method)(path)
            assert (answer.status_code == 200) == (role in roles), (path, method)
            stranger = getattr(client, method)(path)
            # Who is logged out and sends a form is asked to log in, on a page that keeps it.
            assert stranger.status_code in (302, 405) or read(stranger).all("#id_password")
    waiting.refresh_from_db()
    assert waiting.status == "in_review"
