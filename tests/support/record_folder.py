"""A tiny record in a folder of the shipped form, for a test to spoil or to change."""

import csv
import gzip
import io
import json
from copy import deepcopy
from io import StringIO

from django.apps import apps
from django.core.management import call_command
from django.db import connection

from laws.dataset import schema

COLUMNS = {
    "jurisdictions.csv.gz": schema.JURISDICTIONS,
    "common_names.csv": schema.COMMON_NAMES,
    "place_names.csv.gz": schema.PLACE_NAMES,
    "zip_codes.csv.gz": schema.ZIP_CODES,
    "sessions.csv": schema.SESSIONS,
    "chambers.csv": schema.CHAMBERS,
    "questions.csv": schema.QUESTIONS,
    "measures.csv": schema.MEASURES,
    "sources.csv": schema.SOURCES,
    "actions.csv": schema.ACTIONS,
    "provisions.csv": schema.PROVISIONS,
    "quotations.csv": schema.QUOTATIONS,
    "second_codings.csv": schema.SECOND_CODINGS,
    "second_answers.csv": schema.SECOND_ANSWERS,
    "sponsorships.csv": schema.SPONSORSHIPS,
    "relations.csv": schema.RELATIONS,
    "exceptions.csv": schema.EXCEPTIONS,
    "searches.csv": schema.SEARCHES,
    "preemption.csv": schema.PREEMPTION,
    "cases.csv": schema.CASES,
    "case_effects.csv": schema.CASE_EFFECTS,
    "milestones.csv": schema.MILESTONES,
    "changes.csv": schema.CHANGES,
}
US = "ocd-division/country:us"
MA = f"{US}/state:ma"
SOMERVILLE = f"{MA}/place:somerville"
LAW = "https://example.gov/law"
ROWS = {
    "jurisdictions.csv.gz": [
        {"division_id": US, "name": "United States", "kind": "country", "slug": "us"},
        {"division_id": MA, "name": "Massachusetts", "kind": "state", "state": "MA"},
        {
            "division_id": SOMERVILLE,
            "name": "Somerville",
            "kind": "city",
            "state": "MA",
            "county_geoids": "25017",
            "population": "79762",
            "population_year": "2022",
            "latitude": "42.3875",
            "longitude": "-71.0995",
        },
        {
            "division_id": f"{MA}/county:middlesex/place:somerville",
            "name": "Somerville",
            "kind": "city",
            "state": "MA",
            "slug": "somerville-2",
            "same_as": SOMERVILLE,
        },
    ],
    "common_names.csv": [{"name": "Slummerville", "division_id": SOMERVILLE}],
    "place_names.csv.gz": [
        {"state": "MA", "name": "Winter Hill", "postal_cities": SOMERVILLE, "zip_codes": "1"}
    ],
    "zip_codes.csv.gz": [
        {"zip_code": "02145", "state": "MA", "county_geoid": "25017", "names": "Somerville"}
    ],
    "sessions.csv": [
        {"state": "MA", "identifier": "193rd", "start_on": "2023-01-04", "end_on": "2024-12-31"}
    ],
    "chambers.csv": [{"state": "MA", "kind": "upper", "legislature_name": "General Court"}],
    "questions.csv": [
        {"slug": "warrant_required", "group": "safeguards", "text": "Is a warrant required?"},
        {"slug": "ends_on", "group": "dates", "text": "When does it end by itself?"},
    ],
    "measures.csv": [
        {
            "slug": "ma-somerville-ban",
            "division_id": SOMERVILLE,
            "kind": "ordinance",
            "identifier": "2019-16",
            "title": "A ban",
            "effect": "ban",
        },
        {
            "slug": "ma-s927-193rd",
            "division_id": MA,
            "kind": "bill",
            "session": "193rd",
            "identifier": "S.927",
            "title": "A bill",
            "effect": "restriction",
            "use_modes": "live;retrospective",
        },
    ],
    "sources.csv": [{"measure": "ma-somerville-ban", "url": LAW, "official": "1"}],
    "actions.csv": [
        {"measure": "ma-somerville-ban", "kind": "passed", "date": "2019-06-27", "yes": "11"},
        {"measure": "ma-s927-193rd", "kind": "introduced", "date": "2023-01"},
    ],
    "provisions.csv": [
        {"measure": "ma-somerville-ban", "question": "warrant_required", "answer": "no"}
    ],
    "quotations.csv": [
        {
            "measure": "ma-somerville-ban",
            "question": "warrant_required",
            "quote": "It shall be unlawful, with or without a warrant.",
            "url": LAW,
        },
        {"measure": "ma-somerville-ban", "quote": "It shall be unlawful.", "url": LAW},
    ],
    "second_codings.csv": [{"measure": "ma-somerville-ban", "effect": "ban"}],
    "second_answers.csv": [
        {"measure": "ma-somerville-ban", "question": "warrant_required", "first_answer": "no"}
    ],
    "sponsorships.csv": [
        {"measure": "ma-s927-193rd", "name": "A. Tester", "classification": "primary"}
    ],
    "relations.csv": [
        {"from_measure": "ma-s927-193rd", "to_measure": "ma-somerville-ban", "kind": "related"}
    ],
    "exceptions.csv": [
        {"measure": "ma-s927-193rd", "rule": "no_summary", "about": "summary", "reason": "Short."}
    ],
    "searches.csv": [
        {"division_id": MA, "date": "2023-05-01", "words": "face", "outcome": "none"},
    ],
    "preemption.csv": [{"division_id": MA, "answer": "limited", "from_on": "1966-11-08"}],
    "cases.csv": [
        {
            "slug": "doe-v-somerville",
            "name": "Doe v. Somerville",
            "division_id": SOMERVILLE,
            "docket": "No. 1",
            "filed": "2020-03",
            "decided": "2021-05-04",
            "outcome": "The court let the ban stand.",
        },
    ],
    "case_effects.csv": [
        {"case": "doe-v-somerville", "measure": "ma-somerville-ban", "did": "upheld"},
    ],
    "milestones.csv": [
        {
            "date": "2018-02",
            "title": "A study",
            "category": "research",
            "case": "doe-v-somerville",
        },
    ],
    "changes.csv": [{"file": "measures.csv", "key": "ma-somerville-ban", "why": "We read it."}],
}
DEFAULTS = {
    "jurisdictions.csv.gz": {"active": "1", "is_government": "1"},
    "questions.csv": {"yes_means": "It says so.", "weight": "1"},
    "measures.csv": {"reach": "general", "regulates": "police;government", "confidence": "high"},
    "actions.csv": {"order": "1", "basis": "recorded", "source_urls": LAW},
    "cases.csv": {
        "subject": "law",
        "standing": "ruled",
        "summary": "Someone asked a court to undo the ban.",
        "confidence": "high",
        "source_urls": LAW,
    },
    "milestones.csv": {"confidence": "high"},
    "second_codings.csv": {"coder": "a second reader", "text_read": "part"},
    "second_answers.csv": {"coder": "a second reader", "text_read": "part", "answer": "qualified"},
    "preemption.csv": {
        "subject": "government",
        "rests_on": "Cities may exercise any power that the state has not denied to itself.",
        "citation": "Const. art. 2, § 6",
        "url": LAW,
        "basis": "inferred",
        "checked_on": "2026-11-30",
    },
    "searches.csv": {"how": "person", "sought": "law", "where": "The code"},
    "changes.csv": {"version": "test", "kind": "correction"},
}


BY_MIGRATION = {"PublicChange", "SubjectWord", "SubjectWordRevision"}


def stored_models():
    """What has a table of its own, save what a migration brings."""
    return [m for m in apps.get_app_config("laws").get_models()
            if not m._meta.proxy and m.__name__ not in BY_MIGRATION]  # fmt: skip


def everything():
    """Every row of the record as it is stored, save what a migration brings."""
    return {m.__name__: sorted(m.objects.values_list(), key=repr) for m in stored_models()}


def tables_with_rows():
    """The tables that hold any of it, by one question."""
    names = [m._meta.db_table for m in stored_models()]
    asked = [f"(SELECT '{name}' FROM \"{name}\" LIMIT 1)" for name in names]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return [name for (name,) in cursor]


class RecordFolder:
    """The rows of each file as dicts of text; what is not named is left empty or as usual."""

    def __init__(self, path):
        self.path = path
        self.rows = deepcopy(ROWS)
        (path / "record.json").write_text(json.dumps({"version": "test"}))

    def spoil(self, file, **cells):
        """Change cells of a file's last row. Returns its line."""
        self.rows[file][-1] |= cells
        return len(self.rows[file]) + 1

    def write(self):
        for name, columns in COLUMNS.items():
            out = StringIO()
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(columns)
            for row in self.rows[name]:
                writer.writerow(self._cells(name, row))
            self.write_bytes(name, out.getvalue().encode())

    def write_bytes(self, name, content):
        # Without the time of writing: the same rows are the same bytes.
        packed = gzip.compress(content, mtime=0) if name.endswith(".gz") else content
        self.path.joinpath(name).write_bytes(packed)

    def read_bytes(self, name):
        content = self.path.joinpath(name).read_bytes()
        return gzip.open(io.BytesIO(content)).read() if name.endswith(".gz") else content

    def load(self, **options):
        """Write the rows and load them; returns the lines that the command says."""
        self.write()
        return self.load_as_it_is(**options)

    def load_as_it_is(self, **options):
        said = StringIO()
        call_command("load_record", data=self.path, stdout=said, **options)
        return said.getvalue().splitlines()

    @staticmethod
    def _cells(name, row):
        row = DEFAULTS.get(name, {}) | row
        called = row.get("name") or row.get("identifier") or "Senate"
        usual = {"full_name": called, "name": called, "slug": called.lower().replace(" ", "-")}
        return [row.get(column, usual.get(column, "")) for column in COLUMNS[name]]
