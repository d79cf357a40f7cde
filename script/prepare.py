"""Brings database and static files to where this code needs them. Says what it does."""

import fcntl
import hashlib
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from home import Trouble

DATABASE_LOCK = 0x0FACE1A3  # any number nobody else would take


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
    os.environ.setdefault("PGCONNECT_TIMEOUT", "10")
    django.setup()
    try:
        connection.ensure_connection()
    except OperationalError as error:
        reason = str(error).strip().splitlines()[-1]
        raise Trouble(
            f"The database that DATABASE_URL names cannot be reached ({reason}): start it, correct "
            "DATABASE_URL, or unset it to use a private database."
        ) from error
    # Two servers on one database take turns; the second finds everything done.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [DATABASE_LOCK])
    migrate()
    call_command("rebuild_editions")
    call_command("load_record", if_stale=True)
    call_command("reckon", if_stale=True)
    try:
        collect_static_files()
    except OSError as error:
        raise Trouble(
            f"The static files cannot be collected in {settings.STATIC_ROOT} ({error.strerror}): "
            "make it writable, make room, or set STATIC_ROOT to another folder."
        ) from error


def migrate() -> None:
    executor = MigrationExecutor(connection)
    refuse_newer(executor.loader)
    todo = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if todo:
        say(f"Bringing the database up to date ({len(todo)} migrations)")
        call_command("migrate", interactive=False, verbosity=1)


def refuse_newer(loader) -> None:
    """Stop when the database went through migrations that this code does not have."""
    known = set(loader.disk_migrations)
    known.update(old for migration in loader.disk_migrations.values() for old in migration.replaces)
    ours = {config.label for config in apps.get_app_configs()}
    unknown = [key for key in loader.applied_migrations if key not in known and key[0] in ours]
    if unknown:
        raise Trouble(
            f"The database is newer than this code (it has {'.'.join(sorted(unknown)[0])}): "
            "update the code, or use another database through FACELAW_HOME or DATABASE_URL."
        )


def collect_static_files() -> None:
    """Copy, name and compress the static files, unless those that lie there are of this code."""
    folder = Path(settings.STATIC_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    # A sibling, so that the mark is not itself served.
    mark = folder.with_name(folder.name + ".collected")
    with mark.open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        sources = fingerprint_of_sources()
        if mark.read_text() != sources:
            say("Collecting the static files")
            mark.write_text("")
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            mark.write_text(sources)


def fingerprint_of_sources() -> str:
    from django.contrib.staticfiles.finders import get_finders

    facts = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = os.stat(storage.path(name))
            facts.update(f"{storage.path(name)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return facts.hexdigest()


def say(text: str) -> None:
    print(text, flush=True)


def main_or_exit() -> None:
    try:
        main()
    except (Trouble, ImproperlyConfigured, CommandError) as trouble:
        sys.exit(str(trouble))
