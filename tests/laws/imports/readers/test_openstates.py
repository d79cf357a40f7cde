"""Bills of Open States, in each of the forms in which it hands them out."""

from datetime import date

import pytest

from laws.imports.readers import openstates
from laws.imports.types import IncomingMeasure, IncomingSource, RefusedRecord, Where
from tests.support.source_bills import API_BILL, BULK_BILL, MA, SCRAPED_BILL, TITLE, changed

HERE = Where("test.json", 3)


def read(bill, **fields):
    return openstates.measure_of(changed(bill, **fields), HERE)


def test_an_answer_of_the_api_is_read_with_its_parts():
    measure = read(API_BILL)

    assert (measure.record, measure.record_id) == ("openstates", API_BILL["id"])
    assert (measure.jurisdiction, measure.identifier, measure.title) == (MA, "S 9901", TITLE)
    assert (measure.session_names, measure.years) == (("2098-2099",), (2098, 2099))
    assert (measure.summary, measure.subjects) == ("A test of a summary.", ("Testing",))
    assert (measure.text, measure.kind, measure.where) == ("The Test Act", "bill", HERE)
    assert measure.version == API_BILL["updated_at"]
    assert measure.raw == API_BILL
    assert [(a.order, a.day, a.chamber, a.text, a.classification) for a in measure.actions] == [
        (1, date(2099, 1, 5), "upper", "Filed", ("filing", "introduction")),
        (2, date(2099, 2, 1), "lower", "Passed to be engrossed", ("passage",)),
    ]
    assert (measure.actions[1].yes, measure.actions[1].no) == (90, 60)
    assert measure.sources == (
        IncomingSource("https://example.gov/bills/S9901", True, "the bill"),
        IncomingSource("https://example.org/bills/S9901", None, ""),
        IncomingSource(API_BILL["openstates_url"], False, "Open States"),
    )
    assert [tuple(one) for one in measure.relations] == [
        ("companion", "H 9902", "2098-2099"),
        ("reintroduces", "S 9801", "2097"),
        ("related", "S 9999", ""),
    ]


def test_parts_that_were_not_asked_for_are_not_missed_but_show_in_the_version():
    parts = ("abstracts", "actions", "sources", "votes", "related_bills", "other_titles")
    measure = read(API_BILL, **dict.fromkeys(parts))

    assert (measure.summary, measure.actions, measure.relations) == ("", (), ())
    assert measure.version != API_BILL["updated_at"] == read(API_BILL, actions=[]).version
    assert measure.version.startswith(API_BILL["updated_at"])


def test_a_scrapers_file_is_known_by_its_number_and_its_own_notes_are_no_change():
    measure = read(SCRAPED_BILL)
    again = read(SCRAPED_BILL, _id="another", scraped_at="2099-05-05", _processing={"run": 2})
    changed_title = read(SCRAPED_BILL, title="An Act for another test")

    assert measure.record_id == f"{MA}/194th/H9903"
    assert (measure.actions[0].day, measure.actions[0].chamber) == (date(2099, 1, 9), "lower")
    assert again.version == measure.version != changed_title.version


def test_sponsors_are_main_sponsors_or_cosponsors_whatever_the_record_calls_them():
    sponsors = [
        {"name": "Ada  One", "classification": "primary", "primary": True},
        {"name": "Ben Two", "classification": "cosponsor", "primary": False},
        {"name": "Cal Three", "classification": "sponsor", "primary": "True"},
        {"name": "Di Four", "classification": "author", "person": {"party": "Independent"}},
    ]
    measure = read(API_BILL, sponsorships=sponsors)
    assert [(s.name, s.classification, s.party) for s in measure.sponsors] == [
        ("Ada One", "primary", ""),
        ("Ben Two", "cosponsor", ""),
        ("Cal Three", "primary", ""),
        ("Di Four", "cosponsor", "Independent"),
    ]
    assert "sponsorships[1].name" in read(API_BILL, sponsorships=[{"name": ["A"]}]).why


def test_bulk_json_names_its_state_and_its_chambers_by_name():
    measure = read(BULK_BILL)

    assert measure.jurisdiction == "ocd-division/country:us/state:oh"
    assert (measure.kind, measure.text) == ("resolution", "No test shall compare faces.")
    assert measure.actions[0].chamber == "upper"
    assert measure.relations == ()


def test_a_file_that_names_no_government_is_placed_by_its_folders():
    bill = changed(SCRAPED_BILL, jurisdiction=None)
    places = {
        "country:us/state:mt/sessions/2099/bills/SB1/metadata.json": "/state:mt",
        "country:us/state:dc/sessions/2099/bills/B1/metadata.json": "/district:dc",
        "set.zip/PR/2099/PR_2099_bills.json": "/territory:pr",
        "country:us/congress/bills/HR1/metadata.json": "",
    }
    for path, end in places.items():
        measure = openstates.measure_of(bill, Where(path))
        assert measure.jurisdiction == "ocd-division/country:us" + end, path
    assert "jurisdiction" in openstates.measure_of(bill, Where("metadata.json")).why


@pytest.mark.parametrize(
    ("identifier", "division"),
    [
        ("ocd-jurisdiction/country:us/district:dc/government", "/district:dc"),
        ("ocd-jurisdiction/country:us/state:pr/government", "/territory:pr"),
        ("ocd-jurisdiction/country:us/government", ""),
        (
            "ocd-jurisdiction/country:us/state:ca/place:oakland/government",
            "/state:ca/place:oakland",
        ),
    ],
)
def test_a_jurisdiction_is_told_by_its_division(identifier, division):
    measure = read(API_BILL, jurisdiction={"id": identifier, "name": "A test"})
    assert measure.jurisdiction == "ocd-division/country:us" + division


def test_the_one_chamber_of_a_legislature_is_named_and_of_two_neither():
    action = {"description": "Read", "date": "2099-01-01", "organization": {"name": "Legislature"}}
    for state, chamber in {
        "Nebraska": "upper",
        "District of Columbia": "council",
        "Iowa": "",
    }.items():
        assert read(API_BILL, jurisdiction=state, actions=[action]).actions[0].chamber == chamber


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2099-01-09T05:00:00+00:00", date(2099, 1, 9)),
        ("2099-01-09T02:00:00Z", date(2099, 1, 8)),
        ("2099-01-09T23:00:00-08:00", date(2099, 1, 10)),
        ("2099-01-09T23:00:00", date(2099, 1, 9)),
        ("2099-01-09T00:00:00+00:00", date(2099, 1, 9)),
        ("2099-01-09", date(2099, 1, 9)),
    ],
)
def test_a_time_is_a_day_where_the_legislature_sits(written, day):
    action = {"description": "Read", "date": written}
    assert read(API_BILL, actions=[action]).actions[0].day == day


def test_a_date_may_be_known_to_the_month_or_the_year():
    for written, precision in {"2099-05": "month", "2099": "year", "2099-05-04": "day"}.items():
        (action,) = read(API_BILL, actions=[{"description": "Read", "date": written}]).actions
        assert (action.precision, action.day.isoformat()[: len(written)]) == (precision, written)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"identifier": None}, "identifier is missing; allowed: text of 1 to 60 characters."),
        ({"identifier": "S" * 61}, "identifier: "),
        ({"title": ""}, "title: '' is refused"),
        ({"jurisdiction": {"name": "Atlantis"}}, "jurisdiction: "),
        ({"subject": "Testing", "classification": 5}, "classification: 5 is refused"),
        ({"actions": {"1": "Filed"}}, "actions: "),
        ({"actions": [{"date": "2099-02-30"}]}, "actions[1].date: '2099-02-30' is refused"),
        ({"actions": [{"date": "9999-12-31T23:59:59-12:00"}]}, "actions[1].date: "),
        ({"actions": [{"date": "2099-13"}]}, "actions[1].date: '2099-13' is refused"),
        ({"actions": [{"date": "soon"}]}, "allowed: a day as YYYY-MM-DD"),
    ],
)
def test_what_cannot_be_read_is_refused_with_field_value_and_what_is_allowed(fields, said):
    refused = read(API_BILL, **fields)

    assert isinstance(refused, RefusedRecord)
    assert refused.where == HERE
    assert said in refused.why


def test_an_action_without_a_date_is_left_out_and_said():
    measure = read(API_BILL, actions=[{"description": "Undated", "date": ""}])

    assert measure.actions == ()
    assert measure.remarks == ("An action without a date was left out: Undated",)


def test_what_the_database_cannot_keep_is_taken_out():
    measure = read(API_BILL, title="A\0 \ud800test", extras={"n": float("nan")})

    assert isinstance(measure, IncomingMeasure)
    assert measure.title == measure.raw["title"] == "A� �test"
    assert measure.raw["extras"] == {"n": None}
