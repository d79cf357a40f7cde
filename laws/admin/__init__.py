"""Where staff work: importing this package registers every section with the desk."""

from laws.admin import desk
from laws.admin.imports import import_runs, inbox, subject_words
from laws.admin.measures import bills, orders, ordinances
from laws.admin.reference import (
    accounts,
    cases,
    codebook,
    corrections,
    milestones,
    places,
    preemption,
    searches,
    sessions,
    source_checks,
)
from laws.admin.review import proposals

__all__ = [
    "accounts",
    "bills",
    "cases",
    "codebook",
    "corrections",
    "desk",
    "import_runs",
    "inbox",
    "milestones",
    "orders",
    "ordinances",
    "places",
    "preemption",
    "proposals",
    "searches",
    "sessions",
    "source_checks",
    "subject_words",
]
