"""One machine makes a page, where several share what they keep; the others wait, not long."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.cache import cache

MADE_WITHIN = 5  # seconds after which a maker of whom nothing was heard is taken for dead
WAITS = 1.0  # seconds in which a page that another machine makes is waited for
LOOKS_EVERY = 0.03


@contextmanager
def one_machine_makes(key: str) -> Iterator[Any]:
    """What another machine was making, or None: this one makes it, in this block.

    A maker that dies costs each reader of that page a second, for five seconds.
    """
    if not getattr(cache, "answers", False):
        yield None
        return
    mark, until = f"{key}.maker", time.monotonic() + WAITS
    found, is_ours = None, cache.add(mark, True, timeout=MADE_WITHIN)
    while not is_ours and found is None and time.monotonic() < until:
        time.sleep(LOOKS_EVERY)
        found = cache.get(key)
        # The maker may have made what is not kept.
        is_ours = found is None and cache.add(mark, True, timeout=MADE_WITHIN)
    try:
        yield found
    finally:
        if is_ours:
            cache.delete(mark)
