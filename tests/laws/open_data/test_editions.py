"""Editions: made when something published changed, never changed again, brought to newer code."""

import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from laws.models import Edition, LoadedRecord, Measure, Source, Term
from laws.models.edition import reading
from laws.open_data import edition_checks, store
from laws.open_data.edition_checks import problems, rebuild_stale
from laws.open_data.editions import make_edition
from tests.support.makers import make_measure, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.EDITIONS_FOLDER = tmp_path / "editions"
    return settings.EDITIONS_FOLDER


@pytest.fixture
def law():
    LoadedRecord.objects.create(version="2026-11-22", checksum="0" * 64)
    measure = make_measure("An Act", "MA", [("effective", "2021-07-01")], slug="ma-an-act")
    make_source(measure)
    return measure


def make():
    """The next edition; all of a test is one transaction, so one state of the record."""
    Edition.objects.update(state="")
    return make_edition(timezone.now())


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_edition_is_made_only_when_something_published_changed(law):
    assert make().number == 1
    make_measure("A draft", "MA", [("introduced", "2024-01-01")], status="draft", slug="draft")
    law.save()
    assert make() is None

    law.summary = "New words."
    law.save()
    second = make()
    assert (second.number, second.changed["laws_measure"]) == (
        2, {"added": 0, "removed": 0, "changed": 1},
    )  # fmt: skip


def test_the_command_says_what_it_made_and_when_there_is_nothing_to_make(law):
    said = StringIO()
    call_command("make_edition", stdout=said)
    call_command("make_edition", stdout=said)

    assert said.getvalue().splitlines() == [
        "Edition 1 is made: 1 laws and bills.",
        "Nothing that is published has changed: there is no new edition.",
    ]


def test_no_draft_is_in_an_edition(law):
    make_source(make_measure("A draft", "MA", [("introduced", "2024-01-01")], status="draft"))

    with reading(make()):
        assert [one.slug for one in Measure.objects.all()] == ["ma-an-act"]
        assert Source.objects.count() == 1


def test_a_later_edition_shares_what_did_not_change_and_leaves_the_earlier_as_it_is(law, folder):
    first = make()
    before = bytes_of(folder)
    law.summary = "New words."
    law.save()
    second = make()

    assert second.built["laws_measure"]["schema"] == 2
    assert second.built["laws_term"]["schema"] == 1
    assert second.schemas == ["edition_2", "edition_1"]
    with reading(first):
        assert Measure.objects.get().summary == ""
    with reading(second):
        assert Measure.objects.get().summary == "New words."
        assert Term.objects.count() == 1
    after = bytes_of(folder)
    assert before.items() <= after.items()
    assert list(problems()) == []


def test_the_files_of_an_edition_load_into_the_same_record(law, folder, tmp_path):
    (file,) = [one for one in make().files if one["name"] == "record.zip"]
    shutil.unpack_archive(store.path_of(file["sha256"]), tmp_path / "record", "zip")

    said = StringIO()
    call_command("load_record", data=tmp_path / "record", stdout=said)
    assert "measures: 0 new, 0 updated" in said.getvalue()


def test_rows_of_an_edition_cannot_be_changed(law):
    make()
    with pytest.raises(Exception, match="An edition does not change"):
        run("UPDATE edition_1.laws_measure SET summary = 'Other words.'")


def break_rows():
    run("ALTER TABLE edition_1.laws_measure DISABLE TRIGGER fixed")
    run("UPDATE edition_1.laws_measure SET summary = 'Other words.'")


def break_file():
    path = store.path_of(Edition.objects.get().files[0]["sha256"])
    path.chmod(0o644)
    path.write_bytes(b"other")


def break_kept_rows():
    store.path_of(Edition.objects.get().tables["laws_measure"]["file"]).unlink()


def break_table():
    run("DROP TABLE edition_1.laws_term")


def break_row_of_edition():
    Edition.objects.update(made_at="2020-01-01T00:00:00Z")


HARMS = {
    break_rows: "Edition 1: laws_measure has other rows than when it was made.",
    break_table: "Edition 1: laws_term is not there.",
    break_row_of_edition: "Edition 1: what is said of it is not what its digest was made of.",
    break_file: "Edition 1: the file record.zip is gone or changed.",
    break_kept_rows: "Edition 1: the rows kept of laws_measure are gone or changed.",
}


def test_verify_editions_finds_what_was_changed(law):
    make()
    call_command("verify_editions", stdout=StringIO())

    for harm, said in HARMS.items():
        with transaction.atomic():
            harm()
            with pytest.raises(CommandError) as refused:
                call_command("verify_editions")
            transaction.set_rollback(True)
        assert said in str(refused.value).splitlines()


def test_an_edition_follows_a_migration_of_its_tables(law):
    first = make()
    law.summary = "New words."
    law.save()
    second = make()
    # As if the tables had been made by older code.
    run("ALTER TABLE edition_1.laws_source DROP COLUMN note, ADD COLUMN gone integer")
    run("DROP TABLE edition_1.laws_zipcode")

    assert [one.number for one in rebuild_stale()] == [1]
    assert list(problems()) == []
    for edition in (first, second):
        edition.refresh_from_db()
        with reading(edition):
            assert Source.objects.get().note == ""
    assert rebuild_stale() == []


def test_a_new_column_has_its_default_in_older_rows_or_what_is_said_of_it(law, monkeypatch):
    kept = {"columns": [["id", "bigint"], ["measure_id", "bigint"]]}

    assert """ ''::varchar(200) AS "note\"""" in edition_checks._converted(Source, kept)
    with pytest.raises(edition_checks.Unconverted, match=r"laws_term\.starts_on has no value"):
        edition_checks._converted(Term, kept)
    said = {("laws_term", name): "now()" for name in ("starts_on", "start_kind", "start_basis")}
    monkeypatch.setattr(edition_checks, "CONVERTED", said)
    assert 'now() AS "starts_on"' in edition_checks._converted(Term, kept)
