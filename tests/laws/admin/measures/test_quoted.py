"""Sentences quoted from a law, entered as rows on its page."""

import pytest

from laws.models import Quotation, QuotationRevision
from tests.support.desk_forms import sentences
from tests.support.desk_roles import decide, make_role, propose, save
from tests.support.elements import read
from tests.support.makers import make_measure, make_provision, make_quotation, make_source
from tests.support.responses import text

pytestmark = pytest.mark.django_db
PAGE = "https://example.gov/law"
ROW = {
    "quotations-TOTAL_FORMS": "1",
    "quotations-0-quote": "No agency  may use it\nwithout a warrant.",
    "quotations-0-pinpoint": "§ 2(a)",
    "quotations-0-version": "Enrolled",
    "quotations-0-url": PAGE,
}


@pytest.fixture
def law():
    measure = make_measure(actions=[("passed", "2024-01-01", {"source_urls": [PAGE]})])
    make_source(measure)
    return make_provision(measure).measure


def test_a_sentence_is_public_once_a_second_person_agreed(client, law):
    question = law.provisions.get().question
    client.force_login(make_role("editor"))
    proposal = propose(client, law, **ROW, **{"quotations-0-question": question.pk})
    assert "without a warrant" not in text(client.get(law.get_absolute_url()))

    client.force_login(make_role("publisher"))
    shown = text(client.get(f"/admin/laws/proposal/{proposal.pk}/change/"))
    assert f"Quoted sentence: {question}" in shown
    decide(client, proposal, "accept")

    row = read(client.get(law.get_absolute_url())).find(f"#{question.slug}")
    assert "“No agency may use it without a warrant.” § 2(a), Enrolled" in row.text
    assert QuotationRevision.objects.get().pgh_context["reason"] == "The clerk says so."


def test_a_second_sentence_for_what_it_does_is_refused_and_every_word_kept(client):
    draft = make_measure(status="draft")
    make_quotation(draft)
    client.force_login(make_role("editor"))
    second = {name.replace("-0-", "-1-"): value for name, value in ROW.items()}
    answer = save(client, draft, **second | {"quotations-TOTAL_FORMS": "2"})
    assert "A sentence is already quoted for this question." in sentences(answer)
    assert "without a warrant." in read(answer).find("#id_quotations-1-quote").text
    assert draft.quotations.count() == 1


@pytest.mark.parametrize("rows", ["quotations", "sources"])
def test_a_day_of_reading_that_has_not_come_is_refused_and_every_word_kept(client, rows):
    draft = make_measure(status="draft")
    make_source(draft)
    client.force_login(make_role("editor"))
    answer = save(client, draft, **ROW | {f"{rows}-0-seen_on": "1/1/2099"})
    assert "This day has not come yet." in sentences(answer)
    assert "without a warrant." in read(answer).find("#id_quotations-0-quote").text
    assert not draft.quotations.exists()


def test_other_words_are_to_be_looked_for_again(client):
    quotation = make_quotation(make_measure())
    kept = Quotation.objects.filter(pk=quotation.pk)
    kept.update(found_on="2026-01-01", missing_since="2026-02-01")
    kept.update(pinpoint="§ 3")
    assert kept.values_list("found_on", "missing_since").get() != (None, None)
    kept.update(quote="No city may use it.")
    assert kept.values_list("found_on", "missing_since").get() == (None, None)
