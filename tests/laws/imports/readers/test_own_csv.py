"""Measures in our own columns, alone, with their other files, or from the site's own download."""

from datetime import date

import pytest

from dashboard.pages.measure_list.api import COLUMNS
from laws.dataset import schema
from laws.imports.readers import detect, own_csv
from laws.refusals import Refusal
from tests.support.source_bills import MA
from tests.support.source_sets import folder, read, rows

ORDINANCE = {
    "slug": "ma-testville-ban",
    "division_id": f"{MA}/place:testville",
    "kind": "ordinance",
    "session": "",
    "identifier": "2099-1",
    "title": "A ban for a test",
    "effect": "ban",
    "regulates": "police;government",
    "summary": "Tests.",
}
ACTION = {
    "measure": "ma-testville-ban",
    "order": "1",
    "date": "2099-06",
    "kind": "passed",
    "chamber": "council",
    "yes": "9",
    "no": "",
    "description": "Passed",
    "basis": "recorded",
    "source_urls": "https://example.gov/a https://example.gov/b",
}
SOURCE = {"measure": "ma-testville-ban", "url": "https://example.gov/a", "official": "1"}
SPONSOR = {
    "measure": "ma-testville-ban",
    "name": "A. Tester",
    "classification": "primary",
    "source_urls": "https://example.gov/a",
}
ANSWER = {"measure": "ma-testville-ban", "question": "warrant_required", "answer": "no"}


def test_an_answer_has_its_own_days_and_ends_after_it_begins(tmp_path):
    files = {"measures.csv": rows(ORDINANCE), "provisions.csv": rows(ANSWER | {
        "effective_on": "7/1/2027", "ended_on": "2030",
    })}  # fmt: skip
    (measure,), _ = read(folder(tmp_path, files))
    assert measure.provisions[0]["effective_on"] == "2027-07-01"
    assert measure.provisions[0]["ended_on"] == "2030"

    files["provisions.csv"] = rows(ANSWER | {"effective_on": "2030-05", "ended_on": "2030"})
    measures, (refused,) = read(folder(tmp_path, files))
    assert not measures
    assert "a day after effective_on" in str(refused)


def test_a_measure_is_read_with_the_rows_of_its_other_files(tmp_path):
    files = {
        "measures.csv": rows(ORDINANCE),
        "actions.csv": rows(ACTION),
        "sources.csv": rows(SOURCE | {"seen_on": "2099-07-01", "note": "a page"}),
        "provisions.csv": rows(ANSWER),
        "sponsorships.csv": rows(SPONSOR),
    }
    (measure,), refused = read(folder(tmp_path, files))

    assert not refused
    assert [sponsor.name for sponsor in measure.sponsors] == ["A. Tester"]
    assert (measure.record, measure.record_id) == ("own", "ma-testville-ban")
    assert (measure.jurisdiction, measure.kind) == (f"{MA}/place:testville", "ordinance")
    assert measure.own == {
        "slug": "ma-testville-ban",
        "summary": "Tests.",
        "effect": "ban",
        "regulates": ["police", "government"],
    }
    assert measure.provisions == ({"question": "warrant_required", "answer": "no"},)
    (action,) = measure.actions
    assert (action.day, action.precision, action.kind) == (date(2099, 6, 1), "month", "passed")
    assert (action.chamber, action.yes, action.no) == ("council", 9, None)
    assert (action.basis, len(action.urls)) == ("recorded", 2)
    assert measure.sources == (("https://example.gov/a", True, "a page", date(2099, 7, 1)),)
    assert detect.READERS["own"](measure.raw, measure.where) == measure


def test_columns_may_come_in_any_order_and_most_may_be_missing(tmp_path):
    path = folder(tmp_path, {"list.csv": rows({"title": "A test", "division_id": MA})})
    (measure,), _ = read(path / "list.csv")

    assert (measure.title, measure.kind, measure.own) == ("A test", "bill", {})
    assert measure.record_id == f"{MA}///A test".replace("///", "//")


def test_the_sites_own_download_is_read_by_the_columns_that_it_shares(tmp_path):
    assert set(COLUMNS) <= schema.MEASURES.keys() | own_csv.DERIVED

    line = dict.fromkeys(COLUMNS, "") | ORDINANCE | {"stage": "passed", "on": "2099-01-01"}
    (measure,), refused = read(folder(tmp_path, {"measures.csv": rows(line)}) / "measures.csv")

    assert not refused
    assert measure.own["effect"] == "ban"


SAVED = {
    "with what Excel says of its separator": ("sep=;\n{}", ";", "utf-8"),
    "as UTF-16 without its mark": ("{}", "\t", "utf-16-le"),
    "for a Mac of before": ("{}", ",", "utf-16-be"),
    "with an empty column on the left": ("{}", ",,", "utf-8"),
}


@pytest.mark.parametrize("how", SAVED)
def test_a_table_is_read_however_a_spreadsheet_saved_it(tmp_path, how):
    form, separator, encoding = SAVED[how]
    table = [*zip(*((name, cell) for name, cell in ACTION.items() if cell), strict=True)]
    table = [["\u200b" + cell + "\u00a0" for cell in row] for row in table]
    left = "," if separator == ",," else ""
    lines = "\n".join(left + separator[0].join(row) for row in table)
    actions = form.format(lines).encode(encoding)
    files = {"measures.csv": rows(ORDINANCE), "actions.csv": actions}
    (measure,), refused = read(folder(tmp_path, files))

    assert not refused
    assert [(one.day.isoformat(), one.kind) for one in measure.actions] == [
        ("2099-06-01", "passed")
    ]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("6/27/2019", ("2019-06-27", "day")),
        ("October 16th, 2019", ("2019-10-16", "day")),
        ("March, 2018", ("2018-03-01", "month")),
        ("27-Jun-2019", ("2019-06-27", "day")),
    ],
)
def test_dates_are_read_as_people_and_spreadsheets_write_them(tmp_path, written, read_as):
    files = {"measures.csv": rows(ORDINANCE), "actions.csv": rows(ACTION | {"date": written})}
    ((measure,), _) = read(folder(tmp_path, files))

    (action,) = measure.actions
    assert (action.day.isoformat(), action.precision) == read_as


@pytest.mark.parametrize("written", ["13/13/2019", "6/27/19/1", "43643", "soon"])
def test_what_is_no_date_refuses_its_measure_by_the_line(tmp_path, written):
    files = {"measures.csv": rows(ORDINANCE), "actions.csv": rows(ACTION | {"date": written})}
    _, (refused,) = read(folder(tmp_path, files))

    assert f"actions.csv, line 2: date: '{written}' is refused" in refused.why


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"effect": "bann"}, "effect: 'bann' is refused; allowed: one of ban, moratorium"),
        ({"division_id": "Testville"}, "division_id: 'Testville' is refused"),
        ({"title": ""}, "title: '' is refused; allowed: text of 1 to 400 characters"),
    ],
)
def test_a_bad_cell_refuses_its_measure_alone(tmp_path, cells, said):
    other = ORDINANCE | {"slug": "ma-testville-other"}
    (measure,), (refused,) = read(
        folder(tmp_path, {"measures.csv": rows(ORDINANCE | cells, other)})
    )

    assert measure.record_id == "ma-testville-other"
    assert refused.where.number == 2
    assert said in refused.why


def test_a_bad_row_of_another_file_refuses_the_measure_that_it_belongs_to(tmp_path):
    files = {
        "measures.csv": rows(ORDINANCE),
        "actions.csv": rows(ACTION, ACTION | {"date": "2099-13"}),
        "sources.csv": rows(SOURCE | {"measure": "ma-elsewhere"}),
    }
    measures, (spoilt, orphan) = read(folder(tmp_path / "set", files))

    assert not measures
    assert spoilt.why.startswith("actions.csv, line 3: date: '2099-13' is refused; allowed: YYYY")
    assert str(orphan.where) == "set/sources.csv, record 2"
    assert "'ma-elsewhere' is refused" in orphan.why


def test_a_mistyped_column_is_named(tmp_path):
    path = folder(tmp_path, {"m.csv": rows({"title": "T", "division_id": MA, "efect": "ban"})})

    with pytest.raises(Refusal, match=r"m.csv has the column 'efect'; allowed: slug, division_id"):
        list(detect.read(path / "m.csv"))


def test_a_column_that_comes_twice_is_named(tmp_path):
    path = folder(tmp_path, {"m.csv": f"division_id,title,Title\n{MA},A ban,Another".splitlines()})

    with pytest.raises(Refusal, match=r"m.csv has the column 'title' twice"):
        list(detect.read(path / "m.csv"))


def test_a_row_above_does_not_change_the_version_of_those_below(tmp_path):
    other = ORDINANCE | {"slug": "ma-testville-other"}
    before = {"measures.csv": rows(ORDINANCE), "actions.csv": rows(ACTION)}
    after = {
        "measures.csv": rows(other, ORDINANCE),
        "actions.csv": rows(ACTION | {"measure": "ma-testville-other"}, ACTION),
    }
    (first,), _ = read(folder(tmp_path / "1", before))
    (_, second), _ = read(folder(tmp_path / "2", after))

    assert first.version == second.version
