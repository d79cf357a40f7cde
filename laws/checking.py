"""For how long a check of a measure against its source is good: the editorial rule."""

from datetime import date, timedelta

FRESH = timedelta(365)
FRESH_WHILE_PENDING = timedelta(90)
"""What is pending in a session that runs changes sooner than what is settled."""


def is_old(verified_on: date | None, on: date, moves: bool) -> bool:
    """Whether a check is too long ago to be relied on; what was never checked has no check to age.

    `moves` is whether the measure is pending in a session that runs.
    """
    return verified_on is not None and on - verified_on > (FRESH_WHILE_PENDING if moves else FRESH)
