"""What tells one state of the public record from another."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connections, models, transaction
from django.db.migrations import RunSQL
from django.db.models import Count, Max, Sum

PRIVATE = frozenset(
    ["eventnote", "fetchday", "fetchedbill", "fetchmark", "followedrow", "follower", "importrun",
     "inboxentry", "letter", "mirrormark", "notice", "proposal", "publicchange", "rawrecord",
     "recordevent", "sender", "staffnote", "subscription", "suggestiondecision",
     "webhook"]
)  # fmt: skip
"""Tables of the record that no public page reads. Revisions come with what they are of, and whoever
reads the log of events first brings it up to the state of what it is made from.
"""

FUNCTION = RunSQL(
    """
    CREATE FUNCTION laws_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO laws_publicchange (transaction, at)
        VALUES (pg_current_xact_id()::text::bigint, now())
        ON CONFLICT (transaction, at) DO NOTHING;
        RETURN NULL;
    END $$
    """,
    "DROP FUNCTION laws_note_change()",
)


def notes_changes(table: str) -> RunSQL:
    """The operation of a migration by which changes of a table move the record's state."""
    return RunSQL(
        f"""CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION laws_note_change()""",
        f"DROP TRIGGER note_change ON {table}",
    )


class State(NamedTuple):
    """One state of the record: `name` differs from that of any other. `rows` tell of it."""

    name: str
    since: float
    rows: int = 0


# Transactions end in another order than they begin: the last alone would miss some.
OF_STATE = {
    "last": Max("pk"), "number": Sum("stands_for"), "at": Max("at"), "rows": Count("pk"),
}  # fmt: skip

# OF_STATE as SQL at hand: each page asks it, and Django takes longer to write it than to ask it.
ASKED = "SELECT max(id), sum(stands_for), max(at), count(id) FROM laws_publicchange"


def state_of(found: Mapping[str, Any]) -> State:
    """The state that an aggregate of OF_STATE tells."""
    since = found["at"].timestamp() if found["at"] else 0.0
    name = f"{found['last'] or 0}-{found['number'] or 0}-{since}"
    return State(name, since, found["rows"])


class PublicChangeManager(models.Manager["PublicChange"]):
    def state(self) -> State:
        """The state of the record now, and since when in seconds of the epoch. One query."""
        with connections[self.db].cursor() as cursor:
            cursor.execute(ASKED)
            return state_of(dict(zip(OF_STATE, cursor.fetchone(), strict=True)))

    def fold(self, before: datetime) -> None:
        """Have one row stand for all that are older; the state's name stays as it is.

        Rows that another process is folding are left to it.
        """
        with transaction.atomic():
            old = self.select_for_update(skip_locked=True).filter(at__lt=before).order_by("pk")
            rows = list(old)
            if len(rows) < 2:
                return
            self.filter(pk__in=[row.pk for row in rows[:-1]]).delete()
            last = rows[-1]
            last.at = max(row.at for row in rows)
            last.stands_for = sum(row.stands_for for row in rows)
            last.save()


class PublicChange(models.Model):
    """A transaction that changed what public pages read. Triggers write it, and it is seen once
    the transaction has ended: pages kept for the state before are asked for no more. One of long
    ago `stands_for` others as well.
    """

    transaction = models.BigIntegerField()
    at = models.DateTimeField()
    stands_for = models.PositiveIntegerField(default=1, db_default=1)

    objects = PublicChangeManager()

    class Meta:
        constraints = [
            # A restored database counts its transactions anew: a number alone may be there already.
            models.UniqueConstraint("transaction", "at", name="public_change_once"),
        ]

    def __str__(self) -> str:
        return f"Change of {self.at}"
