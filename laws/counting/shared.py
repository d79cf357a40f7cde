"""The law as the public reads it, read once for each state of the record, shared by all threads.

Inside a transaction nothing is shared: it sees changes of its own, or an edition of the record, and
the record's state would not tell. What is shared is never changed.
"""

import threading
from collections.abc import Callable
from datetime import date
from typing import Generic, TypeVar

from django.db import connections, router

from laws.counting.history import History
from laws.counting.history import history as read_history
from laws.counting.on_date import LawOnDate, all_terms
from laws.counting.on_date import law_on as read_law
from laws.models import PublicChange, Term
from laws.models.public_change import State

MOST_TERMS = 30_000
"""A larger record is not held in memory: each page asks the database for what it shows."""


T = TypeVar("T")


class OncePerState(Generic[T]):
    """What is read from the record once for each of its states."""

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._known: tuple[State, T] | None = None
        self._reading = threading.Lock()

    def now(self) -> T:
        """What the record says now; inside a transaction it is read for the caller alone."""
        if in_transaction():
            return self._read()
        # The state is asked for first: what is read after it may be newer, and never older.
        state, known = PublicChange.objects.state(), self._known
        if known and known[0] == state:
            return known[1]
        with self._reading:
            if self._known is None or self._known[0] != state:
                self._known = state, self._read()
            return self._known[1]


def in_transaction() -> bool:
    return connections[router.db_for_read(Term)].in_atomic_block


def _read_to_share() -> History | None:
    """The history, or None where it is too large to be held."""
    terms = all_terms()
    return History(terms, is_shared=True) if len(terms) <= MOST_TERMS else None


_history = OncePerState(_read_to_share)


def shared_history() -> History | None:
    """The history that threads share, or None where it has to be read."""
    return None if in_transaction() else _history.now()


def history() -> History:
    """The history of all published measures."""
    return shared_history() or read_history()


def law_on(on: date) -> LawOnDate:
    """What is in effect on a date of all published measures."""
    shared = shared_history()
    return shared.law(on) if shared else read_law(on)
