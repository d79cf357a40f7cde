"""Two people open one row, and both save: nothing of either is lost without a word."""

import os
from itertools import permutations

import pytest
from django.test import Client

from laws.models import Proposal
from tests.laws.editing.test_roles import rows
from tests.support.desk_boxes import SECTIONS, boxes, page_of, takes, undone
from tests.support.desk_forms import FormOnPage, make_staff
from tests.support.desk_roles import decide

pytestmark = pytest.mark.django_db
__all__ = ["rows"]

IS_WHOLE = bool(os.environ.get("TORTURE"))
TRIED = list(SECTIONS) if IS_WHOLE else ["public", "courtcase", "seenpage", "user"]
MOST = 4 if IS_WHOLE else 2
"""How many boxes of a section are tried in pairs."""
VALUES = ["Words 9", "https://example.org/9", "9", "11/30/2023", "nine@example.org", "nine"]


@pytest.fixture
def desk():
    """Three who may do everything, each in a browser."""
    clients = {name: Client() for name in ("ada", "ben", "pia")}
    for name, client in clients.items():
        client.force_login(make_staff(name))
    return clients


def usable(client, address):
    """Boxes of a page with a value that each takes."""
    page = client.get(address)
    now, found = FormOnPage(page).data, {}
    for name in boxes(page):
        for value in VALUES:
            if [value] != now.get(name) and takes(client, address, name, value):
                found[name] = value
                break
        if len(found) == MOST:
            break
    return found


def send(client, address, opened, name, value):
    return client.post(address, opened | {"reason": "It is so.", name: value})


def accept_all(client):
    """Accept what was proposed, in its order. Whether one was not taken, which its page says."""
    for proposal in Proposal.objects.filter(status="open").order_by("pk"):
        decide(client, proposal, "accept", exemption="Alone.")
    return Proposal.objects.filter(status="open").exists()


def lost(address, desk, one, two):
    """What is lost without a word of what two people write into a box each."""
    opened = FormOnPage(desk["ada"].get(address)).data
    assert send(desk["ada"], address, opened, *one).status_code == 302, one
    told = send(desk["ben"], address, opened, *two).status_code != 302
    told |= accept_all(desk["pia"])
    now = FormOnPage(desk["ada"].get(address)).data
    return [] if told else [name for name, _ in (one, two) if now.get(name) == opened.get(name)]


def test_the_second_to_save_is_told_or_both_are_kept(rows, desk, record_property):
    decide(desk["pia"], Proposal.objects.get(), "send_back", comment="Not this one.")
    gone, tried = [], 0
    for section in TRIED:
        address = page_of(section, rows)
        found = list(usable(desk["ada"], address).items())
        assert found, f"no box of {section} takes anything"
        for one, two in permutations(found, 2) if found[1:] else [(found[0], found[0])]:
            with undone():
                gone += [(section, one, two, name) for name in lost(address, desk, one, two)]
            tried += 1
    assert gone == []
    record_property("tried", tried)
