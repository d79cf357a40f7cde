"""Whatever changes the record leaves a revision: when, what, who and why; none can be altered."""

from datetime import date

import pghistory
import pytest
from django.db import DatabaseError, connection, transaction

from laws.models import (
    Action,
    ActionRevision,
    Measure,
    MeasureRevision,
    MilestoneRevision,
    QuestionRevision,
    SourceRevision,
)
from tests.support.desk_forms import FormOnPage, make_staff
from tests.support.makers import make_measure, make_question, make_source
from tests.support.record_folder import RecordFolder

pytestmark = pytest.mark.django_db


def labels(revisions, row):
    return list(
        revisions.objects.filter(pgh_obj=row.pk)
        .order_by("pgh_id")
        .values_list("pgh_label", flat=True)
    )


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_insert_an_update_and_a_delete_each_leave_one():
    measure = make_measure(title="First title", status="draft")
    measure.title = "Second title"
    measure.save()
    key = measure.pk
    measure.delete()

    kept = MeasureRevision.objects.filter(pgh_obj=key).order_by("pgh_id")
    assert list(kept.values_list("pgh_label", "title")) == [
        ("insert", "First title"),
        ("update", "Second title"),
        ("delete", "Second title"),
    ]


def test_a_bulk_update_and_plain_sql_leave_one_for_each_row():
    first, second = make_measure(title="One"), make_measure(title="Two")
    Measure.objects.update(notes="Doubtful")
    sql("UPDATE laws_measure SET notes = 'Certain' WHERE id = %s", second.pk)

    assert labels(MeasureRevision, first) == ["insert", "update"]
    assert labels(MeasureRevision, second) == ["insert", "update", "update"]


def test_the_rows_of_a_measure_have_their_own():
    measure = make_measure(actions=[("introduced", "2023-01-20")])
    source = make_source(measure)
    action = measure.actions.get()
    action.description = "Filed in the House."
    action.save()
    source.delete()

    assert labels(ActionRevision, action) == ["insert", "update"]
    assert (
        SourceRevision.objects.filter(measure=measure.pk).values_list("pgh_label", flat=True)[1]
        == "delete"
    )


def test_what_is_reckoned_leaves_none():
    measure = make_measure()
    Action.objects.create(measure=measure, order=1, kind="enacted", day=date(2020, 1, 1))
    measure.reckon()
    measure.refresh_from_db()

    assert measure.enacted_on == date(2020, 1, 1)
    assert labels(MeasureRevision, measure) == ["insert"]


def test_an_update_that_changes_nothing_leaves_none():
    question = make_question()
    question.save()

    assert labels(QuestionRevision, question) == ["insert"]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE laws_measurerevision SET title = 'x'", "DELETE FROM laws_measurerevision"],
)
def test_the_database_refuses_to_alter_one(statement):
    make_measure()
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        sql(statement)


def test_a_change_undone_leaves_none():
    measure = make_measure()
    with transaction.atomic():
        Measure.objects.filter(pk=measure.pk).update(title="Never")
        transaction.set_rollback(True)

    assert labels(MeasureRevision, measure) == ["insert"]


def test_it_says_who_and_why():
    measure = make_measure()
    with pghistory.context(username="ada", reason="The clerk corrected it."):
        Measure.objects.filter(pk=measure.pk).update(title="Corrected")

    last = MeasureRevision.objects.order_by("pgh_id").last()
    assert last.pgh_context["username"] == "ada"
    assert last.pgh_context["reason"] == "The clerk corrected it."


def test_the_desk_says_who_changed_a_measure_and_its_rows_and_why(client):
    acted = [("introduced", "2023-01-20")]
    measure = make_measure("Old title", actions=acted, status="draft")
    client.force_login(make_staff("ada"))
    address = f"/admin/laws/ordinance/{measure.pk}/change/"
    data = FormOnPage(client.get(address)).data
    data |= {"title": "New title", "actions-0-when": "2023-01-21", "reason": "Read the text again."}

    assert client.post(address, data).status_code == 302
    for revisions in (MeasureRevision, ActionRevision):
        last = revisions.objects.order_by("pgh_id").last()
        assert last.pgh_label == "update"
        assert last.pgh_context["username"] == "ada"
        assert last.pgh_context["origin"] == "desk"
        assert last.pgh_context["reason"] == "Read the text again."


def test_a_visit_of_the_desk_leaves_none(client):
    measure = make_measure()
    client.force_login(make_staff())
    client.get(f"/admin/laws/ordinance/{measure.pk}/change/")

    assert labels(MeasureRevision, measure) == ["insert"]


def test_a_load_says_that_it_was_one(tmp_path):
    RecordFolder(tmp_path).load()

    for revisions in (MeasureRevision, MilestoneRevision):
        assert {one.pgh_context["origin"] for one in revisions.objects.all()} == {"load"}
