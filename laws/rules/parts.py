"""Whether one answer of a measure is in effect on a day: rule R15. Pure, as `laws.rules.terms`."""

from collections.abc import Iterable, Sequence
from datetime import date

from laws.rules.registry import rule
from laws.text.dates import PartialDate


@rule(15, "Partly in effect")
def part_on(begins: PartialDate | None, ends: PartialDate | None, on: date) -> str:
    """A law can take effect in parts. Where its text sets a day of its own for what it says on one
    question of our codebook, that answer begins, or ends, on its own day. It counts on a day only
    if the law is in effect on that day, and the answer has certainly begun and not ended. A day of
    its own that lies outside the law’s time in effect changes nothing.

    Until a yes or an answer in part begins, and once it has ended, the law counts as answering no.
    On days on which we are not certain, because only the month or the year is known, the question
    counts as not coded; so it does outside the days of any other answer. A law in effect with an
    answer that is not in effect is “partly in effect”. What a bill would do is told by all its
    answers, whenever they begin.
    """
    if ends and on >= ends.first:
        return "uncertain" if ends.first != ends.last and on <= ends.last else "no_longer"
    if begins and on < begins.last:
        return "not_yet" if on < begins.first else "uncertain"
    return "in_effect"


def parts_out(own_days: Iterable[Sequence[str | None]], on: date) -> int:
    """How many answers with such days of their own are not in effect, or not certainly, on a day on
    which their measure is. The days are [begins, ends, question], as they are stored.
    """
    return sum(is_out(begins, ends, on) for begins, ends, _ in own_days)


def is_out(begins: str | None, ends: str | None, on: date) -> bool:
    """Whether days of its own keep one answer out."""
    return part_on(own_day(begins), own_day(ends), on) != "in_effect"


def own_day(day: str | None) -> PartialDate | None:
    """A day of its own, as it is stored."""
    return PartialDate.parse(day) if day else None
