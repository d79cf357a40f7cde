"""Which database a page is read from: the replica, while it has just what the primary has.

A replica follows its primary, mostly within milliseconds. What is made from it is kept under the
state of the record *in it*, so a page never stands for changes that are not in it. Whoever writes
reads the primary: the desk, forms, and pages marked `reads_primary`.
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from math import inf
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections
from psycopg import Error
from psycopg.pq import TransactionStatus

from laws.databases import REPLICA, use_primary, use_replica
from laws.models import PublicChange
from laws.models.public_change import State

RESTS = 5.0  # seconds in which a replica that failed is not asked
STATE_WITHIN = 1.0  # seconds for its state
PAGE_WITHIN = 3.0  # seconds for a query of a page; the primary has longer
LOOKS_EVERY = 0.1

log = logging.getLogger(__name__)


def reads_primary(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view that shows what its reader may just have written."""
    view.reads_primary = True
    return view


class Replica:
    """The replica, if there is one: whether pages may be made from it now."""

    def __init__(self) -> None:
        self.is_level = False
        self._rests_until = -inf

    def compare(self, primary: State | None) -> State | None:
        """Its state, None where it gives none. It is level while the primary has the same, or is
        away.
        """
        is_resting = primary and time.monotonic() < self._rests_until
        own = None if is_resting else self._state()
        self.is_level = own is not None and (primary is None or own.name == primary.name)
        return own

    def _state(self) -> State | None:
        if REPLICA not in settings.DATABASES:
            return None
        try:
            with reading(STATE_WITHIN):
                return PublicChange.objects.state()
        except (DatabaseError, InterfaceError) as error:
            self.rest(error)
            return None

    def rest(self, why: object) -> None:
        """Ask the primary alone for some seconds."""
        log.error("The replica fails, the primary is asked instead: %s", why)
        self.is_level, self._rests_until = False, time.monotonic() + RESTS


@contextmanager
def reading(within: float) -> Iterator[None]:
    """Read from the replica in this block. A query that takes longer ends as if the server had
    gone, since one that is frozen would never answer.
    """
    is_over = threading.Event()
    arguments = connections[REPLICA], is_over, within
    threading.Thread(target=_watch, args=arguments, daemon=True).start()
    use_replica()
    try:
        yield
    finally:
        use_primary()
        is_over.set()


def _watch(wrapper: Any, is_over: threading.Event, within: float) -> None:
    """End the connection below a thread that waits for an answer for too long."""
    waited = 0.0
    while not is_over.wait(LOOKS_EVERY):
        with suppress(AttributeError, OSError, Error):  # the connection may be gone meanwhile
            line = wrapper.connection
            waits = line.info.transaction_status == TransactionStatus.ACTIVE
            waited = waited + LOOKS_EVERY if waits else 0.0
            if waited >= within:
                with socket.socket(fileno=os.dup(line.fileno())) as own:
                    own.shutdown(socket.SHUT_RDWR)
                return


replica = Replica()
