"""Where staff work: one file a section."""

from laws.admin import (
    accounts,
    bills,
    codebook,
    corrections,
    import_runs,
    inbox,
    milestones,
    orders,
    ordinances,
    places,
    proposals,
    seen_pages,
    sessions,
    subject_words,
)

__all__ = [
    "accounts",
    "bills",
    "codebook",
    "corrections",
    "import_runs",
    "inbox",
    "milestones",
    "orders",
    "ordinances",
    "places",
    "proposals",
    "seen_pages",
    "sessions",
    "subject_words",
]
