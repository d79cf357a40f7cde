"""Classifying actions of other records: a kind of ours (ActionKind) for each.

The rules of `table` are read from the top, and the first that fits wins. A rule asks for a class
that the other record gives, for words, or for both; words stand before classes wherever classes
mislead. What could put a bill in effect wrongly is left as `other`: that a measure became law is
taken only from plain words for it, or from a class that the words do not contradict. `kind_of`
looks at one action; `kinds_of` at all of a measure, in their order.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from laws.imports.actions.by_legislature import BY_LEGISLATURE
from laws.imports.actions.councils import COUNCILS
from laws.imports.actions.rule import OTHERWISE, ActionRule
from laws.imports.actions.table import TABLE
from laws.imports.actions.told_votes import told_votes
from laws.imports.readers.states import code_of
from laws.imports.types import IncomingAction
from laws.text.date_parsing import day_in
from laws.text.phrases import any_of, plain_words
from laws.vocabulary import ActionKind, Basis, ChamberKind

MOVES = {"introduced", "referred", "hearing", "reported", "amended_text", "passed_chamber",
         "passed", "carried_over", "vetoed", "veto_overridden", "enacted"}  # fmt: skip
ONCE = {"introduced", "passed_chamber", "passed", "vetoed", "enacted", "veto_overridden"}
NEW_YEAR = 20
"""The days of January on which New York sends the bills of the year before to committees again."""

AFTERWARDS = (
    ("second", "What both chambers must do counts when the second has done it: then “passed one "
               "chamber” becomes “passed”, and a vote to override becomes the override. A "
               "legislature with one chamber needs one vote."),
    ("changed", "A second chamber that changed the bill has not passed what the first one did: "
                "the bill is passed once the first agrees or votes again, or once it is signed "
                "by officers of the chambers or enrolled. That the first agreed shows it, too."),
    ("disagreed", "Where the chambers then disagree about changes, neither's vote has passed the "
                  "bill: “passed” becomes “passed one chamber”, and both have to vote again."),
    ("voted down", "An entry that tells more votes against the bill than for it is no passage: it "
                   "failed, inferred; as many against as for is kept as “other”."),
    ("once law", "An effective date counts once the bill became law."),
    ("again", "What is reported twice counts once: a first reading in the second chamber, a vote "
              "or a signature noted again, a hearing announced again for the same day."),
    ("moved on", "A failure does not end a measure that moved on later, for example because a vote "
                 "was taken again: it is kept as “other”."),
    ("put off", "A hearing that was canceled or moved to another day before it was held is kept as "
                "“other”."),
    ("new year", "A New York bill that is referred to a committee in the first days of January, "
                 "and was there the year before, is carried over."),
    ("local", "A local government's final vote can put a measure into effect. Other records do not "
              "say which vote was the final one: its votes are kept as “passed one chamber”, which "
              "also stands for a first reading."),
)  # fmt: skip
"""What is done with all actions of a measure once each has its rule, as sentences for readers."""

VOTED_DOWN = ActionRule(
    ActionKind.FAILED, "More voted against it than for it.", basis=Basis.INFERRED
)
DISAGREED = any_of((
    "refus* to concur", "refus* to recede", "nonconcur*", "non concur*", "unconcur*",
    "not concur*", "disagree*", "dissented", "dissents from", "conferee*", "insist*", "adhere*",
    "request* … to concur", "requests concurrence", "in amended form", "fail* to concur",
    "^failed concur", "^sas read", "^has read", "^sas received", "^has received", "^sas rejected",
    "^has rejected", "conference granted", "conference requested",
    "conference committee appoint*", "conference committee … appointed", "advisors appointed",
    "message from … with amendment*", "message from … amended", "not repassed",
    "^senate amendment h # filed", "^house amendment s # filed",
))  # fmt: skip
"""How legislatures say that the two chambers do not agree on the bill's words."""
TAKES_EFFECT = re.compile(r"\beff(?:ective|ect)?\b", re.IGNORECASE)
CHAMBERS = {"house": "lower", "assembly": "lower", "h": "lower", "senate": "upper", "s": "upper"}
FIRST_WORD = re.compile(r"\s*\(?(house|assembly|senate|(?<=\()[hs])\b", re.IGNORECASE)
BY_OTHER = re.compile(
    r"\s*(?:conference report )?(?:passed|adopted) by (?:the )?(house|assembly|senate)\b"
    r"|\s*(house|senate)/",
    re.IGNORECASE,
)
NOT_VOTING = re.compile(r"\bnot voting\b", re.IGNORECASE)
"""How many stayed away from a vote says nothing of its result."""
BY_GOVERNOR = any_of(("signed by governor", "approved by governor", "vetoed by governor",
                        "governor signed", "governor approved", "governor vetoed"))  # fmt: skip


class ClassifiedAction(NamedTuple):
    """The kind of an action, the rule that says so, and the kind of a second event that day."""

    kind: str
    rule: ActionRule
    also: str = ""


def place_code(division: str) -> str:
    """A division as rules of single legislatures name it: `AL`, `US`; `NY/place:new_york`."""
    code = code_of(division)
    return code + division.partition(f":{code.lower()}")[2] if code != "US" else code


@cache
def _rules(place: str) -> tuple[ActionRule, ...]:
    """The rules for a place: its own first."""
    return (*(rule for rule in BY_LEGISLATURE if place in rule.where), *COUNCILS, *TABLE)


def kind_of(action: IncomingAction, place: str = "") -> tuple[str, ActionRule]:
    """The kind of one action by its own words and classes, and the rule that says so.

    `place` is a `place_code`: what a single legislature means by its words is read first.
    """
    if action.kind in ActionKind.values:
        return action.kind, OTHERWISE
    early = action.day.month == 1 and action.day.day <= NEW_YEAR
    rule = _rule_for(action.text, action.classification, early, place)
    return str(rule.kind), rule


@lru_cache(maxsize=20_000)
def _rule_for(text: str, classification: tuple[str, ...], early: bool, place: str) -> ActionRule:
    """The first rule that fits. Legislatures write the same few entries again and again."""
    words = plain_words(NOT_VOTING.sub("", text))
    classes = {name.casefold() for name in classification}
    fitting = (rule for rule in _rules(place) if rule.fits(words, classes, early))
    return next(fitting, OTHERWISE)


def confidence_of(action: IncomingAction, place: str = "") -> str:
    """How sure the kind of an action is: high, medium or low. A file of ours says what it means."""
    return "high" if action.kind in ActionKind.values else kind_of(action, place)[1].confidence


def kinds_of(
    actions: Iterable[IncomingAction], place: str = "", chambers: int = 2, is_local: bool = False
) -> list[ClassifiedAction]:
    """The kinds of all actions of one measure, in their order. `place` is a `place_code`."""
    actions = list(actions)
    called = (kind_of(action, place) for action in actions)
    classified = [ClassifiedAction(kind, rule, str(rule.also)) for kind, rule in called]
    _drop_passages_voted_down(actions, classified)
    _count_second_chamber(actions, classified, chambers)
    if place == "NY":
        _carry_over_in_january(actions, classified)
    _drop_hearings_put_off(actions, classified)
    _drop_repeats(actions, classified)
    _drop_failures_overcome(classified)
    _count_effective_dates(classified)
    for place, each in enumerate(classified):
        # A rule of the council's own may know which vote is the last.
        if is_local and each.kind == "passed" and not each.rule.where:
            _set_kind(classified, place, "passed_chamber")
    # A file in our own columns says what it means.
    return [ClassifiedAction(action.kind, OTHERWISE) if action.kind in ActionKind.values else each
            for action, each in zip(actions, classified, strict=True)]  # fmt: skip


def _set_kind(classified, place, kind):
    classified[place] = classified[place]._replace(kind=str(kind))


def _drop_passages_voted_down(actions, classified):
    for place, each in enumerate(classified):
        if each.kind not in ("passed_chamber", "passed"):
            continue
        votes = told_votes(actions[place])
        if not votes.in_words or votes.yes is None or votes.no is None or votes.yes > votes.no:
            continue
        is_lost = votes.yes < votes.no
        classified[place] = ClassifiedAction(
            *(("failed", VOTED_DOWN) if is_lost else ("other", each.rule))
        )


def _count_second_chamber(actions, classified, chambers):
    votes = {}  # by what both chambers have to do
    by_both = []  # the places of entries that became “passed” so
    for place, (action, each) in enumerate(zip(actions, classified, strict=True)):
        words, chamber = plain_words(action.text), chamber_of(action)
        disagree = DISAGREED.search(words)
        if by_both and (disagree or (each.rule.agrees and each.kind == "passed")):
            for earlier in by_both:
                _set_kind(classified, earlier, "passed_chamber")
            votes, by_both = {} if disagree else votes, []
        if each.kind == "amended_text" and each.rule is not OTHERWISE:
            for both in votes.values():
                both.amended(chamber)
        confirmed = votes.get(each.rule.confirms)
        if confirmed and len(confirmed.done_by) == chambers:
            _set_kind(classified, place, "passed")
        if not each.rule.track or each.kind != each.rule.kind:
            continue
        both = votes.setdefault(each.rule.track, BothChambers())
        needs_one = chambers == 1 and "first reading" not in words
        if each.rule.second and (both.is_done_by(chamber) or needs_one):
            _set_kind(classified, place, each.rule.second)
            if each.kind == "passed_chamber" and not needs_one:
                by_both.append(place)
        both.voted(chamber)


class BothChambers:
    """Something that both chambers must do, with the same words of the bill: who has done it."""

    def __init__(self):
        self.done_by, self.changed_by = set(), ""

    def amended(self, chamber):
        """A chamber changed the bill; if the other one voted before, it has to agree."""
        if chamber and self.done_by and chamber not in self.done_by:
            self.changed_by = chamber

    def is_done_by(self, chamber):
        """Whether this chamber's vote is the last that it needs."""
        return bool(chamber and self.done_by - {chamber} and chamber != self.changed_by)

    def voted(self, chamber):
        """A chamber voted for it."""
        if chamber:
            self.done_by.add(chamber)


def _carry_over_in_january(actions, classified):
    moved_on = None  # the day of the last step before
    for place, each in enumerate(classified):
        day = actions[place].day
        is_early = day.month == 1 and day.day <= NEW_YEAR
        if each.kind == "referred" and is_early and moved_on and moved_on.year == day.year - 1:
            _set_kind(classified, place, "carried_over")
        if each.kind in MOVES:
            moved_on = day


def _drop_hearings_put_off(actions, classified):
    for place, each in enumerate(classified):
        if not each.rule.puts_off:
            continue
        for earlier in reversed(range(place)):
            if classified[earlier].kind == "hearing":
                held_on = hearing_day(actions[earlier])
                if held_on > actions[place].day and held_on != hearing_day(actions[place]):
                    _set_kind(classified, earlier, "other")
                break


def _drop_repeats(actions, classified):
    seen, hearings = set(), set()
    for place, each in enumerate(classified):
        if each.kind == "hearing":
            day = hearing_day(actions[place])
            if day in hearings:
                _set_kind(classified, place, "other")
            hearings.add(day)
        if each.kind not in ONCE:
            continue
        by, is_vote = chamber_of(actions[place]), each.rule.track == "passage"
        chamber = by if each.kind == "passed_chamber" else ""
        if is_vote and (each.kind, chamber) in seen and ("passed_chamber", by) not in seen:
            # Clerical work of that day may stand before the second chamber's vote.
            _set_kind(classified, place, "passed_chamber")
        elif (each.kind, chamber) in seen:
            # A number among the laws that follows the signature often brings the first day.
            keeps = each.kind == "introduced" or TAKES_EFFECT.search(actions[place].text)
            also = each.also if keeps else ""
            classified[place] = each._replace(kind=also or "other", also="")
        seen |= {(each.kind, chamber)} | ({("passed_chamber", by)} if is_vote else set())
        # What passes again may be vetoed again, and what was vetoed may pass again.
        if each.kind in ("passed_chamber", "passed"):
            seen.discard(("vetoed", ""))
        if each.kind == "passed_chamber":
            seen.discard(("passed", ""))
        if each.kind == "vetoed":
            seen = {("introduced", ""), ("vetoed", "")}


def _drop_failures_overcome(classified):
    last = max((place for place, each in enumerate(classified) if each.kind in MOVES), default=-1)
    for place, each in enumerate(classified[:last]):
        if each.kind == "failed":
            _set_kind(classified, place, "other")


def _count_effective_dates(classified):
    is_law = any(each.kind in ("enacted", "veto_overridden") for each in classified)
    for place, each in enumerate(classified):
        if each.rule.once_law and is_law and each.kind == "other":
            _set_kind(classified, place, each.rule.once_law)


def chamber_of(action: IncomingAction) -> str:
    """Who acted: as the other record says, else as the entry's first word does. A vote that the
    entry says was the other chamber's is that chamber's, wherever its news is noted."""
    if other := BY_OTHER.match(action.text):
        return CHAMBERS[(other[1] or other[2]).lower()]
    if action.chamber in ChamberKind.values:
        # A legislature's page notes the governor's act in the chamber that was told of it.
        return action.chamber if not BY_GOVERNOR.search(plain_words(action.text)) else "executive"
    first = FIRST_WORD.match(action.text)
    return CHAMBERS[first.group(1).lower()] if first else ""


def hearing_day(action: IncomingAction) -> date:
    """The day on which the hearing of an entry is held: the one in its text, else its own."""
    return day_in(action.text, action.day) or action.day
