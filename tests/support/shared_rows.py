"""Rows that all tests of a file share: made once, in a transaction that is undone at the end."""

from contextlib import contextmanager, nullcontext
from itertools import count
from unittest.mock import patch

import pytest
from django.db import transaction

from laws.counting import shared as shared_law
from laws.models import PublicChange
from laws.models.edition import edition_read
from laws.models.public_change import State

numbers = count(1)


@contextmanager
def read_once():
    """Meanwhile pages share what they read of the rows that are there now, as they do in service.

    A test that changes a row has its pages read anew: the trigger that notes a change tells.
    """
    PublicChange.objects.all().delete()  # this transaction's own, so that the next change is noted
    state = State(f"rows {next(numbers)}", 0.0)

    def state_now():
        # An edition is another record, as in service.
        return None if edition_read() or PublicChange.objects.exists() else state

    with patch.object(shared_law, "state_now", state_now):
        yield


def shared(make, once=False):
    """The fixture of a file whose tests all look at what `make` makes. What they change is undone
    after each of them. With `once`, pages read of it once what is shared in service.
    """

    @pytest.fixture(scope="module", autouse=True)
    def rows(django_db_setup, django_db_blocker):
        with django_db_blocker.unblock(), transaction.atomic():
            make()
            with read_once() if once else nullcontext():
                yield
            transaction.set_rollback(True)

    return rows
