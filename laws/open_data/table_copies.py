"""Tables of an edition in PostgreSQL: copied, told by a digest, compared, kept as a file."""

import gzip
import hashlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from django.db import connection
from django.db.models import GeneratedField, Model

from laws.models.edition import SCHEMA
from laws.open_data import store
from laws.open_data.edition_tables import COPIED

NOTHING: Mapping[str, str] = MappingProxyType({})
Types = dict[str, str]
UNTOLD = {"changed_at", "shipped_digest"}
"""Columns that may move though nothing that is public did: no digest is of them."""
ALIKE = "INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING STORAGE INCLUDING COMPRESSION"
INDEXES = """
    SELECT c.relname, i.indisprimary, pg_get_indexdef(i.indexrelid)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = %s::regclass
"""
TYPES = """
    SELECT n.nspname || '.' || c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
    FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind = 'r'
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE n.nspname = 'public' OR n.nspname LIKE 'edition\\_%'
"""
FIXED = "CREATE TRIGGER fixed BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {}"
DIFFERENCE = """
    SELECT count(*) FILTER (WHERE o.{key} IS NULL), count(*) FILTER (WHERE n.{key} IS NULL),
        count(*) FILTER (WHERE o.{key} IS NOT NULL AND n.{key} IS NOT NULL)
    FROM {old} o FULL JOIN {new} n ON n.{key} = o.{key}
    WHERE o.{key} IS NULL OR n.{key} IS NULL OR ({before}) IS DISTINCT FROM ({after})
"""


def table_of(model: type[Model]) -> str:
    return model._meta.db_table


def columns_of(model: type[Model]) -> list[str]:
    """The columns that are stored: those that follow from others are calculated again."""
    fields = model._meta.local_concrete_fields
    return [field.column for field in fields if not isinstance(field, GeneratedField)]


def key_of(model: type[Model]) -> str:
    return model._meta.pk.column


def in_schema(number: int, model: type[Model]) -> str:
    """The table of a model as it is in the schema of an edition."""
    return f"{SCHEMA.format(number)}.{table_of(model)}"


def published(model: type[Model]) -> str:
    """What today's record has to put into an edition, as a table."""
    return f"(SELECT r.* FROM public.{table_of(model)} r WHERE {COPIED[model]})"


def digest(model: type[Model], rows: str) -> dict[str, Any]:
    """The number of rows of a model in a table or in what selects them, and a digest of them."""
    told = [column for column in columns_of(model) if column not in UNTOLD]
    total, number = hashlib.sha256(" ".join(told).encode()), 0
    for part in _copied(model, told, rows):
        total.update(part)
        number += part.count(b"\n")
    return {"rows": number, "digest": total.hexdigest()}


def keep(model: type[Model], rows: str) -> dict[str, Any]:
    """Keep the rows of a table in a file, and how to read it."""
    columns = columns_of(model)
    stored = store.keep_packed(_copied(model, columns, rows))
    types = all_types()[rows]
    return {"columns": [[name, types[name]] for name in columns], "file": stored.sha256}


def _copied(model: type[Model], columns: list[str], rows: str) -> Iterator[bytes]:
    """Rows as COPY writes them, each on one line, in the order of their keys."""
    listed = ", ".join(map(_quoted, columns))
    with connection.cursor() as cursor:
        asked = f"COPY (SELECT {listed} FROM {rows} AS t ORDER BY {key_of(model)}) TO STDOUT"
        with cursor.copy(asked) as copy:
            for part in copy:
                yield bytes(part)


def all_types() -> dict[str, Types]:
    """The type of each column, by table, of today's record and of all editions."""
    found: dict[str, Types] = {}
    with connection.cursor() as cursor:
        cursor.execute(TYPES)
        for table, column, kind in cursor.fetchall():
            found.setdefault(table, {})[column] = kind
    return found


def make_schema(number: int) -> None:
    """An empty schema; what an attempt that was never finished left there goes."""
    schema = SCHEMA.format(number)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        cursor.execute(f"CREATE SCHEMA {schema}")


def copy_table(
    number: int, model: type[Model], rows: str, values: Mapping[str, str] = NOTHING
) -> None:
    """Put the rows of a table or of what selects them into the schema of an edition, for good.

    `values` are expressions for columns that the rows do not have under that name.
    """
    target, columns = in_schema(number, model), columns_of(model)
    said = ", ".join(values.get(name, _quoted(name)) for name in columns)
    listed = ", ".join(map(_quoted, columns))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {target} (LIKE public.{table_of(model)} {ALIKE})")
        cursor.execute(f"INSERT INTO {target} ({listed}) SELECT {said} FROM {rows} AS t")
        _index(cursor, number, model)
        cursor.execute(f"ANALYZE {target}")
        cursor.execute(f"{FIXED.format(target)} EXECUTE FUNCTION laws_edition_is_fixed()")


def _index(cursor: Any, number: int, model: type[Model]) -> None:
    """Make the indexes of today's table, once the rows are there: that takes half of the time."""
    target = in_schema(number, model)
    cursor.execute(INDEXES, [f"public.{table_of(model)}"])
    for name, is_key, definition in cursor.fetchall():
        cursor.execute(definition.replace(f" ON public.{table_of(model)} ", f" ON {target} ", 1))
        if is_key:
            cursor.execute(f"ALTER TABLE {target} ADD PRIMARY KEY USING INDEX {_quoted(name)}")


def difference(model: type[Model], old: str, new: str) -> dict[str, int]:
    """How many rows came, went and changed from one table to another."""
    told = [_quoted(column) for column in columns_of(model) if column not in UNTOLD]
    asked = DIFFERENCE.format(
        key=key_of(model),
        old=old,
        new=new,
        before=", ".join(f"o.{name}" for name in told),
        after=", ".join(f"n.{name}" for name in told),
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return dict(zip(("added", "removed", "changed"), cursor.fetchone(), strict=True))


def load(kept: dict[str, Any], name: str) -> None:
    """Make a temporary table of what a file of the store holds."""
    columns = ", ".join(f"{_quoted(column)} {kind}" for column, kind in kept["columns"])
    listed = ", ".join(_quoted(column) for column, _ in kept["columns"])
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{name}")
        cursor.execute(f"CREATE TEMPORARY TABLE {name} ({columns}) ON COMMIT DROP")
        into = f"COPY pg_temp.{name} ({listed}) FROM STDIN"
        with gzip.open(store.path_of(kept["file"])) as file, cursor.copy(into) as copy:
            while part := file.read(store.CHUNK):
                copy.write(part)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
