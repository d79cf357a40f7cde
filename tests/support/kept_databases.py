"""Databases kept on the server from one run of the tests to the next, as they are slow to make.

Migrating takes ten seconds, and so does loading the shipped record; a copy takes less than one.
The name carries a digest of what a database was made from: a change of that makes another.
"""

import hashlib
from contextlib import suppress
from functools import partial
from pathlib import Path

from django.db import DatabaseError, connection

ROOT = Path(__file__).resolve().parents[2]
TABLES = ("requirements.txt", "dashboard/settings.py", "laws/migrations/*.py")
RECORD = (*TABLES, "laws/**/*.py", "laws/data/*")


def kept_name(kind, made_from):
    """Under which name a database made from these files is kept."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in made_from for path in ROOT.glob(pattern)}):
        digest.update(path.read_bytes())
    return f"kept_{kind}_{digest.hexdigest()[:16]}"


def is_there(name):
    return name in _names(name)


def keep(name, of):
    """Keep a copy under this name, in the place of those that other files made."""
    if is_there(name):
        return
    for old in _names(f"{name.rpartition('_')[0]}_%"):
        _try(partial(_order, f'DROP DATABASE IF EXISTS "{old}"'))
    _try(partial(copy, name, of))


def copy(name, of):
    """Make a database like another. Only one to which nothing is connected can be copied: what a
    browser's server left connected is ended.
    """
    connection.close()
    with connection._nodb_cursor() as cursor:
        asked = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        cursor.execute(asked, [of])
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{of}"')


def _names(like):
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [like])
        return [name for (name,) in cursor]


def _order(sql):
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql)


def _try(change):
    """Another worker may do the same at this moment, or copy what would go."""
    with suppress(DatabaseError):
        change()
