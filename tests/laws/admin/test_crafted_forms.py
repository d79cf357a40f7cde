"""Forms that no page of ours would send: what a role may not see it may not send to either, and a
contributor makes nothing public at any address of the desk.
"""

import pytest
from django.contrib.auth.models import User

from laws.editing.roles import ROLES
from laws.models import (
    Action,
    Correction,
    LegislativeSession,
    Measure,
    MeasureRevision,
    Milestone,
    Proposal,
    Question,
    SeenPage,
    Source,
)
from tests.laws.editing.test_roles import SEEN, Desk, address_of, rows
from tests.support.desk_forms import filled
from tests.support.desk_roles import PASSED
from tests.support.makers import make_measure, make_place

pytestmark = pytest.mark.django_db
__all__ = ["rows"]

CLOSED = {"login", "logout"}
"""What is for those who have not come in, or go."""


def crafted(measures):
    """A form that asks for everything at once."""
    everything = filled(make_place(), [PASSED], status="published", title="By force")
    return everything | {
        "reason": "Now.", "answer": "By force", "archived_url": "https://example.org/copy",
        "action": "publish", "_selected_action": measures, "index": "0", "post": "yes",
        "decision": "accept", "comment": "By force", "exemption": "Now.", "name": "By force",
        "text": "By force?", "notes": "By force", "is_superuser": "on", "is_staff": "on",
        "username": "me", "verified_on": "2026-01-01", "_save": "Save",
        "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": measures[0],
        "form-0-status": "published",
    }  # fmt: skip


def stored(*tables):
    return [list(table.order_by("pk").values()) for table in tables]


def everything():
    models = (Measure, Action, Source, Proposal, Correction, SeenPage, Question, Milestone,
              LegislativeSession, MeasureRevision)  # fmt: skip
    return stored(*(model.objects for model in models), User.objects)


def public():
    shown = Measure.objects.exclude(status="draft")
    of_it = {"measure__in": shown}
    return stored(
        shown, Action.objects.filter(**of_it), Source.objects.filter(**of_it), Proposal.objects,
        Correction.objects, Question.objects, Milestone.objects, LegislativeSession.objects,
        User.objects,
    )  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_what_a_role_does_not_see_takes_no_form_of_it_either(role, rows):
    desk = Desk(role)
    form = crafted([rows["bill"], rows["ordinance"]])
    before = everything()

    for name in sorted(SEEN.keys() - CLOSED):
        if role not in SEEN[name]:
            response = desk.client.post(address_of(name, rows), form)
            assert response.status_code in (302, 403, 404, 405), name

    assert everything() == before


def test_a_contributor_makes_nothing_public_at_any_address(rows):
    desk = Desk("contributor")
    own = make_measure("Own", status="draft", actions=[PASSED], entered_by=desk.me)
    form, before = crafted([own.pk, rows["ordinance"]]), public()
    own_rows = rows | {"ordinance": own.pk}

    for name in sorted(SEEN.keys() - CLOSED):
        desk.client.post(address_of(name, own_rows), form)
        desk.client.post(f"{address_of(name, own_rows)}?status=published&action=publish", form)

    assert public() == before
