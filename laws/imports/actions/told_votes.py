"""How many voted for and against, as the words of an entry tell it."""

import re
from typing import NamedTuple

from laws.imports.types import IncomingAction

NUMBER = r"(\d{1,3})"
DASH = r"\s?[-–]\s?"


class ToldVotes(NamedTuple):
    """The votes for and against; `in_words` if the entry names them: yeas and nays, ayes and noes.
    Bare numbers, 30-8, may be a day or a page as well."""

    yes: int | None = None
    no: int | None = None
    in_words: bool = False


def _patterns(*spellings):
    return [
        re.compile(spelling.replace("#", NUMBER).replace("~", DASH), re.IGNORECASE)
        for spelling in spellings
    ]


NAMED = _patterns(
    r"\b(?:yeas?|ayes?)\W{0,3}#\W+(?:nays?|noe?s?)\W{0,3}#",
    r"\bayes\W{0,3}#\D+?\bnoes\W{0,3}#",
    r"\bayes\W{0,3}#\D+?#\s+no\(es\)",
    r"\b(?:yeas and nays|recorded vote|yea-nay vote)\b[.:]?\s*(?:\([^)]*\):?\s*)?#~#",
    r"\by[-:]?\s?#[,\s]+n[-:]?\s?#\b",
    r"\(#-y #-n\b",
    r"\brc,?\s+#y-#n\b",
)
"""Yeas 32 Nays 4; Ayes, 25; Aye(s) with reservations: none. Noes, 0; Yeas and Nays: (2/3 required):
402 - 9; Y24 N16; (88-Y 6-N); RC 21Y-3N."""

NONE_AGAINST = _patterns(r"\bpassed y#(?: n-)?(?: [ea](?:\d{1,3}|-))*\s*$")
"""How Alaska writes that no member voted against: Passed Y40 N-, Passed Y36 E4."""

BARE = _patterns(
    r"\b(?:passed|passage|adopted|failed|vote:?)\s*\(?#~#(?:[-–]\d{1,3})*\)?",
    r"\b(?:passed|passage|adopted|failed)\b[^\d]+#[-–]#\*?(?:[-–]\d{1,3}\*?){1,3}(?![-–/\d])",
    r"\bpassed\b[^\d]*\(#-#(?:-\d{1,3})*\)",
    r"\bm[af],?\s+(?:rc|dv)\s+#-#(?![-/\d])",
)
"""Passed 30-8; Passed on Final Reading 46-1*-2; Passed Senate (39-0); MA RC 209-152."""


def told_votes(action: IncomingAction) -> ToldVotes:
    """The votes of an entry: those that the other record keeps beside it, else those in its
    words."""
    if action.yes is not None or action.no is not None:
        return ToldVotes(action.yes, action.no, in_words=True)
    for patterns, in_words in ((NAMED, True), (NONE_AGAINST, True), (BARE, False)):
        for pattern in patterns:
            if match := pattern.search(action.text):
                yes, *no = map(int, match.groups())
                return ToldVotes(yes, *(no or [0]), in_words=in_words)
    return ToldVotes()
