"""What the ranking says in its first sentences."""

from dashboard.templatetags.wording import counted, in_words
from laws.dates import say

VERBS = {"broad": "ban or pause", "strict": "ban"}
THIRD_PERSON = {"broad": "bans or pauses", "strict": "bans"}
MOST_NAMED = 4


def leading_sentence(ranked, on):
    """Who has the most municipal bans: what stands before the finding, it, and what follows."""
    if not ranked:
        return f"On {say(on)} ", "no municipal ban is in force", " on this record."
    first = [row for row in ranked if row.count.rank == 1]
    number = in_words(first[0].count.count)
    if len(first) == 1:
        finding = "more municipal bans than any other state"
        return f"On {say(on)} {first[0].name} has ", finding, f": {number}."
    finding, rest = "share the most municipal bans", f": {number} each."
    if len(first) > MOST_NAMED:
        return f"On {say(on)} ", f"{in_words(len(first))} states {finding}", rest
    return f"On {say(on)} {listed(row.name for row in first)} ", finding, rest


def following_sentences(ranked, preset):
    """How many governments in how many states, and who comes second."""
    if not ranked:
        return ""
    total = sum(row.count.count for row in ranked)
    verb = (THIRD_PERSON if total == 1 else VERBS)[preset]
    where = ranked[0].name if len(ranked) == 1 else counted(len(ranked), "state")
    who = counted(total, "local government")
    sentence = f"In all, {who} in {where} {verb} police or government use of face recognition."
    later = [row for row in ranked if row.count.rank != 1]
    second = [row for row in later if row.count.rank == later[0].count.rank]
    if not second or len(second) > MOST_NAMED:
        return sentence
    verb, each = ("follows", "") if len(second) == 1 else ("follow", " each")
    number = in_words(second[0].count.count)
    return f"{sentence} {listed(row.name for row in second)} {verb} with {number}{each}."


def listed(names):
    """Names in a sentence: A, B and C."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
