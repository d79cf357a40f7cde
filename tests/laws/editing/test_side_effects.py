"""Whoever decides on a changed place or question reads what it changes besides stages."""

import pytest
from django.test import Client

from laws.editing.reference import KINDS
from laws.editing.side_effects import WHAT
from laws.models import Proposal
from tests.support.desk_attempts import make_milestone, propose_of
from tests.support.desk_roles import make_role
from tests.support.elements import read
from tests.support.makers import make_measure, make_place, make_question, make_session

pytestmark = pytest.mark.django_db
CLEAR = "The stage of no measure changes."


def told(section, row, role="editor", **fields):
    """What the publisher's page says of a change that someone proposed."""
    author, publisher = Client(), Client()
    author.force_login(make_role(role))
    publisher.force_login(make_role("publisher"))
    propose_of(author, section, row, **fields)
    proposal = Proposal.objects.get()
    return read(publisher.get(f"/admin/laws/proposal/{proposal.pk}/change/")).text


def public_session():
    session = make_session()
    make_measure("A bill", "MA", [("introduced", "2023-02-01")], session=session)
    return session


@pytest.mark.parametrize(
    ("section", "make", "role", "fields", "sentence"),
    [
        ("jurisdiction", make_place, "editor", {"population": "9"},
         "Population: how many people count as covered by bans"),
        ("jurisdiction", make_place, "editor", {"kind": "county"},
         "Kind: what its pages call it"),
        ("jurisdiction", make_place, "editor", {"active": ""},
         "Active: whether the search and ZIP codes lead to it."),
        ("jurisdiction", make_place, "editor", {"notes": "New"},
         "Notes: its public page, its state’s and the data files."),
        ("question", make_question, "administrator", {"weight": "9"},
         "Weight: the data files; no score is calculated from it."),
        ("milestone", make_milestone, "editor", {"title": "New"}, "Title: the timeline"),
        ("legislativesession", public_session, "editor", {"note": "New"},
         "Note: the pages of its measures"),
    ],
)  # fmt: skip
def test_each_changed_field_is_said_with_what_it_changes(section, make, role, fields, sentence):
    page = told(section, make(), role, **fields)
    assert sentence in page
    assert CLEAR not in page


def test_counts_and_the_map_are_compared_before_and_after():
    place, first = make_place("Newton"), make_place("Somerville")
    for one in (place, first):
        make_measure("A ban", one, [("passed", "2020-01-01")])
    # Its measure was moved since: both ids were one government already in what was counted.
    type(place).objects.filter(pk=place.pk).update(same_as=first)
    page = told("jurisdiction", place, **{"same_as": "", "same_as-words": ""})
    assert "Municipal bans in the United States: 1 → 2" in page
    assert "Same as: whether its address leads to another government" in page
    place.refresh_from_db()
    assert place.same_as == first


def test_what_is_said_is_said_of_columns_that_are_there():
    for noun, columns in WHAT.items():
        assert set(columns) <= set(KINDS[noun].columns)
