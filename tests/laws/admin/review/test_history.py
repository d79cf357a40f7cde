"""The history of a measure at the desk: who, when, why, from what to what, and back into a form."""

import pghistory
import pytest
from django.db import connection
from django.test import Client

from laws.models import Measure, MeasureRevision, Proposal
from tests.support.desk_forms import FormOnPage, action_rows
from tests.support.desk_roles import PAGE, PASSED, decide, make_role, page_of, propose, save
from tests.support.elements import read
from tests.support.makers import make_measure, make_provision, make_question, make_source
from tests.support.record_folder import RecordFolder
from tests.support.responses import text

pytestmark = pytest.mark.django_db


def as_role(role, name=""):
    client = Client()
    client.force_login(make_role(role, name))
    return client


@pytest.fixture
def editor():
    return as_role("editor", "ada")


@pytest.fixture
def draft():
    measure = make_measure("Old title", status="draft", actions=[PASSED], summary="One two three.")
    make_source(measure, PAGE)
    return measure


def history(client, measure, query="", section="ordinance"):
    return client.get(f"/admin/laws/{section}/{measure.pk}/history/{query}")


def links(page):
    """The addresses that restore an old value, by what they restore."""
    every = read(page).all("a")
    return {a["aria-label"]: a["href"] for a in every
            if "old value of" in a.get("aria-label", "")}  # fmt: skip


def link(page, what):
    (found,) = [address for said, address in links(page).items() if what in said]
    return found


def test_a_save_says_who_when_why_and_marks_the_words_that_differ(editor, draft):
    save(editor, draft, summary="One 2 three.", reason="Read the text again.")

    page = history(editor, draft)

    assert "ada" in text(page)
    assert "At the desk. Why: Read the text again." in text(page)
    row = next(row for row in read(page).all("tr") if "summary" in row.text)
    assert [gone.text for gone in row.all("del")] == ["two"]
    assert [added.text for added in row.all("ins")] == ["2"]
    assert "One two three. One 2 three." in row.text


@pytest.mark.django_db(transaction=True)  # what one transaction changes has one moment
def test_the_latest_save_stands_first_and_every_way_in_is_named(editor, tmp_path):
    RecordFolder(tmp_path).load()
    ban = Measure.objects.get(slug="ma-somerville-ban")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE laws_measure SET notes = 'By SQL' WHERE id = %s", [ban.pk])
    proposal = propose(editor, ban, title="New title")
    decide(as_role("publisher", "pia"), proposal, "accept")
    with pghistory.context(origin="import", username="ben"):
        ban.sources.create(url="https://example.gov/imported")

    said = text(history(editor, ban))

    ways = ["By an import", "ada, accepted by pia", "outside the desk: in a shell or by SQL",
            "With the shipped data"]  # fmt: skip
    assert [way for way in ways if way.lower() not in said.lower()] == []
    places = [said.lower().index(way.lower()) for way in ways]
    assert places == sorted(places)


def test_rows_are_named_as_the_form_names_them(editor, draft):
    make_question("warrant_required", text="Is a warrant needed?")
    rows = {"provisions-0-answer": "yes", "sources-1-DELETE": "on", "actions-0-when": "2024-02"}
    make_source(draft, "https://example.gov/other")
    save(editor, draft, **rows | action_rows([("repealed", "2025")], first=1))

    said = text(history(editor, draft))

    for words in ("Action 1: Passed, January 1, 2024: date", "Action 2: Repealed, 2025: added",
                  "Answer: Is a warrant needed?: added",
                  "Source https://example.gov/other: removed"):  # fmt: skip
        assert words in said, words


def test_an_old_value_comes_into_the_form_and_nothing_is_saved_before_a_save(editor, draft):
    save(editor, draft, title="New title", notes="A doubt.")
    before = MeasureRevision.objects.count()

    form = editor.get(link(history(editor, draft), "title"))

    assert "Old values are in the boxes below" in text(form)
    data = FormOnPage(form).data
    assert (data["title"], data["notes"]) == (["Old title"], ["A doubt."])
    draft.refresh_from_db()
    assert (draft.title, MeasureRevision.objects.count()) == ("New title", before)

    assert editor.post(page_of(draft), data).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.notes) == ("Old title", "A doubt.")


def test_of_what_is_public_the_copied_value_becomes_a_proposal(editor):
    public = make_measure("Old title", actions=[PASSED], slug="ma-ban")
    decide(as_role("publisher", "pia"), propose(editor, public, title="New title"), "accept")

    address = link(history(editor, public), "title")
    data = FormOnPage(editor.get(address)).data | {"reason": "It was right."}
    assert editor.post(address, data).status_code == 302

    assert Measure.objects.get(pk=public.pk).title == "New title"
    assert Proposal.objects.get(status="open").proposed["own"][""]["title"] == "Old title"


def test_a_row_that_was_changed_or_taken_off_comes_back(editor, draft):
    make_provision(draft, "warrant_required", "yes", detail="As it was.")
    save(editor, draft, **{"actions-0-description": "New words", "actions-0-when": "2025-03",
                           "sources-0-DELETE": "on", "provisions-0-answer": ""})  # fmt: skip
    page = history(editor, draft)
    address = read(page).link("Put all old values of this save back into the form")

    form = editor.get(address)
    assert editor.post(page_of(draft), FormOnPage(form).data).status_code == 302

    action = draft.actions.get()
    assert (action.description, action.date.isoformat()) == ("", "2024-01-01")
    assert [source.url for source in draft.sources.all()] == [PAGE]
    assert draft.provisions.get().detail == "As it was."


def test_an_action_that_was_removed_finds_a_place_beside_what_came_since(editor, draft):
    save(editor, draft, **{"actions-0-DELETE": "on"})
    save(editor, draft, **action_rows([("hearing", "2024-04", {"order": ""})]))

    form = editor.get(link(history(editor, draft), "Action 1: Passed"))
    assert editor.post(page_of(draft), FormOnPage(form).data).status_code == 302

    assert {action.kind for action in draft.actions.all()} == {"passed", "hearing"}


@pytest.mark.parametrize(
    "query",
    ["?old=", "?old=own.1.title", "?old=own.99999999999.title", "?old=actions.1.id", "?old=x",
     "?old=own.{}.status", "?old=own.{}.slug", "?old=own.{}", "?old=sources.{}.title",
     "?old=own.1.title\u0662"],
)  # fmt: skip
def test_an_old_value_that_never_was_is_said_and_the_form_is_as_it_is(editor, draft, query):
    other = make_measure("Another", status="draft")
    number = MeasureRevision.objects.filter(pgh_obj=other.pk).latest("pgh_id").pgh_id
    page = editor.get(page_of(draft) + query.format(number))
    assert "an old value that this measure never had" in text(page)
    assert FormOnPage(page).data["title"] == ["Old title"]


def test_an_old_value_of_another_measure_is_not_copied(editor, draft):
    other = make_measure("Secret", status="draft")
    number = MeasureRevision.objects.filter(pgh_obj=other.pk).latest("pgh_id").pgh_id
    page = editor.get(f"{page_of(draft)}?old=own.{number}.title")
    assert FormOnPage(page).data["title"] == ["Old title"]


def test_who_may_not_edit_sees_the_history_and_is_offered_no_copy(editor, draft):
    save(editor, draft, title="New title")
    contributor = as_role("contributor", "cleo")

    page = history(contributor, draft)

    assert (page.status_code, links(page)) == (200, {})
    form = contributor.get(link(history(editor, draft), "title"))
    assert not read(form).all("[name=title]")


@pytest.mark.django_db(transaction=True)
def test_a_long_history_is_paged_and_asks_little(editor, draft, django_assert_max_num_queries):
    for number in range(45):
        Measure.objects.filter(pk=draft.pk).update(title=f"Title {number}")

    with django_assert_max_num_queries(12):
        first = history(editor, draft)
    assert len(read(first).all("div.both")) == 20
    assert "Title 44" in text(first)
    assert read(first).link("Older saves") == "?page=2"
    last = history(editor, draft, "?page=3")
    assert "Title 0" in text(last)
    assert read(last).link("Older saves") is None
    for query in ("?page=x", "?page=0", f"?page={'9' * 30}", "?page=%C2%B2"):
        assert "This history has no page" in text(history(editor, draft, query))
    assert "does not go back that far" in text(history(editor, draft, "?page=50"))


def test_a_save_that_stores_a_row_anew_shows_only_what_differs(editor, draft):
    row = draft.sources.get()
    with pghistory.context(origin="load"):
        row.delete()
        draft.sources.create(url=PAGE, note="Read.")

    said = text(history(editor, draft))

    assert f"Source {PAGE}: note" in said
    assert f"Source {PAGE}: removed" not in said
