"""What the filters of an address ask for, as the words of one phrase: bills on live video.

The page's title, its first sentence and its description say it, so that a tab, a bookmark and a
shared link tell one choice from another.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.filters.filters import UNRECORDED, MeasureFilterSet
from dashboard.web.as_of import AsOf
from dashboard.words.lists import listed
from dashboard.words.names import in_sentence
from dashboard.words.settings import SETTINGS
from laws.vocabulary import Effect, MeasureKind, Reach, Regulates, Stage, Tier, UseMode

Chosen = Mapping[str, Any]  # the values of each filter
Nouns = tuple[str, str]  # of one, of several
EITHER: Nouns = ("law or bill", "laws and bills")
IN_EFFECT: Nouns = ("law", "laws")
POLICIES: Nouns = ("policy", "policies")
FEDERAL = "federal"
LEVELS = {
    "country": FEDERAL,
    "state": "state",
    "county": "county",
    "place": "city and town",
    "local": "local",
}
USES = {
    UseMode.LIVE: "live video",
    UseMode.RETROSPECTIVE: "searching photos",
    UNRECORDED: "a use we do not know",
}
USERS = {
    Regulates.POLICE: "police",
    Regulates.LOCAL_POLICE: "local police",
    Regulates.GOVERNMENT: "government",
}
COVERED = SETTINGS | {Regulates.PRIVATE: "businesses", Regulates.OTHER: "others"}
# Those that stand before what is done; then those that say it all.
DOING = {
    Effect.BAN: "banning",
    Effect.MORATORIUM: "pausing",
    Effect.RESTRICTION: "restricting",
    Effect.OVERSIGHT: "overseeing",
    Effect.AUTHORIZATION: "permitting",
    Effect.STUDY: "studying",
}
DONE = {
    Effect.REPEAL: "repealing limits",
    Effect.PRIVATE_SECTOR: "regulating businesses",
    Effect.SCHOOLS: "regulating schools",
    Effect.OTHER: "with another effect",
}
BEFORE = {
    "pending": "pending",
    Stage.INTRODUCED: "introduced",
    Stage.ENACTED: "enacted",
    Stage.VETOED: "vetoed",
    Stage.FAILED: "failed",
    Stage.ENDED: "ended",
    Stage.INACTIVE: "inactive",
}
AFTER = {
    Stage.IN_COMMITTEE: "in committee",
    Stage.PASSED_ONE_CHAMBER: "past one chamber",
    Stage.PASSED: "passed",
    Stage.IN_FORCE: "in effect",
}
REACHED = {
    Stage.IN_COMMITTEE: "sent to a committee",
    Stage.PASSED_ONE_CHAMBER: "passed by one chamber",
    Stage.PASSED: "passed in full",
    Stage.ENACTED: "enacted",
}
FORCES = {
    "yes": "in effect",
    "no": "not in effect",
    "uncertain": "perhaps in effect",
    "not_yet": "not yet in effect",
    "no_longer": "no longer in effect",
    "never": "never in effect",
}
LONGEST_TITLE, LONGEST_DAY = 70, len(", September 30, 2023")
TIERS = {
    Tier.FOUND: "found by scan",
    Tier.CODED_ONCE: "coded once",
    Tier.CODED_TWICE: "coded twice and checked",
}
MOST_NAMED = 3  # states that are named; of more, how many


def room_of_title(as_of: AsOf) -> int:
    """The letters that a page has for its title, before the day that its frame adds."""
    return LONGEST_TITLE - (0 if as_of.is_today else LONGEST_DAY)


def choice_words(filters: MeasureFilterSet, number: int = 2, without: str = "") -> str:
    """The measures of a choice in words, `number` of them; without one of the filters if named."""
    chosen = {name: value for name, value in filters.chosen.items() if name != without}
    return " ".join(_parts(filters, chosen, number))


def choice_title(filters: MeasureFilterSet, longest: int, beside: str = "") -> str:
    """The same in no more letters than `longest`; what does not fit is counted.

    `beside` is what else is chosen: failed bills banning police use, 2 more filters.
    """
    parts = list(_parts(filters, filters.chosen, 2))
    if beside:
        parts = [*parts[:-1], f"{parts[-1]},", beside]
    phrase, left = parts[0], len(parts) - 1
    for part in parts[1:]:
        more = f", {left - 1} more filters" if left > 1 else ""
        if len(f"{phrase} {part}{more}") > longest:
            return f"{phrase.removesuffix(',')}, {left} more filter{'s' if left > 1 else ''}"
        phrase, left = f"{phrase} {part}", left - 1
    return phrase


def _parts(filters: MeasureFilterSet, chosen: Chosen, number: int) -> Iterator[str]:
    """The phrase piece by piece, what matters most first."""
    stages = chosen.get("stage", [])
    before = [chosen["reach"]] if chosen.get("reach") in Reach.values else []
    before = [BEFORE[stages[0]], *before] if len(stages) == 1 and stages[0] in BEFORE else before
    levels = [LEVELS[level] for level in chosen.get("level", []) if level in LEVELS]
    levels = levels or [FEDERAL] * (chosen.get("state") == ["us"])
    yield " ".join(
        [*before, *([listed(levels)] if levels else []), _noun(chosen, 0 if number == 1 else 1)]
    )
    yield from _subject(chosen)
    if "legislature" in chosen.get("level", []):
        yield "of the legislature" if "state" in chosen else "of Congress or legislatures"
    if "state" in chosen and levels != [FEDERAL]:
        yield f"in {_states(filters)}"
    if len(stages) > 1 or (stages and stages[0] in AFTER):
        yield listed([(AFTER | BEFORE)[stage] for stage in stages], "or")
    if "force" in chosen:
        yield FORCES[chosen["force"]]
    if "reached" in chosen:
        yield listed([REACHED[step] for step in chosen["reached"]], "or")
    if "year" in chosen:
        yield f"from {listed(sorted(chosen['year']), 'or')}"
    if "session" in chosen:
        yield f"of the {listed([filters.word('session', one) for one in chosen['session']], 'or')}"
    if "tier" in chosen:
        yield listed([TIERS[Tier(one)] for one in chosen["tier"]], "or")
    if "q" in chosen:
        yield f"matching “{chosen['q']}”"


def _noun(chosen: Chosen, several: int) -> str:
    kinds = chosen.get("kind", [])
    if not kinds:
        return (IN_EFFECT if chosen.get("force") == "yes" else EITHER)[several]
    labels = [MeasureKind(kind).label.lower() for kind in kinds]
    if several:
        labels = [POLICIES[1] if word == POLICIES[0] else f"{word}s" for word in labels]
    return listed(labels, "and" if several else "or")


def _subject(chosen: Chosen) -> Iterator[str]:
    """What they do, to whose use of what."""
    regulated, effects = chosen.get("regulates", []), chosen.get("effect", [])
    users = listed([word for key, word in USERS.items() if key in regulated], "or")
    others = [word for key, word in COVERED.items() if key in regulated]
    uses = listed([word for key, word in USES.items() if key in chosen.get("use", [])], "or")
    what = f"{users} use of {uses}" if users and uses else f"{users} use" if users else uses
    doing = listed([word for key, word in DOING.items() if key in effects], "or")
    done = [word for key, word in DONE.items() if key in effects]
    if doing:
        done = [f"{doing} {what or 'use'}", *done]
    if done:
        yield listed(done, "or")
    if what and not doing:
        yield f"on {what}"
    if others:
        yield f"{'or ' if users else ''}covering {listed(others, 'or')}"


def _states(filters: MeasureFilterSet) -> str:
    names = [filters.word("state", code) for code in filters.chosen["state"]]
    if len(names) > MOST_NAMED:
        return f"{len(names)} states"
    return listed([in_sentence(name) for name in names], "or")
