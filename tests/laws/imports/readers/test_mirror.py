"""A mirror's bills, each with its votes and the texts of its versions."""

import subprocess
from contextlib import closing

import pytest

from laws.imports.readers import detect, mirror
from laws.imports.readers.git_repository import GitRepository
from laws.imports.types import RefusedRecord
from tests.support.mirrors import (
    BILLS,
    commit,
    git,
    make_mirror,
    write_bill,
    write_text,
    write_vote,
)

PASSED = {"description": "Passed the House", "date": "2025-02-01", "classification": ["passage"]}


@pytest.fixture
def made(tmp_path):
    folder = make_mirror(tmp_path / "ma-legislation")
    bill = write_bill(folder, "H 1", title="An Act on invented towns", actions=[PASSED])
    write_text(bill, "No agency shall use facial recognition.")
    write_text(bill, "Strike facial recognition.", "Amendment 1")
    write_vote(bill, "Passed the House", "2025-02-01", 90, 60)
    write_bill(folder, "H 2")
    commit(folder)
    return folder


def test_a_bill_comes_with_its_votes_and_the_texts_of_its_own_versions(made):
    bill, other = detect.read(made)

    assert [(one.text, one.yes, one.no) for one in bill.actions] == [("Passed the House", 90, 60)]
    (version,) = bill.versions
    assert (version.version, version.text) == (
        "Introduced", "No agency shall use facial recognition.",
    )  # fmt: skip
    assert version.url == "https://legislature.example.gov/H1.html"
    assert "facial recognition" in bill.text
    assert "A. Tester" not in str(bill.raw)
    assert other.versions == ()


def test_numbers_of_lines_part_no_phrase(tmp_path):
    folder = make_mirror(tmp_path / "ma-legislation")
    write_text(
        write_bill(folder, "H 1"), "1 No agency shall use facial\n2 recognition.\n3 Nor eyes."
    )
    commit(folder)

    (bill,) = detect.read(folder)

    assert "facial\nrecognition" in bill.text
    assert "2 recognition" in bill.versions[0].text


@pytest.mark.parametrize("form", ["tar", "tar.gz", "zip"])
def test_an_archive_of_a_mirror_says_the_same(made, tmp_path, form):
    archive = tmp_path / f"ma.{form}"
    subprocess.run(
        ["git", "-C", made, "archive", "--prefix=ma/", "-o", archive, "HEAD"], check=True
    )

    bills = list(detect.read(archive))

    assert [(one.identifier, one.actions, one.version) for one in bills] == [
        (one.identifier, one.actions, one.version) for one in detect.read(made)
    ]
    assert [len(one.versions) for one in bills] == [1, 0]


def test_only_the_folders_asked_for_are_read(made):
    wanted = {mirror.folder_of("country:us/state:ma/sessions/194th/bills/H2/metadata.json")}

    with closing(GitRepository(made, "ma")) as repository:
        assert [bill.identifier for bill in mirror.bills(repository, wanted)] == ["H 2"]


def test_links_and_what_is_too_long_are_refused_and_modules_passed_over(made, monkeypatch):
    write_bill(made, "H 3", title="An Act " + "x" * 3000)
    link = write_bill(made, "H 4") / "metadata.json"
    link.unlink()
    link.symlink_to("/etc/passwd")
    module = f"160000,{git(made, 'rev-parse', 'HEAD')},{BILLS.format('194th', 'H5')}"
    git(made, "update-index", "--add", "--cacheinfo", module)
    write_bill(made, "H 6 é\n“x”", identifier="H 6")
    git(made, "add", "country:us/state:ma/sessions")
    git(made, "commit", "-q", "-m", "Odd")
    monkeypatch.setattr(mirror, "LONGEST_BILL", 2000)

    read = {one.where.file.split("/")[-2]: one for one in detect.read(made)}

    assert "allowed" in read["H3"].why
    assert "is not followed" in read["H4"].why
    refused = [name for name, one in read.items() if isinstance(one, RefusedRecord)]
    assert refused == ["H3", "H4"]
    assert "H 6" in [one.identifier for one in read.values() if not isinstance(one, RefusedRecord)]
