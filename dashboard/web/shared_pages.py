"""A server's cache that several machines share, and that is no error while it does not answer.

A module of its own: the client takes 20 MB, of which a process that keeps pages in its memory has
no need.
"""

import logging
import time
from collections.abc import Callable
from math import inf
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from dashboard.web.page_memory import PageMemory

LEFT_ALONE = 3.0  # seconds in which a server that did not answer is not asked

log = logging.getLogger(__name__)


def _or_in_memory(name: str) -> Callable[..., Any]:
    """A method of the server's cache, which goes on in memory while the server does not answer."""

    def do(self, *arguments, **options):
        if self.answers:
            try:
                return getattr(super(SharedPages, self), name)(*arguments, **options)
            except RedisError as error:
                SharedPages.left_alone_until = time.monotonic() + LEFT_ALONE
                log.error("The server of kept pages does not answer: %s", error)
        return getattr(self._memory, name)(*arguments, **options)

    return do


class SharedPages(RedisCache):
    """Django's cache in a Valkey or Redis. One that does not answer is left alone for some seconds,
    in which this process's memory stands in.
    """

    left_alone_until = -inf

    def __init__(self, server, params):
        self._memory = PageMemory("", params)
        options = {name: value for name, value in params["OPTIONS"].items() if name != "MAX_BYTES"}
        super().__init__(server, params | {"OPTIONS": options})

    @property
    def answers(self) -> bool:
        return time.monotonic() >= SharedPages.left_alone_until

    add = _or_in_memory("add")
    get = _or_in_memory("get")
    set = _or_in_memory("set")
    touch = _or_in_memory("touch")
    delete = _or_in_memory("delete")
    get_many = _or_in_memory("get_many")
    set_many = _or_in_memory("set_many")
    delete_many = _or_in_memory("delete_many")
    has_key = _or_in_memory("has_key")
    incr = _or_in_memory("incr")
    clear = _or_in_memory("clear")
