from io import StringIO

import pytest
from django.core.management import call_command

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
