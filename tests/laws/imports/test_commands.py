"""The commands that import: a preview, the inbox, and nothing half-done when they are killed."""

import json
import os
import random
import signal
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from laws.models import ImportRun, InboxEntry, Measure, RawRecord, Search
from tests.support.makers import make_session
from tests.support.source_bills import API_BILL

OFF = {"title": "An Act on road signs", "other_titles": []}
KILLS = 20
MOST_STATEMENTS = 40  # about what an import of three bills sends


def bill(number, **fields):
    return API_BILL | {"id": f"ocd-bill/{number}", "identifier": f"S {number}"} | fields


def file_of(folder, *bills):
    path = folder / "bills.json"
    path.write_text(json.dumps({"results": bills, "pagination": {"page": 1, "max_page": 1}}))
    return path


def run(path, *options, command="import_openstates"):
    out, err = StringIO(), StringIO()
    call_command(command, str(path), *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.mark.django_db
def test_a_dry_run_says_what_a_file_would_bring_and_keeps_nothing(tmp_path):
    make_session("MA", "2098-2099", "2098-01-01", "2099-12-31")
    path = file_of(tmp_path, bill(9901), bill(9902, identifier=""), bill(9903, **OFF), bill(9904))
    said, _ = run(path)
    lines = said.splitlines()
    assert lines[0].startswith("new: Massachusetts S.9901, An Act for a test of face recognition")
    assert lines[1].startswith("refused: bills.json, record 2: ")
    assert lines[2].startswith("new: Massachusetts S.9904")
    assert lines[3:] == [
        "4 records read: 2 new, 0 changed, 0 unchanged, 1 not about face recognition, 1 refused.",
        "Dry run: nothing was changed. To put it into the inbox, add --commit.",
    ]
    assert not any(model.objects.exists() for model in (ImportRun, InboxEntry, RawRecord))


@pytest.mark.django_db
def test_what_is_committed_waits_in_the_inbox_and_a_second_time_there_is_nothing(tmp_path):
    make_session("MA", "2098-2099", "2098-01-01", "2099-12-31")
    path = file_of(tmp_path, bill(9901), bill(9902))
    said, _ = run(path, "--commit")
    assert said.splitlines()[-1] == "It is in the inbox now."
    assert run(path, "--commit")[0].startswith("2 records read: 0 new, 0 changed, 2 unchanged")
    assert (InboxEntry.objects.count(), Measure.objects.count()) == (2, 0)
    assert [(one.new, one.is_finished) for one in ImportRun.objects.all()] == [(0, True), (2, True)]


@pytest.mark.django_db
def test_a_file_of_another_record_names_the_command_that_reads_it(tmp_path):
    said, _ = run(file_of(tmp_path, bill(9901)), command="import_legiscan")
    assert "This is a record of Open States, not of LegiScan. import_openstates reads it." in said


@pytest.mark.django_db
@pytest.mark.parametrize("content", [None, "", "not at all", '{"a": 1}'])
def test_a_path_that_cannot_be_read_is_an_error_in_a_sentence(tmp_path, content):
    path = tmp_path / "bills.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(CommandError, match=r"^Nothing was read\. .*bills\.json"):
        run(path, "--commit")
    assert not ImportRun.objects.exists()


@pytest.fixture
def imports(transactional_db):
    """The process that starts imports, each as a process of its own."""
    command = [sys.executable, "-m", "tests.support.importing_worker",
               connection.settings_dict["NAME"]]  # fmt: skip
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, bufsize=0, cwd=settings.BASE_DIR, **pipes) as process:
        yield process
        process.stdin.close()


def killed_after(process, path, statements):
    """Import a file and kill the import after so many statements. Whether it ended by itself."""
    process.stdin.write(f"{path}\n".encode())
    worker = int(process.stdout.readline())
    for _ in range(statements):
        if process.stdout.read(1) != b".":
            break
    else:
        os.kill(worker, signal.SIGKILL)
    status = int(process.stdout.readline().decode().lstrip("."))
    assert status in (0, -signal.SIGKILL)
    return status == 0


def test_a_command_that_is_killed_leaves_nothing_half_imported(tmp_path, imports):
    make_session("MA", "2098-2099", "2098-01-01", "2099-12-31")
    finished = 0
    for number in range(KILLS):
        bills = [bill(10_000 + number * 100 + one) for one in range(3)]
        path = file_of(tmp_path, *bills)
        finished += killed_after(imports, path, random.randint(1, MOST_STATEMENTS))
        made = ImportRun.objects.exclude(finished_at=None).count()
        assert (InboxEntry.objects.count(), RawRecord.objects.count()) == (3 * made, 3 * made)
        assert made >= finished
    assert finished < KILLS
    run(path, "--commit")
    assert InboxEntry.objects.filter(identifier=f"S.{10_000 + 100 * (KILLS - 1)}").count() == 1


@pytest.mark.django_db
def test_a_file_whose_name_is_no_text_is_read(tmp_path):
    make_session("MA", "2098-2099", "2098-01-01", "2099-12-31")
    path = file_of(tmp_path, bill(9901), bill(9902, identifier=""))
    odd = path.rename(tmp_path / os.fsdecode(b"bills\xff.json"))
    assert "1 new" in run(odd, "--commit")[0]
    assert ImportRun.objects.get().name == "bills.json"
    assert InboxEntry.objects.get(kind="refused").where.isprintable()


@pytest.mark.django_db
def test_what_is_committed_is_noted_in_the_ledger_and_no_session_counts_as_read(tmp_path):
    make_session("MA", "2098-2099", "2098-01-01", "2099-12-31")
    path = file_of(tmp_path, bill(9901), bill(9903, **OFF))
    run(path)
    assert not Search.objects.exists()
    run(path, "--commit")
    (row,) = Search.objects.values("jurisdiction__name", "how", "sought", "where", "session",
                                   "found", "note")  # fmt: skip
    assert row == {
        "jurisdiction__name": "Massachusetts", "how": "import", "sought": "bills",
        "where": "Open States: bills.json", "session": None, "found": 1,
        "note": "2 bills read. Which sessions they cover in full is not known",
    }  # fmt: skip
