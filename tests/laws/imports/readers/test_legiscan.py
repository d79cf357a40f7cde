"""Bills of LegiScan: their steps, sessions and relations."""

from datetime import date

import pytest

from laws.imports.readers import legiscan
from laws.imports.types import RefusedRecord, Where
from tests.support.source_bills import LEGISCAN_BILL, MA, TITLE, changed

HERE = Where("S9905.json")


def read(**fields):
    return legiscan.measure_of(changed(LEGISCAN_BILL, **fields), HERE)


def test_a_bill_is_read_with_all_that_it_tells():
    measure = read()

    assert (measure.record, measure.record_id) == ("legiscan", "990501")
    assert measure.version == LEGISCAN_BILL["change_hash"]
    assert (measure.jurisdiction, measure.identifier, measure.title) == (MA, "S9905", TITLE)
    assert measure.session_names[:2] == ("193rd General Court", "2099-2100 Regular Session")
    assert measure.years == (2099, 2100)
    assert (measure.summary, measure.subjects) == ("A test of a description", ("Testing",))
    assert [(s.url, s.official) for s in measure.sources] == [
        (LEGISCAN_BILL["state_link"], True),
        (LEGISCAN_BILL["url"], False),
    ]
    assert [(r.kind, r.identifier) for r in measure.relations] == [
        ("companion", "H9906"),
        ("related", "S9907"),
    ]
    assert (measure.status, measure.completed, measure.kind) == ("Engrossed", False, "bill")


def test_sponsors_come_in_their_order_and_numbers_without_names_are_passed_over():
    sponsors = [
        {"name": "Ben Two", "sponsor_type_id": 2, "sponsor_order": 2, "party": "R"},
        {
            "name": "Ada One",
            "sponsor_type_id": 1,
            "sponsor_order": 1,
            "party": "D",
            "district": "SD-4",
        },
        {"people_id": 9, "position": 3},
    ]
    assert [tuple(sponsor)[:4] for sponsor in read(sponsors=sponsors).sponsors] == [
        ("Ada One", "primary", "Democratic", "SD-4"),
        ("Ben Two", "cosponsor", "Republican", ""),
    ]


def test_each_step_classifies_the_action_that_speaks_of_it():
    actions = read().actions

    assert [(a.order, a.text, a.classification) for a in actions] == [
        (1, "Prefiled", ()),
        (2, "Introduced", ("Introduced",)),
        (3, "Referred to Tests", ("Refer",)),
        (4, "Read third time and passed", ("Engrossed",)),
        (5, "Emergency clause adopted", ()),
        (6, "Vetoed", ("Vetoed",)),
    ]
    assert (actions[3].yes, actions[3].no, actions[3].chamber) == (30, 10, "upper")
    assert actions[5].day == date(2099, 4, 1)


def test_what_has_no_date_is_left_out_and_said():
    assert read().remarks == (
        "An action without a date was left out: Undated",
        "LegiScan's step Chaptered has no date and was left out.",
    )


def test_without_steps_the_status_is_the_one_step_that_is_known():
    classes = [a.classification for a in read(progress=None).actions]
    assert classes == [(), (), (), ("Engrossed",), ()]


@pytest.mark.parametrize(
    ("state", "division"),
    [("US", ""), ("DC", "/district:dc"), ("NE", "/state:ne")],
)
def test_a_state_is_a_division(state, division):
    assert read(state=state).jurisdiction == "ocd-division/country:us" + division


def test_without_a_state_or_session_the_address_tells_them():
    measure = read(state=None, session=None)

    assert measure.jurisdiction == MA
    assert (measure.session_names, measure.years) == ((), (2099, 2099))


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"bill_type": "CR"}, "resolution"),
        ({"bill_type": "EO"}, "executive_order"),
        ({"bill_type": "IP"}, "ballot_measure"),
        ({"bill_type": None, "bill_number": "HJR9"}, "resolution"),
        ({"bill_type": None, "bill_number": "HB9"}, "bill"),
    ],
)
def test_the_type_or_else_the_number_tells_what_it_is(fields, kind):
    assert read(**fields).kind == kind


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"bill_id": None}, "bill_id is missing; allowed: text of 1 to 40 characters."),
        ({"bill_number": None}, "bill_number is missing"),
        ({"state": "ZZ"}, "state: 'ZZ' is refused; allowed: the two capital letters of a state"),
        ({"history": [{"date": "2099-13-01"}]}, "history[1].date: '2099-13-01' is refused"),
        ({"session": [5]}, "session: [5] is refused; allowed: an object."),
    ],
)
def test_what_cannot_be_read_is_refused_with_field_value_and_what_is_allowed(fields, said):
    refused = read(**fields)

    assert isinstance(refused, RefusedRecord)
    assert said in refused.why
