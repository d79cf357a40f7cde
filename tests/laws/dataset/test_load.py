"""A load of the record: what it brings in, what it leaves alone, and how often it can be done."""

import json
from datetime import date

import pytest

from laws.models import (
    ExplainedFinding,
    Jurisdiction,
    LegislativeSession,
    LoadedRecord,
    Measure,
    Milestone,
    PlaceName,
    Provision,
    Question,
    Relation,
    Source,
    Sponsorship,
    ZipCode,
)
from laws.models.reckoned import rules_digest
from tests.support.record_folder import LAW, SOMERVILLE, US, RecordFolder, everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return RecordFolder(tmp_path)


def ban():
    return Measure.objects.get(slug="ma-somerville-ban")


# --- what it brings in ----------------------------------------------------------------------------


def test_a_first_load_brings_in_every_file_and_says_so(folder):
    assert folder.load() == [
        "jurisdictions: 3 new, 0 updated, 0 unchanged",
        "second ids and covered counties: 1 new, 0 updated, 0 unchanged",
        "sessions: 1 new, 0 updated, 0 unchanged",
        "chambers: 1 new, 0 updated, 0 unchanged",
        "questions: 2 new, 0 updated, 0 unchanged",
        "measures: 2 new, 0 updated, 0 unchanged",
        "relations: 1 new, 0 updated, 0 unchanged",
        "explained findings: 1 new, 0 updated, 0 unchanged",
        "quotations: 2 new, 0 updated, 0 unchanged",
        "second codings: 1 new, 0 updated, 0 unchanged",
        "second answers: 1 new, 0 updated, 0 unchanged",
        "court cases: 1 new, 0 updated, 0 unchanged",
        "what cases did: 1 new, 0 updated, 0 unchanged",
        "milestones: 1 new, 0 updated, 0 unchanged",
        "searches: 1 new, 0 updated, 0 unchanged",
        "preemption: 1 new, 0 updated, 0 unchanged",
        "names of places: 2 new, 0 updated, 0 unchanged",
        "ZIP codes: 1 new, 0 updated, 0 unchanged",
        "reasons of changes: 1 new, 0 updated, 0 unchanged",
        "The record is loaded.",
    ]


def test_every_cell_arrives_where_it_belongs(folder):
    folder.load()

    place = Jurisdiction.objects.get(division_id=SOMERVILLE)
    assert (place.name, place.kind, place.state_code, place.slug) == (
        "Somerville",
        "city",
        "MA",
        "somerville",
    )
    assert (place.population, place.population_year, place.county_geoids) == (
        79762,
        2022,
        ["25017"],
    )
    assert (float(place.latitude), place.search_name) == (42.3875, "somerville")
    assert place.other_ids.get().slug == "somerville-2"
    bill = Measure.objects.get(slug="ma-s927-193rd")
    assert (bill.identifier, bill.identifier_key, bill.session.identifier) == (
        "S.927",
        "s927",
        "193rd",
    )
    assert (bill.regulates, bill.use_modes) == (["police", "government"], ["live", "retrospective"])
    introduced = bill.actions.get()
    assert (introduced.day, introduced.precision) == (date(2023, 1, 1), "month")
    assert Milestone.objects.get().precision == "month"
    assert list(Question.objects.values_list("order", "slug")) == [
        (1, "warrant_required"),
        (2, "ends_on"),
    ]


def test_shipped_measures_are_public_and_reckoned(folder):
    folder.load()

    assert ban().is_public
    assert ban().effective_on == date(2019, 6, 27)
    assert ban().terms.get().starts_on == date(2019, 6, 27)


def test_an_address_that_only_an_action_names_becomes_a_source(folder):
    folder.spoil("actions.csv", source_urls=f"{LAW} https://example.org/news")

    folder.load()

    sources = Source.objects.filter(measure__slug="ma-s927-193rd")
    assert [source.url for source in sources] == [LAW, "https://example.org/news"]
    assert Source.objects.filter(measure=ban()).count() == 1


def test_the_version_of_the_record_is_noted_once(folder):
    folder.load()
    folder.load()

    record = LoadedRecord.objects.get()
    assert (record.version, record.rules) == ("test", rules_digest())


def test_another_version_is_noted_when_it_is_loaded(folder):
    folder.load()
    LoadedRecord.objects.update(rules="older")
    folder.path.joinpath("record.json").write_text(json.dumps({"version": "next"}))

    folder.load()

    record = LoadedRecord.objects.latest()
    assert (record.version, record.rules) == ("next", "older")


def test_if_stale_loads_nothing_where_this_record_is_and_all_where_an_older_one_is(folder):
    folder.load(if_stale=True)
    assert folder.load(if_stale=True) == []

    folder.spoil("measures.csv", title="Another title")
    folder.load(if_stale=True)
    assert Measure.objects.filter(title="Another title").exists()


# --- again and again ------------------------------------------------------------------------------


def test_a_second_load_changes_nothing_at_all(folder):
    folder.load()
    before = everything()

    said = folder.load()

    assert everything() == before
    assert all("0 new, 0 updated" in line for line in said[:-1])


def test_a_dry_run_says_what_would_change_and_changes_nothing(folder):
    folder.load()
    before = everything()
    folder.spoil("measures.csv", title="Another title")
    folder.rows["milestones.csv"].append({"date": "2020", "title": "Another", "category": "court"})

    said = folder.load(dry_run=True)

    assert "measures: 0 new, 1 updated, 1 unchanged" in said
    assert "milestones: 1 new, 0 updated, 1 unchanged" in said
    assert said[-1] == "Dry run: nothing was changed."
    assert everything() == before


def test_a_dry_run_of_a_first_load_leaves_the_database_empty(folder):
    folder.load(dry_run=True)

    assert not any(everything().values())


@pytest.mark.parametrize(
    ("name", "cells", "said", "find"),
    [
        (
            "jurisdictions.csv.gz",
            {"name": "Summerville"},
            "second ids and covered counties: 0 new, 1 updated, 0 unchanged",
            lambda: Jurisdiction.objects.filter(name="Summerville", search_name="summerville"),
        ),
        (
            "sessions.csv",
            {"name": "The 193rd"},
            "sessions: 0 new, 1 updated, 0 unchanged",
            lambda: LegislativeSession.objects.filter(name="The 193rd"),
        ),
        (
            "questions.csv",
            {"weight": "2"},
            "questions: 0 new, 1 updated, 1 unchanged",
            lambda: Question.objects.filter(slug="ends_on", weight=2),
        ),
        (
            "measures.csv",
            {"identifier": "S.928"},
            "measures: 0 new, 1 updated, 1 unchanged",
            lambda: Measure.objects.filter(identifier_key="s928"),
        ),
        (
            "actions.csv",
            {"kind": "hearing", "date": "2023-07-20"},
            "measures: 0 new, 1 updated, 1 unchanged",
            lambda: Measure.objects.filter(first_action_on=date(2023, 7, 20)),
        ),
        (
            "provisions.csv",
            {"answer": "qualified"},
            "measures: 0 new, 1 updated, 1 unchanged",
            lambda: Provision.objects.filter(answer="qualified"),
        ),
        (
            "sources.csv",
            {"note": "The city's own page"},
            "measures: 0 new, 1 updated, 1 unchanged",
            lambda: Source.objects.filter(note="The city's own page"),
        ),
        (
            "sponsorships.csv",
            {"party": "Independent"},
            "measures: 0 new, 1 updated, 1 unchanged",
            lambda: Sponsorship.objects.filter(name="A. Tester", party="Independent"),
        ),
        (
            "relations.csv",
            {"note": "As introduced"},
            "relations: 0 new, 1 updated, 0 unchanged",
            lambda: Relation.objects.filter(note="As introduced"),
        ),
        (
            "exceptions.csv",
            {"reason": "Its title says it all."},
            "explained findings: 0 new, 1 updated, 0 unchanged",
            lambda: ExplainedFinding.objects.filter(reason="Its title says it all."),
        ),
        (
            "milestones.csv",
            {"category": "court"},
            "milestones: 0 new, 1 updated, 0 unchanged",
            lambda: Milestone.objects.filter(category="court"),
        ),
    ],
)
def test_a_corrected_row_is_applied_and_the_rest_left_alone(folder, name, cells, said, find):
    folder.load()
    folder.spoil(name, **cells)

    assert said in folder.load()
    assert find().exists()


def test_a_corrected_session_end_dates_the_failed_bills_anew(folder):
    folder.load()
    folder.spoil("sessions.csv", end_on="2025-01-07")

    folder.load()

    failed = Measure.objects.get(slug="ma-s927-193rd").stages.get(stage="failed")
    assert failed.from_on == date(2025, 1, 7)


def test_a_government_can_become_the_second_id_of_another_and_back(folder):
    folder.load()
    folder.rows["jurisdictions.csv.gz"][-1].pop("same_as")
    folder.load()
    assert Jurisdiction.objects.get(slug="somerville-2").same_as is None

    folder.spoil("jurisdictions.csv.gz", same_as=SOMERVILLE)
    said = folder.load()

    assert Jurisdiction.objects.get(slug="somerville-2").same_as.slug == "somerville"
    assert not [line for line in said if "left" in line]


def test_a_second_id_may_stand_before_the_first(folder):
    folder.rows["jurisdictions.csv.gz"].reverse()

    folder.load()

    assert Jurisdiction.objects.get(slug="somerville-2").same_as.slug == "somerville"


def test_the_country_has_sessions_and_measures_too(folder):
    folder.rows["sessions.csv"].append({"state": "", "identifier": "118", "start_on": "2023-01-03"})
    folder.spoil("measures.csv", division_id=US, session="118")

    folder.load()

    assert Measure.objects.get(session__identifier="118").jurisdiction.kind == "country"


# --- names ----------------------------------------------------------------------------------------


def test_a_name_and_a_zip_code_that_are_shipped_no_more_go(folder):
    folder.load()
    for name in ("place_names.csv.gz", "zip_codes.csv.gz"):
        folder.rows[name] = []
    folder.load()

    assert [name.name for name in PlaceName.objects.all()] == ["Slummerville"]
    assert not ZipCode.objects.exists()
