"""What /changes-in-law/ says in its first sentences, counted in the changes that it shows."""

from collections import Counter

from dashboard.pages.changes_in_law.data import Changes
from dashboard.words.changes_in_law import FUTURE, PAST, WAS_SET
from dashboard.words.lists import listed
from dashboard.words.names import in_sentence
from dashboard.words.numbers import counted, in_words, opening
from laws.counting.changes import HAPPENED, Direction, Kind, LawChange
from laws.text.dates import MONTHS, say

# What one measure did, and what several did.
VERBS = {
    Kind.TOOK_EFFECT: {
        PAST: ("took effect", "took effect"),
        FUTURE: ("takes effect", "take effect"),
        WAS_SET: ("was to take effect", "were to take effect"),
    },
    Kind.ENDED: {
        PAST: ("ended", "ended"),
        FUTURE: ("ends", "end"),
        WAS_SET: ("was to end", "were to end"),
    },
    Kind.AMENDED: dict.fromkeys((PAST, FUTURE, WAS_SET), ("was amended", "were amended")),
    Kind.PART_BEGAN: {
        PAST: ("took effect in a further part", "took effect in a further part"),
        FUTURE: ("takes effect in a further part", "take effect in a further part"),
        WAS_SET: ("was to take effect in a further part", "were to take effect in a further part"),
    },
    Kind.PART_ENDED: {
        PAST: ("ended in part", "ended in part"),
        FUTURE: ("ends in part", "end in part"),
        WAS_SET: ("was to end in part", "were to end in part"),
    },
    Kind.ADOPTED: dict.fromkeys((PAST, FUTURE, WAS_SET), ("was adopted", "were adopted")),
}
MATTERS = {"public": " on police and government", "private": " on businesses", "other": ""}


def leading_sentence(found: Changes) -> tuple[str, str, str]:
    """How many measures took effect, ended and were amended, in three parts, of which the middle
    one is the finding to quote.
    """
    where = _where(found)
    told, shown = (PAST, found.so_far) if _has_begun(found) else (_to_come(found), found.ahead)
    finding = _counted(shown, told, found)
    if not finding:
        none = "we know of no change" if told == PAST else "no change is set that we know of"
        return f"{_when(found)}, ", none, f" in face recognition law{where}."
    rest = " and not yet in effect" if found.change == Kind.ADOPTED else ""
    return f"{_when(found)}, ", finding, f"{rest}{where}."


def following_sentences(found: Changes) -> str:
    """Which way they moved the law, what is set for later in the year, and what is in doubt."""
    said = [_directions(found.so_far), _later(found), _doubts(found.chosen)]
    return " ".join(filter(None, said))


def ahead_heading(found: Changes) -> str:
    """What stands over the changes ahead."""
    when = f"Set for later in {found.year}" if found.year else "Set for later"
    return f"{when}, or not certain yet" if found.not_certain else when


def _has_begun(found: Changes) -> bool:
    return found.year is None or found.year <= min(found.as_of.on, found.as_of.today).year


def _to_come(found: Changes) -> str:
    return FUTURE if (found.year or 0) > found.as_of.today.year else WAS_SET


def _when(found: Changes) -> str:
    on = min(found.as_of.on, found.as_of.today)
    if found.year is None:
        return f"Up to {say(on)}"
    if not _has_begun(found):
        known = "was set by" if found.as_of.on < found.as_of.today else "is known on"
        return f"In {found.year}, as far as {known} {say(on)}"
    if found.year == on.year and (on.month, on.day) != (12, 31):
        return f"In {found.year}, up to {MONTHS[on.month - 1]} {on.day}"
    return f"In {found.year}"


def _counted(shown: list[LawChange], told: str, found: Changes) -> str:
    """Two measures on businesses took effect and one ended."""
    tally = Counter(one.kind for one in shown)
    kinds = (Kind.ADOPTED,) if found.change == Kind.ADOPTED else HAPPENED
    parts = []
    for kind in kinds:
        if number := tally[kind]:
            nouns = f"measure{MATTERS.get(found.about, '')}"
            who = in_words(number) if parts else counted(number, f"{nouns},{_several(nouns)}")
            parts.append(f"{who} {VERBS[kind][told][number > 1]}")
    return listed(parts)


def _several(noun: str) -> str:
    return noun.replace("measure", "measures")


def _where(found: Changes) -> str:
    if found.state == "us":
        return " in federal law"
    return f" in {in_sentence(found.state_name)}" if found.state else ""


def _directions(shown: list[LawChange]) -> str:
    tally = Counter(one.direction for one in shown)
    tighter, looser = tally[Direction.TIGHTENED], tally[Direction.LOOSENED]
    if not tighter and not looser:
        return ""
    return (
        f"{opening(tighter) if tighter else 'None'} tightened the law on police or government use, "
        f"{in_words(looser)} loosened it."
    )


def _later(found: Changes) -> str:
    number = len(found.ahead)
    if not number or not _has_begun(found):
        return ""
    past = found.as_of.on < found.as_of.today
    verb = ("was" if number == 1 else "were") if past else "is" if number == 1 else "are"
    when = f"for later in {found.year}" if found.year else "for later"
    is_open = found.not_certain
    return f"{opening(number)} more {verb} set {when}{' or not certain yet' * bool(is_open)}."


def _doubts(shown: list[LawChange]) -> str:
    number = sum(not one.is_certain for one in shown)
    return f"{opening(number)} {'is' if number == 1 else 'are'} in doubt (‡)." if number else ""
