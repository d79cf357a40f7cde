"""How often the form of a measure asks the database, and that nothing it holds goes unsaid."""

import pytest
from django.db import connection
from django.db.models import CheckConstraint
from django.test.utils import CaptureQueriesContext

from laws.models import (
    Action,
    Measure,
    Proposal,
    Provision,
    Quotation,
    Relation,
    Source,
    Sponsorship,
)
from tests.support.desk_forms import FormOnPage, action_rows, filled, make_staff
from tests.support.desk_roles import page_of
from tests.support.makers import make_measure, make_place, make_question, make_session

pytestmark = pytest.mark.django_db

ADD = "/admin/laws/ordinance/add/"
PANEL = {"_reckon": "answer"}
IN_PARTS = (Measure, Action, Provision, Quotation, Source, Sponsorship, Relation)


@pytest.fixture(autouse=True)
def staff(client):
    client.force_login(make_staff())


def asked(what):
    """How many queries something takes, and what it answers."""
    with CaptureQueriesContext(connection) as queries:
        answer = what()
    return len(queries), answer


@pytest.mark.parametrize("count", [1, 21, 60])
def test_a_form_asks_as_little_for_sixty_actions_as_for_one(client, count):
    for number in range(3):
        make_question(f"question_{number}")
    actions = [("hearing", f"{1950 + year}", {"source_urls": "https://example.gov/1"})
               for year in range(count)]  # fmt: skip
    typed = filled(make_place(), actions)

    assert asked(lambda: client.post(ADD, typed | PANEL))[0] <= 20
    saving, answer = asked(lambda: client.post(ADD, typed))
    assert answer.status_code == 302
    assert saving <= 60

    address = page_of(Measure.objects.get())
    opening, page = asked(lambda: client.get(address))
    assert opening <= 33
    changed = FormOnPage(page).data | {f"actions-{row}-description": "New" for row in range(count)}
    assert asked(lambda: client.post(address, changed | PANEL))[0] <= 20
    saving, answer = asked(lambda: client.post(address, changed))
    assert answer.status_code == 302
    assert saving <= 62
    assert Action.objects.filter(description="New").count() == count


@pytest.mark.parametrize("count", [1, 21])
def test_a_published_bill_asks_no_more_for_its_panel_and_a_proposal(client, count):
    actions = [("hearing", f"{1950 + year}", {"source_urls": ["https://example.gov/1"]})
               for year in range(count)]  # fmt: skip
    session = make_session("MA", "194th")
    bill = make_measure("Faces", "MA", actions, kind="bill", session=session, identifier="S.1")
    for title in ("Old faces", "Older faces"):
        Relation.objects.create(from_measure=bill, to_measure=make_measure(title), kind="amends")
    for number in range(3):
        question = make_question(f"question_{number}")
        Provision.objects.create(measure=bill, question=question, answer="yes")
    address = page_of(bill, "bill")
    typed = FormOnPage(client.get(address)).data | {"reason": "The clerk says so."}
    typed |= {f"actions-{row}-description": "New" for row in range(count)}
    assert asked(lambda: client.post(address, typed | PANEL))[0] <= 20
    proposing, answer = asked(lambda: client.post(address, typed))
    assert answer.status_code == 302
    assert proposing <= 63
    assert Proposal.objects.exists()


# --- what the database alone checks, the form says --------------------------------------------


def row(rows, **fields):
    """The first new row of its kind."""
    named = {f"{rows}-0-{name}": value for name, value in fields.items()}
    return named | {f"{rows}-TOTAL_FORMS": "1", f"{rows}-INITIAL_FORMS": "0"}


def action(**fields):
    return action_rows([("passed", "2024", fields)])


BROKEN = {
    "measure_has_title": {"title": " "},
    "measure_kind_known": {"kind": "wish"},
    "measure_effect_known": {"effect": "wish"},
    "measure_reach_known": {"reach": "wish"},
    "measure_effect_basis_known": {"effect_basis": "wish"},
    "measure_county_reach_known": {"county_reach": "wish"},
    "measure_unsure_effect_says_why": {"effect_basis": "disputed", "effect_note": " "},
    "measure_confidence_known": {"confidence": "wish"},
    "measure_status_known": {"status": "wish"},
    "measure_regulates_someone_known": {"regulates": ["wish"]},
    "measure_use_modes_known": {"use_modes": ["wish"]},
    "action_kind_known": action(kind="wish"),
    "action_basis_known": action(basis="wish"),
    "action_chamber_known": action(chamber="wish"),
    "action_votes_not_negative": action(yes="-1"),
    "provision_answer_known": row("provisions", question="", answer="wish"),
    "provision_date_fits_answer": row("provisions", question="", answer="dated"),
    "provision_ends_after_it_begins": row(
        "provisions", question="", answer="yes", effective_on="2024-02-01", ended_on="2024-01-01"
    ),
    "source_is_a_web_address": row("sources", url="ftp://example.gov"),
    "quotation_quotes": row("quotations", quote=" ", url="https://example.gov"),
    "quotation_has_an_address": row("quotations", quote="It may not.", url="ftp://example.gov"),
    "sponsor_has_a_name": row("sponsorships", name="\x7f", classification="primary"),
    "sponsor_kind_known": row("sponsorships", name="Ann", classification="wish"),
    "relation_kind_known": row("relations_from", to_measure="", kind="wish"),
    "relation_not_to_itself": row("relations_from", to_measure="itself", kind="amends"),
}
FOLLOWS = {
    "measure_has_slug",  # made from the rest where it is empty
    "measure_ends_after_it_takes_effect",  # calculated from the actions
    "measure_withdrawn_says_why",  # the move to another status, refused with a sentence
    "measure_published_by_another",
    "action_precision_fits_date",  # read from one box with the day
    "action_precision_known",
}
"""What no box of the form holds."""


def test_every_check_of_the_database_is_tried_or_holds_what_no_box_does():
    checks = {one.name for model in IN_PARTS for one in model._meta.constraints
              if isinstance(one, CheckConstraint)}  # fmt: skip
    assert checks == BROKEN.keys() | FOLLOWS


def boxes_in_error(page):
    """The names of all boxes at which the page of a measure says that something is wrong."""
    form, parts = page.context["adminform"].form, page.context["inline_admin_formsets"]
    rows = [form.errors, *(one.errors for part in parts for one in part.formset.forms)]
    return {box for errors in rows for box in errors}


def test_what_the_database_would_refuse_is_said_at_its_box(client):
    question, measure = make_question("sunset_date"), make_measure(status="draft")
    keys = {"provisions-0-question": question.pk, "relations_from-0-to_measure": measure.pk}
    data = FormOnPage(client.get(page_of(measure))).data
    unsaid = set()
    for check, typed in BROKEN.items():
        known = {name: key for name, key in keys.items() if typed.get(name) in ("", "itself")}
        page = client.post(page_of(measure), data | typed | known)
        boxes = page.status_code == 200 and boxes_in_error(page)
        if not boxes or "__all__" in boxes:
            unsaid.add(check)
    assert unsaid == set()
