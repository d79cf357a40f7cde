"""The published record as tables: the one place that says which there are and what is in them.

`TABLES` has them in the order in which a reader should meet them; `TABLE` finds one by its name.
What a column means stands in the column. What of the database is in no table stands in `left_out`.
"""

from laws.open_data import of_context, of_measures, of_parts, of_places
from laws.open_data.table import Column, Row, Table

__all__ = ["TABLE", "TABLES", "Column", "Row", "Table"]

TABLES: tuple[Table, ...] = (
    *of_measures.TABLES,
    *of_parts.TABLES,
    *of_places.TABLES,
    *of_context.TABLES,
    of_places.GOVERNMENTS,
)
TABLE = {one.name: one for one in TABLES}
