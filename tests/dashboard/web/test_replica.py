"""Pages come from the replica while it has just what the primary has, and from the primary else."""

import re

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.urls import get_resolver
from environment import ROOT

from dashboard.pages.corrections import views as corrections
from dashboard.web import kept_pages
from dashboard.web.kept_pages import record_state
from dashboard.web.replica import reading, replica
from laws.databases import PRIMARY, REPLICA, Router, database
from laws.models import Correction, Measure
from laws.open_data.events import note_events
from tests.support.makers import make_measure, make_place

PAGE = "/measures/"


def another_connection(**changed) -> DatabaseWrapper:
    """A connection beside the test's own: what the test has not committed it does not see."""
    return DatabaseWrapper(connection.settings_dict | changed, alias=PRIMARY)


@pytest.fixture
def use(settings, monkeypatch):
    """Have a replica: `use(connection)`."""
    settings.KEEP_PAGES = True
    monkeypatch.setattr(kept_pages, "ASKED_EVERY", 3600)
    monkeypatch.setitem(settings.DATABASES, REPLICA, settings.DATABASES[PRIMARY])
    made = []

    def use(wrapper):
        made.append(wrapper)
        connections[REPLICA] = wrapper
        record_state.known, replica._rests_until = None, 0
        record_state.forget()
        cache.clear()

    yield use
    del connections[REPLICA]
    for wrapper in made:
        if wrapper is not connection:
            wrapper.close()
    replica.is_level = False
    record_state.known = None


@pytest.fixture
def read_from(monkeypatch):
    """The databases that queries were sent to."""
    found = []
    choose = Router.db_for_read
    monkeypatch.setattr(
        Router, "db_for_read", lambda *a, **k: found.append(choose(*a, **k)) or found[-1]
    )
    return found


def make():
    return make_measure("Ban in Boston", make_place("Boston"), [("passed", "2020-06-24")])


@pytest.mark.django_db
def test_a_level_replica_makes_the_pages(client, use, read_from):
    make()
    use(connection)
    read_from.clear()

    assert b"Ban in Boston" in client.get(PAGE).content
    # The primary is asked for the state alone.
    assert read_from.count(PRIMARY) == 1
    assert read_from.count(REPLICA) > 2


@pytest.mark.django_db
def test_one_that_lags_behind_makes_none(client, use, read_from):
    make()
    use(another_connection())
    read_from.clear()

    assert b"Ban in Boston" in client.get(PAGE).content
    # It is asked for its state alone.
    assert read_from.count(REPLICA) == 1


@pytest.mark.django_db
def test_one_that_falls_behind_after_it_was_asked_fills_no_cache(client, use):
    make()
    use(connection)
    record_state.now()
    assert replica.is_level
    # As after a crash: it comes back with less than it had.
    connections[REPLICA] = behind = another_connection()

    assert b"Ban in Boston" in client.get(PAGE).content
    assert b"Ban in Boston" in client.get(PAGE).content
    behind.close()


@pytest.mark.django_db
@pytest.mark.parametrize("path", [PAGE, "/measures.csv"])
def test_one_that_dies_is_no_error(client, use, path, monkeypatch, caplog):
    make()
    use(connection)
    record_state.now()
    dead = another_connection(HOST="127.0.0.1", PORT=1)
    connections[REPLICA] = dead
    first = client.get(path)

    assert first.status_code == 200
    assert b"Ban in Boston" in b"".join(first)
    assert not replica.is_level, "it is left alone for some seconds"
    assert "The replica fails" in caplog.text


@pytest.mark.django_db
def test_one_that_dies_while_it_makes_a_page_is_no_error(client, use, monkeypatch):
    make()
    use(connection)
    listed = Measure.objects.published

    def fail_once():
        if database() == REPLICA:
            raise OperationalError("terminating connection due to administrator command")
        return listed()

    monkeypatch.setattr(Measure.objects, "published", fail_once)
    answer = client.get(f"{PAGE}?state=xx")

    assert answer.status_code == 200
    assert answer.content.decode().count("was not recognized") <= 1
    assert database() == PRIMARY


@pytest.mark.django_db
def test_one_that_is_frozen_is_not_waited_for(use):
    slow = another_connection()
    use(slow)
    with pytest.raises(OperationalError), reading(0.2), slow.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(60)")
    assert database() == PRIMARY


@pytest.mark.django_db
def test_it_stands_in_for_a_primary_that_is_away(use, monkeypatch):
    use(connection)
    state = replica.compare(None)

    assert state
    assert replica.is_level


@pytest.mark.django_db
def test_who_wrote_reads_the_primary(client, use, read_from):
    report = Correction.objects.create(text="A wrong date", form_key="k" * 22)
    use(connection)
    for path in (f"/corrections/{report.reference}/", "/corrections/new/", "/admin/login/"):
        record_state.now()
        read_from.clear()
        client.get(path)
        # Whether the replica is level is asked before the view is known.
        assert read_from.count(REPLICA) <= 1


@pytest.mark.django_db
def test_what_a_page_reads_after_it_wrote_is_of_the_primary(use):
    use(connection)
    with reading(5):
        assert database() == REPLICA
        note_events(anew=True)
        assert database() == PRIMARY
    with reading(5):
        Correction.objects.filter(text="none").delete()
        assert database() == PRIMARY


@pytest.mark.django_db
def test_a_resting_replica_is_asked_when_the_primary_is_away(use):
    use(connection)
    state = replica.compare(None)
    replica.rest("as it was slow")

    assert replica.compare(state) is None
    assert replica.compare(None) == state
    assert replica.is_level


def test_what_pages_are_made_of_names_no_database():
    """SQL of our own goes where the router says: the primary may be away, or ahead."""
    rooms = ("dashboard", "laws/counting", "laws/coverage", "laws/search", "laws/models")
    modules = [path for room in rooms for path in (ROOT / room).rglob("*.py")]
    modules.append(ROOT / "laws/editing/revisions.py")
    naming = {
        path.relative_to(ROOT).as_posix()
        for path in modules
        if re.search(r"from django.db import .*\b(connection|DEFAULT_DB_ALIAS)\b", path.read_text())
    }
    writing = {f"laws/models/{name}.py" for name in ("edition", "jurisdiction", "search", "sender")}
    assert naming == {"dashboard/web/health.py", *writing}


def test_every_page_that_takes_forms_reads_the_primary():
    takes = [p.callback for p in get_resolver().url_patterns if hasattr(p.callback, "takes_forms")]
    assert corrections.correction_new in takes
    assert corrections.correction.reads_primary
    assert corrections.correction_json.reads_primary


def test_writing_goes_to_the_primary():
    assert Router().db_for_write(Measure) == PRIMARY
    assert not Router().allow_migrate(REPLICA, "laws")
