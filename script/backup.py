"""Saves all that Facelaw keeps in one file, and puts it back. The body of script/backup, /restore.

The file is a tar: `database.dump` (pg_dump's own form), `digests.json` (for each table the number
of its rows and a digest of them, of the very moment of the dump), `secret_key`, and in `editions/`
the files of editions, each called by the digest of its bytes.
"""

import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import psycopg
from environment import environment
from home import Trouble, made_home
from postgres_programs import usable
from psycopg.sql import SQL, Identifier

DUMP, DIGESTS, KEY, FILES = "database.dump", "digests.json", "secret_key", "editions"
TABLES = """
    SELECT nspname, relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
    WHERE relkind = 'r' AND (nspname = 'public' OR nspname LIKE 'edition\\_%')
    ORDER BY nspname, relname
"""
ROWS = SQL("SELECT md5(t::text) AS row FROM {} t ORDER BY row")
SEQUENCES = """
    SELECT sequencename, last_value::text FROM pg_sequences
    WHERE schemaname = 'public' ORDER BY sequencename
"""


def save(target: Path) -> str:
    if target.exists():
        raise Trouble(f"{target} is there already: name another file.")
    with environment(), tempfile.TemporaryDirectory() as folder, connect() as connection:
        # The dump and the digests are of one moment, whatever is saved meanwhile.
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        moment = connection.execute("SELECT pg_export_snapshot()").fetchone()[0]
        dump = Path(folder) / DUMP
        run(connection, "pg_dump", "--format=custom", "--no-owner", "--no-privileges",
            f"--snapshot={moment}", f"--file={dump}", os.environ["DATABASE_URL"])  # fmt: skip
        found = digests(connection)
        write(target, dump, found)
    return f"Saved {len(found)} tables and sequences in {target}; keep it secret"


def write(target: Path, dump: Path, found: dict[str, str]) -> None:
    """The file, whole or not at all; readable by its owner only, as the key is in it."""
    unfinished = target.with_name(f"{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        with tarfile.open(fileobj=file, mode="w") as parts:
            parts.add(dump, DUMP)
            add(parts, DIGESTS, json.dumps(found, indent=1))
            add(parts, KEY, os.environ["SECRET_KEY"])
            for path in sorted(Path(os.environ["EDITIONS_FOLDER"]).glob("??/*")):
                parts.add(path, f"{FILES}/{path.name}")
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(target)


def add(parts: tarfile.TarFile, name: str, text: str) -> None:
    part = tarfile.TarInfo(name)
    part.size = len(text.encode())
    parts.addfile(part, io.BytesIO(text.encode()))


def restore(source: Path) -> str:
    with tempfile.TemporaryDirectory() as folder:
        try:
            with tarfile.open(source) as parts:
                for name in (DUMP, DIGESTS, KEY):
                    parts.extract(name, folder, filter="data")
        except (KeyError, tarfile.TarError) as error:
            raise Trouble(f"{source} is no whole file of script/backup: {error}.") from error
        kept = put_key_back((Path(folder) / KEY).read_text())
        expected = json.loads((Path(folder) / DIGESTS).read_text())
        with environment(), connect() as connection:
            connection.autocommit = True
            if connection.execute(TABLES).fetchone():
                raise Trouble(
                    "This database has tables already, and nothing is overwritten: set "
                    "FACELAW_HOME to a new folder, or DATABASE_URL to an empty database."
                )
            run(connection, "pg_restore", "--no-owner", "--no-privileges", "--single-transaction",
                f"--dbname={os.environ['DATABASE_URL']}", str(Path(folder) / DUMP))  # fmt: skip
            with connection.transaction():
                found = digests(connection)
            put_files_back(source)
    wrong = sorted(name for name in expected | found if expected.get(name) != found.get(name))
    if wrong:
        raise Trouble(f"What was put back is not what was saved: {', '.join(wrong)}.")
    return f"Put back {len(found)} tables and sequences, each as it was saved{kept}"


def put_files_back(source: Path) -> None:
    """Put the files of editions where this site keeps them, each if it is what its name says."""
    folder = Path(os.environ["EDITIONS_FOLDER"])
    with tarfile.open(source) as parts:
        for member in parts:
            if not member.name.startswith(f"{FILES}/"):
                continue
            content = parts.extractfile(member).read()
            name = hashlib.sha256(content).hexdigest()
            if f"{FILES}/{name}" != member.name:
                raise Trouble(f"The file {member.name} is not what was saved.")
            path = folder / name[:2] / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def put_key_back(key: str) -> str:
    """Keep the saved key where there is none; what is to be said of it otherwise."""
    path = made_home() / KEY
    if os.environ.get("SECRET_KEY") or path.exists():
        return "; the key here was left as it is"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(key)
    return ""


def connect() -> psycopg.Connection:
    try:
        return psycopg.connect(os.environ["DATABASE_URL"], options="-c timezone=UTC")
    except psycopg.OperationalError as error:
        raise Trouble(f"The database cannot be reached: {str(error).strip()}") from error


def digests(connection: psycopg.Connection) -> dict[str, str]:
    """Each table's number of rows and digest of them, each sequence's last value, by name."""
    found = {}
    for schema, table in connection.execute(TABLES).fetchall():
        digest, number = hashlib.sha256(), 0
        with connection.cursor(name="rows") as rows:
            rows.itersize = 20_000
            for (row,) in rows.execute(ROWS.format(Identifier(schema, table))):
                digest.update(row.encode())
                number += 1
        name = table if schema == "public" else f"{schema}.{table}"
        found[name] = f"{number} {digest.hexdigest()}"
    return found | dict(connection.execute(SEQUENCES).fetchall())


def run(connection: psycopg.Connection, name: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs: those of the server's make, as others may not fit it."""
    major = connection.info.server_version // 10_000
    fitting = next(usable(major), None)
    if fitting is None:
        raise Trouble(f"The server is PostgreSQL {major}: set PG_BIN to the programs of that one.")
    program = str(fitting.folder / name)
    try:
        done = subprocess.run([program, *arguments], stderr=subprocess.PIPE, text=True)
    except OSError as error:
        raise Trouble(f"{program} cannot be run ({error.strerror}): set PG_BIN.") from error
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["no reason given"]
        raise Trouble(f"{name} failed: {said[0]}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: script/backup FILE, script/restore FILE")
    try:
        print({"save": save, "restore": restore}[sys.argv[1]](Path(sys.argv[2]).absolute()))
    except (Trouble, OSError) as trouble:
        sys.exit(str(trouble))
