"""The description of the API is valid, and every operation keeps to it."""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from openapi_spec_validator import validate

from dashboard.api.operations import OPERATIONS
from dashboard.api.schema import description
from laws.open_data.tables import TABLE
from laws.text.states import NAMES
from tests.support.makers import make_state
from tests.support.public_pages import make_record
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
GIVEN = ("cursor", "edition", "place", "session")
"""Words and numbers that this site gives: no schema can tell which."""


def without_given(said):
    """The description without the parameters whose values can't be made up."""
    for methods in said["paths"].values():
        known = methods["get"]["parameters"]
        methods["get"]["parameters"] = [one for one in known if one["name"] not in GIVEN]
    return said


SCHEMA = schemathesis.openapi.from_dict(without_given(description()))
SCHEMA.app = WSGIHandler()
SCHEMA.config.phases.coverage.enabled = False
CASES = 3  # of each operation; docs/measurements.md says what a hundred of each came to


def make_whole_country():
    make_record()
    for state_code in NAMES.keys() - {"US"}:
        make_state(state_code)


record = shared(make_whole_country)


@pytest.fixture(autouse=True)
def open_connection():
    """The connection stays open between requests, as Django's own client has it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@SCHEMA.parametrize()
@settings(
    max_examples=CASES, derandomize=True, database=None, deadline=None,
    phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_every_answer_is_as_described(case):
    case.call_and_validate(headers={"Accept-Encoding": "identity"})


def test_the_description_is_valid_and_holds_every_operation(client):
    response = client.get("/api/v1/openapi.json")
    said = response.json()
    validate(said)

    assert said["openapi"].startswith("3.1")
    assert len(said["paths"]) == len(OPERATIONS)
    assert client.get("/api/v1/openapi.json?on=2023-07-20").status_code == 400


def test_the_description_is_made_once(client, monkeypatch):
    first = client.get("/api/v1/openapi.json")
    monkeypatch.setattr("dashboard.api.schema.description", None)

    assert client.get("/api/v1/openapi.json").content == first.content
    assert first.json() == description()


def test_columns_of_the_record_are_described_as_its_tables_describe_them():
    paths = description()["paths"]
    own = paths["/api/v1/actions"]["get"]["responses"]["200"]["content"]["application/json"]
    row = own["schema"]["properties"]["results"]["items"]["properties"]

    assert {name: one["description"] for name, one in row.items()} == {
        one.name: one.description for one in TABLE["actions"].columns
    }
    assert row["kind"]["enum"][:2] == ["introduced", "referred"]
