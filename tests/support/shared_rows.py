"""Rows that all tests of a file share: made once, in a transaction that is undone at the end."""

import pytest
from django.db import transaction


def shared(make):
    """The fixture of a file whose tests all look at what `make` makes. What they change is undone
    after each of them.
    """

    @pytest.fixture(scope="module", autouse=True)
    def rows(django_db_setup, django_db_blocker):
        with django_db_blocker.unblock(), transaction.atomic():
            make()
            yield
            transaction.set_rollback(True)

    return rows
