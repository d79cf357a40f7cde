"""Whether editions are what they were when they were made; and bringing them to the code at hand.

The rows of an edition are kept twice: in PostgreSQL, from where pages read them, and in files,
from which the first can be made again. A migration changes the tables of today's record alone, so
an edition is made again with the columns of the code at hand: a column that is new has the default
of its field, and one that went is left out. What else a migration does stands in CONVERTED.
"""

from collections.abc import Iterator

from django.db import connection, transaction
from django.db.models import Model

from laws.models import Edition
from laws.models.edition import SCHEMA
from laws.open_data import store
from laws.open_data.edition_tables import COPIED
from laws.open_data.editions import digest_of, one_at_a_time
from laws.open_data.table_copies import (
    Types,
    all_types,
    columns_of,
    copy_table,
    digest,
    in_schema,
    load,
    table_of,
)

CONVERTED: dict[tuple[str, str], str] = {}
"""By table and column, the expression over a kept row, `t`, that gives what is new or renamed."""
LOADED = "loaded_rows"


class Unconverted(Exception):
    """A column for which kept rows have no value; says which."""


# --- checking -----------------------------------------------------------------------------------


def problems() -> Iterator[str]:
    """What is wrong with the editions, each in a sentence; nothing where all is well."""
    before = None
    for edition in Edition.objects.all():
        if edition.digest != digest_of(edition, before):
            yield f"{edition}: what is said of it is not what its digest was made of."
        yield from _broken_files(edition)
        for model in COPIED:
            yield from _broken_table(edition, model)
        before = edition


def _broken_files(edition: Edition) -> Iterator[str]:
    for file in edition.files:
        if not store.is_whole(file["sha256"]):
            yield f"{edition}: the file {file['name']} is gone or changed."


def _broken_table(edition: Edition, model: type[Model]) -> Iterator[str]:
    table = table_of(model)
    built = edition.built.get(table)
    if built is None or not _is_there(built["schema"], model):
        yield f"{edition}: {table} is not there."
    elif built["schema"] == edition.number:
        if digest(model, in_schema(edition.number, model))["digest"] != built["digest"]:
            yield f"{edition}: {table} has other rows than when it was made."
        if table in edition.tables:
            yield from _broken_archive(edition, model)


def _broken_archive(edition: Edition, model: type[Model]) -> Iterator[str]:
    """Whether the file of a table loads into just the rows of which it was made."""
    table = table_of(model)
    kept = edition.tables[table]
    if not store.is_whole(kept["file"]):
        yield f"{edition}: the rows kept of {table} are gone or changed."
        return
    with transaction.atomic():
        load(kept, LOADED)
        try:
            found = digest(model, _converted(model, kept))["digest"]
        except Unconverted as error:
            yield f"{edition}: {error}"
        else:
            if found != edition.built[table]["digest"]:
                yield f"{edition}: the rows kept of {table} load into others."


def _is_there(number: int, model: type[Model]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [in_schema(number, model)])
        return cursor.fetchone()[0]


# --- bringing to the code at hand ---------------------------------------------------------------


def rebuild_stale() -> list[Edition]:
    """Make the tables of all editions again that are not as the code at hand has them; returns the
    editions of which some were. Raises Unconverted.
    """
    with one_at_a_time():
        types = all_types()
        return [edition for edition in Edition.objects.all() if _rebuilt(edition, types)]


def _rebuilt(edition: Edition, types: dict[str, Types]) -> bool:
    stale = [model for model in COPIED if _is_stale(edition, model, types)]
    if not stale:
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA.format(edition.number)}")
        for model in stale:
            _rebuild(edition, model)
        edition.save(update_fields=["built"])
    return True


def _is_stale(edition: Edition, model: type[Model], types: dict[str, Types]) -> bool:
    """Whether a table that an edition has of its own, or should have, differs from the code's."""
    table = table_of(model)
    built = edition.built.get(table)
    if built and built["schema"] != edition.number:
        return False  # it is made again with the edition that it is of
    return types.get(in_schema(edition.number, model)) != types[f"public.{table}"]


def _rebuild(edition: Edition, model: type[Model]) -> None:
    table, own = table_of(model), in_schema(edition.number, model)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {own}")
    kept = edition.tables.get(table)
    if kept:
        load(kept, LOADED)
        copy_table(edition.number, model, _converted(model, kept))
    else:  # a table that there was not when the edition was made
        copy_table(edition.number, model, f"(SELECT * FROM public.{table} WHERE false)")
    built = {"schema": edition.number, "digest": digest(model, own)["digest"]}
    _note_built(edition, table, built)


def _note_built(edition: Edition, table: str, built: dict) -> None:
    """Note a table as it now is, with the later editions too that read it from this one."""
    edition.built[table] = built
    for later in Edition.objects.filter(number__gt=edition.number):
        if later.built.get(table, {}).get("schema") == edition.number:
            later.built[table] = built
            later.save(update_fields=["built"])


def _converted(model: type[Model], kept: dict) -> str:
    """The rows that were loaded, with the columns of the code at hand, as a table."""
    known = {name for name, _ in kept["columns"]}
    said = []
    for column in columns_of(model):
        expression = CONVERTED.get((table_of(model), column))
        if expression is None and column in known:
            expression = f't."{column}"'
        said.append(f'{expression or _default(model, column)} AS "{column}"')
    return f"(SELECT {', '.join(said)} FROM pg_temp.{LOADED} t)"


def _default(model: type[Model], column: str) -> str:
    """What a field that is new has in rows that are older."""
    field = next(one for one in model._meta.local_concrete_fields if one.column == column)
    if field.null:
        return "NULL"
    value = field.get_default()
    if value is None:
        raise Unconverted(
            f"{table_of(model)}.{column} has no value in older rows: say in CONVERTED of "
            "laws/open_data/edition_checks.py what it is."
        )
    prepared = field.get_db_prep_save(value, connection)
    return f"{connection.ops.compose_sql('%s', [prepared])}::{field.db_type(connection)}"
