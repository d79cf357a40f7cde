"""Two measures beside each other in words: on how many questions one is stricter (R11)."""

from dashboard.words.lists import listed
from dashboard.words.numbers import counted, in_words
from laws.counting.safeguards import SCORED_EFFECTS, Comparison, Profile, compare

NOUNS = {"ban": "ban", "moratorium": "moratorium,moratoria", "restriction": "restriction"}


def compared_words(found: Comparison, verb: str, other: str) -> str:
    """What follows a measure's name: is stricter than Maine's ban on one of the five questions
    coded for both, and laxer on none.
    """
    stricter, laxer, shared = len(found.stricter), len(found.laxer), found.shared
    if not shared:
        return f"cannot be compared with {other} by its answers: no question is coded for both"
    every = {1: "the one question", 2: "the two questions"}.get(
        shared, f"all {in_words(shared)} questions"
    )
    if not stricter and not laxer:
        return f"{verb} as strict as {other} on {every} coded for both"
    is_stricter = stricter >= laxer
    first, second = ("stricter", "laxer") if is_stricter else ("laxer", "stricter")
    more, less = (stricter, laxer) if is_stricter else (laxer, stricter)
    if more == shared:
        return f"{verb} {first} than {other} on {every} coded for both"
    questions = f"{in_words(more)} of the {in_words(shared)} questions coded for both"
    return f"{verb} {first} than {other} on {questions}, and {second} on {in_words(less)}"


def class_words(own: Profile, other: Profile) -> str:
    """Which of two measures stands above by its class, where an answer says otherwise."""
    found, ranks = compare(own, other), (own.class_rank, other.class_rank)
    otherwise = found.laxer if ranks[0] < ranks[1] else found.stricter
    if ranks[0] == ranks[1] or max(ranks) == len(SCORED_EFFECTS) or not otherwise:
        return ""
    above, below = (class_noun(SCORED_EFFECTS[rank]) for rank in sorted(ranks))
    return f"A {above} still stands above a {below}."


def class_noun(law_class: str) -> str:
    """One measure of a class: ban."""
    return NOUNS[law_class].partition(",")[0]


def counted_classes(classes: list[str]) -> str:
    """How many there are of each class: one ban and six restrictions."""
    return listed(
        counted(classes.count(one), NOUNS[one]) for one in SCORED_EFFECTS if one in classes
    )


def comparison_json(found: Comparison) -> dict[str, list[str]]:
    """The questions coded for both, by how the first of the two answers them."""
    return {
        "stricter": list(found.stricter),
        "laxer": list(found.laxer),
        "same": list(found.same),
    }
