"""How many people a ban covers, in words: rounded, and what is in doubt beside what is not."""

from dashboard.words.lists import listed
from dashboard.words.numbers import about
from dashboard.words.presets import MOST_NAMED
from laws.counting.coverage import Coverage


def about_covered(coverage: Coverage, share: str = "") -> str:
    """About 7.5 million (2% of all), or about 16.2 million if Virginia’s ban, in doubt, counts.

    `share` is what part the people are that are covered beyond doubt, in words.
    """
    sure = covered_surely(coverage) + (f" ({share})" if share and coverage.covered else "")
    if not coverage.in_doubt:
        return sure
    return f"{sure}, or {about(coverage.possible)} if {bans_count(coverage)}"


def covered_surely(coverage: Coverage) -> str:
    """How many are covered beyond doubt: about 7.5 million."""
    return about(coverage.covered) if coverage.covered else "none"


def bans_count(coverage: Coverage) -> str:
    """The bans in doubt as the end of a condition: Virginia’s ban, which is in doubt, counts."""
    names = [f"{name}’s" for name in coverage.doubtful]
    whose = listed(names) if len(names) <= MOST_NAMED else "the"
    bans = (
        "ban, which is in doubt, counts" if len(names) == 1 else "bans, which are in doubt, count"
    )
    return f"{whose} {bans}"
