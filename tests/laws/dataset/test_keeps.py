"""A load leaves alone what staff did, and names it."""

import json
from contextlib import suppress
from datetime import date
from io import StringIO

import pghistory
import pytest
from django.core.management import CommandError, call_command

from laws.dataset import measures, upsert
from laws.editing.merging import ask
from laws.models import (
    Action,
    Jurisdiction,
    LegislativeSession,
    Measure,
    Milestone,
    Preemption,
    Provision,
    Question,
    Quotation,
    Relation,
    Search,
    Source,
)
from tests.support.desk_roles import accept_merge, make_role
from tests.support.makers import action, withdraw
from tests.support.record_folder import MA, SOMERVILLE, RecordFolder, everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return RecordFolder(tmp_path)


def ban():
    return Measure.objects.get(slug="ma-somerville-ban")


def staff_renames_the_ban():
    Measure.objects.filter(slug="ma-somerville-ban").update(title="Our better title")


def staff_adds_an_action():
    action(ban(), 2, "repealed", "2024-01-01").save()


def staff_removes_an_action():
    ban().actions.get().delete()


def staff_answers_a_question():
    question = Question.objects.get(slug="ends_on")
    Provision.objects.create(
        measure=ban(), question=question, answer="dated", answer_on=date(2030, 1, 1)
    )


def staff_dates_a_provision():
    Provision.objects.update(effective_on=date(2020, 1, 1))


def staff_notes_a_source():
    Source.objects.filter(measure=ban()).update(note="Read in full")


def staff_withdraws_the_ban():
    withdraw(Measure.objects.filter(slug="ma-somerville-ban"))


@pytest.mark.parametrize(
    "staff",
    [
        staff_renames_the_ban,
        staff_adds_an_action,
        staff_removes_an_action,
        staff_answers_a_question,
        staff_dates_a_provision,
        staff_notes_a_source,
        staff_withdraws_the_ban,
    ],
)
@pytest.mark.parametrize("shipped", ["as before", "corrected"])
def test_a_measure_that_staff_changed_is_kept_and_listed(folder, staff, shipped):
    folder.load()
    staff()
    before = everything()
    if shipped == "corrected":
        folder.rows["measures.csv"][0]["summary"] = "A correction of ours."

    said = folder.load()

    assert "  kept, changed by staff: measures ma-somerville-ban" in said
    assert said[5] == "measures: 0 new, 0 updated, 1 unchanged, 1 kept as staff changed them"
    after = everything()
    for noun in ("Measure", "Action", "Provision", "Source", "Term", "StageSpan"):
        assert after[noun] == before[noun]


@pytest.mark.parametrize(
    ("model", "identity", "changes", "named"),
    [
        (
            Jurisdiction,
            {"slug": "somerville"},
            {"population": 81000},
            f"jurisdictions {SOMERVILLE}",
        ),
        (LegislativeSession, {"identifier": "193rd"}, {"end_on": None}, "sessions Massachusetts"),
        (Question, {"slug": "ends_on"}, {"weight": 3}, "questions ends_on"),
        (Relation, {"kind": "related"}, {"note": "On one matter"}, "relations"),
        (
            Preemption,
            {"subject": "government"},
            {"answer": "no"},
            "preemption Massachusetts",
        ),
        (Milestone, {"title": "A study"}, {"category": "court"}, "milestones 2018-02-01 A study"),
    ],
    ids=lambda part: getattr(part, "__name__", None),
)
def test_a_row_that_staff_changed_is_kept_and_listed(folder, model, identity, changes, named):
    folder.load()
    model.objects.filter(**identity).update(**changes)

    said = folder.load()

    assert model.objects.filter(**identity, **changes).exists()
    assert [line for line in said if line.startswith(f"  kept, changed by staff: {named}")]


def test_a_staff_change_does_not_stand_in_the_way_of_other_rows(folder):
    folder.load()
    staff_renames_the_ban()
    folder.spoil("measures.csv", title="The bill's better title")

    folder.load()

    assert sorted(Measure.objects.values_list("title", flat=True)) == [
        "Our better title",
        "The bill's better title",
    ]


def test_a_row_that_staff_entered_first_is_theirs(folder):
    folder.load()
    Milestone.objects.update(shipped_digest="", category="court")

    said = folder.load()

    assert Milestone.objects.get().category == "court"
    assert "  kept, changed by staff: milestones 2018-02-01 A study" in said


def test_what_staff_deleted_does_not_come_back_and_is_listed(folder):
    folder.load()
    with pghistory.context(origin="desk"):
        Milestone.objects.all().delete()
        Relation.objects.all().delete()

    said = folder.load()

    assert not Milestone.objects.exists()
    assert not Relation.objects.exists()
    assert "  kept, changed by staff: milestones 2018-02-01 A study (deleted or renamed)" in said
    assert [line for line in said if line.startswith("milestones: 0 new")]


def test_what_staff_renamed_does_not_come_back_under_its_old_name(folder):
    folder.load()
    Milestone.objects.update(title="A study of 1,270 faces")

    folder.load()

    assert Milestone.objects.get().title == "A study of 1,270 faces"


def test_what_a_load_removed_may_come_back(folder):
    folder.load()
    rows = folder.rows["relations.csv"].copy()
    folder.rows["relations.csv"].clear()
    folder.load()
    folder.rows["relations.csv"] += rows
    folder.load()

    assert Relation.objects.exists()


def test_what_is_no_longer_shipped_is_left_and_listed(folder):
    folder.load()
    files = "measures", "actions", "sponsorships", "relations", "milestones"
    for name in (f"{file}.csv" for file in files):
        folder.rows[name].pop()

    said = folder.load()

    assert Measure.objects.count() == 2
    assert Milestone.objects.exists()
    assert "  left, no longer shipped: measures ma-s927-193rd" in said
    assert "  left, no longer shipped: milestones 2018-02-01 A study" in said
    assert (
        said[5]
        == "measures: 0 new, 0 updated, 1 unchanged, 1 no longer shipped and left as they are"
    )


def test_what_staff_entered_is_not_called_no_longer_shipped(folder):
    folder.load()
    Milestone.objects.create(
        day=date(2024, 1, 1), title="Ours", category="court", confidence="high"
    )
    Measure.objects.create(
        title="Ours",
        jurisdiction=Jurisdiction.objects.get(division_id=MA),
        kind="bill",
        effect="ban",
        regulates=["police"],
    )

    assert not [line for line in folder.load() if "left" in line or "kept" in line]


def test_a_relation_that_is_no_longer_shipped_goes_unless_staff_changed_it(folder):
    folder.load()
    folder.rows["relations.csv"][0]["kind"] = "amends"

    said = folder.load()

    assert said[6] == "relations: 1 new, 0 updated, 0 unchanged, 1 no longer shipped and removed"
    assert list(Relation.objects.values_list("kind", flat=True)) == ["amends"]

    Relation.objects.update(note="Staff know more.")
    folder.rows["relations.csv"].pop()
    folder.load()

    assert Relation.objects.get().note == "Staff know more."


def test_a_load_never_deletes(folder):
    folder.load()
    Action.objects.all().delete()
    for name in ("chambers.csv", "milestones.csv", "relations.csv"):
        folder.rows[name].clear()

    folder.load()

    assert Milestone.objects.exists()
    assert Relation.objects.exists()


def test_what_staff_entered_and_the_record_ships_alike_is_updated_from_then_on(folder):
    folder.load()
    Measure.objects.update(shipped_digest="")
    Question.objects.update(shipped_digest="")

    assert folder.load()[4:6] == [
        "questions: 0 new, 0 updated, 2 unchanged",
        "measures: 0 new, 0 updated, 2 unchanged",
    ]
    assert not Measure.objects.filter(shipped_digest="").exists()
    assert not Question.objects.filter(shipped_digest="").exists()


def test_a_column_that_came_later_leaves_the_digests_of_loaded_rows_as_they_were():
    row = {"name": "Somerville", "covering_city_id": None}
    assert upsert._digest_of(row, tuple(row)) == upsert._digest_of(row, ("name",))
    assert upsert._digest_of(row | {"covering_city_id": 7}, tuple(row)) != upsert._digest_of(
        row, ("name",)
    )


def test_a_measure_without_a_word_on_its_effect_has_the_digest_from_before_that_could_be_said():
    parts = {part: [] for part in measures.PARTS}
    values = dict.fromkeys(measures.OWN, "")

    silent = measures._bundle(values, parts)
    doubtful = measures._bundle(values | {"effect_basis": "not_read"}, parts)

    before = [name for name in measures.OWN if name not in measures.ADDED]
    assert silent[0] == tuple(values[name] for name in before)
    assert len(silent) == 1 + len(measures.PARTS.keys() - measures.ADDED_PARTS)
    assert doubtful[1] == ("effect_basis", "not_read")


def test_what_was_merged_at_the_desk_stays_merged(folder):
    twice = dict(folder.rows["measures.csv"][1], slug="ma-s0927-193rd", kind="statute")
    folder.rows["measures.csv"].append(twice)
    action_of_it = dict(folder.rows["actions.csv"][1], measure=twice["slug"])
    folder.rows["actions.csv"].append(action_of_it)
    folder.rows["relations.csv"].append(
        {"from_measure": "ma-somerville-ban", "to_measure": twice["slug"], "kind": "amends"}
    )
    folder.load()
    kept, gone = (Measure.objects.get(slug=slug) for slug in ("ma-s927-193rd", twice["slug"]))
    asked = ask(kept, gone, [], make_role("editor"), "One bill, entered twice.")
    accept_merge(asked, make_role("publisher"))
    merged = set(Relation.objects.values_list("from_measure", "kind", "to_measure"))
    assert (ban().pk, "amends", kept.pk) in merged

    folder.rows["measures.csv"][2]["title"] = "A better title"
    folder.load()

    assert Measure.objects.get(slug=twice["slug"]).status == "withdrawn"
    assert set(Relation.objects.values_list("from_measure", "kind", "to_measure")) == merged
    assert "relations: 0 new, 0 updated, 2 unchanged" in folder.load()


def kept_ones():
    said = StringIO()
    with suppress(CommandError):
        call_command("check_record", "--json", stdout=said)
    return [one["about"] for one in json.loads(said.getvalue()) if one["rule"] == "kept_by_load"]


def test_what_a_load_kept_and_the_release_has_otherwise_is_said_until_both_agree(folder):
    folder.load()
    staff_renames_the_ban()
    Milestone.objects.update(category="court")
    folder.load()
    assert kept_ones() == []

    folder.rows["provisions.csv"].clear()
    folder.rows["milestones.csv"].clear()
    folder.load()
    assert ban().provisions.exists()
    assert kept_ones() == ["measures ma-somerville-ban", "milestones 2018-02-01 A study"]

    ban().provisions.all().delete()
    folder.rows["measures.csv"][0]["title"] = "Our better title"
    folder.load()
    assert kept_ones() == ["milestones 2018-02-01 A study"]


@pytest.mark.parametrize(
    ("file", "model", "column", "value"),
    [
        ("preemption.csv", Preemption, "from_on", "1970-01-01"),
        ("searches.csv", Search, "date", "2024-05-01"),
        ("quotations.csv", Quotation, "question", "ends_on"),
    ],
)
def test_a_row_that_is_put_right_does_not_go_on_beside_the_right_one(
    folder, file, model, column, value
):
    folder.load()
    number = model.objects.count()
    folder.rows[file][0][column] = value
    folder.load()
    assert model.objects.count() == number

    model.objects.update(shipped_digest="changed")
    folder.rows[file].pop()
    folder.load()
    assert model.objects.count() == number
