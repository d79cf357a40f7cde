"""A bad row is refused with its file, line, column and value and what is allowed; then nothing is
loaded at all.
"""

import pytest
from django.core.management import CommandError

from laws.imports.readers.csv_files import LARGEST_CELL
from laws.models import Jurisdiction
from tests.support.record_folder import (
    COLUMNS,
    MA,
    SOMERVILLE,
    RecordFolder,
    tables_with_rows,
)

pytestmark = pytest.mark.django_db

DATES = "YYYY, YYYY-MM or YYYY-MM-DD"
ADDRESS = "an address that starts with http:// or https://"
ADDRESSES = "addresses that start with http:// or https://"


@pytest.fixture
def folder(tmp_path):
    return RecordFolder(tmp_path)


def refusal(folder):
    """Load the folder as it is, which must fail and leave the database empty; what was said."""
    with pytest.raises(CommandError) as refused:
        folder.load_as_it_is()
    assert tables_with_rows() == []
    nothing, *lines = str(refused.value).splitlines()
    assert nothing == "Nothing was loaded."
    return lines


BAD_CELLS = [
    ("jurisdictions.csv.gz", "division_id", "ocd-division/country:ca", "Open Civic Data division"),
    ("jurisdictions.csv.gz", "division_id", "ocd-division/country:us/" + "x" * 180, "200 char"),
    ("jurisdictions.csv.gz", "name", "", "text of 1 to 120 characters"),
    ("jurisdictions.csv.gz", "name", "x" * 121, "text of 1 to 120 characters"),
    ("jurisdictions.csv.gz", "kind", "hamlet", "one of country, state, district"),
    ("jurisdictions.csv.gz", "state", "ma", "two capital letters"),
    ("jurisdictions.csv.gz", "state", "", "a state for all but the country"),
    ("jurisdictions.csv.gz", "slug", "Somer ville", "lower-case letters and digits"),
    ("jurisdictions.csv.gz", "slug", "x" * 121, "120 characters at most"),
    ("jurisdictions.csv.gz", "slug", "somerville", "a slug once in a state"),
    ("jurisdictions.csv.gz", "county_geoids", "25017;2501", "five digits for each county"),
    ("jurisdictions.csv.gz", "wikidata_id", "Q0771", "a Wikidata id, as Q771, or nothing"),
    ("jurisdictions.csv.gz", "wikidata_id", "Q" + "7" * 20, "20 characters at most"),
    ("jurisdictions.csv.gz", "same_as", "ocd-division/country:us/state:zz", "stands in this file"),
    ("jurisdictions.csv.gz", "active", "yes", "1 or 0"),
    ("jurisdictions.csv.gz", "population", "-5", "a whole number from 0"),
    ("jurisdictions.csv.gz", "population", "1.5", "a whole number from 0"),
    ("jurisdictions.csv.gz", "population_year", "22", "a whole number from 1600 to 2200"),
    ("jurisdictions.csv.gz", "latitude", "90.1", "degrees from -90 to 90"),
    ("jurisdictions.csv.gz", "latitude", "NaN", "degrees from -90 to 90"),
    ("jurisdictions.csv.gz", "longitude", "1e2", "degrees from -180 to 180"),
    ("jurisdictions.csv.gz", "longitude", "-71.10000", "one with a latitude, none without"),
    ("jurisdictions.csv.gz", "covering_city", SOMERVILLE, "nothing where same_as says"),
    ("common_names.csv", "name", "", "text of 1 to 120 characters"),
    ("common_names.csv", "division_id", f"{MA}/place:atlantis", "the division id of a jurisd"),
    ("place_names.csv.gz", "state", "ma", "two capital letters"),
    ("place_names.csv.gz", "division_id", f"{MA}/place:atlantis", "the division id of a jurisd"),
    ("place_names.csv.gz", "postal_cities", "Somerville", "division ids with ; between them"),
    ("place_names.csv.gz", "zip_codes", "", "a whole number from 0 to 1000"),
    ("zip_codes.csv.gz", "zip_code", "2145", "five digits"),
    ("zip_codes.csv.gz", "county_geoid", "Middlesex", "five digits of a county, or nothing"),
    ("zip_codes.csv.gz", "names", "Somerville;;Boston", "names of 1 to 120 characters"),
    ("searches.csv", "division_id", f"{MA}/place:atlantis", "a government"),
    ("searches.csv", "session", "194th", "a session of this government, or nothing"),
    ("searches.csv", "date", "November", DATES),
    ("searches.csv", "how", "guessed", "one of person, list"),
    ("searches.csv", "sought", "", "one of law, bills, policies"),
    ("searches.csv", "where", "", "text of 1 to 300 characters"),
    ("searches.csv", "outcome", "nothing", "one of found, none, unreadable"),
    ("searches.csv", "found", "3", "a number only where the outcome is found"),
    ("preemption.csv", "division_id", SOMERVILLE, "a state, the District or a territory"),
    ("preemption.csv", "subject", "police", "one of government, businesses"),
    ("preemption.csv", "answer", "perhaps", "one of yes, limited, no"),
    ("preemption.csv", "citation", "", "text of 1 to 150 characters"),
    ("preemption.csv", "url", "the code", "an address that starts with"),
    ("preemption.csv", "checked_on", "", "YYYY-MM-DD"),
    ("sessions.csv", "state", "ZZ", "a state on the record"),
    ("sessions.csv", "identifier", "", "text of 1 to 60 characters"),
    ("sessions.csv", "start_on", "", "YYYY-MM-DD"),
    ("sessions.csv", "start_on", "January 4, 2023", "YYYY-MM-DD"),
    ("sessions.csv", "end_on", "2023-01-03", "a day on or after start_on"),
    ("sessions.csv", "end_on", "2023-02-30", "YYYY-MM-DD or nothing"),
    ("sessions.csv", "carry_over", "some", "one of all, chosen, none or nothing"),
    ("sessions.csv", "carried_until", "2026-05-01", "a day after end_on where carry_over is"),
    ("chambers.csv", "kind", "middle", "one of lower, upper"),
    ("chambers.csv", "seats", "0", "a whole number from 1 to 1000"),
    ("questions.csv", "slug", "ends on", "lower-case letters and underscores"),
    ("questions.csv", "weight", "", "a whole number from 0 to 100"),
    ("measures.csv", "division_id", f"{MA}/place:atlantis", "the division id of a jurisdiction"),
    ("measures.csv", "slug", "x" * 81, "80 characters at most"),
    ("measures.csv", "kind", "decree", "one of bill, statute"),
    ("measures.csv", "session", "194th", "a session of that jurisdiction"),
    ("measures.csv", "title", "", "text of 1 to 400 characters"),
    ("measures.csv", "summary", "x" * 1001, "text of 0 to 1000 characters"),
    ("measures.csv", "effect", "frown", "one of ban, moratorium"),
    ("measures.csv", "reach", "", "one of general, narrow"),
    ("measures.csv", "regulates", "", "words with ; between them, of police"),
    ("measures.csv", "regulates", "police,government", "words with ; between them, of police"),
    ("measures.csv", "use_modes", "dreamt", "words with ; between them, of live"),
    ("measures.csv", "confidence", "certain", "one of high, medium, low"),
    ("measures.csv", "verified_on", "yesterday", "YYYY-MM-DD or nothing"),
    ("sources.csv", "measure", "ma-nothing", "a slug in measures.csv"),
    ("sources.csv", "url", "ftp://example.gov", ADDRESS),
    ("sources.csv", "url", "https://example.gov/" + "x" * 500, ADDRESS),
    ("sources.csv", "official", "maybe", "1 or 0"),
    ("actions.csv", "measure", "ma-nothing", "a slug in measures.csv"),
    ("actions.csv", "order", "0", "a whole number from 1 to 999"),
    ("actions.csv", "date", "", DATES),
    ("actions.csv", "date", "2023-13", DATES),
    ("actions.csv", "date", "summer 2023", DATES),
    ("actions.csv", "kind", "mooted", "one of introduced, referred"),
    ("actions.csv", "chamber", "star", "or nothing"),
    ("actions.csv", "yes", "-1", "a whole number from 0"),
    ("actions.csv", "no", "many", "a whole number from 0"),
    ("actions.csv", "description", "x" * 301, "text of 0 to 300 characters"),
    ("actions.csv", "basis", "rumoured", "one of recorded, inferred, assumed, disputed"),
    ("actions.csv", "source_urls", "example.gov/law", ADDRESSES),
    ("provisions.csv", "measure", "ma-nothing", "a slug in measures.csv"),
    ("provisions.csv", "question", "is_it_good", "the slug of a question in questions.csv"),
    ("provisions.csv", "answer", "perhaps", "one of yes, qualified, no, dated"),
    ("provisions.csv", "answer_on", "2023-01-01", "nothing with any other"),
    ("sponsorships.csv", "measure", "ma-nothing", "a slug in measures.csv"),
    ("sponsorships.csv", "name", "", "text of 1 to 150 characters"),
    ("sponsorships.csv", "classification", "friend", "one of primary, cosponsor"),
    ("relations.csv", "kind", "inspires", "one of companion, reintroduces"),
    ("relations.csv", "from_measure", "ma-nothing", "a measure on the record"),
    ("relations.csv", "to_measure", "ma-nothing", "a measure on the record"),
    ("exceptions.csv", "measure", "ma-nothing", "a measure on the record"),
    ("exceptions.csv", "rule", "No summary", "the name of a rule"),
    ("exceptions.csv", "reason", "", "text of 1 to 500 characters"),
    ("cases.csv", "slug", "Doe v. X", "lower-case letters and digits"),
    ("cases.csv", "division_id", f"{MA}/place:atlantis", "a government"),
    ("cases.csv", "filed", "March", DATES),
    ("cases.csv", "decided", "2019", "a date on or after filed"),
    ("cases.csv", "standing", "won", "one of open, ruled"),
    ("cases.csv", "outcome", "", "what it did, where it ended"),
    ("cases.csv", "source_urls", "", "at least one page"),
    ("case_effects.csv", "case", "doe-v-roe", "the slug of a case in cases.csv"),
    ("case_effects.csv", "measure", "ma-nothing", "a measure on the record"),
    ("case_effects.csv", "did", "moved", "one of struck_down, enjoined"),
    ("milestones.csv", "case", "doe-v-roe", "the slug of a case in cases.csv"),
    ("milestones.csv", "date", "2018-2", DATES),
    ("milestones.csv", "title", "", "text of 1 to 150 characters"),
    ("milestones.csv", "confidence", "", "one of high, medium, low"),
]


@pytest.mark.parametrize(("name", "column", "value", "allowed"), BAD_CELLS)
def test_a_bad_cell_is_refused_by_file_line_column_and_value(folder, name, column, value, allowed):
    line = folder.spoil(name, **{column: value})
    folder.write()

    said = refusal(folder)[0]

    shown = value if len(value) <= 80 else value[:77] + "…"
    assert said.startswith(f"{name}, line {line}, column {column}: {shown!r} is refused; allowed: ")
    assert allowed in said


@pytest.mark.parametrize(
    ("bad", "column"),
    [
        ({"title": "A bill\x00"}, "title"),
        ({"session": "\x00"}, "session"),
        ({"division_id": f"{SOMERVILLE}\x00"}, "division_id"),
    ],
)
def test_a_nul_is_refused_wherever_it_stands(folder, bad, column):
    folder.spoil("measures.csv", **bad)
    folder.write()

    said = refusal(folder)[0]

    assert said.startswith(f"measures.csv, line 3, column {column}: ")
    assert said.endswith("allowed: text in UTF-8 without NUL.")


def test_bytes_that_are_no_utf8_are_refused_in_their_cell(folder):
    folder.write()
    content = folder.read_bytes("milestones.csv")
    folder.write_bytes("milestones.csv", content.replace(b"A study", b"A st\xfcdy"))

    assert refusal(folder) == [
        "milestones.csv, line 2, column title: 'A st\\udcfcdy' is refused; allowed: text in UTF-8 "
        "without NUL."
    ]


def test_every_bad_cell_is_named_not_only_the_first(folder):
    folder.spoil("measures.csv", effect="frown", confidence="certain")
    folder.spoil("milestones.csv", date="soon")
    folder.write()

    said = "\n".join(refusal(folder))

    assert "column effect" in said
    assert "column confidence" in said
    assert "milestones.csv, line 2, column date" in said


def test_after_fifty_refusals_the_rest_is_counted(folder):
    folder.rows["milestones.csv"] *= 60
    for number, row in enumerate(folder.rows["milestones.csv"], 10):
        folder.rows["milestones.csv"][number - 10] = row | {"title": f"{number}", "category": ""}
    folder.write()

    said = refusal(folder)

    assert len(said) == 51
    assert said[-1] == "and 10 more."


# --- rows that cannot stand together --------------------------------------------------------------


@pytest.mark.parametrize("name", COLUMNS)
def test_a_row_that_comes_twice_is_refused(folder, name):
    folder.rows[name].append(dict(folder.rows[name][-1]))
    folder.write()

    said = refusal(folder)[0]

    lines = len(folder.rows[name])
    assert said.startswith(f"{name}, line {lines + 1}, column ")
    assert f"once, and it stands in line {lines}" in said


def test_a_number_that_comes_twice_in_a_session_is_refused(folder):
    twin = folder.rows["measures.csv"][-1] | {"slug": "ma-s927-again"}
    folder.rows["measures.csv"].append(twin)
    folder.write()

    assert refusal(folder) == [
        "measures.csv, line 4, column identifier: 'S.927' is refused; allowed: a number once a "
        "session, and it stands in line 3."
    ]


def test_a_relation_of_a_measure_to_itself_is_refused(folder):
    folder.spoil("relations.csv", to_measure="ma-s927-193rd")
    folder.write()

    assert refusal(folder)[0].endswith("allowed: another measure.")


def test_a_dated_answer_needs_its_date(folder):
    folder.spoil("provisions.csv", answer="dated")
    folder.write()

    said = refusal(folder)[0]

    assert said.startswith("provisions.csv, line 2, column answer_on: ''")
    assert "a date with the answer “dated”" in said


def test_an_answer_ends_after_it_begins(folder):
    folder.spoil("provisions.csv", effective_on="2027-07", ended_on="2027-06-30")
    folder.write()

    said = refusal(folder)[0]

    assert said.startswith("provisions.csv, line 2, column ended_on: '2027-06-30'")
    assert "a day after effective_on" in said


def test_a_second_id_of_a_second_id_is_refused_the_second_time_too(folder):
    folder.load()
    second = folder.rows["jurisdictions.csv.gz"][-1]
    third = second | {"division_id": f"{MA}/place:third", "slug": "third"}
    folder.rows["jurisdictions.csv.gz"].append(third | {"same_as": second["division_id"]})

    with pytest.raises(CommandError, match="is no second id itself"):
        folder.load()


def test_what_only_the_database_sees_is_refused_as_well(folder):
    folder.rows["milestones.csv"].append(folder.rows["milestones.csv"][0] | {"date": "2018-02-01"})
    folder.write()

    said = refusal(folder)[0]

    assert "Key (day, title)=(2018-02-01, A study) already exists" in said
    assert "what the database allows" in said


def test_a_bad_cell_is_named_before_what_only_the_database_sees(folder):
    folder.spoil("chambers.csv", kind="middle")
    folder.rows["milestones.csv"].append(folder.rows["milestones.csv"][0] | {"date": "2018-02-01"})
    folder.write()

    (said,) = refusal(folder)

    assert said.startswith("chambers.csv, line 2, column kind: 'middle'")


# --- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COLUMNS)
def test_a_missing_file_is_refused(folder, name):
    folder.write()
    folder.path.joinpath(name).unlink()

    assert refusal(folder)[0] == (
        f"{name}: '' is refused; allowed: a file of this name in {folder.path}."
    )


@pytest.mark.parametrize(
    "header",
    [b"date,title", b"date,title,description,category,state,confidence,source_urls,case,mood", b""],
    ids=["missing", "unknown", "none at all"],
)
def test_a_file_with_other_columns_is_refused(folder, header):
    folder.write()
    rest = folder.read_bytes("milestones.csv").split(b"\n", 1)[1]
    folder.write_bytes("milestones.csv", header + b"\n" + rest)

    said = refusal(folder)[0]

    assert said.startswith("milestones.csv, line 1: ")
    assert said.endswith(
        "the columns date,title,description,category,state,confidence,source_urls,case."
    )


@pytest.mark.parametrize("cells", [b"2019,Too few", b"2019,Too,many,,,,,,", b"", b'"2019,unclosed'])
def test_a_row_of_another_length_is_refused(folder, cells):
    folder.write()
    folder.write_bytes("milestones.csv", folder.read_bytes("milestones.csv") + cells + b"\n")

    said = refusal(folder)[0]

    assert said.startswith("milestones.csv, line 3: ")
    assert said.endswith("allowed: 8 cells in a row.")


def test_a_cell_beyond_all_measure_is_refused(folder):
    folder.spoil("milestones.csv", description="x" * (LARGEST_CELL + 1))
    folder.write()

    assert refusal(folder)[0].startswith("milestones.csv: 'field larger than field limit")


@pytest.mark.parametrize("keep", [0, 20, -4], ids=["empty", "cut short", "cut at the end"])
def test_a_compressed_file_that_is_broken_is_refused(folder, keep):
    folder.write()
    path = folder.path / "jurisdictions.csv.gz"
    path.write_bytes(path.read_bytes()[:keep])

    assert refusal(folder)[0].startswith("jurisdictions.csv.gz")


def test_a_file_that_is_not_compressed_under_its_compressed_name_is_refused(folder):
    folder.write()
    path = folder.path / "jurisdictions.csv.gz"
    path.write_bytes(folder.read_bytes(path.name))

    assert refusal(folder)[0].endswith("allowed: a file that can be read to its end.")


@pytest.mark.parametrize("about", [None, "", "{", "[]", "{}", '{"version": ""}', '{"version": 3}'])
def test_a_record_without_a_version_is_refused(folder, about):
    folder.write()
    path = folder.path / "record.json"
    path.unlink() if about is None else path.write_text(about)

    assert refusal(folder)[0].startswith("record.json: ")


def test_a_folder_that_is_not_there_is_refused(folder):
    folder.path /= "nowhere"

    assert refusal(folder)[0].startswith("jurisdictions.csv.gz: ")


def test_a_refused_record_leaves_the_one_that_is_loaded_as_it_was(folder):
    folder.load()
    folder.spoil("jurisdictions.csv.gz", population="81000")
    folder.spoil("milestones.csv", date="soon")

    with pytest.raises(CommandError):
        folder.load()

    assert not Jurisdiction.objects.filter(population=81000).exists()
