"""A legislature's mirror, night after night: what changed, once; nothing lost when it is odd."""

import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from laws.imports.fetch import mirrors
from laws.imports.fetch.mirror_copies import newest_copy
from laws.models import ImportRun, InboxEntry, MirrorMark, RawRecord, Search, SourceCopy
from laws.refusals import Refusal
from tests.support.makers import make_session
from tests.support.mirrors import (
    BILLS,
    commit,
    git,
    make_mirror,
    write_bill,
    write_text,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def session():
    return make_session("MA", "194th", "2025-01-01", "2026-12-31")


@pytest.fixture
def mirror(tmp_path):
    """A mirror of two bills on the subject and one off it."""
    folder = make_mirror(tmp_path / "all" / "ma-legislation")
    write_text(write_bill(folder, "H 1"), "No agency shall use facial recognition.")
    write_bill(folder, "H 2")
    write_bill(folder, "H 3", title="An Act on road signs")
    commit(folder)
    return folder


def look(mirror, commit=True):
    """The counts and the notes of one look at a mirror."""
    found = mirrors.read_mirror("MA", mirror, commit)
    return {name: number for name, number in found.counts.items() if number}, found.notes


def waiting():
    entries = InboxEntry.objects.filter(status="waiting").exclude(kind="refused")
    return sorted((entry.identifier, entry.title) for entry in entries)


def questions():
    return list(InboxEntry.objects.filter(kind="refused").values_list("why_refused", flat=True))


def test_a_second_look_proposes_nothing_and_a_third_only_what_changed(mirror):
    assert look(mirror) == ({"new": 2, "off_subject": 1}, [])
    assert look(mirror) == ({}, [])

    write_bill(mirror, "H 2", title="An Act on facial recognition in towns")
    write_bill(mirror, "H 4")
    commit(mirror)

    assert look(mirror) == ({"new": 2}, [])
    assert [number for number, _ in waiting()] == ["H.1", "H.2", "H.4"]
    assert SourceCopy.objects.get().entry.identifier == "H.1"


def test_a_dry_run_stores_nothing(mirror):
    assert look(mirror, commit=False) == ({"new": 2, "off_subject": 1}, [])

    kept = [model.objects.exists() for model in (InboxEntry, ImportRun, RawRecord, MirrorMark)]
    assert kept == [False] * 4


def test_a_run_that_was_stopped_goes_on_where_it_was(mirror, monkeypatch):
    monkeypatch.setattr(mirrors, "AT_ONCE", 1)

    def stop(number):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        mirrors.read_mirror("MA", mirror, True, progress=stop)
    write_bill(mirror, "H 4")
    commit(mirror)

    assert look(mirror) == ({"new": 2, "off_subject": 1}, [])
    assert [number for number, _ in waiting()] == ["H.1", "H.2", "H.4"]


def test_a_history_that_was_rewritten_is_told_and_nothing_comes_twice(mirror):
    look(mirror)
    shutil.rmtree(mirror / ".git")
    git(mirror, "init", "-q", "-b", "main")
    write_bill(mirror, "H 4")
    commit(mirror, "Anew")

    counts, (note,) = look(mirror)

    assert counts == {"new": 1, "unchanged": 2, "off_subject": 1}
    assert "its history was rewritten" in note


def test_a_bill_whose_content_is_lost_is_read_again_when_it_is_back(mirror):
    name = f"{BILLS.format('194th', 'H1')}/metadata.json"
    key = git(mirror, "rev-parse", f"HEAD:{name}")
    lost = mirror / ".git" / "objects" / key[:2] / key[2:]
    kept = lost.read_bytes()
    lost.unlink()

    counts, (note,) = look(mirror)
    assert counts == {"new": 1, "off_subject": 1, "refused": 1}
    assert "could not be read" in note

    lost.write_bytes(kept)
    assert look(mirror)[0] == {"new": 1, "unchanged": 1, "off_subject": 1}


def test_a_bill_that_vanished_is_asked_about_once_and_kept(mirror):
    look(mirror)
    shutil.rmtree(mirror / BILLS.format("194th", "H2"))
    commit(mirror)

    assert look(mirror)[0] == {"refused": 1}
    (why,) = questions()
    assert why.startswith("H 2 (194th) was in this mirror and is not there any more.")
    write_bill(mirror, "H 4")
    commit(mirror)
    assert look(mirror)[0] == {"new": 1}
    assert [number for number, _ in waiting()] == ["H.1", "H.2", "H.4"]


def test_a_session_that_was_renamed_is_told_and_no_bill_comes_twice(mirror):
    look(mirror)
    shutil.rmtree(mirror / BILLS.format("194th", "H1").split("/bills")[0])
    for number, fields in (("H 1", {}), ("H 2", {}), ("H 3", {"title": "An Act on road signs"})):
        write_bill(mirror, number, "194", **fields)
    commit(mirror)

    counts, _ = look(mirror)

    assert counts == {"refused": 1, "unchanged": 2, "off_subject": 1}
    assert "now calls the session “194th” “194”" in questions()[0]
    assert len(waiting()) == 2


def test_a_new_session_that_drops_the_old_one_takes_its_bills_for_new(mirror):
    make_session("MA", "195th", "2027-01-01", "2028-12-31")
    look(mirror)
    shutil.rmtree(mirror / BILLS.format("194th", "H1").split("/bills")[0])
    filed = [{"description": "Filed", "date": "2027-01-10", "classification": ["filing"]}]
    write_bill(mirror, "H 1", "195th", actions=filed)
    commit(mirror)

    counts, _ = look(mirror)

    assert counts == {"refused": 1, "new": 1}
    assert "The session “194th” is not in this mirror any more; we know 2 bills" in questions()[0]
    assert len(waiting()) == 3


def fetch(*arguments):
    """What the command prints."""
    out = StringIO()
    call_command("fetch_mirrors", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_mirror_that_is_cut_off_is_told_and_the_others_are_read(mirror):
    broken = make_mirror(mirror.parent / "wy-legislation")
    commit(broken)
    for path in (broken / ".git" / "objects").glob("??/*"):
        path.chmod(0o600)
        path.write_bytes(path.read_bytes()[:5])
    out, problem = StringIO(), None
    try:
        call_command("fetch_mirrors", "--commit", "--from", mirror.parent, stdout=out,
                     stderr=StringIO())  # fmt: skip
    except CommandError as error:
        problem = str(error)

    assert problem == "1 of 2 could not be read: Wyoming."
    assert "could not be read" in out.getvalue()
    assert len(waiting()) == 2


def test_a_look_that_is_stored_is_noted_in_the_ledger_by_session_and_day_of_the_mirror(
    mirror, session
):
    fetch("--from", str(mirror.parent))
    assert not Search.objects.exists()

    fetch("--commit", "--from", str(mirror.parent), "--state", "ma")

    fetch("--commit", "--from", str(mirror.parent), "--state", "ma")

    search = Search.objects.get()
    day = git(mirror, "show", "-s", "--format=%cs", "HEAD")
    assert (search.how, search.found, search.session) == ("mirror", 2, session)
    assert search.day.isoformat() == day


def test_a_state_that_there_is_not_is_refused_with_a_sentence(mirror):
    with pytest.raises(CommandError, match="'ZZ' is refused; allowed: postal codes"):
        fetch("--state", "zz", "--from", str(mirror.parent))


def test_a_copy_is_made_and_brought_up_to_date(mirror, tmp_path):
    pattern = f"file://{mirror.parent}/{{state}}-legislation"
    look(newest_copy("MA", pattern, tmp_path / "ours", 60))
    write_bill(mirror, "H 4")
    commit(mirror)

    assert look(newest_copy("MA", pattern, tmp_path / "ours", 60)) == ({"new": 1}, [])


@pytest.mark.parametrize("pattern", ["ext::sh -c touch {state}", "file:///nowhere/{state}"])
def test_an_address_that_gives_no_mirror_is_refused(pattern, tmp_path):
    with pytest.raises(Refusal, match="can't be copied"):
        newest_copy("MA", pattern, tmp_path / "ours", 60)
