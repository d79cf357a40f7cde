"""What one release of the data changed of one measure, place or the like: one entry of the log."""

from dashboard.pages.changes.text import (
    ADDED,
    WITHDRAWN,
    FieldChange,
    LoggedChange,
    Names,
    did_of,
    differences_of,
    is_whole,
    logged,
    what_of,
)
from laws.editing.reasons import Reason, reason_for
from laws.editing.revisions import PublicChange
from laws.vocabulary import ChangeCause, RowGone

ORDER = ("measure", "action", "provision", "source", "relation", "sponsorship", "quotation")


def brought(changes: list[PublicChange], names: Names) -> LoggedChange:
    """The entry for what a load changed: field by field with the reason of each."""
    changes = sorted((c for c in changes if not _follows(c, changes)), key=_position)
    first = logged(changes[0], names)
    if is_whole(changes[0]):
        return _as_a_whole(changes[0], first, names)
    # A row whose number alone shifted shows no difference.
    parts = [part for change in changes if (part := _explained(change, names))]
    differences = [one for part in parts for one in part]
    causes = dict.fromkeys(one.cause for one in differences if one.cause)
    return first._replace(
        what=differences[0].of if len(parts) == 1 else "Changed",
        differences=tuple(differences),
        reason=" ".join(dict.fromkeys(filter(None, (first.why_of(one) for one in differences)))),
        release=changes[0].release,
        causes=tuple(causes),
    )


def _as_a_whole(change: PublicChange, entry: LoggedChange, names: Names) -> LoggedChange:
    """A measure that came with the release or left with it."""
    reason = reason_for(change.reasons, change.noun, change.key, "status")
    what = ADDED
    if change.is_withdrawal:
        reason = _of_end(change.reasons, change.key) or reason
        stays = {measure.slug: measure for measure in names.measures.values()}
        kept = stays.get(reason.into) if reason and reason.into else None
        what = f"Merged with {kept}" if kept else WITHDRAWN
    return entry._replace(
        what=what,
        reason=reason.why if reason else entry.reason if change.is_withdrawal else "",
        release=change.release,
        causes=(str(ChangeCause(reason.kind).label),) if reason else (),
    )


def _of_end(reasons: tuple[Reason, ...], slug: str) -> Reason | None:
    ends = (RowGone.WITHDRAWN, RowGone.MERGED)
    return next((one for one in reasons if one.key == slug and one.field in ends), None)


def _explained(change: PublicChange, names: Names) -> list[FieldChange]:
    row = change.after or change.before or {}
    what = what_of(change, row, names)
    sources = tuple(row.get("source_urls") or filter(None, [row.get("url")]))
    is_gone = change.after is None
    lots: dict[tuple[object, ...], list[FieldChange]] = {}
    for column, one in differences_of(change, names):
        one = one._replace(of=what, did=did_of(change), sources=sources)
        if reason := reason_for(change.reasons, change.noun, change.key, column, is_gone):
            cause = str(ChangeCause(reason.kind).label)
            one = one._replace(cause=cause, why=reason.why, source=reason.source)
        lots.setdefault(one[3:], []).append(one)
    # Fields of one row with one reason stand together.
    return [one for lot in lots.values() for one in lot]


def _position(change: PublicChange) -> tuple[int, int, int]:
    row = change.after or change.before or {}
    noun = ORDER.index(change.noun) if change.noun in ORDER else 0
    return noun, row.get("order") or 0, change.number


def _follows(change: PublicChange, others: list[PublicChange]) -> bool:
    """Whether a source came or went only because a row that names it did."""
    row = change.after or change.before or {}
    if change.noun != "source" or (change.before and change.after):
        return False
    beside = [other.after if change.after else other.before for other in others]
    return any(row["url"] in other.get("source_urls", ()) for other in beside if other)
