"""What a text suggests about a draft: taken, declined, confirmed, and never public by itself."""

from contextlib import suppress

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from laws.editing import merging
from laws.editing.snapshot import document
from laws.editing.transitions import publish, shown_version
from laws.imports.types import IncomingText
from laws.models import Measure, Provision, SourceCopy, SuggestionDecision
from laws.refusals import Refusal
from tests.support.desk_forms import FormOnPage
from tests.support.desk_roles import PASSED, page_of
from tests.support.elements import read
from tests.support.imports import clerk, entry_of, told
from tests.support.makers import make_measure, make_question, make_session, make_source, make_state
from tests.support.suggesting import RULE, TEXT_PAGE, keep_text, suggesting, taken_into

pytestmark = pytest.mark.django_db

SENTENCE = RULE.removeprefix("Sec. 2. ")


def desk(role, name=""):
    client = Client()
    known = User.objects.filter(username=name or role).first()
    client.force_login(known or clerk(role, name))
    return client


@pytest.fixture
def draft():
    return make_measure("A ban", actions=[PASSED], status="draft")


def panel(client, measure):
    return read(client.get(page_of(measure))).find("section.suggested")


def decide(client, measure, sent):
    return client.post(f"/admin/suggested/{measure.pk}/", sent, follow=True)


def test_a_suggestion_stands_below_the_form_with_its_sentence_section_and_version(draft):
    suggesting(draft)
    shown = panel(desk("editor"), draft)

    assert "Yes or in part, it seems" in shown.text
    assert SENTENCE in shown.find("blockquote").text
    assert shown.find("cite").text == "Sec. 2"
    assert shown.link("Enrolled") == TEXT_PAGE


def test_what_is_taken_fills_the_answer_with_its_sentence_place_and_source(draft):
    _, wish = suggesting(draft)
    decide(desk("editor"), draft, wish | {"as": "qualified"})

    row = Provision.objects.get(measure=draft)
    assert (row.answer, row.pinpoint, row.source_urls) == ("qualified", "Sec. 2", [TEXT_PAGE])
    assert row.detail == f"“{SENTENCE}”"
    page = read(desk("editor").get(page_of(draft)))
    assert "Taken: suggested, not read" in page.find("section.suggested").text
    assert page.find(".answers a.mark").text == "Suggested, not read"


def test_what_is_declined_is_not_offered_for_that_text_again_but_for_another(draft):
    _, wish = suggesting(draft)
    client = desk("editor")
    decide(client, draft, wish | {"do": "decline"})
    assert "To decide" not in panel(client, draft).text
    twin = make_measure("Twin", status="draft")
    keep_text(twin)
    assert "To decide" not in panel(client, twin).text

    keep_text(twin, f"{RULE} It ends in 2030.", "Amended")
    assert "To decide" in panel(client, twin).text
    decide(client, draft, {"do": "again", "key": SuggestionDecision.objects.get().pk})
    assert "To decide" in panel(client, draft).text


def test_only_what_the_text_suggests_now_is_taken(draft):
    _, wish = suggesting(draft)
    make_question("audit_log_required")
    client = desk("editor")
    for crafted in ({"as": "no"}, {"as": "dated"}, {"as": "yes", "field": "audit_log_required"},
                    {"as": "yes", "sha256": "0" * 64}, {"as": "ban", "field": "effect"},
                    {"as": "yes", "field": "title"}, {"do": "confirm", "key": "x"},
                    {"do": "decline", "sha256": ""}, {"do": "x"}, {}):  # fmt: skip
        response = decide(client, draft, wish | crafted)
        assert "success" not in str(response.context["messages"]._loaded_data), crafted
    assert not Provision.objects.exists()
    assert not SuggestionDecision.objects.exists()


def by_form(client, measure):
    data = FormOnPage(client.get(page_of(measure))).data
    client.post(page_of(measure), data | {"status": "published"})


def by_several(client, measure):
    address = "/admin/several/ordinance/status/"
    wish = {"keys": str(measure.pk), "reason": "Due.", "status": "published"}
    shown = FormOnPage(client.post(address, wish)).data
    client.post(address, {"confirmed": shown.get("confirmed", "")})


def by_page(client, measure):
    address = f"/admin/publish/{measure.pk}/"
    client.post(address, FormOnPage(client.get(address)).data | {"decision": "publish"})


def by_hand(client, measure):
    row = Measure.objects.get(pk=measure.pk)
    with suppress(Refusal):
        publish(row, clerk("publisher", "other"), shown_version(row, document(row)))


@pytest.mark.parametrize("way", [by_form, by_several, by_page, by_hand])
def test_nothing_suggested_is_public_before_a_second_person_confirmed_it(way):
    taker, client = clerk("publisher", "taker"), desk("publisher")
    draft = make_measure("A ban", actions=[PASSED], status="in_review", summary="Bars it.")
    make_source(draft, PASSED[2]["source_urls"][0])
    taken = taken_into(draft, taker)
    way(client, draft)
    assert Measure.objects.get(pk=draft.pk).status == "in_review"
    decide(desk("publisher", "taker"), draft, {"do": "confirm", "key": taken.pk})
    assert SuggestionDecision.objects.get().confirmed_at is None

    decide(client, draft, {"do": "confirm", "key": taken.pk})
    User.objects.filter(username="other").delete()
    way(client, draft)
    assert Measure.objects.get(pk=draft.pk).status == "published"


def test_a_draft_with_what_no_one_confirmed_is_not_merged_into_another(draft):
    taken_into(draft, clerk("editor"))
    public = make_measure("A ban", actions=[PASSED], kind="resolution")
    with pytest.raises(Refusal, match="Confirm that first"):
        merging.ask(public, draft, [], User.objects.get(username="editor"), "One.")


def test_an_answer_that_a_person_changed_is_their_own(draft):
    taken_into(draft, clerk("editor"))
    assert "Taken: suggested, not read" in panel(desk("editor"), draft).text
    Provision.objects.update(answer="no")
    assert "Taken: suggested, not read" not in panel(desk("editor"), draft).text


def test_not_this_takes_out_what_was_taken(draft):
    taken = taken_into(draft, clerk("editor"))
    client = desk("publisher")
    decide(client, draft, {"do": "take_out", "key": taken.pk})
    assert not Provision.objects.exists()
    assert "Said not to be so (1)" in panel(client, draft).text


def test_a_public_measure_takes_no_suggestion():
    public = make_measure("A ban", actions=[PASSED])
    _, wish = suggesting(public)
    client = desk("publisher")
    assert client.post(f"/admin/suggested/{public.pk}/", wish | {"as": "yes"}).status_code == 403
    assert not read(client.get(page_of(public))).all("section.suggested")


def test_a_pasted_text_is_kept_with_its_page_and_suggests(draft):
    make_question("warrant_required")
    source, client = make_source(draft, TEXT_PAGE), desk("editor")
    sent = {"do": "paste", "source": source.url, "called": "Introduced", "text": RULE}
    refused = decide(client, draft, sent | {"source": "x"})
    assert RULE in refused.content.decode()
    assert not SourceCopy.objects.exists()

    decide(client, draft, sent)
    assert SENTENCE in panel(client, draft).text


def test_what_is_taken_from_the_text_of_a_new_bill_comes_with_its_draft():
    make_session("MA", "194th", "2025-01-01", "2026-12-31")
    make_question("warrant_required", text="Must police get a warrant?")
    entry = entry_of(told(versions=(IncomingText("Enrolled", TEXT_PAGE, RULE),)))
    client, page = desk("editor"), f"/admin/laws/inboxentry/{entry.pk}/change/"
    assert f"Yes or in part, it seems {SENTENCE} Sec. 2" in read(client.get(page)).text
    wish = {"sha256": entry.copies.get().sha256, "field": "warrant_required", "value": ""}
    client.post(f"/admin/suggested/new/{entry.pk}/", wish | {"as": "yes"})
    assert "Taken: suggested, not read" in read(client.get(page)).text

    client.post(page, {"decision": "accept"})
    measure = Measure.objects.get()
    assert measure.provisions.get().answer == "yes"
    assert "Taken: suggested, not read" in read(client.get(page_of(measure, "bill"))).text


def test_the_text_of_a_bill_that_we_have_is_taken_in_its_own_form():
    session = make_session("MA", "194th", "2025-01-01", "2026-12-31")
    make_measure("Ours", make_state("MA"), session=session, identifier="S.9001", status="draft")
    make_question("warrant_required")
    entry = entry_of(told(versions=(IncomingText("Enrolled", TEXT_PAGE, RULE),)))
    page = read(desk("editor").get(f"/admin/laws/inboxentry/{entry.pk}/change/"))
    assert SENTENCE in page.find("section.suggested").text
    assert not page.find("section.suggested").all("button")


def test_what_a_text_says_of_whom_it_covers_takes_the_place_of_other():
    draft = make_measure("A ban", status="draft", effect="other", regulates=["other"])
    copy = keep_text(draft, "A private entity shall not collect a biometric identifier.")
    client = desk("editor")
    for column, value in (("regulates", "private"), ("effect", "private_sector")):
        wish = {"sha256": copy.sha256, "field": column, "value": value, "as": value}
        decide(client, draft, wish)
    draft = Measure.objects.get()
    assert (draft.effect, draft.regulates) == ("private_sector", ["private"])

    for taken in SuggestionDecision.objects.all():
        decide(client, draft, {"do": "take_out", "key": taken.pk})
    draft = Measure.objects.get()
    assert (draft.effect, draft.regulates) == ("other", ["other"])


@pytest.mark.parametrize("count", [1, 30])
def test_the_panel_asks_as_little_for_many_suggestions_as_for_one(draft, count):
    for number in range(count):
        make_question(f"question_{number}")
    taken_into(draft, clerk("editor"))
    client = desk("publisher")
    client.get(page_of(draft))
    with CaptureQueriesContext(connection) as queries:
        client.get(page_of(draft))
    assert len(queries) <= 36
