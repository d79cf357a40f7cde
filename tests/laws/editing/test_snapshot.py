"""A measure as one plain document, and back."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from laws.editing.merge import merge
from laws.editing.snapshot import apply, document
from laws.models import Action, ActionRevision, Measure
from tests.support.makers import (
    make_measure,
    make_provision,
    make_question,
    make_quotation,
    make_relation,
    make_source,
    make_sponsor,
)

pytestmark = pytest.mark.django_db

PAGE = "https://example.gov/docs/1"


@pytest.fixture
def full():
    """A measure that has something of everything."""
    measure = make_measure(
        "A ban",
        status="draft",
        verified_on=date(2024, 1, 2),
        use_modes=["live"],
        actions=[
            ("introduced", "2020", {"source_urls": [PAGE]}),
            ("enacted", "2020-07", {"yes": 9, "no": 0, "chamber": "council"}),
        ],
    )
    make_provision(measure, "warrant_required", "qualified", pinpoint="§ 2", source_urls=[PAGE])
    make_provision(measure, "sunset_date", "dated", answer_on=date(2030, 1, 1))
    make_source(measure, PAGE, official=True, seen_on=date(2024, 1, 2))
    make_relation(measure, "amends", make_measure("Another ban", identifier="Ord. 7"))
    make_sponsor(measure, "A. Tester", party="Independent", source_urls=[PAGE])
    make_quotation(measure, seen_on=date(2024, 1, 2))
    return measure


def test_it_is_json_and_survives_it(full):
    made = document(full)
    assert json.loads(json.dumps(made)) == made


def test_applied_to_its_own_measure_it_changes_nothing(full):
    before, revisions = document(full), ActionRevision.objects.count()
    apply(json.loads(json.dumps(before)), full)
    assert document(full) == before
    assert ActionRevision.objects.count() == revisions


def test_what_is_applied_is_what_is_read_afterwards(full):
    before, wanted = document(full), document(full)
    one, two = wanted["actions"]
    wanted["own"][""] |= {"title": "Another title", "regulates": ["schools"]}
    wanted["actions"][one] |= {"order": 2, "day": "2021-02-03", "precision": "day"}
    wanted["actions"][two] |= {"order": 1}
    wanted["actions"]["900000"] = wanted["actions"][one] | {"order": 3, "kind": "repealed"}
    question = make_question("training_required")
    answer = {"question_id": question.pk, "answer": "yes", "answer_on": None, "detail": "",
              "pinpoint": "", "effective_on": None, "ended_on": None,
              "source_urls": []}  # fmt: skip
    wanted["provisions"] = {str(question.pk): answer}
    wanted["sources"] |= {"https://b.gov": {"url": "https://b.gov", "official": None,
                                            "seen_on": None, "note": "b"}}  # fmt: skip
    wanted["relations"] = {}
    wanted["sponsorships"]["A. Tester"] |= {"classification": "cosponsor"}
    wanted["quotations"]["None"] |= {"quote": "No city may use it."}

    apply(wanted, full)
    assert document(full) == wanted
    # That it was checked is not for a document to say.
    apply(before | {"own": {"": before["own"][""] | {"verified_on": None}}}, full)
    assert Measure.objects.get(pk=full.pk).verified_on == date(2024, 1, 2)
    assert document(full) == before


def test_a_proposal_from_before_sponsors_were_kept_leaves_them_alone(full):
    now = document(full)
    base = {part: rows for part, rows in now.items() if part != "sponsorships"}
    mine = base | {"own": {"": now["own"][""] | {"title": "Another title"}}}

    merged = merge(base, now, mine)
    apply(merged.document, full)
    apply(mine, full)

    assert not merged.conflicts
    assert document(full)["sponsorships"] == now["sponsorships"]
    assert Measure.objects.get(pk=full.pk).title == "Another title"


def test_it_reckons_what_follows(full):
    wanted = document(full)
    last = list(wanted["actions"])[1]
    wanted["actions"][last] |= {"day": "2022-05-01", "precision": "day"}
    apply(wanted, full)
    assert Measure.objects.get(pk=full.pk).enacted_on == date(2022, 5, 1)


def test_an_action_keeps_its_key_when_its_number_moves(full):
    keys = set(Action.objects.filter(measure=full).values_list("pk", flat=True))
    wanted = document(full)
    one, two = wanted["actions"]
    wanted["actions"][one]["order"], wanted["actions"][two]["order"] = 2, 1
    apply(wanted, full)
    assert set(Action.objects.filter(measure=full).values_list("pk", flat=True)) == keys


def test_a_row_that_points_nowhere_is_refused_at_once_and_nothing_is_stored(full):
    before, wanted = document(full), document(full)
    wanted["own"][""]["title"] = "Half"
    row = {"kind": "amends", "to_measure_id": 999_999, "note": "", "source_urls": []}
    wanted["relations"]["amends 999999"] = row
    with pytest.raises(IntegrityError), transaction.atomic():
        apply(wanted, full)
    assert document(full) == before
