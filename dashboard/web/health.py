"""Whether the site can answer: for monitors, not for readers."""

import threading

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from laws.models import Action, Jurisdiction, LoadedRecord, Measure
from laws.models.reckoned import rules_digest

STALE = "stale: run script/manage reckon"

_was_ready = threading.Event()


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 where database and record are there; 503 with what is missing otherwise."""
    try:
        record = LoadedRecord.objects.first()
        counts = _counts()
    except (DatabaseError, InterfaceError):
        # The reason may name hosts and users: it belongs in the log of the server, not here.
        return _missing("the database does not answer")
    if record is None:
        return _missing("no record is loaded")
    empty = [name for name, number in counts.items() if not number]
    if empty:
        return _missing(f"the record has no {' and no '.join(empty)}")
    # What is stored still answers, by the rules of an earlier day.
    rules = "current" if record.rules == rules_digest() else STALE
    return JsonResponse({"status": "ok", "record": record.version, "rules": rules} | counts)


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 once this process can answer, for whoever hands out requests.

    It stays ready when the database goes away: what is kept goes on being answered, and `healthz`
    says what is wrong.
    """
    try:
        lacks = None if _was_ready.is_set() else _what_it_lacks()
    except (DatabaseError, InterfaceError):
        lacks = "the database does not answer"
    if lacks:
        return _missing(lacks)
    _was_ready.set()
    return JsonResponse({"status": "ready"})


def _what_it_lacks() -> str | None:
    """What must be done before this process can answer, or None."""
    known = MigrationExecutor(connection)
    if known.migration_plan(known.loader.graph.leaf_nodes()):
        return "the database is older than this code: run script/manage migrate"
    return None if LoadedRecord.objects.exists() else "no record is loaded"


def _counts() -> dict[str, int]:
    published = Measure.objects.published()
    return {
        "jurisdictions": Jurisdiction.objects.count(),
        "measures": published.count(),
        "actions": Action.objects.filter(measure__in=published.order_by().values("pk")).count(),
    }


def _missing(what: str) -> JsonResponse:
    return JsonResponse({"status": what}, status=503)
