"""A new bill's form filled in from what was pasted."""

import json
from html import unescape

import pytest
from django.contrib.auth.models import User

from laws.imports.pasting import pasted
from laws.models import ImportRun, InboxEntry, Measure, RawRecord
from laws.refusals import Refusal
from tests.support.desk_forms import FormOnPage, make_staff
from tests.support.desk_roles import make_role, page_of
from tests.support.elements import read
from tests.support.makers import make_measure, make_question, make_session, make_state
from tests.support.source_bills import API_BILL, TITLE

pytestmark = pytest.mark.django_db

ADD = "/admin/laws/bill/add/"
OPENSTATES = "https://openstates.org/ma/bills/2098-2099/S9901/"


@pytest.fixture
def session():
    return make_session("MA", "2098-2099", "2098-01-01", "2099-12-31", name="2098-2099 session")


@pytest.fixture
def paste(client):
    """Paste a text on the page of a new bill, and see what comes back."""
    client.force_login(make_staff())
    return lambda text: client.post(ADD, {"pasted": text, "_paste": "1"})


def seen(response):
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_an_address_or_a_number_tells_place_session_and_number(session):
    for text in (
        OPENSTATES,
        "www.openstates.org/MA/bills/2098-2099/S%209901",
        "https://legiscan.com/MA/bill/S9901/2099",
        "https://legiscan.com/MA/text/S9901/2098/Introduced",
        "MA 2098-2099 S.9901",
        " Massachusetts, 2098-2099: s 09901 ",
        "ma S.9901, 2098-2099",
    ):
        found = pasted(text)
        assert (found.place, found.session, found.number) == (make_state(), session, "S.9901"), text
    assert list(pasted(OPENSTATES).document["sources"]) == [OPENSTATES]


def test_a_session_that_is_not_named_or_not_on_record_is_to_be_chosen(session):
    there = f"No session is named: choose it. {make_state().name} has: 2098-2099."
    assert there in pasted("MA S.9901").notes
    assert "is not in our database" in pasted("MA 1st S.9901").notes[0]


def test_a_number_of_guam_stays_as_it_was_pasted():
    make_state("GU", division_id="ocd-division/country:us/territory:gu")
    for number in ("Bill 12-38", "Bill No. 12-38 (COR)"):
        bill = pasted(f"Guam {number}")
        assert bill.number == number
        assert "has no session here yet" in bill.notes[0]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Nothing was pasted"),
        ("\x00 \ud7ff", "does not name a state and a bill number"),
        ("S.9901", "does not name a state and a bill number"),
        ("MA", "does not name a state and a bill number"),
        ("Atlantis S.9901", "does not name a state and a bill number"),
        ("https://openstates.org/zz/bills/1/S1/", "“zz” is not a state in our database"),
        ("https://openstates.org/ma/", "is not the address of a bill"),
        ("https://example.org/S1", "Addresses at “example.org” cannot be read"),
        ("https://[", "is not a web address"),
        ("{", "The pasted text is not valid JSON"),
        ("[" * 4000, "The pasted text"),
        ('{"a": 1}', "The pasted text contains no bill"),
        (json.dumps(API_BILL | {"title": ""}), "The JSON has no bill that can be read."),
    ],
)
def test_what_tells_of_no_bill_is_answered_in_a_sentence(text, why):
    make_state("MA")
    with pytest.raises(Refusal, match=r".+") as refused:
        pasted(text)
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_json_of_a_bill_fills_in_the_whole_form_and_saves_nothing(client, session, paste):
    make_question()
    response = paste(json.dumps(API_BILL))
    page, boxes = seen(response), FormOnPage(response).data
    wanted = {
        "jurisdiction": str(session.jurisdiction_id), "session": str(session.pk), "kind": "bill",
        "identifier": "S.9901", "title": TITLE, "effect": "", "status": "draft",
        "actions-0-kind": "introduced", "actions-0-chamber": "upper",
        "actions-1-when": "February 1, 2099", "actions-1-yes": "90",
        "sources-0-url": "https://example.gov/bills/S9901", "sources-0-official": "True",
    }  # fmt: skip
    assert {name: boxes[name] for name in wanted} == {name: [it] for name, it in wanted.items()}
    assert "regulates" not in boxes
    assert "does not say what it does and whom it regulates: choose both." in page
    assert "Please correct" not in page
    assert "None yet: its first action is on January 5, 2099." in page
    assert not Measure.objects.exists()

    chosen = boxes | {"effect": "restriction", "regulates": ["police"]}
    del chosen["pasted"]
    assert client.post(ADD, chosen).status_code == 302
    measure = Measure.objects.get()
    assert (measure.actions.count(), measure.slug) == (2, "ma-s9901-2098-2099")
    assert not measure.provisions.exists()


def test_of_several_bills_the_first_is_taken_and_that_is_said(session, paste):
    page = seen(paste(json.dumps({"results": [API_BILL, API_BILL | {"identifier": "S 9902"}]})))
    assert "The JSON has 2 records. Only the first bill was taken." in page


def test_a_bill_on_record_is_linked_instead_and_what_was_pasted_stays(session, paste):
    known = make_measure("Known", "MA", identifier="S 09901", session=session, status="draft")
    for text in (OPENSTATES, "MA 2098-2099 S.9901", json.dumps(API_BILL)):
        page = read(paste(text))
        assert "It is entered already: Massachusetts S 09901: Known (draft)." in page.text
        assert page.link("Massachusetts S 09901: Known") == page_of(known, "bill")
        assert page.find("[name=pasted]").text == " ".join(text.split())
        assert "Filled in, and not saved yet" not in page.text


def test_a_bill_that_waits_in_the_inbox_is_linked(session, paste):
    run = ImportRun.objects.create(origin="command", name="a file")
    raw = RawRecord.objects.create(record="openstates", record_id="1", version="1", raw={}, run=run)
    place = session.jurisdiction
    entry = InboxEntry.objects.create(
        run=run, raw=raw, kind="new", jurisdiction=place, identifier="S.9901", where="a file",
        draft={"own": {"": {"session_id": session.pk}}},
    )  # fmt: skip
    assert f"/admin/laws/inboxentry/{entry.pk}/change/" in seen(paste(OPENSTATES))
    InboxEntry.objects.update(draft={"own": {"": {"session_id": None}}})
    page = read(paste(OPENSTATES))
    assert f"/admin/laws/inboxentry/{entry.pk}/change/" not in page.addresses


def test_what_is_not_understood_is_said_above_the_empty_form(paste):
    page = read(paste("https://example.org/<script>"))
    assert "Addresses at “example.org” cannot be read." in page.text
    assert page.find("[name=pasted]").raw.strip() == "https://example.org/<script>"
    assert page.all("[name=title]")


# --- what is written already ------------------------------------------------------------------


def whole(client, **typed):
    """What is sent for the form of a new bill in which someone has written."""
    return FormOnPage(client.get(ADD)).data | typed | {"_paste": "1"}


def test_what_is_written_stays_and_what_was_pasted_is_told_beside_to_take(client, session, paste):
    written = {
        "title": "My own title", "summary": "My words", "effect": "ban", "identifier": "S.9901",
        "actions-0-when": "1/5/2099", "actions-0-kind": "introduced",
        "actions-0-description": "My row",
    }  # fmt: skip
    page = client.post(ADD, whole(client, pasted=json.dumps(API_BILL), **written))
    boxes = FormOnPage(page).data
    assert {name: boxes[name][0] for name in written} == written
    assert boxes["session"] == [str(session.pk)]
    assert boxes["actions-TOTAL_FORMS"] == ["2"]
    assert boxes["actions-1-yes"] == ["90"]
    told = read(page).all(".left-out label")
    assert [" ".join(label.text.split()) for label in told] == [f"Title: {TITLE}"]

    taken = FormOnPage(client.post(ADD, boxes | {"_paste": "1", "_take": "title"})).data
    assert taken["title"] == [TITLE]
    assert taken["summary"] == ["My words"]
    assert taken["actions-TOTAL_FORMS"] == ["2"]
    assert not Measure.objects.exists()


def test_a_paste_that_is_refused_touches_nothing(client, paste):
    written = {"title": "My own", "actions-0-when": "2024", "regulates": ["police"]}
    page = client.post(ADD, whole(client, pasted="Atlantis S.9901", **written))
    boxes = FormOnPage(page).data
    assert boxes["title"] == ["My own"]
    assert boxes["actions-0-when"] == ["2024"]
    assert boxes["regulates"] == ["police"]
    assert boxes["pasted"] == ["Atlantis S.9901"]


def test_what_a_form_starts_with_is_no_word_of_anyone(client, session, paste):
    ada = User.objects.get(username="ada")
    before = make_session("NY", "2097")
    actions = [("referred", "2097", {"chamber": "lower"})]
    make_measure("Last", "NY", actions, session=before, kind="resolution", status="draft",
                 entered_by=ada, identifier="J.1")  # fmt: skip
    boxes = FormOnPage(client.post(ADD, whole(client, pasted=json.dumps(API_BILL)))).data
    assert boxes["jurisdiction"] == [str(session.jurisdiction_id)]
    assert boxes["session"] == [str(session.pk)]
    assert boxes["actions-0-kind"] == ["introduced"]
    boxes = FormOnPage(client.post(ADD, whole(client, pasted="MA S.9901"))).data
    assert (boxes["jurisdiction"], boxes["session"]) == ([str(session.jurisdiction_id)], [""])


def test_who_may_add_no_bill_pastes_nothing(client):
    client.force_login(make_role("administrator"))
    assert client.post(ADD, {"pasted": OPENSTATES, "_paste": "1"}).status_code == 403


def test_a_bill_on_record_is_known_by_the_number_that_legiscan_gives_it(paste):
    session = make_session("CO", "2098A", "2098-01-01", "2098-12-31", name="2098 session")
    make_measure("Known", "CO", identifier="SB98-943", session=session, kind="statute")
    for text in ("https://legiscan.com/CO/bill/SB943/2098", "CO 2098A SB943", "CO 2098A SB98-943"):
        assert "It is entered already: " in seen(paste(text)), text
