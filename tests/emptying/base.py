"""PostgreSQL as Django drives it, save that its tables are emptied the way that suits few rows.

TRUNCATE makes new files for every table and index, several hundred after each test that commits;
DELETE touches the few rows there are. Foreign keys are checked at the end, so any order does.
"""

import pgtrigger
from django.db.backends.postgresql import base, operations

# What Django itself writes after a migration, the same each time. With new keys, what a page that
# is still on its way to the browser has kept of them would be wrong for all tests after it.
KEPT = {"django_content_type", "auth_permission"}


class DatabaseOperations(operations.DatabaseOperations):
    def sql_flush(self, style, tables, *, reset_sequences=False, allow_cascade=False):
        assert not reset_sequences, "Rows are deleted here, which leaves sequences as they are."
        emptied = [table for table in tables if table not in KEPT]
        return [f"DELETE FROM {self.quote_name(table)}" for table in emptied]

    def execute_sql_flush(self, sql_list):
        # Imported here: Django is not set up yet when it asks for its engine.
        from laws.imports.subject.shipped import SHIPPED
        from laws.models import SubjectWord

        # The triggers that keep the past would refuse, and note what goes.
        with pgtrigger.ignore():
            super().execute_sql_flush(sql_list)
            # A migration brought the words that bills are found by; nothing else does again.
            SubjectWord.objects.bulk_create(
                SubjectWord(pattern=word.pattern, kind=word.kind, where=list(word.where))
                for word in SHIPPED
            )


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
