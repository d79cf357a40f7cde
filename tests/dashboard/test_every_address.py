"""Every pattern of the URL conf is listed where tests try all addresses, and no role sees more of a
public page than a stranger.
"""

import os

import pytest
from django.test import Client
from django.urls import resolve
from torturing.addresses import patterns

from dashboard.api.operations import OPERATIONS
from laws.editing.roles import ROLES
from tests.laws.editing.test_roles import SEEN, address_of, rows
from tests.support.desk_roles import make_role
from tests.support.public_pages import ADDRESSES, DRAWN, FILES, SIGNED, TAKES_FORMS, make_record
from tests.support.shared_rows import shared

pytestmark = pytest.mark.django_db
record = shared(make_record)
__all__ = ["rows"]

IS_WHOLE = bool(os.environ.get("TORTURE"))
OF_NO_NAME = ("<path:object_id>/", "(?P<url>.*)$", "^(?P<app_label>", "admin/preview/")
"""Addresses of the desk that lead on to one that has a name, or are seen with its page."""
METHODS = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]


def test_no_pattern_is_listed_nowhere():
    public = {resolve(path).route for path in ADDRESSES.values()}
    public |= {f"api/v1/{one.path}" for one in OPERATIONS} | {"api/v1/openapi.json"}
    unlisted = {
        one.route
        for one in patterns()
        if not (
            one.name in SEEN or one.route.startswith(OF_NO_NAME) or one.route.endswith(OF_NO_NAME)
        )
        and one.route not in public
        and one.name not in DRAWN + FILES + SIGNED
    }
    assert not unlisted, (
        "give each an example in ARGUMENTS of tests/support/public_pages.py, or at the desk say "
        "who sees it in SEEN of tests/laws/editing/test_roles.py"
    )


@pytest.mark.parametrize("role", [*ROLES, "superuser"] if IS_WHOLE else ["publisher"])
def test_a_public_page_is_the_same_for_a_stranger_and_for_staff(role, client, record_property):
    staff, tried = Client(), 0
    staff.force_login(make_role(role))
    for name, path in ADDRESSES.items():
        if path in TAKES_FORMS:
            continue  # sealed anew for each reader
        one, other = client.get(path), staff.get(path)
        assert (one.status_code, one.getvalue()) == (other.status_code, other.getvalue()), name
        tried += 2
        for method in METHODS if IS_WHOLE else METHODS[:1]:
            if name == "mcp" and method in ("POST", "OPTIONS"):
                continue  # what assistants ask, and what browsers ask in their place before
            assert staff.generic(method, path, b"on=2023-07-20").status_code == 405, (name, method)
            tried += 1
    record_property("tried", tried)


@pytest.mark.parametrize("role", [*ROLES, ""] if IS_WHOLE else ["contributor"])
def test_other_methods_are_refused_at_the_desk(role, rows, client, record_property):
    if role:
        client.force_login(make_role(role, "me"))
    names = sorted(set(SEEN) - {"logout"})
    asked = names if IS_WHOLE else names[::8]
    for name in asked:
        for method in METHODS[1:]:
            answer = client.generic(method, address_of(name, rows), b"post=yes&status=published")
            assert answer.status_code < 500, (name, method)
    record_property("tried", len(asked) * len(METHODS[1:]))
