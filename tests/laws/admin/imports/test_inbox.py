"""The pages of the inbox: an entry beside the record, decided field by field; a file sent."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from laws.imports.decisions import reject
from laws.imports.types import IncomingText, RefusedRecord, Where
from laws.models import ImportRun, InboxEntry, Measure, Proposal
from tests.support.elements import read
from tests.support.imports import FILED, PAGE, clerk, entry_of, run_of, told
from tests.support.makers import make_measure, make_session

pytestmark = pytest.mark.django_db

HEARD, REPORTED = ("2025-02-01", "Heard", "hearing"), ("2025-03-01", "Reported", "reported")


@pytest.fixture(autouse=True)
def session():
    return make_session("MA", "194th", "2025-01-01", "2026-12-31")


def desk(role):
    client = Client()
    client.force_login(clerk(role))
    return client


def page_of(row, section="inboxentry"):
    return f"/admin/laws/{section}/{row.pk}/change/"


def shown(response):
    return [(line.what, line.present, line.coming, line.is_proposed)
            for line in response.context["lines"]]  # fmt: skip


def tick(response, *whats):
    """What is sent when only these lines stay ticked."""
    lines = [line for line in response.context["lines"] if line.is_proposed]
    take = [line.place for line in lines if line.what in whats]
    return {"take": take, "shown": [line.place for line in lines]}


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def ours(session, **fields):
    return make_measure("Ours", "MA", [("introduced", "2025-01-10")], session=session,
                        identifier="S.9001", **fields)  # fmt: skip


def test_a_change_stands_beside_the_record_with_what_a_person_set(session):
    ours(session)
    entry = entry_of(told(actions=[FILED, HEARD]))
    response = desk("editor").get(page_of(entry))
    assert shown(response) == [
        ("Title", "Ours", "An Act on facial recognition in an invented town", False),
        ("Action: Introduced, January 10, 2025: description", "–", "Filed", True),
        ("Action: Introduced, January 10, 2025: sources", "–", PAGE.format("S.9001"), True),
        ("Action: Hearing, February 1, 2025", "not there",
         "Description: Heard\n"
         f"Sources: {PAGE.format('S.9001')}", True),
        (f"Source {PAGE.format('S.9001')}", "not there", "Official: Yes", True),
    ]  # fmt: skip
    page = read(response)
    assert "Not changed: set by staff" in page.text
    assert page.link(PAGE.format("S.9001")) == PAGE.format("S.9001")
    assert [mark.text for mark in page.all("mark")] == ["facial recognition"]
    assert '"stamp": "1"' in page.text


def test_what_is_ticked_is_taken_and_the_next_entry_follows(session):
    measure, client = ours(session), desk("editor")
    run_of(told("S.9002"), told(actions=[FILED, HEARD, REPORTED]))
    entry, following = InboxEntry.objects.all()
    sent = tick(client.get(page_of(entry)), "Action: Hearing, February 1, 2025")
    response = client.post(page_of(entry), sent | {"decision": "accept", "reason": "So it is."})
    assert response["Location"] == page_of(following)
    proposal = Proposal.objects.get()
    kinds = [row["kind"] for row in proposal.proposed["actions"].values()]
    assert (proposal.reason, kinds) == ("So it is.", ["introduced", "hearing"])
    assert measure.actions.count() == 1
    assert "Proposed: a publisher decides" in said(response)[0]
    decided = client.get(page_of(entry))
    taken = [line.what for line in decided.context["lines"] if line.taken]
    assert taken == ["Action: Hearing, February 1, 2025"]
    assert not read(decided).all("[name=decision]")


def test_all_is_taken_without_a_tick(session):
    draft, client = ours(session, status="draft"), desk("editor")
    entry = entry_of(told(actions=[FILED, HEARD, REPORTED]))
    sent = tick(client.get(page_of(entry)))
    client.post(page_of(entry), sent | {"decision": "accept_all"})
    assert draft.actions.count() == 3


def test_a_new_bill_names_measures_that_are_called_much_alike(session):
    make_measure("An Act on facial recognition in an invented city", "MA", identifier="H.77")
    response = desk("contributor").get(page_of(entry_of(told())))
    assert [str(one) for _, one in response.context["alike"]] == ["Massachusetts H.77"]


def test_the_texts_that_were_kept_are_named_with_their_addresses():
    text = IncomingText("Enrolled", PAGE.format("S.9001/2"), "On facial recognition")
    page = read(desk("editor").get(page_of(entry_of(told(versions=(text,))))))

    assert page.link("Enrolled") == PAGE.format("S.9001/2")


def test_a_new_bill_is_accepted_as_a_draft_and_rejected_with_a_reason():
    client = desk("editor")
    run_of(told("S.9002"), told())
    first, second = InboxEntry.objects.all()
    response = client.get(page_of(first))
    assert b"Accept as a draft" in response.content
    response = client.post(page_of(first), {"decision": "accept"})
    assert "Accepted into the draft" in said(response)[0]
    assert Measure.objects.get().status == "draft"
    response = client.post(page_of(second), {"decision": "reject"})
    assert b"Say why it is rejected" in response.content
    response = client.post(page_of(second), {"decision": "reject", "reason": "About fish."})
    assert response["Location"] == "/admin/laws/inboxentry/"
    second.refresh_from_db()
    assert (second.status, second.reason, second.decided_by.username) == (
        "rejected", "About fish.", "editor",
    )  # fmt: skip


@pytest.mark.parametrize("take", ["kept", "x", "0" * 16])
def test_a_tick_that_was_never_offered_takes_nothing(session, take):
    ours(session)
    entry, client = entry_of(told(actions=[FILED, HEARD])), desk("editor")
    if take == "kept":
        take = client.get(page_of(entry)).context["lines"][0].place
    for sent in ({"take": [take]}, {"shown": [take], "decision": "accept_all"}):
        response = client.post(page_of(entry), {"decision": "accept"} | sent)
        assert b"The measure changed while you were looking" in response.content
    assert not Proposal.objects.exists()


def test_what_is_clerical_is_folded_and_not_ticked(session):
    ours(session)
    notes = [(f"2025-01-1{day}", "Fiscal note printed", "other") for day in (2, 3, 4)]
    entry = entry_of(told(actions=[FILED, *notes, HEARD]))
    page = read(desk("editor").get(page_of(entry)))

    assert "3 clerical entries: Fiscal note printed …" in page.find("details.clerical").text
    assert not page.find("details.clerical").all("[checked]")
    ticked = [box["aria-label"] for box in page.all("[name=take][checked]")]
    assert "Accept: Action: Hearing, February 1, 2025" in ticked
    assert len(page.all("[name=take]")) == len(ticked) + 3


def test_what_is_clerical_about_a_new_bill_comes_along_only_if_it_is_ticked():
    notes = [(f"2025-01-1{day}", "Fiscal note printed", "other") for day in (2, 3)]
    entry, client = entry_of(told(actions=[FILED, *notes, HEARD])), desk("contributor")
    page = read(client.get(page_of(entry)))
    boxes = page.find("details.clerical").all("[name=take]")
    assert len(page.all("[name=take]")) == len(boxes) == 2
    assert not page.all("[name=take][checked]")
    client.post(page_of(entry), {"decision": "accept", "take": [boxes[0]["value"]]})
    assert [str(one) for one in Measure.objects.get().actions.all()] == [
        "January 10, 2025: Introduced", "January 12, 2025: Other", "February 1, 2025: Hearing",
    ]  # fmt: skip
    # What was left out is not offered again.
    again = run_of(told(version="2", actions=[FILED, *notes, HEARD]))
    assert not {"new", "changed"} & again.keys()


def test_what_could_not_be_read_says_once_where_it_was_and_asks_for_a_reason():
    run_of(RefusedRecord(Where("bills.json"), "It is cut off."))
    entry = InboxEntry.objects.get()
    page = read(desk("editor").get(page_of(entry)))
    assert page.find("#about-heading").text == "What the import could not settle"
    assert page.find("#id_reason_helptext").text == "Required. It is kept with the entry."
    assert page.find(".reckoned").text.count("bills.json") == 1


def test_a_day_near_ours_stands_beside_it_and_is_not_ticked(session):
    make_measure("Ours", "MA", [("hearing", "2025-02-02")], session=session, identifier="S.9001")
    entry = entry_of(told(actions=[HEARD]))
    response = desk("editor").get(page_of(entry))
    line = ("Action: Hearing, February 2, 2025: date", "February 2, 2025", "February 1, 2025", True)
    assert line in shown(response)
    (day,) = (one.place for one in response.context["lines"] if one.what == line[0])
    assert day not in [box["value"] for box in read(response).all("[name=take][checked]")]


def test_what_is_missing_is_said_where_it_is_chosen(session):
    ours(session)
    entry, client = entry_of(told(actions=[FILED, HEARD])), desk("editor")
    page = read(client.post(page_of(entry), {"decision": "reject"}))
    assert page.find("[name=reason]")["aria-invalid"] == "true"
    assert "Say why it is rejected" in page.find("#id_reason_error").text

    page = read(client.post(page_of(entry), {"decision": "accept"}))
    assert "Select at least one change" in page.find("#take_error").text
    assert page.all("[name=take]")[0]["aria-invalid"] == "true"


def test_a_change_of_anothers_draft_is_shown_to_a_contributor_without_a_way_to_take_it(session):
    ours(session, status="draft")
    entry, client = entry_of(told(actions=[FILED, HEARD])), desk("contributor")
    assert not read(client.get(page_of(entry))).all("[name=decision]")
    response = client.post(page_of(entry), {"decision": "reject", "reason": "No."})
    assert b"Only an editor may reject" in response.content


def test_the_list_is_narrowed_by_kind_place_word_and_run(session):
    ours(session)
    run_of(told("S.9002"), told(actions=[FILED, HEARD]))
    client, listed = desk("editor"), "/admin/laws/inboxentry/"
    run = ImportRun.objects.get()
    for query, rows in [
        ("", 2), ("?kind__exact=new", 1), ("?state=MA", 2), ("?state=TX", 0), ("?queue=decided", 0),
        ("?word=facial+recognition", 2), (f"?run={run.pk}&queue=all", 2), ("?run=x", 2),
        ("?queue=superseded", 0), ("?q=9002", 1),
    ]:  # fmt: skip
        response = client.get(listed + query)
        assert response.status_code == 200
        assert response.context["cl"].result_count == rows, query
    # What waits for a contributor is what a contributor may take.
    assert desk("contributor").get(listed).context["cl"].result_count == 1


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher", "administrator"])
def test_a_rejected_new_bill_is_taken_up_again_by_whoever_may_accept_it(role):
    entry = reject(entry_of(told()), clerk("editor", "ed"), "About fish.")
    client, button = desk(role), "button[value=take_up_again]"
    assert bool(read(client.get(page_of(entry))).all(button)) == (role != "administrator")
    response = client.post(page_of(entry), {"decision": "take_up_again"})
    entry.refresh_from_db()
    assert entry.waits == (role != "administrator")
    if entry.waits:
        assert said(response) == ["Reopened: it waits for a decision again."]
        page = read(client.get(response["Location"]))
        assert "Accept as a draft" in page.text
        assert not page.all(button)
        client.post(page_of(entry), {"decision": "take_up_again"})
