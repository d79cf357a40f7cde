"""Columns and their values in words, for whatever shows one value beside another."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from laws.text.dates import PartialDate

Names = Mapping[str, Mapping[Any, str]]
"""The names of the rows that columns point to: {column: {key: name}}."""


def label(field: Any) -> str:
    """What a model's field is called, with a capital."""
    name: str = field.verbose_name
    return name[:1].upper() + name[1:]


def words(field: Any, row: Mapping[str, Any], names: Names) -> str:
    """The value of a model's field in a row ({column: plain value}) as a reader reads it.

    Dates come as ISO text. Empty for a value that is not there.
    """
    value = row.get(field.attname)
    if value in (None, "", []):
        return ""
    if field.attname in names:
        return names[field.attname].get(value, "a row that is no longer there")
    if field.attname.endswith("day"):
        precision = row[f"{field.attname.removesuffix('day')}precision"]
        return PartialDate(date.fromisoformat(value), precision).say()
    if isinstance(value, list):
        labels = dict(getattr(field.base_field, "flatchoices", ()))
        return ", ".join(str(labels.get(word, word)) for word in value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if field.get_internal_type() == "DateField" or getattr(field, "is_partial_date", False):
        return PartialDate.parse(value).say()
    return str(value)
