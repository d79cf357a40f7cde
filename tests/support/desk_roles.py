"""Accounts of each role, and what they do at the desk as their browsers would."""

from django.contrib.auth.models import Group, User

from laws.editing import merging
from laws.models import Merge, Proposal
from tests.support.desk_forms import FormOnPage, make_staff

PAGE = "https://example.gov/docs/1"
PASSED = ("passed", "2024-01-01", {"source_urls": [PAGE]})


def make_role(role, name=""):
    """An account of that role; “superuser” has every right there is."""
    if role == "superuser":
        return make_staff(name or role)
    account = User.objects.create_user(name or role, password="a-long-one-7", is_staff=True)
    account.groups.add(Group.objects.get(name=role))
    return account


def page_of(measure, section="ordinance"):
    return f"/admin/laws/{section}/{measure.pk}/change/"


def save(client, measure, **fields):
    """Open a measure's page, change what is named, save."""
    shown = client.get(page_of(measure))
    return client.post(page_of(measure), FormOnPage(shown).data | fields)


def propose(client, measure, **fields):
    """A proposal for a published measure, made by whoever is logged in."""
    save(client, measure, **{"reason": "The clerk says so."} | fields)
    return Proposal.objects.latest("pk")


def decide(client, proposal, decision, **fields):
    """Accept a proposal as its page shows it now, send it back or withdraw it."""
    address = f"/admin/laws/proposal/{proposal.pk}/change/"
    shown = FormOnPage(client.get(address)).data if decision == "accept" else {}
    sent = {"decision": decision, "version": shown.get("version", "")}
    return client.post(address, sent | fields)


def accept_merge(merge, user):
    """Accept a merge as its page shows it now."""
    merge = Merge.objects.get(pk=merge.pk)
    shown = merging.shown_version(merge, merge.kept, merge.gone)
    merging.accept(merge, user, shown)


def withdraw(client, measure, reason):
    """Withdraw what is public on its page, or publish again what was withdrawn."""
    address = f"/admin/withdraw/{measure.pk}/"
    shown = FormOnPage(client.get(address)).data
    return client.post(address, shown | {"reason": reason}, follow=True)
