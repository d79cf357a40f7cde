"""A start prepares nothing where code, database and static files are as the last one left them."""

import sys
from types import SimpleNamespace

import prepare_if_changed
import pytest
from django.db import connection

from laws.models import LoadedRecord


@pytest.fixture
def facts(tmp_path, monkeypatch):
    """The state of code and database, and how often what is the same was prepared."""
    facts = {"code": "1", "database": "1", "prepared": 0}

    def prepare():
        facts["prepared"] += 1
        facts["database"] = "prepared"

    monkeypatch.setenv("FACELAW_HOME", str(tmp_path))
    monkeypatch.setattr(prepare_if_changed, "code", lambda: facts["code"])
    monkeypatch.setattr(prepare_if_changed, "prepared", lambda: [facts["database"]])
    monkeypatch.setitem(sys.modules, "prepare", SimpleNamespace(main_or_exit=prepare))
    return facts


def test_what_was_prepared_is_not_prepared_again(facts):
    prepare_if_changed.main()
    prepare_if_changed.main()
    assert facts["prepared"] == 1


@pytest.mark.parametrize("changed", ["code", "database"])
def test_what_changed_is_prepared(facts, changed):
    prepare_if_changed.main()
    facts[changed] = "another"
    prepare_if_changed.main()
    assert facts["prepared"] == 2


@pytest.mark.django_db
def test_another_record_is_another_state_of_the_database():
    def state():
        with connection.cursor() as cursor:
            cursor.execute(prepare_if_changed.STATE)
            return cursor.fetchone()

    before = state()
    LoadedRecord.objects.create(version="2026.1", checksum="c", rules="r")
    assert state() != before


def test_code_is_told_from_another_state_of_it(tmp_path, monkeypatch):
    (tmp_path / "laws").mkdir()
    (tmp_path / "requirements.txt").touch()
    monkeypatch.setattr(prepare_if_changed, "ROOT", tmp_path)
    before = prepare_if_changed.code()
    (tmp_path / "laws" / "measures.csv").write_text("a,b")
    assert prepare_if_changed.code() != before
