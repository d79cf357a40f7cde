"""The shipped record for tests that read it: loaded once, into a database beside the other.

It is kept for the next run, which loads it only if a file of laws/ has changed.
"""

from contextlib import contextmanager, nullcontext

from django.db import connection, transaction

from laws.dataset.load import Load
from laws.models import Jurisdiction
from tests.support.kept_databases import RECORD, copy, is_there, keep, kept_name
from tests.support.shared_rows import read_once

SUFFIX = "_shipped"


@contextmanager
def shipped_record(once=False):
    """Meanwhile the tests ask the shipped record. What they change is undone at the end.

    With `once`, pages read of it once what is shared in service.
    """
    empty = connection.settings_dict["NAME"]
    kept = kept_name("record", RECORD)
    if not is_there(empty + SUFFIX):
        copy(empty + SUFFIX, of=kept if is_there(kept) else empty)
    _ask(empty + SUFFIX)
    try:
        if not Jurisdiction.objects.exists():
            for tally in Load().run():
                assert (tally.updated, tally.unchanged, tally.kept, tally.left) == (0, 0, [], [])
            keep(kept, of=empty + SUFFIX)
        with transaction.atomic(), read_once() if once else nullcontext():
            yield
            transaction.set_rollback(True)
    finally:
        _ask(empty)


def drop_shipped_record():
    """Drop its database, if there is one."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{connection.settings_dict["NAME"]}{SUFFIX}"')


def _ask(name):
    """Connect to a database from now on."""
    connection.close()
    connection.settings_dict["NAME"] = name
