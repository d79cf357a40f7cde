"""A repository as a container of files, read at its newest commit."""

import json
import subprocess

import pytest

from laws.imports.readers import detect
from laws.imports.readers.git_repository import GitRepository
from laws.refusals import Refusal
from tests.support.source_bills import API_BILL, changed

FOLDER = "country:us/state:ma/sessions/2099/bills"


def git(folder, *arguments):
    names = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", folder, *names, *arguments], check=True, capture_output=True)


@pytest.fixture
def mirror(tmp_path):
    """A repository of two bills, with a file beside the first that repeats it."""
    folder = tmp_path / "mirror"
    folder.mkdir()
    git(folder, "init", "-q")
    for number in ("S 9901", "S 9902"):
        bill = folder / FOLDER / number.replace(" ", "")
        bill.mkdir(parents=True)
        content = changed(API_BILL, identifier=number, id=f"ocd-bill/{number}", jurisdiction=None)
        (bill / "metadata.json").write_text(json.dumps(content))
    log = folder / FOLDER / "S9901" / "logs"
    log.mkdir()
    (log / "passage.json").write_text(json.dumps(API_BILL))
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Bills")
    return folder


def test_each_bill_of_a_mirror_is_read_once_with_its_state_from_the_folders(mirror):
    bills = list(detect.read(mirror))

    assert [bill.identifier for bill in bills] == ["S 9901", "S 9902"]
    assert {bill.jurisdiction for bill in bills} == {"ocd-division/country:us/state:ma"}
    assert str(bills[0].where) == f"mirror/{FOLDER}/S9901/metadata.json"


def test_a_mirror_without_a_work_tree_is_read_alike(mirror, tmp_path):
    bare = tmp_path / "bare"
    subprocess.run(["git", "clone", "-q", "--bare", mirror, bare], check=True, capture_output=True)

    assert [b.identifier for b in detect.read(bare)] == [b.identifier for b in detect.read(mirror)]


def test_what_was_not_committed_is_not_read(mirror):
    (mirror / FOLDER / "S9902" / "metadata.json").unlink()

    assert len(list(detect.read(mirror))) == 2


def test_a_file_that_the_repository_has_lost_is_refused_and_the_others_are_read(mirror):
    repository = GitRepository(mirror, "mirror")
    lost = {one.name: one.key for one in repository.members()}[f"{FOLDER}/S9901/metadata.json"]
    (mirror / ".git" / "objects" / lost[:2] / lost[2:]).unlink()

    refused, good = detect.read(mirror)

    assert "is missing in the repository" in refused.why
    assert good.identifier == "S 9902"


def test_a_repository_without_a_commit_is_refused_with_a_sentence(tmp_path):
    git(tmp_path, "init", "-q")

    with pytest.raises(Refusal, match="can't be read"):
        list(detect.read(tmp_path))
