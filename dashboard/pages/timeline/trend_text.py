"""Whether the movement wanes, in words: every part counted by `laws.counting.trend`."""

from dataclasses import dataclass
from inspect import cleandoc

from dashboard.words.lists import listed
from dashboard.words.numbers import counted, figures, in_words, opening, plural
from laws.counting.trend import WINDOW, Pace, pace, steps, wait
from laws.text.dates import say
from laws.vocabulary import STATE_LEVEL

VERDICTS = {
    "waning": ("Slowing", "yes"),
    "ebbed": ("Slowed", "yes"),
    "steady": ("Steady", "no"),
    "growing": ("Growing", "no"),
    "few": ("Too few to tell", "too few to tell"),
    "doubt": ("In doubt ‡", "in doubt"),
    "none": ("None yet", "none yet"),
}
ALIKE = {
    "yes": "Yes: both local bans and other limits are slowing.",
    "no": "No: neither local bans nor other limits are slowing.",
    "too few to tell": "Too few to tell.",
    "in doubt": "That hangs on laws in doubt (‡).",
    "none yet": "No limit of any kind had taken effect.",
}


# What is said of several, in the present and in the past.
SAID = {
    "waning": ("are slowing", "were slowing"),
    "ebbed": ("have slowed", "had slowed"),
    "steady": ("are holding steady", "were holding steady"),
    "growing": ("are growing", "were growing"),
    "few": ("are too few to tell", "were too few to tell"),
}
OF_ONE = (("are ", "is "), ("have ", "has "), ("were ", "was "))


@dataclass(frozen=True, slots=True)
class Paces:
    """The pace of what took effect, and what it would be without what is in doubt."""

    all: Pace
    certain: Pace

    @property
    def verdict(self):
        """The verdict on all; doubt where what is in doubt decides it."""
        return self.all.verdict if self.all.verdict == self.certain.verdict else "doubt"

    def in_figures(self, when):
        """6 or 7 in the last 24 months, 19 in the 24 before."""
        numbers = (
            (self.all.recent, self.certain.recent),
            (self.all.before, self.certain.before),
        )
        recent, before = (figures(*both) if both[0] else "none" for both in numbers)
        return f"{recent} {when}, {before} in the {WINDOW} before"


def paces(dated, on):
    """The pace of what took effect on days: pairs of the day and whether it is beyond doubt."""
    sure = [day for day, is_certain in dated if is_certain]
    return Paces(pace([day for day, _ in dated], on), pace(sure, on))


def paces_of(turns, found, on):
    """The pace of new local bans, and of the steps by which states tightened their law."""
    came = [(turn.day, one.is_certain) for turn in turns for one in turn.came]
    of_states = [
        (step.day, step.measure.is_certain)
        for step in found
        if step.is_tighter and step.measure.place.kind in STATE_LEVEL
    ]
    return paces(came, on), paces(of_states, on)


def headline(bans, states, on, is_today):
    """Whether the movement wanes, in three parts: the figures of new local bans are the finding."""
    verdict = _verdict(bans, states, is_past=not is_today)
    return "New local bans: ", bans.in_figures(_when(on, is_today)), f". {verdict}."


def on_states(states, on, is_today):
    """The figures of new statewide rules, as a sentence."""
    if states.verdict == "none":
        return ""
    return f"New statewide rules: {states.in_figures(_when(on, is_today))}."


def _when(on, is_today):
    return f"in the last {WINDOW} months" if is_today else f"in the {WINDOW} months to {say(on)}"


def _verdict(bans, states, is_past):
    """What becomes of the movement; of bans and of statewide rules apart where they differ."""
    if states.verdict not in (bans.verdict, "none") or bans.verdict == "doubt":
        apart = [_clause("bans", bans, is_past)]
        apart += [_clause("statewide rules", states, is_past)] if states.verdict != "none" else []
        said = "; ".join(apart)
        return said[0].upper() + said[1:]
    if bans.verdict == "few":
        return f"Too few to say whether the movement {'was' if is_past else 'is'} slowing"
    said = SAID[bans.verdict][is_past]
    for several, one in OF_ONE:
        said = said.replace(several, one)
    return f"The movement {said}"


def _clause(nouns, found, is_past):
    """Bans have slowed; whether statewide rules are holding steady hangs on those in doubt."""
    said = f"{nouns} {SAID[found.all.verdict][is_past]}"
    if found.verdict != "doubt":
        return said
    return f"whether {said} {'hung' if is_past else 'hangs'} on those in doubt (‡)"


def answer(bans, limits):
    """The answer to “Is the movement waning?” from the pace of bans and of all limits."""
    of_bans, of_limits = VERDICTS[bans.verdict][1], VERDICTS[limits.verdict][1]
    if of_bans == of_limits:
        return ALIKE[of_bans]
    return f"Local bans: {of_bans}. Limits of every kind: {of_limits}."


def facts(turns, found, on):
    """What the answer rests on: (name, finding, words) for bans, limits, loosening and waiting."""
    came = [turn.day for turn in turns for _ in turn.came]
    bans, _ = paces_of(turns, found, on)
    limits = paces([(s.day, s.measure.is_certain) for s in found if s.is_tighter], on)
    shown = [
        _pace_fact("New local bans, broad count", bans, on),
        _pace_fact("Limits of every kind", limits, on),
    ]
    looser = [step.day for step in found if not step.is_tighter]
    shown.append(_loosening_fact(pace(looser, on), limits.all))
    last = wait(came, on)
    if last:
        shown.append(_wait_fact(last, turns, on))
    return answer(bans, limits), shown


def _pace_fact(name, found, on):
    finding = VERDICTS[found.verdict][0]
    if found.verdict == "none":
        return name, finding, f"None had taken effect by {say(on)}."
    recent, before = found.all.recent, found.all.before
    words = (
        f"{_opening(recent, found.certain.recent)} took effect in the {WINDOW} months to "
        f"{say(on)}, {in_words(before, found.certain.before)} in the {WINDOW} months before."
    )
    if found.all.most > max(recent, before):
        busiest = say(found.all.busiest_to)
        words += f" The busiest {WINDOW} months, to {busiest}, had {found.all.most:,}."
    return name, finding, words


def _opening(number, certain):
    """A count that opens a sentence, with what is beyond doubt first: six or seven."""
    if number == certain:
        return opening(number)
    return f"{opening(certain)} or {in_words(number)}" if certain else f"At most {in_words(number)}"


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
    return "Since the last new local ban", plural(last.since, "day"), words


def _days(number):
    return counted(int(number), "day") if number == int(number) else f"{number} days"


def how_decided():
    """How it is decided, as the functions that decide say it: paragraphs."""
    return [
        " ".join(paragraph.split())
        for function in (pace, steps)
        for paragraph in cleandoc(function.__doc__).split("\n\n")
    ]
