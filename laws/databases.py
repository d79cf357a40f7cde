"""Which database is read: the primary, unless a page is being made from the replica."""

import threading
from typing import Any

PRIMARY, REPLICA = "default", "replica"

_chosen = threading.local()


def database() -> str:
    """The database that this thread reads from now."""
    return getattr(_chosen, "name", PRIMARY)


def use_replica() -> None:
    """Read from the replica, until `use_primary`. See dashboard.web.replica, which may."""
    _chosen.name = REPLICA


def use_primary() -> None:
    """Read the rest from the primary: for whoever writes, and shows what was written."""
    _chosen.name = PRIMARY


class Router:
    """Sends queries where `database` says; what writes, and all that follows, to the primary."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return database()

    def db_for_write(self, model: Any, **hints: Any) -> str:
        use_primary()
        return PRIMARY

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, name: str, label: str, **hints: Any) -> bool:
        return name == PRIMARY
