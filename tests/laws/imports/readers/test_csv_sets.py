"""Sets of CSV by Open States and LegiScan: rows with their child rows, good and bad."""

from datetime import date

from laws.imports.readers import detect
from tests.support.source_sets import LEGISCAN_SET, OPENSTATES_SET, archive, folder, read

LEGISCAN_FOLDER = "MI/2099-2100_109th_Legislature/csv/"


def actions(measure):
    return [(a.order, a.day, a.chamber, a.text, a.classification) for a in measure.actions]


def test_legiscans_set_is_joined_by_bill_whatever_the_order_of_its_rows(tmp_path):
    (bill, resolution), refused = read(folder(tmp_path, LEGISCAN_SET, LEGISCAN_FOLDER))

    assert not refused
    assert (bill.record_id, bill.identifier, bill.summary) == ("990801", "SB0801", "A longer test")
    assert bill.jurisdiction == "ocd-division/country:us/state:mi"
    assert (bill.session_names, bill.years) == (("109th Legislature",), (2099, 2100))
    assert actions(bill) == [
        (1, date(2099, 1, 5), "upper", "Introduced", ()),
        (2, date(2099, 2, 3), "upper", "Passed Roll Call # 7 Yeas 20 Nays 18", ("Engrossed",)),
    ]
    assert (bill.actions[1].yes, bill.actions[1].no) == (20, 18)
    assert [s.official for s in bill.sources] == [True, False]
    assert (resolution.title, resolution.kind) == ("A test, with a line", "resolution")
    assert resolution.actions[0].classification == ("Introduced",)
    assert resolution.where.number == 3


def test_open_states_set_is_joined_with_lists_as_python_writes_them(tmp_path):
    files = {f"OH_136_{name}": lines for name, lines in OPENSTATES_SET.items()}
    (bill,), refused = read(archive(tmp_path / "oh.zip", files, "OH/136/"))

    assert not refused
    assert (bill.record_id, bill.jurisdiction) == ("ocd-bill/1", "ocd-division/country:us/state:oh")
    assert (bill.session_names, bill.subjects) == (("136",), ("Testing", "Faces"))
    assert (bill.summary, bill.sources[0].url) == ("A summary", "https://example.gov/HB803")
    assert actions(bill) == [
        (1, date(2099, 1, 5), "lower", "Introduced", ()),
        (2, date(2099, 2, 3), "upper", "Passed, as amended", ("passage", "reading-3")),
    ]
    assert (bill.actions[1].yes, bill.actions[1].no) == (30, 3)


def test_a_set_without_its_child_files_is_read_as_far_as_it_goes(tmp_path):
    for number, files in enumerate([LEGISCAN_SET, OPENSTATES_SET]):
        path = folder(tmp_path / str(number), {"bills.csv": files["bills.csv"]})
        for alone in (path, path / "bills.csv"):
            measures, refused = read(alone)
            assert measures
            assert not refused

        empty = folder(tmp_path / f"{number}-empty", {"bills.csv": files["bills.csv"][:1]})
        assert read(empty) == ([], [])


def test_what_was_kept_of_a_row_is_read_again_as_the_same(tmp_path):
    for number, files in enumerate([LEGISCAN_SET, OPENSTATES_SET]):
        for measure in read(folder(tmp_path / str(number), files))[0]:
            assert detect.READERS[measure.record](measure.raw, measure.where) == measure


def test_bad_rows_are_refused_with_their_line_and_the_rest_is_read(tmp_path):
    good = LEGISCAN_SET["bills.csv"][1]
    bills = [
        LEGISCAN_SET["bills.csv"][0],
        "990803,too,few",
        good.replace("A test", '"A quote that stays open', 1),
        good.replace("990801", "990804").replace("SB0801", "", 1),
        "",
        good.replace("990801", "990805").replace("2099-02-03", "2099-02-30", 1),
        good.replace("990801", "990806").replace("A test", "A t\udc81st", 1),
        good,
    ]
    history = [*LEGISCAN_SET["history.csv"], "990801,2099-02-03"]
    text = "\n".join(bills).encode(errors="surrogateescape")
    files = {"bills.csv": text, "history.csv": history}
    (bill,), refused = read(folder(tmp_path / "set", files))

    assert bill.record_id == "990801"
    assert len(bill.actions) == 2
    assert [(one.where.file, one.where.number) for one in refused] == [
        ("set/history.csv", 5),
        ("set/bills.csv", 2),
        ("set/bills.csv", 3),
        ("set/bills.csv", 4),
        ("set/bills.csv", 6),
        ("set/bills.csv", 7),
    ]
    for one, said in zip(
        refused,
        (
            "2 cells",
            "3 cells; allowed: 14",
            "quotation mark that is not closed",
            "bill_number",
            "status_date",
            "title",
        ),
        strict=True,
    ):
        assert said in one.why


def test_a_quotation_mark_that_is_never_closed_costs_one_row(tmp_path):
    header, good, _ = LEGISCAN_SET["bills.csv"]
    other = good.replace("990801", "990804").replace("SB0801", "SB0804")
    unclosed = f'{header}\n{good.rpartition(",")[0]},"http://\n{other}\n'
    (bill,), (refused,) = read(folder(tmp_path, {"bills.csv": unclosed}))

    assert bill.identifier == "SB0804"
    assert bill.where.number == 3
    assert refused.where.number == 2
    assert "quotation mark that is not closed" in refused.why


def test_a_row_that_goes_on_and_on_is_refused_and_the_rest_read(tmp_path):
    header, good, _ = LEGISCAN_SET["bills.csv"]
    lines = [header, good.replace("A test", '"A test', 1), *[good] * 600]
    measures, (refused,) = read(folder(tmp_path, {"bills.csv": lines}))

    assert len(measures) == 600
    assert refused.where.number == 2


def test_rows_of_nothing_but_commas_are_empty(tmp_path):
    header, good, _ = LEGISCAN_SET["bills.csv"]
    measures, refused = read(folder(tmp_path, {"bills.csv": [header, good, "," * 13, good]}))

    assert [one.where.number for one in measures] == [2, 4]
    assert not refused


def test_a_list_that_is_none_is_refused_and_nothing_in_it_is_run(tmp_path):
    bills = OPENSTATES_SET["bills.csv"]
    bad = bills[1].replace("['bill']", "[open('/etc/passwd')]")
    measures, (refused,) = read(folder(tmp_path, {"bills.csv": [bills[0], bad]}))

    assert not measures
    assert refused.why.startswith("classification: ")


def test_a_file_of_nothing_but_bad_rows_is_not_read_to_its_end(tmp_path):
    lines = [LEGISCAN_SET["bills.csv"][0], *["990803,too,few"] * 1500]
    measures, refused = read(folder(tmp_path, {"bills.csv": lines}))

    assert not measures
    assert len(refused) == 1001
    assert refused[-1].why == "1,000 of its rows are refused; the rest was not read."
