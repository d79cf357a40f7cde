"""PostgreSQL as Django drives it, save that its tables are emptied the way that suits few rows.

TRUNCATE makes new files for every table and index, several hundred after each test that commits;
DELETE touches the few rows there are. Foreign keys are checked at the end, so any order does.
"""

import pgtrigger
from django.db.backends.postgresql import base, operations

# A migration brings the words that bills are found by; nothing would bring them again.
SHIPPED = {"laws_subjectword"}


class DatabaseOperations(operations.DatabaseOperations):
    def sql_flush(self, style, tables, *, reset_sequences=False, allow_cascade=False):
        assert not reset_sequences, "Rows are deleted here, which leaves sequences as they are."
        emptied = [table for table in tables if table not in SHIPPED]
        return [f"DELETE FROM {self.quote_name(table)}" for table in emptied]

    def execute_sql_flush(self, sql_list):
        # The triggers that keep the past would refuse, and note what goes.
        with pgtrigger.ignore():
            super().execute_sql_flush(sql_list)


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
