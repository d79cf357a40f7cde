"""Undoing: the opposite of what was accepted is proposed, and accepted the usual way."""

import pytest
from django.test import Client

from laws.editing.proposals import IS_UNDONE, NOT_ACCEPTED
from laws.models import Measure, Proposal
from tests.support.desk_forms import FormOnPage, action_rows
from tests.support.desk_roles import PAGE, PASSED, decide, make_role, propose
from tests.support.elements import read
from tests.support.makers import make_measure, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    """Two publishers, who accept each other's proposals."""
    found = []
    for name in ("ada", "ben"):
        client = Client()
        client.force_login(make_role("publisher", name))
        found.append(client)
    return found


@pytest.fixture
def public():
    measure = make_measure("Old title", actions=[PASSED], regulates=["police"], slug="m")
    make_source(measure, PAGE)
    return measure


def accepted(desk, public, **fields):
    proposal = propose(desk[0], public, **fields)
    decide(desk[1], proposal, "accept")
    return proposal


def undo(client, proposal, **data):
    shown = client.get(f"/admin/laws/proposal/{proposal.pk}/change/")
    reason = FormOnPage(shown).data.get("reason", [""])[0]
    data = {"reason": reason} | data
    return client.post(f"/admin/opposite/{proposal.pk}/", data, follow=True)


def test_the_opposite_brings_back_what_was_public_and_keeps_what_changed_since(desk, public):
    more = action_rows([("repealed", "2025-01-01")], first=1)
    wrong = accepted(desk, public, title="Wrong title", **{"actions-0-when": "2023"}, **more)
    accepted(desk, public, notes="A doubt.")
    actions = list(public.actions.values_list("pk", flat=True))

    page = read(undo(desk[0], wrong))

    opposite = Proposal.objects.get(status="open")
    assert opposite.reason == "Undo: The clerk says so."
    cells = [row[-3:-1] for row in page.rows]
    for pair in (["Wrong title", "Old title"], ["2023", "January 1, 2024"]):
        assert pair in cells
    gone = "Order: 2; Date: January 1, 2025; Kind: Repealed; Basis: Recorded"
    assert [gone, "not there"] in cells
    assert Measure.objects.get(pk=public.pk).title == "Wrong title"
    assert "waits for another publisher" in page.text
    decide(desk[1], opposite, "accept")
    public.refresh_from_db()
    assert (public.title, public.notes) == ("Old title", "A doubt.")
    assert [(one.pk, one.date.isoformat()) for one in public.actions.all()] == [
        (actions[0], "2024-01-01")
    ]


def test_what_changed_again_since_is_named_and_chosen_by_the_publisher(desk, public):
    wrong = accepted(desk, public, title="Wrong title", notes="Wrong.")
    accepted(desk, public, title="Third title")

    page = read(undo(desk[0], wrong))

    assert "Changed again since" in page.text
    assert "The measure: title." in page.text
    opposite = Proposal.objects.get(status="open")
    assert (
        "choose which of the two versions to keep"
        in decide(desk[1], opposite, "accept").content.decode()
    )
    decide(desk[1], opposite, "accept", **{"take own//title": "theirs"})
    public.refresh_from_db()
    assert (public.title, public.notes) == ("Third title", "")


def test_only_what_is_public_can_be_undone_and_once(desk, public):
    wrong = accepted(desk, public, title="Wrong title")
    open_one = propose(desk[0], public, notes="x")
    assert NOT_ACCEPTED in undo(desk[0], open_one, reason="x").content.decode()
    open_one.delete()

    undo(desk[0], wrong)
    decide(desk[1], Proposal.objects.get(status="open"), "accept")
    assert IS_UNDONE in undo(desk[0], wrong, reason="x").content.decode()
    assert "Say why it should be undone" in undo(desk[0], wrong, reason="\x00 ").content.decode()
    Measure.objects.filter(pk=public.pk).update(status="withdrawn", withdrawn_reason="x")
    assert "no longer published" in undo(desk[0], wrong, reason="x").content.decode()
    assert not Proposal.objects.filter(status="open").exists()
    assert desk[0].post("/admin/opposite/0/", {"reason": "x"}).status_code == 404


def test_what_one_bulk_edit_proposed_is_undone_from_the_list(desk, public):
    other = make_measure("Other", actions=[PASSED], regulates=["police"])
    make_source(other, PAGE)
    address = "/admin/several/ordinance/fields/"
    asked = {"keys": f"{public.pk}.{other.pk}", "effect": "study", "reason": "All of them."}
    found = FormOnPage(desk[0].post(address, asked)).data["confirmed"]
    desk[0].post(address, {"confirmed": found})
    for proposal in Proposal.objects.all():
        decide(desk[1], proposal, "accept")
    assert set(Measure.objects.values_list("effect", flat=True)) == {"study"}

    ticked = list(Proposal.objects.values_list("pk", flat=True))
    data = {"action": "propose_reverts", "_selected_action": ticked, "index": "0"}
    desk[0].post("/admin/laws/proposal/", data)

    opposites = Proposal.objects.filter(status="open", reason="Undo: All of them.")
    assert opposites.count() == 2
    for proposal in opposites:
        decide(desk[1], proposal, "accept")
    assert set(Measure.objects.values_list("effect", flat=True)) == {"ban"}


def test_who_may_not_propose_undoes_nothing(desk, public):
    wrong = accepted(desk, public, title="Wrong title")
    for role in ("contributor", "administrator"):
        client = Client()
        client.force_login(make_role(role))
        assert client.post(f"/admin/opposite/{wrong.pk}/", {"reason": "x"}).status_code == 403
        data = {"action": "propose_reverts", "_selected_action": [wrong.pk], "index": "0"}
        client.post("/admin/laws/proposal/", data)
        shown = client.get(f"/admin/laws/proposal/{wrong.pk}/change/")
        assert "Propose to undo" not in shown.content.decode()
    assert not Proposal.objects.filter(status="open").exists()
