"""A proposed change of a published measure is on no public page, file or count until accepted."""

import pytest
from django.test import Client

from laws.models import Measure, Proposal
from tests.support.desk_forms import action_rows
from tests.support.desk_roles import decide, make_role, propose
from tests.support.public_pages import ADDRESSES, make_record

pytestmark = pytest.mark.django_db
ON = {"on": "2023-07-20"}
# All but forms that are sealed anew for each reader.
PUBLIC = ADDRESSES.keys() - {"correction-new", "follow"}
# Two are refused, asked like this: /oembed without an address, /mcp by GET.
REFUSED = (400, 405)
# Where one sees that it was accepted.
TELL = {"home", "map-json", "measure", "measure-json", "measures-csv", "state-json", "place",
        "rankings", "ranking-json"}  # fmt: skip


def as_role(role):
    client = Client()
    client.force_login(make_role(role))
    return client


def answers(client, names):
    """What public addresses answer, by their names."""
    found = {name: client.get(ADDRESSES[name], ON) for name in names}
    return {name: (one.status_code, one.getvalue()) for name, one in found.items()}


def test_no_public_address_changes_before_a_publisher_accepts(client):
    make_record()
    ban = Measure.objects.get(slug="ma-somerville-ban-2019")
    before = answers(client, PUBLIC)
    assert {status for status, _ in before.values()} <= {200, 302, *REFUSED}

    ended = [("introduced", "2018-05-09"), ("passed", "2018-06-27"), ("repealed", "2020-01-01")]
    propose(
        as_role("editor"), ban, title="Proposed title", effect="oversight", reach="narrow",
        regulates=["schools"], summary="Proposed words.", notes="A doubt.",
        **{"provisions-0-answer": "no", "sources-0-note": "Proposed note"}
        | {name: value for name, value in action_rows(ended).items() if "source_urls" not in name}
        | {"actions-0-source_urls": "https://example.gov/proposed"},
    )  # fmt: skip

    after = answers(client, PUBLIC)
    assert {name for name in PUBLIC if after[name] != before[name]} == set()

    decide(as_role("publisher"), Proposal.objects.get(), "accept")
    accepted = answers(client, TELL)
    assert {name for name in TELL if accepted[name] == before[name]} == set()
