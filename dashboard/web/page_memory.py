"""The memory of a process as a cache, bounded by the bytes that it takes."""

from math import inf

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache

LARGEST_PART = 4  # nothing larger than a fourth of the room: it would drive out too much
_bytes: dict[str, int] = {}  # each thread has an object of its own over what is kept together


class PageMemory(LocMemCache):
    """Django's memory of a process, which counts entries; this counts bytes (`MAX_BYTES`).

    What was not asked for longest goes first.
    """

    def __init__(self, name, params):
        super().__init__(name, params)
        self._name = name
        self._room = params["OPTIONS"]["MAX_BYTES"]
        self._max_entries = inf
        _bytes.setdefault(name, 0)

    def _set(self, key, value, timeout=DEFAULT_TIMEOUT):
        self._delete(key)
        if len(value) > self._room // LARGEST_PART:
            return
        while self._cache and _bytes[self._name] + len(value) > self._room:
            self._delete(next(reversed(self._cache)))
        super()._set(key, value, timeout)
        _bytes[self._name] += len(value)

    def _delete(self, key):
        size = len(self._cache.get(key, b""))
        is_gone = super()._delete(key)
        if is_gone:
            _bytes[self._name] -= size
        return is_gone

    def clear(self):
        super().clear()
        _bytes[self._name] = 0
