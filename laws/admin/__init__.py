"""Where staff work: one file a section."""

from laws.admin import (
    accounts,
    bills,
    codebook,
    corrections,
    milestones,
    orders,
    ordinances,
    places,
    proposals,
    seen_pages,
    sessions,
)

__all__ = [
    "accounts",
    "bills",
    "codebook",
    "corrections",
    "milestones",
    "orders",
    "ordinances",
    "places",
    "proposals",
    "seen_pages",
    "sessions",
]
