"""The columns of the record's rows in words: for everything that shows one value beside another."""

from datetime import date

from laws.text.dates import PartialDate


def label(field):
    """What a column is called."""
    name = field.verbose_name
    return name[:1].upper() + name[1:]


def words(field, row, known):
    """A value as a reader reads it; nothing for what is not there.

    `known` has the names of rows that columns point to: {column: {key: name}}.
    """
    value = row.get(field.attname)
    if value in (None, "", []):
        return ""
    if field.attname in known:
        return known[field.attname].get(value, "a row that is no longer there")
    if field.attname == "day":
        return PartialDate(date.fromisoformat(value), row["precision"]).say()
    if isinstance(value, list):
        choices = dict(getattr(field.base_field, "flatchoices", ()))
        return ", ".join(str(choices.get(one, one)) for one in value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if field.get_internal_type() == "DateField":
        return PartialDate(date.fromisoformat(value)).say()
    return str(value)
