"""Bills as another record tells them, for the tests of imports."""

from datetime import date

from django.contrib.auth.models import Group, User

from laws.imports.intake import finish, propose
from laws.imports.types import IncomingAction, IncomingMeasure, IncomingSource, Where
from laws.models import ImportRun, InboxEntry

PAGE = "https://legislature.example.gov/bills/{}"
FILED = ("2025-01-10", "Filed", "introduced")


def told(number="S.9001", version="1", actions=(FILED,), **fields):
    """A bill on the subject, of Massachusetts, as Open States tells it; `version` says which one
    it is.
    """
    known = {
        "record": "openstates",
        "record_id": f"ocd-bill/{number}",
        "where": Where("bills.json", 1),
        "jurisdiction": "ocd-division/country:us/state:ma",
        "identifier": number,
        "title": "An Act on facial recognition in an invented town",
        "session_names": ("194th",),
        "sources": (IncomingSource(PAGE.format(number.replace(" ", "")), True),),
        "raw": {"id": number, "stamp": version},
    }
    acts = tuple(
        IncomingAction(date.fromisoformat(day), text, order, kind=kind)
        for order, (day, text, kind) in enumerate(actions, 1)
    )
    return IncomingMeasure(**known | {"version": version, "actions": acts} | fields)


def run_of(*records, commit=True, **fields):
    """The counts of one whole import of some records."""
    run = ImportRun.objects.create(**{"origin": "command", "name": "bills.json"} | fields)
    counts = propose(iter(records), run, commit)
    if commit:
        finish(run)
    return {name: number for name, number in counts.items() if number}


def entry_of(*records):
    """The last entry that waits after an import of some records."""
    run_of(*records)
    return InboxEntry.objects.filter(status="waiting").first()


def clerk(role, name=""):
    """An account of that role that nobody logs in to: without the time that a password takes."""
    account = User.objects.create(username=name or role, is_staff=True)
    account.groups.add(Group.objects.get(name=role))
    return account
