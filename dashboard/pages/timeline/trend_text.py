"""Whether the movement wanes, in words: every part counted by `laws.counting.trend`."""

from inspect import cleandoc

from dashboard.words.lists import listed
from dashboard.words.numbers import counted, in_words, opening
from laws.counting.trend import WINDOW, pace, steps, wait
from laws.text.dates import say

VERDICTS = {
    "waning": ("Slowing", "yes"),
    "ebbed": ("Slowed", "yes"),
    "steady": ("Steady", "no"),
    "growing": ("Growing", "no"),
    "few": ("Too few to tell", "too few to tell"),
    "none": ("None yet", "none yet"),
}
ALIKE = {
    "yes": "Yes: both local bans and other limits are slowing.",
    "no": "No: neither local bans nor other limits are slowing.",
    "too few to tell": "Too few to tell.",
    "none yet": "No limit of any kind had taken effect.",
}


def answer(bans, limits):
    """The answer to “Is the movement waning?” from the pace of bans and of all limits."""
    of_bans, of_limits = VERDICTS[bans.verdict][1], VERDICTS[limits.verdict][1]
    if of_bans == of_limits:
        return ALIKE[of_bans]
    return f"Local bans: {of_bans}. Limits of every kind: {of_limits}."


def facts(turns, found, on):
    """What the answer rests on: (name, finding, words) for bans, limits, loosening and waiting."""
    came = [turn.day for turn in turns for _ in turn.came]
    tighter = [step.day for step in found if step.is_tighter]
    bans, limits = pace(came, on), pace(tighter, on)
    shown = [
        _pace_fact("New local bans, broad count", bans, on),
        _pace_fact("Limits of every kind", limits, on),
    ]
    looser = [step.day for step in found if not step.is_tighter]
    shown.append(_loosening_fact(pace(looser, on), limits))
    last = wait(came, on)
    if last:
        shown.append(_wait_fact(last, turns, on))
    return answer(bans, limits), shown


def _pace_fact(name, found, on):
    finding = VERDICTS[found.verdict][0]
    if found.verdict == "none":
        return name, finding, f"None had taken effect by {say(on)}."
    words = (
        f"{opening(found.recent)} took effect in the {WINDOW} months to {say(on)}, "
        f"{in_words(found.before)} in the {WINDOW} months before."
    )
    if found.most > max(found.recent, found.before):
        words += f" The busiest {WINDOW} months, to {say(found.busiest_to)}, had {found.most:,}."
    return name, finding, words


def _loosening_fact(looser, tighter):
    number = opening(looser.recent) if looser.recent else "No"
    words = (
        f"{number} {'step' if looser.recent < 2 else 'steps'} in the same {WINDOW} months, "
        f"{in_words(looser.before)} in those before."
    )
    more = looser.recent > tighter.recent
    level = looser.recent == tighter.recent > 0
    finding = (
        "More than tightened it"
        if more
        else "As much as tightened it"
        if level
        else "Less than tightened it"
    )
    return "What loosened the law", finding if looser.recent or more else "Nothing recently", words


def _wait_fact(last, turns, on):
    whose = listed(one.place.display_name for turn in turns if turn.day == last.last
                   for one in turn.came)  # fmt: skip
    words = f"{whose}, on {say(last.last)}."
    if last.median is not None:
        words += f" The median wait from one to the next was {_days(last.median)}."
    return "Since the last new local ban", counted(last.since, "day"), words


def _days(number):
    return counted(int(number), "day") if number == int(number) else f"{number} days"


def how_decided():
    """How it is decided, as the functions that decide say it: paragraphs."""
    return [
        " ".join(paragraph.split())
        for function in (pace, steps)
        for paragraph in cleandoc(function.__doc__).split("\n\n")
    ]
