import threading
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from dashboard.web import health
from laws.models import LoadedRecord
from tests.support.makers import make_measure
from tests.support.public_pages import make_record


@pytest.mark.django_db
def test_it_names_the_record_and_counts_what_is_public(client):
    make_record()
    make_measure("A draft", status="draft", actions=[("introduced", "2026-01-05")])

    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "record": "2026-11-22",
        "rules": "stale: run script/manage reckon",
        "jurisdictions": 4,
        "measures": 3,
        "actions": 5,
    }


@pytest.mark.django_db
def test_it_tells_whether_the_record_was_calculated_by_the_rules_at_hand(client):
    make_record()
    call_command("reckon", stdout=StringIO())
    assert client.get("/healthz").json()["rules"] == "current"


@pytest.mark.django_db
def test_without_a_record_it_is_not_healthy(client):
    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"status": "no record is loaded"}


@pytest.mark.django_db
def test_a_record_without_content_is_not_healthy(client):
    LoadedRecord.objects.create(version="2026-11-22", checksum="0" * 64)

    response = client.get("/healthz")

    assert response.status_code == 503
    assert "no jurisdictions and no measures and no actions" in response.json()["status"]


def test_without_the_database_it_says_so_and_names_no_host(client, no_database):
    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"status": "the database does not answer"}


@pytest.mark.django_db
def test_its_answer_is_never_kept(client):
    assert "no-store" in client.get("/healthz").headers["Cache-Control"]


@pytest.mark.django_db
def test_it_is_asked_without_tls_on_its_own_machine(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/").status_code == 301
    assert client.get("/healthz").status_code == 503


@pytest.fixture
def fresh_process(monkeypatch):
    monkeypatch.setattr(health, "_was_ready", threading.Event())


@pytest.mark.django_db
def test_a_process_is_ready_once_a_record_is_loaded(client, fresh_process):
    assert client.get("/readyz").status_code == 503
    assert client.get("/readyz").json() == {"status": "no record is loaded"}
    make_record()
    assert client.get("/readyz").json() == {"status": "ready"}


@pytest.mark.django_db
def test_a_process_is_not_ready_for_an_older_database(client, fresh_process):
    make_record()
    MigrationRecorder(connection).migration_qs.filter(app="laws").latest("id").delete()
    assert "older than this code" in client.get("/readyz").json()["status"]


def test_what_was_ready_stays_so_when_the_database_goes_away(client, no_database, monkeypatch):
    monkeypatch.setattr(health, "_was_ready", was := threading.Event())
    assert client.get("/readyz").status_code == 503
    was.set()
    assert client.get("/readyz").status_code == 200
