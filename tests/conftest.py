"""The tests run in the same environment and on the same server as everything else.

pytest-django makes databases of its own there (`test_…`), so nothing of the real one is touched.
"""

import gc
import os
from contextlib import ExitStack
from tempfile import TemporaryDirectory

import environment
import pytest
from django.conf import settings
from django.db import connection, connections
from django.template import RequestContext, Template
from django.test.utils import instrumented_test_render

from tests.support.kept_databases import TABLES, is_there, keep, kept_name

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
# pytest-playwright keeps an event loop in the thread in which the tests use the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

running = ExitStack()
# Pages under test name their static files as they stand in the checkout, so nothing is collected.
os.environ["STATIC_ROOT"] = running.enter_context(TemporaryDirectory())
os.environ["EDITIONS_FOLDER"] = running.enter_context(TemporaryDirectory())
os.environ["FILES_FOLDER"] = running.enter_context(TemporaryDirectory())
running.enter_context(environment.environment())
# Two runs at once keep out of each other's way.
settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"test_facelaw_{os.getpid()}"
settings.DATABASES["default"]["ENGINE"] = "tests.emptying"
# A worker of xdist has set Django up already, and has a connection of the other engine.
connections["default"].close()
del connections["default"]
# The live server lets go of its test database after each request, so that it can be dropped.
settings.DATABASES["default"]["CONN_MAX_AGE"] = 0
# A query that would run for minutes fails and is named, instead of holding up the rest. Nothing
# here outlives the run, so nobody waits for the disk.
settings.DATABASES["default"].setdefault("OPTIONS", {})["options"] = (
    "-c statement_timeout=60s -c synchronous_commit=off"
)
# Accounts of tests keep no secret: hashing their passwords slowly would take half of the time.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Log-in attempts are counted where a test is about that.
# Tests end by taking back what they did, which no reader of a real record ever sees.
settings.KEEP_PAGES = False
# Another process would make them of another database.
settings.MAKE_FILES = False
settings.AXES_ENABLED = False
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)

# Files that take long: at the end one worker would wait for the other.
BEGIN = ("tests/script/test_other_postgres.py", "tests/browser/", "tests/script/")

render_quietly = Template._render


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Files that take long come first, in the order in which BEGIN names them."""

    def place(item):
        return next(
            (n for n, start in enumerate(BEGIN) if item.nodeid.startswith(start)), len(BEGIN)
        )

    items.sort(key=place)


def pytest_collection_finish():
    """What is loaded by now stays: to look through it for garbage again and again takes long.

    So does looking after every 700 new objects, as a page makes many thousands: with this number
    garbage took a tenth of all processor time, with a larger one a fiftieth.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def told_contexts(django_test_environment):
    """`response.context` is that of the page; a copy for each widget of a form takes long."""

    def render(template, context):
        is_page = isinstance(context, RequestContext) and context.template is template
        return (instrumented_test_render if is_page else render_quietly)(template, context)

    Template._render = render


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    """The test database begins as the one that an earlier run has migrated and kept, if any."""
    kept = kept_name("tables", TABLES)
    with django_db_blocker.unblock():
        if is_there(kept):
            connection.settings_dict["TEST"]["TEMPLATE"] = kept


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database; a chart that the last browser still asked for does not keep it alive."""
    with django_db_blocker.unblock():
        keep(kept_name("tables", TABLES), of=connection.settings_dict["NAME"])
    yield
    close = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    # Imported here: Django is set up by now.
    from tests.support.shipped_record import drop_shipped_record

    with django_db_blocker.unblock():
        # While a browser runs, Django gives this thread another connection, and this one may be
        # ended meanwhile.
        connection.close()
        with connection.cursor() as cursor:
            cursor.execute(f"{close} WHERE {others}")
        drop_shipped_record()


def pytest_unconfigure():
    running.close()
