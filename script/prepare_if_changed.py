"""Prepares the database and the static files unless this very code did. Run by script/server.

Django alone takes a second to start: when nothing changed since the last time, files and a few
rows tell that there is nothing to do.
"""

import contextlib
import hashlib
import json
import os
import sys
from pathlib import Path

import psycopg
from environment import ROOT
from home import home

FOLDERS = ("dashboard", "laws", "static", "templates")
STATE = """
    SELECT (SELECT system_identifier::text FROM pg_control_system()), current_database(),
        (SELECT md5(string_agg(app || ' ' || name, ',' ORDER BY id)) FROM django_migrations),
        (SELECT string_agg(checksum || rules, ',' ORDER BY id) FROM laws_loadedrecord)
"""
"""Which database this is, its migrations, and what record by what rules was loaded and reckoned."""


def code() -> str:
    """What tells this code and its packages from another state of them."""
    facts = hashlib.sha256()
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix != ".pyc" and path.is_file():
                stat = path.stat()
                facts.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    for path in (ROOT / "requirements.txt", Path(__file__).with_name("prepare.py")):
        facts.update(path.read_bytes())
    return f"{sys.prefix} {facts.hexdigest()}"


def prepared() -> list[str]:
    """What stands in the database and in the static folder."""
    collected = Path(os.environ["STATIC_ROOT"] + ".collected").read_text()
    with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=10) as connection:
        return [os.environ["STATIC_ROOT"], collected, *connection.execute(STATE).fetchone()]


def now() -> str | None:
    """The state of all; None where it cannot be told: preparing says why, if that matters."""
    with contextlib.suppress(psycopg.Error, OSError):
        return json.dumps([code(), *prepared()])
    return None


def main() -> None:
    mark = home() / "prepared"
    state = now()
    if state and mark.exists() and mark.read_text() == state:
        return
    import prepare

    before = code()
    prepare.main_or_exit()
    # What was changed meanwhile is looked at the next time.
    if (state := now()) and json.loads(state)[0] == before:
        mark.write_text(state)


if __name__ == "__main__":
    main()
