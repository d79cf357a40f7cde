"""What tells one state of the public record from another."""

from typing import NamedTuple

from django.db import models
from django.db.migrations import RunSQL
from django.db.models import Count, Max

PRIVATE = frozenset(
    ["fetchday", "fetchedbill", "fetchmark", "importrun", "inboxentry", "mirrormark", "notice",
     "proposal", "publicchange", "rawrecord", "sender", "staffnote", "suggestiondecision"]
)  # fmt: skip
"""Tables of the record that no public page reads. Revisions come with what they are of."""

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
    """One state of the record: `name` differs from that of any other."""

    name: str
    since: float


class PublicChangeManager(models.Manager["PublicChange"]):
    def state(self) -> State:
        """The state of the record now, and since when in seconds of the epoch. One query."""
        found = self.aggregate(last=Max("pk"), number=Count("pk"), at=Max("at"))
        # Transactions end in another order than they begin: the last alone would miss some.
        since = found["at"].timestamp() if found["at"] else 0.0
        return State(f"{found['last'] or 0}-{found['number']}-{since}", since)


class PublicChange(models.Model):
    """A transaction that changed what public pages read. Triggers write it, and it is seen once
    the transaction has ended: pages kept for the state before are asked for no more.
    """

    transaction = models.BigIntegerField()
    at = models.DateTimeField()

    objects = PublicChangeManager()

    class Meta:
        constraints = [
            # A restored database counts its transactions anew: a number alone may be there already.
            models.UniqueConstraint("transaction", "at", name="public_change_once"),
        ]

    def __str__(self) -> str:
        return f"Change of {self.at}"
