"""Bills as other records tell them, small and invented, for a test to read or to spoil."""

from copy import deepcopy

MA = "ocd-division/country:us/state:ma"
TITLE = "An Act for a test of face recognition"

API_BILL = {
    "id": "ocd-bill/00000000-0000-0000-0000-000000000001",
    "session": "2098-2099",
    "jurisdiction": {
        "id": "ocd-jurisdiction/country:us/state:ma/government",
        "name": "Massachusetts",
        "classification": "state",
    },
    "from_organization": {"id": "ocd-organization/1", "name": "Senate", "classification": "upper"},
    "identifier": "S 9901",
    "title": TITLE,
    "classification": ["bill"],
    "subject": ["Testing"],
    "extras": {},
    "created_at": "2099-01-05T00:00:00+00:00",
    "updated_at": "2099-02-01T10:00:00+00:00",
    "openstates_url": "https://openstates.org/ma/bills/2098-2099/S9901/",
    "first_action_date": "2099-01-05",
    "latest_passage_date": "",
    "abstracts": [{"abstract": "A test of   a summary.", "note": ""}],
    "other_titles": [{"title": "The Test Act", "note": ""}],
    "actions": [
        {
            "id": "2",
            "organization": {"id": "o", "name": "House", "classification": "lower"},
            "description": "Passed to be engrossed",
            "date": "2099-02-01",
            "classification": ["passage"],
            "order": 2,
            "related_entities": [],
        },
        {
            "id": "1",
            "organization": {"id": "o", "name": "Senate", "classification": "upper"},
            "description": "Filed",
            "date": "2099-01-06T02:30:00+00:00",
            "classification": ["filing", "introduction"],
            "order": 1,
            "related_entities": [],
        },
    ],
    "sources": [
        {"url": "https://example.gov/bills/S9901", "note": "the bill"},
        {"url": "https://example.org/bills/S9901", "note": ""},
    ],
    "votes": [
        {
            "id": "ocd-vote/1",
            "motion_text": "passed to be engrossed",
            "start_date": "2099-02-01",
            "result": "pass",
            "organization": {"name": "House", "classification": "lower"},
            "counts": [{"option": "yes", "value": 90}, {"option": "no", "value": 60}],
        }
    ],
    "related_bills": [
        {"identifier": "H 9902", "legislative_session": "2098-2099", "relation_type": "companion"},
        {"identifier": "S 9801", "legislative_session": "2097", "relation_type": "prior-session"},
        {"identifier": "S 9999", "legislative_session": "", "relation_type": "replaced-by"},
    ],
}
SCRAPED_BILL = {
    "legislative_session": "194th",
    "identifier": "H9903",
    "title": TITLE,
    "from_organization": '~{"classification": "lower"}',
    "classification": ["bill"],
    "subject": [],
    "abstracts": [],
    "actions": [
        {
            "description": "Referred to the committee on Tests",
            "date": "2099-01-09T05:00:00+00:00",
            "organization_id": '~{"classification": "lower"}',
            "classification": ["referral-committee"],
            "related_entities": [],
        },
    ],
    "sponsorships": [{"name": "A. Tester", "primary": True}],
    "related_bills": [],
    "sources": [{"url": "https://example.gov/bills/H9903", "note": ""}],
    "extras": {},
    "jurisdiction": {
        "id": "ocd-jurisdiction/country:us/state:ma/government",
        "name": "Massachusetts",
        "division_id": MA,
    },
    "scraped_at": "2099-01-10T08:00:00+00:00",
    "_id": "e5fe8aa4",
}
BULK_BILL = {
    "id": "ocd-bill/00000000-0000-0000-0000-000000000004",
    "legislative_session": "2099",
    "jurisdiction_name": "Ohio",
    "identifier": "HB 9904",
    "title": TITLE,
    "chamber": "lower",
    "classification": ["joint resolution"],
    "subject": [],
    "actions": [
        {
            "organization__name": "Senate",
            "description": "Adopted",
            "date": "2099-03-01",
            "classification": [],
            "order": 0,
        }
    ],
    "related_bills": [{"related_bill_id": "ocd-bill/1"}],
    "sponsors": [],
    "sources": [{"url": "https://example.gov/bills/HB9904"}],
    "raw_text": "No test shall compare faces.",
    "raw_text_url": "https://example.gov/text/HB9904",
}
LEGISCAN_BILL = {
    "bill_id": 990501,
    "change_hash": "0123456789abcdef0123456789abcdef",
    "session_id": 9905,
    "session": {
        "session_id": 9905,
        "year_start": 2099,
        "year_end": 2100,
        "special": 0,
        "session_tag": "Regular Session",
        "session_title": "2099-2100 Regular Session",
        "session_name": "193rd General Court",
    },
    "url": "https://legiscan.com/MA/bill/S9905/2099",
    "state_link": "https://malegislature.example/Bills/193/S9905",
    "completed": 0,
    "status": 2,
    "status_date": "2099-03-01",
    "progress": [
        {"date": "2099-01-05", "event": 1},
        {"date": "2099-01-05", "event": 9},
        {"date": "2099-03-01", "event": 2},
        {"date": "2099-04-01", "event": 5},
        {"date": "0000-00-00", "event": 8},
    ],
    "state": "MA",
    "state_id": 21,
    "bill_number": "S9905",
    "bill_type": "B",
    "bill_type_id": "1",
    "body": "S",
    "title": TITLE,
    "description": "A test of a description",
    "committee": [],
    "history": [
        {"date": "2099-01-05", "action": "Prefiled", "chamber": "S", "importance": 0},
        {"date": "2099-01-05", "action": "Introduced", "chamber": "S", "importance": 1},
        {"date": "2099-01-05", "action": "Referred to Tests", "chamber": "S", "importance": 1},
        {"date": "2099-03-01", "action": "Read third time and passed", "chamber": "S"},
        {"date": "2099-03-01", "action": "Emergency clause adopted", "chamber": "S"},
        {"date": "0000-00-00", "action": "Undated", "chamber": ""},
    ],
    "sponsors": [{"people_id": 1, "name": "A. Tester"}],
    "sasts": [
        {"type_id": 5, "type": "Crossfiled", "sast_bill_number": "H9906", "sast_bill_id": 990601},
        {"type_id": 3, "type": "Replaced by", "sast_bill_number": "S9907", "sast_bill_id": 990701},
    ],
    "subjects": [{"subject_id": 1, "subject_name": "Testing"}],
    "texts": [],
    "votes": [
        {
            "roll_call_id": 1,
            "date": "2099-03-01",
            "desc": "Senate Read third time and passed",
            "yea": 30,
            "nay": 10,
            "chamber": "S",
        }
    ],
}
VOTE = {"motion_text": "A test", "start_date": "2099-01-01", "votes": [], "counts": []}
ROLL_CALL = {"roll_call": {"roll_call_id": 1, "bill_id": 990501, "date": "2099-03-01"}}
PERSON = {"person": {"people_id": 1, "name": "A. Tester"}}

EACH = {
    "api": API_BILL,
    "scraper": SCRAPED_BILL,
    "bulk": BULK_BILL,
    "legiscan": LEGISCAN_BILL,
}


def changed(bill, **fields):
    """A copy of a bill with other fields; None takes a field away."""
    copy = deepcopy(bill) | fields
    return {name: value for name, value in copy.items() if value is not None}
