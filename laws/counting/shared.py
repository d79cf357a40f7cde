"""What pages read of the record, read once for each of its states and shared by all threads.

Inside a transaction nothing is shared: it sees changes of its own, and the record's state would not
tell. An edition is read in one as well, but it never changes: what was read of the last one is
shared beside what was read of today's record. What is shared is never changed.
"""

import threading
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar, cast

from django.core.signals import request_finished, request_started
from django.db import connections, router

from laws.counting.history import History
from laws.counting.history import history as read_history
from laws.counting.on_date import LawOnDate, all_terms
from laws.counting.on_date import law_on as read_law
from laws.models import PublicChange, Term
from laws.models.edition import edition_read
from laws.models.public_change import State

MOST_TERMS = 30_000
"""A larger record is not held in memory: each page asks the database for what it shows."""
MOST_KEPT = 256  # answers of one function

P = ParamSpec("P")
T = TypeVar("T")


class _Request(threading.local):
    """The states of the record that the page at hand has asked for, by database; None where nothing
    is asked for, or something may be written.
    """

    states: dict[str, State] | None = None


_request = _Request()


def _begin(environ: Any = None, scope: Any = None, **_: Any) -> None:
    method = (environ or {}).get("REQUEST_METHOD") or (scope or {}).get("method")
    _request.states = {} if method in ("GET", "HEAD") else None


def _end(**_: Any) -> None:
    _request.states = None


def only_read() -> None:
    """Take the page at hand for one that only reads from here on, though a form asked for it."""
    _request.states = {}


request_started.connect(_begin)
request_finished.connect(_end)


def state_now() -> State | None:
    """The state of the record, asked for once a page; None inside a transaction. That of an
    edition, which never changes, is its name.
    """
    edition = edition_read()
    if edition and edition.built:
        made = edition.made_at
        return State(f"{edition.number} {edition.digest} {made}", made.timestamp())
    alias = router.db_for_read(Term)
    if connections[alias].in_atomic_block:
        return None
    states = {} if _request.states is None else _request.states
    if alias not in states:
        states[alias] = PublicChange.objects.state()
    return states[alias]


class OncePerState(Generic[T]):
    """What is read once for each state of the record, and of the edition that was read last."""

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._known: dict[bool, tuple[State, T]] = {}
        self._reading = threading.Lock()

    def now(self) -> T:
        """What the record says now; inside a transaction it is read for the caller alone."""
        # The state is asked for first: what is read after it may be newer, and never older.
        state, is_edition = state_now(), edition_read() is not None
        if state is None:
            return self._read()
        known = self._known.get(is_edition)
        if known and known[0] == state:
            return known[1]
        with self._reading:
            known = self._known.get(is_edition)
            if known is None or known[0] != state:
                known = self._known[is_edition] = state, self._read()
            return known[1]


def once_per_state(read: Callable[P, T]) -> Callable[P, T]:
    """Let a function of the record answer each question once for each state of the record. A list
    is the caller's own; what is in it is shared.
    """
    answers = OncePerState[dict[Any, T]](dict)

    @wraps(read)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        made, key = answers.now(), (args, tuple(kwargs.items()))
        found = made.get(key, made)
        if found is made:
            found = read(*args, **kwargs)
            if len(made) >= MOST_KEPT:
                made.clear()
            made[key] = found
        return cast("T", found[:] if isinstance(found, list) else found)

    return asked


def _read_to_share() -> History | None:
    """The history, or None where it is too large to be held."""
    terms = all_terms()
    return History(terms, is_shared=True) if len(terms) <= MOST_TERMS else None


_history = OncePerState(_read_to_share)


def shared_history() -> History | None:
    """The history that threads share, or None where it has to be read."""
    return _history.now() if state_now() else None


def history() -> History:
    """The history of all published measures."""
    return shared_history() or read_history()


def law_on(on: date) -> LawOnDate:
    """What is in effect on a date of all published measures."""
    shared = shared_history()
    return shared.law(on) if shared else read_law(on)
