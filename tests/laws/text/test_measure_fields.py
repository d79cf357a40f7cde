"""A column of a measure that is forgotten somewhere is found here, before it loses a change."""

from dataclasses import fields
from pathlib import Path

import pytest
from django.contrib import admin

from laws.admin.review.bulk import FieldsForm
from laws.counting.on_date import MeasureInForce
from laws.dataset import schema
from laws.models import Bill, Measure, Order, Ordinance
from laws.text.measure_fields import BY_NAME, COLUMNS, EDITED, FIELDS, SHOWN

CALCULATED = {
    "identifier_key", "first_action_on", "last_action_on", "enacted_on",
    "effective_on", "ended_on",
}  # fmt: skip
# Who did what with it at the desk, and where it came from.
KEPT_BY_THE_DESK = {
    "id", "shipped_digest", "status", "entered_by_id", "edited_by_id", "published_by_id",
    "exemption", "withdrawn_reason", "changed_at",
}  # fmt: skip
README = Path(__file__).resolve().parents[3] / "laws" / "data" / "README.md"
MODEL = {field.attname: field for field in Measure._meta.concrete_fields}


def test_every_column_of_the_table_of_measures_has_its_place():
    assert set(MODEL) == {*COLUMNS, *CALCULATED, *KEPT_BY_THE_DESK}


@pytest.mark.parametrize("field", FIELDS, ids=COLUMNS)
def test_texts_are_as_long_and_words_as_many_as_in_the_model(field):
    column = MODEL[field.name]
    if field.words:
        one = column.base_field if field.several else column
        assert one.choices == field.words.choices
    if column.max_length and not field.words:
        assert field.longest == column.max_length
    assert bool(field.longest or field.words) == (column.get_internal_type() not in
                                                  ("ForeignKey", "DateField"))  # fmt: skip


def test_what_is_shown_is_read_with_every_law_in_effect():
    assert {field.name for field in fields(MeasureInForce)} >= set(SHOWN)


def test_every_column_can_be_typed_at_the_desk():
    shown = set()
    for model in (Bill, Ordinance, Order):
        for _, options in admin.site.get_model_admin(model).fieldsets:
            for names in options["fields"]:
                shown |= {names} if isinstance(names, str) else set(names)
    assert {name for name in COLUMNS if MODEL[name].name in shown} == set(EDITED)


def test_every_column_of_words_can_be_changed_for_several_measures_at_once():
    columns = {name: field for name, field in BY_NAME.items() if field.words and name != "kind"}
    offered = {f"{verb}_{name}" if field.several else name
               for name, field in columns.items() for verb in ("add", "remove")}  # fmt: skip

    assert offered <= set(FieldsForm.base_fields)


def test_every_shipped_column_is_explained_to_those_who_edit_the_files():
    lines = README.read_text(encoding="utf-8").splitlines()
    (row,) = (line for line in lines if line.startswith("| `measures.csv`"))

    assert [name for name in schema.MEASURES if f"`{name}`" not in row] == []
