"""The first sentences of the rankings."""

from dashboard.words.lists import listed
from dashboard.words.numbers import counted, in_words
from dashboard.words.presets import MOST_NAMED, VERBS
from laws.text.dates import say


def leading_sentence(entries, tense):
    """Who has the most municipal bans: what stands before the finding, it, and what follows."""
    day = f"On {say(tense.on)}, "
    if not entries:
        return day, f"no municipal ban {tense.verb('be')} in effect", "."
    first = [one for one in entries if one.value == entries[0].value]
    if len(first) == 1:
        finding = "more municipal bans than any other state"
        number = in_words(first[0].value, first[0].certain)
        return f"{day}{first[0].marked} {tense.verb('have')} ", finding, f": {number}."
    finding = f"{tense.verb('share', len(first))} the most municipal bans"
    return f"{day}{named(first, 'state')} ", finding, f": {in_words(first[0].value)} each."


def following_sentences(entries, preset, tense):
    """How many governments in how many states, and who comes second."""
    if not entries:
        return ""
    total = sum(one.value for one in entries)
    certain = sum(one.value if one.certain is None else one.certain for one in entries)
    verb = tense.verbs(*VERBS[preset], number=total)
    where = entries[0].name if len(entries) == 1 else counted(len(entries), "state")
    who = counted(total, "local government", certain)
    sentence = f"In all, {who} in {where} {verb} police or government use of face recognition."
    return f"{sentence} {second_sentence(entries, tense)}".strip()


def second_sentence(entries, tense):
    """Who comes second and with how many; nothing where too many share that place."""
    later = [one for one in entries if one.value != entries[0].value]
    second = [one for one in later if one.value == later[0].value]
    if not second or len(second) > MOST_NAMED:
        return ""
    verb, each = tense.verb("follow", len(second)), "" if len(second) == 1 else " each"
    return f"{listed(one.marked for one in second)} {verb} with {in_words(second[0].value)}{each}."


def named(entries, noun):
    """The names of a few lines in a sentence, or how many they are."""
    if len(entries) > MOST_NAMED:
        return f"{in_words(len(entries))} {noun}s"
    return listed(one.marked for one in entries)
