"""What a later release changed: one entry a measure, field by field, with the reason."""

import json

import pytest
from django.core.management import CommandError

from laws.models import Action, ChangeReason, Measure, Source
from tests.support.elements import read
from tests.support.record_folder import LAW, MA, RecordFolder

pytestmark = pytest.mark.django_db(transaction=True)

DOCKET = "https://example.gov/docket"
NOTHING = ""


class Releases(RecordFolder):
    """A small record of forty measures, sessions and places of their own, and a later release."""

    def __init__(self, path):
        super().__init__(path)
        self.rows["changes.csv"].clear()
        for name in ("second_codings", "second_answers", "quotations", "exceptions"):
            self.rows[f"{name}.csv"].clear()
        self.number = 0
        self.expected = {}

    def called(self, version):
        (self.path / "record.json").write_text(json.dumps({"version": version}))

    def because(self, file, key, field="", **cells):
        row = {"version": "2", "file": file, "key": key, "field": field, "source": DOCKET}
        self.rows["changes.csv"].append(row | {"why": f"Why of {key}."} | cells)

    def measure(self, session="193rd"):
        """A bill with two actions, a source and an answer. Returns its slug."""
        self.number += 1
        slug = f"ma-h{self.number}-193rd"
        self.rows["measures.csv"].append(
            {"slug": slug, "division_id": MA, "kind": "bill", "session": session, "title": "A bill",
                 "identifier": f"H.{self.number}", "effect": "ban", "summary": "Old words."}
        )  # fmt: skip
        for order, kind, day in (("1", "introduced", "2023-01-20"), ("2", "hearing", "2023-05-02")):
            self.rows["actions.csv"].append(
                {"measure": slug, "order": order, "kind": kind, "date": day, "source_urls": LAW}
            )
        self.rows["sources.csv"].append({"measure": slug, "url": LAW, "official": "1"})
        self.rows["provisions.csv"].append(
            {"measure": slug, "question": "warrant_required", "answer": "no"}
        )
        self.rows["relations.csv"].append(
            {"from_measure": slug, "to_measure": "ma-somerville-ban", "kind": "related"}
        )
        return slug

    def row(self, file, **cells):
        return next(r for r in self.rows[file] if cells.items() <= r.items())

    def drop(self, slug):
        for rows in self.rows.values():
            rows[:] = [r for r in rows if slug not in (r.get("measure"), r.get("slug"),
                                                      r.get("from_measure"))]  # fmt: skip


def a_field(record, slug, number):
    field, value, said = (
        ("summary", "New words.", ("Summary", "Old words.", "New words.")),
        ("title", "An act", ("Title", "A bill", "An act")),
        ("effect", "restriction", ("Effect", "Ban", "Restriction")),
        ("use_modes", "live", ("Use modes", NOTHING, "Live video")),
        ("law_citation", "c. 9", ("Law citation", NOTHING, "c. 9")),
    )[number]
    record.row("measures.csv", slug=slug)[field] = value
    record.because("measures.csv", slug, field)
    return "Changed", [said]


def an_action(record, slug, number):
    actions = record.rows["actions.csv"]
    second = record.row("actions.csv", measure=slug, order="2")
    if number == 0:
        actions.append(second | {"order": "3", "kind": "failed", "date": "2024-01"})
        record.because("actions.csv", f"{slug} 3")
        return "Action of January 2024: added", [
            ("Date", NOTHING, "January 2024"), ("Kind", NOTHING, "Failed"),
            ("Basis", NOTHING, "Recorded"), ("Sources", NOTHING, LAW),
        ]  # fmt: skip
    if number == 1:  # one that comes in between shifts the number of the next, which is no change
        second["order"] = "3"
        actions.append(second | {"order": "2", "kind": "referred", "date": "2023-02-01"})
        record.because("actions.csv", f"{slug} 2")
        return "Action of February 1, 2023: added", [
            ("Date", NOTHING, "February 1, 2023"), ("Kind", NOTHING, "Referred"),
            ("Basis", NOTHING, "Recorded"), ("Sources", NOTHING, LAW),
        ]  # fmt: skip
    if number == 2:
        second["date"] = "2023-05"
        record.because("actions.csv", f"{slug} 2", "date")
        return "Action of May 2023: changed", [("Date", "May 2, 2023", "May 2023")]
    if number == 3:
        second |= {"yes": "9", "no": "2"}
        record.because("actions.csv", f"{slug} 2")
        return "Action of May 2, 2023: changed", [
            ("Votes for", NOTHING, "9"), ("Votes against", NOTHING, "2")
        ]  # fmt: skip
    first = record.row("actions.csv", measure=slug, order="1")
    actions.remove(first)
    second["order"] = "1"
    record.because("actions.csv", f"{slug} 1", "removed")
    return None


def a_source(record, slug, number):
    source = record.row("sources.csv", measure=slug)
    if number == 0:
        source["note"] = "Read in full"
        record.because("sources.csv", f"{slug} {LAW}", "note")
        return "Source: changed", [("Note", NOTHING, "Read in full")]
    if number == 1:
        source["official"] = "0"
        record.because("sources.csv", f"{slug} {LAW}")
        return "Source: changed", [("Official", "Yes", "No")]
    record.rows["sources.csv"].append(source | {"url": f"{DOCKET}/{number}"})
    record.because("sources.csv", f"{slug} {DOCKET}/{number}")
    return "Source: added", [
        ("Address", NOTHING, f"{DOCKET}/{number}"),
        ("Official", NOTHING, "Yes"),
    ]


def an_answer(record, slug, number):
    answer = record.row("provisions.csv", measure=slug)
    record.because("provisions.csv", f"{slug} warrant_required", "removed" if number == 4 else "")
    if number == 4:
        record.rows["provisions.csv"].remove(answer)
        return "“Is a warrant required?”: removed", [
            ("Question", "Is a warrant required?", NOTHING), ("Answer", "No", NOTHING)
        ]  # fmt: skip
    answer["answer"] = ("yes", "qualified", "yes", "qualified")[number]
    return "“Is a warrant required?”: changed", [
        ("Answer", "No", {"yes": "Yes", "qualified": "In part"}[answer["answer"]])
    ]


def a_relation(record, slug, number):
    relation = record.row("relations.csv", from_measure=slug)
    if number < 3:
        relation["kind"] = ("amends", "repeals", "companion")[number]
        record.because("relations.csv", f"{slug} ma-somerville-ban {relation['kind']}")
        label = ("Amends", "Repeals", "Companion of")[number]
        return "Relation: changed", [("Kind", "Related to", label)]
    if number == 3:
        relation["note"] = "Of one author"
        record.because("relations.csv", f"{slug} ma-somerville-ban related")
        return "Relation: changed", [("Note", NOTHING, "Of one author")]
    record.rows["relations.csv"].remove(relation)
    record.because("relations.csv", f"{slug} ma-somerville-ban related", "removed")
    return "Relation: removed", None


MEASURES = (a_field, an_action, a_source, an_answer, a_relation)


@pytest.fixture
def record(tmp_path):
    return Releases(tmp_path)


def log(client, **asked):
    return client.get("/changes.json", asked).json()["changes"]


def told(one):
    return [(d["field"], d["before"], d["after"]) for d in one["differences"]]


def test_forty_changes_of_eight_kinds_are_forty_entries_with_before_after_and_reason(
    client, record
):
    slugs = {kind: [record.measure() for _ in range(5)] for kind in (*MEASURES, "gone")}
    for number in range(5):
        record.rows["sessions.csv"].append(
            {
                "state": "MA",
                "identifier": f"S{number}",
                "start_on": "2023-01-04",
                "end_on": "2024-12-31",
            }
        )
        record.measure(session=f"S{number}")
        record.rows["jurisdictions.csv.gz"].append(
            {
                "division_id": f"{MA}/place:p{number}",
                "name": f"P{number}",
                "kind": "town",
                "state": "MA",
            }
        )
    record.called("1")
    record.load()
    assert log(client) == []

    expected = {}
    for kind in MEASURES:
        for number, slug in enumerate(slugs[kind]):
            expected[slug] = kind(record, slug, number)
    for number, slug in enumerate(slugs["gone"]):
        record.drop(slug)
        into = {} if number < 3 else {"into": "ma-somerville-ban"}
        record.because("measures.csv", slug, "merged" if into else "withdrawn", **into)
    for number in range(5):
        record.row("sessions.csv", identifier=f"S{number}")["end_on"] = f"2024-11-0{number + 1}"
        record.because("sessions.csv", f"MA S{number}", "end_on")
        place = record.row("jurisdictions.csv.gz", division_id=f"{MA}/place:p{number}")
        place |= {"name": f"Q{number}", "slug": f"p{number}", "full_name": f"P{number}"}
        record.because("jurisdictions.csv.gz", place["division_id"], "name")
    record.called("2")
    record.load()

    entries = log(client)
    assert len(entries) == 40
    assert {(one["release"], *one["causes"]) for one in entries} == {("2", "Correction")}
    by_slug = {one["href"].split("/")[2]: one for one in entries if one["noun"] == "measure"}
    for slug, said in expected.items():
        what, differences = said or ("Action of January 20, 2023: removed", None)
        assert by_slug[slug]["what"] == what
        assert differences is None or told(by_slug[slug]) == differences
        assert {(d["source"], d["cause"]) for d in by_slug[slug]["differences"]} == {
            (DOCKET, "Correction")
        }
        assert by_slug[slug]["reason"].startswith(f"Why of {slug}")
    gone = [by_slug[slug] for slug in slugs["gone"]]
    assert [one["what"] for one in gone] == ["Withdrawn"] * 3 + [
        "Merged with Somerville 2019-16"
    ] * 2
    assert all(
        one["reason"] == f"Why of {slug}." for one, slug in zip(gone, slugs["gone"], strict=True)
    )
    others = {one["about"]: (told(one), one["reason"]) for one in entries if not one["measure"]}
    assert others["Massachusetts, S4"] == (
        [("Last day", "December 31, 2024", "November 5, 2024")], "Why of MA S4."
    )  # fmt: skip
    assert others["Q1, MA"] == ([("Name", "P1", "Q1")], f"Why of {MA}/place:p1.")

    page = read(client.get("/changes/"))
    assert len(page.all(".changed li")) == 40
    assert page.text.count("Why: Why of") == 40
    answer = client.get(f"/measures/{slugs['gone'][0]}/")
    assert answer.status_code == 410
    assert f"Why of {slugs['gone'][0]}." in read(answer).text
    answer = client.get(f"/measures/{slugs['gone'][4]}.json")
    assert (answer.status_code, answer["Location"]) == (301, "/measures/ma-somerville-ban.json")


def test_without_a_reason_the_entry_says_so_and_names_the_sources_of_the_row(client, record):
    slug = record.measure()
    record.called("1")
    record.load()
    record.row("actions.csv", measure=slug, order="2")["description"] = "Heard."
    record.row("measures.csv", slug=slug)["summary"] = "New words."
    record.because("measures.csv", slug, "summary", kind="news", why="A new draft.")
    record.called("2")
    record.load()

    (one,) = log(client)
    assert (one["what"], one["reason"]) == ("Changed", "A new draft. No reason given.")
    own, action = one["differences"]
    assert (own["of"], own["why"], own["cause"]) == ("Changed", "A new draft.", "News")
    assert (action["of"], action["why"], action["sources"]) == (
        "Action of May 2, 2023: changed", "", [LAW],
    )  # fmt: skip
    for address in ("/changes/", f"/measures/{slug}/"):
        page = read(client.get(address))
        assert "No reason given." in page.text
        assert {DOCKET, LAW} <= set(page.addresses)


def test_a_database_that_skipped_a_release_gets_its_reasons_too(client, record):
    slug = record.measure()
    record.called("2026-11-30.8")
    record.load()
    measure = record.row("measures.csv", slug=slug)
    measure |= {"summary": "New words.", "title": "An act", "law_citation": "c. 9"}
    versions = {"summary": ".9", "title": ".10", "law_citation": ".11"}
    for field, version in versions.items():
        record.because("measures.csv", slug, field, version=f"2026-11-30{version}", why=field)
    record.called("2026-11-30.10")
    record.load()

    (one,) = log(client)
    whys = {d["field"]: d["why"] for d in one["differences"]}
    assert whys == {"Summary": "summary", "Title": "title", "Law citation": ""}


def test_what_a_later_release_adds_is_one_entry_each(client, record):
    record.called("1")
    record.load()
    slug = record.measure()
    record.rows["milestones.csv"].append({"date": "2024", "title": "A case", "category": "court"})
    old = record.rows["sessions.csv"][0]
    record.rows["sessions.csv"].append(old | {"identifier": "194th", "start_on": "2024-12-31"})
    old["end_on"] = "2024-12-30"
    record.called("2")
    record.load()

    assert [(one["about"], one["what"]) for one in log(client)] == [
        ("Massachusetts, 193rd", "Session changed"),
        ("Massachusetts H.1", "Added"),
        ("A case", "Milestone added"),
        ("Massachusetts, 194th", "Session added"),
    ]
    assert client.get(f"/measures/{slug}/").status_code == 200


def test_new_figures_of_places_are_not_in_the_log(client, record):
    record.called("1")
    record.load()
    for row in record.rows["jurisdictions.csv.gz"]:
        row["population"] = "81000"
    record.called("2")
    record.load()
    assert log(client) == []


def test_a_load_keeps_the_rows_that_did_not_change(record):
    slug = record.measure()
    record.load()
    before = set(Source.objects.values_list("pk", "url"))
    keys = dict(Action.objects.filter(measure__slug=slug).values_list("description", "pk"))
    record.row("actions.csv", measure=slug, order="2")["order"] = "1"
    record.row("actions.csv", measure=slug, order="1", kind="introduced")["order"] = "2"
    record.load()

    assert set(Source.objects.values_list("pk", "url")) == before
    assert dict(Action.objects.filter(measure__slug=slug).values_list("kind", "order")) == {
        "hearing": 1, "introduced": 2,
    }  # fmt: skip
    assert set(keys.values()) <= set(Action.objects.values_list("pk", flat=True))


def test_a_withdrawn_measure_that_is_shipped_again_comes_back(client, record):
    slug = record.measure()
    record.called("1")
    record.load()
    rows = {name: list(rows) for name, rows in record.rows.items()}
    record.drop(slug)
    record.because("measures.csv", slug, "withdrawn")
    record.called("2")
    assert "measures: 0 new, 0 updated, 2 unchanged, 1 withdrawn" in record.load()
    assert "measures: 0 new, 0 updated, 2 unchanged" in record.load()
    record.rows = rows
    record.called("3")
    record.load()

    measure = Measure.objects.get(slug=slug)
    assert (measure.status, measure.withdrawn_reason) == ("published", "")


def test_a_measure_that_staff_changed_is_not_withdrawn_by_a_load(record):
    slug = record.measure()
    record.load()
    Measure.objects.filter(slug=slug).update(title="Staff know more")
    record.drop(slug)
    record.because("measures.csv", slug, "withdrawn", version="test")

    assert f"  kept, changed by staff: measures {slug}" in record.load()
    assert Measure.objects.get(slug=slug).status == "published"


BAN = "ma-somerville-ban"


@pytest.mark.parametrize(
    ("cells", "column", "allowed"),
    [
        ({"file": "laws.csv"}, "file", "one of measures.csv, actions.csv"),
        ({"key": "ma-nothing"}, "key", "a row of measures.csv, named by slug"),
        ({"key": "ma-nothing", "version": "0"}, "key", "one that begins with a slug in measures"),
        ({"file": "actions.csv", "key": f"{BAN} 7"}, "key", "named by measure and order"),
        ({"field": "titel"}, "field", "a column of measures.csv, removed or withdrawn or merged"),
        ({"field": "withdrawn"}, "key", "a row that measures.csv has no more"),
        ({"into": BAN}, "into", "of one that was merged; else nothing"),
        ({"key": "ma-x", "field": "merged", "into": "ma-y"}, "into", "a slug in measures.csv"),
        ({"why": ""}, "why", "text of 1 to 300 characters"),
        ({"kind": "typo"}, "kind", "one of correction, addition, news"),
        ({"source": "the clerk"}, "source", "an address that starts with http"),
    ],
)
def test_a_reason_that_names_nothing_is_refused_with_a_sentence(record, cells, column, allowed):
    record.because("measures.csv", BAN, version="test")
    record.rows["changes.csv"][0] |= cells
    with pytest.raises(CommandError) as refused:
        record.load()
    line = str(refused.value).splitlines()[1]
    assert line.startswith(f"changes.csv, line 2, column {column}: ")
    assert allowed in line
    assert not ChangeReason.objects.exists()
