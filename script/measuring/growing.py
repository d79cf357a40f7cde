"""Makes the record many times as large: copies of each measure with all that hangs on it."""

import os

import psycopg

STEP = 1_000_000
"""Between the numbers of a row and those of its next copy."""
LEFT_OUT = ("laws_secondcoding",)  # has rows of its own below it, and few
HANG_ON_MEASURES = """
    SELECT conrelid::regclass::text, array_agg(attname::text)
    FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
    WHERE contype = 'f' AND confrelid = 'laws_measure'::regclass
    GROUP BY 1
"""
COLUMNS = """
    SELECT column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'
"""
UNIQUE_WORDS = {"slug", "identifier"}  # of a measure


def grow(copies: range) -> None:
    """Add copies with these numbers to the database that DATABASE_URL names."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        add(copies, connection)
        connection.execute("VACUUM ANALYZE")


def add(copies: range, connection) -> None:
    # Neither history nor notes of a change are wanted of made-up rows.
    connection.execute("SET session_replication_role = replica")
    tables = dict(connection.execute(HANG_ON_MEASURES).fetchall())
    _copy(connection, "laws_measure", set(), copies)
    for table, measures in tables.items():
        if table not in LEFT_OUT:
            _copy(connection, table, set(measures), copies)
    connection.execute("SET session_replication_role = DEFAULT")


def _copy(connection, table: str, measures: set[str], copies: range) -> None:
    names = [name for (name,) in connection.execute(COLUMNS, [table])]
    key = "id" if "id" in names else "measure_id"
    shifted, words = measures | {key}, UNIQUE_WORDS if table == "laws_measure" else set()

    def copied(name: str) -> str:
        if name in shifted:
            return f'"{name}" + copy * {STEP}'
        if name in words:
            return f"""CASE "{name}" WHEN '' THEN '' ELSE "{name}" || '-' || copy END"""
        return f'"{name}"'

    into = ", ".join(f'"{name}"' for name in names)
    taken = ", ".join(map(copied, names))
    numbers = f"generate_series({copies.start}, {copies.stop - 1}) AS copy"
    connection.execute(
        f"INSERT INTO {table} ({into}) SELECT {taken} FROM {table}, {numbers} "
        f'WHERE "{key}" < {STEP}'
    )
