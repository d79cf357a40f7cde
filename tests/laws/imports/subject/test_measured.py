"""How well bills on the subject are found, beside labels given by hand."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from laws.imports.subject.measured import Label, Tally, labels_in
from laws.refusals import Refusal
from laws.vocabulary import SubjectStrength

ROOT = Path(__file__).resolve().parents[4]
HEAD = ["state", "session", "identifier", "read", "chosen", "label", "why"]
BILLS = {
    "SB 1": ("An act on facial recognition", "core"),
    "SB 2": ("Roads; faceprints", "none"),
    "SB 3": ("Cameras", "section"),
    "SB 4": ("Bridges", "none"),
}


def row(name, printed):
    """The cells of a row of the printed table."""
    [line] = [line for line in printed.splitlines() if line.startswith(f"| {name} |")]
    return [cell.strip() for cell in line.strip("|").split("|")][1:]


@pytest.mark.django_db
def test_the_table_counts_precision_recall_and_strength(tmp_path):
    labels = tmp_path / "labels.csv"
    with labels.open("w", encoding="utf-8", newline="") as file:
        rows = ([("WA"), "2025", one, "title", "known", BILLS[one][1], "Why"] for one in BILLS)
        csv.writer(file).writerows(
            [HEAD, *rows, ["WA", "2025", "SB 9", "text", "known", "core", ""]]
        )
    bills = [
        {"id": f"ocd-bill/{one}", "identifier": one, "session": "2025", "title": title,
         "jurisdiction": {"id": "ocd-jurisdiction/country:us/state:wa/government"}, "actions": []}
        for one, (title, _) in BILLS.items()
    ]  # fmt: skip
    (tmp_path / "bills.json").write_text(json.dumps({"results": bills}), encoding="utf-8")

    out = StringIO()
    call_command("measure_subject", tmp_path / "bills.json", labels=labels, stdout=out)

    assert row("all", out.getvalue()) == [
        "4 of 5", "2", "2", "1 of 2 (50%)", "1 of 2 (50%)", "2", "1 of 2 (50%)", "1 of 2 (50%)",
        "1 of 1 (100%)",
    ]  # fmt: skip


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", ",".join(HEAD) + "\nWA,2025\n"])
def test_a_file_that_is_none_of_labels_is_told(tmp_path, content):
    path = tmp_path / "labels.csv"
    if content:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(Refusal, match="read as labels"):
        assert all(label.why for label in labels_in(path))


def test_a_weak_match_is_offered_and_not_open():
    tally = Tally()
    tally.add(Label("WA", "2025", "SB 1", "text", "drawn", "section", ""), "incidental")
    assert (tally.offered_ruled, tally.open, tally.told, tally.equal) == (1, 0, 1, 0)


def test_the_labels_are_whole():
    labels = labels_in(ROOT / "docs" / "subject-labels.csv")
    assert len({label.key for label in labels}) == len(labels)
    assert {label.label for label in labels} <= {*SubjectStrength.values, "none"}
    assert all(label.why and label.read in ("text", "title") for label in labels)
