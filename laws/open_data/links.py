"""Which columns name a row of another table, and which parts of a key may be empty."""

from laws.open_data.table import Table

NAMES = {
    "measure": "measures",
    "from_measure": "measures",
    "to_measure": "measures",
    "case": "cases",
    "question": "questions",
    "division_id": "jurisdictions",
    "same_as": "jurisdictions",
    "covering_city": "jurisdictions",
}
"""The table whose rows a column names, by its key."""
MAY_LACK = {
    "quotations": ("question",),
    "preemption": ("from",),
    "searches": ("session", "agency"),
    "changes": ("key", "field"),
}
"""Parts of a key that are empty in some rows: no database takes those as the key of a table."""


def links_of(table: Table) -> dict[str, str]:
    """The columns of a table that name rows of a followed one, each with that table."""
    if not table.is_followed:
        return {}
    columns = (one.name for one in table.columns)
    found = {name: NAMES[name] for name in columns if name in NAMES}
    return {
        name: other for name, other in found.items() if (other, (name,)) != (table.name, table.key)
    }
