"""The requests that the live server answers, so that none outlives the test that asked for it."""

import threading
from contextlib import contextmanager

from django.core.signals import request_finished, request_started

LONGEST = 60  # seconds; a query is given up sooner


class Door:
    """Open while a test runs. Closing it waits for what is being answered, and lets no more in.

    A chart that a closed browser still asked for would else read tables that are being emptied.
    """

    def __init__(self):
        self.is_open, self.inside, self.changed = False, 0, threading.Condition()

    @contextmanager
    def held_open(self):
        request_started.connect(self._come_in)
        request_finished.connect(self._go_out)
        self.is_open = True
        try:
            yield
        finally:
            with self.changed:
                self.is_open = False
                is_empty = self.changed.wait_for(lambda: not self.inside, LONGEST)
            assert is_empty, f"{self.inside} requests were still being answered"

    def _come_in(self, **kwargs):
        with self.changed:
            if not self.is_open:
                raise ConnectionAbortedError("The browser that asked this is gone.")
            self.inside += 1

    def _go_out(self, **kwargs):
        with self.changed:
            self.inside -= 1
            self.changed.notify_all()
