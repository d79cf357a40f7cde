"""How strongly a bill is on the subject: what the words that name it stand in.

A bill is about face recognition, has a section on it, defines it, or only mentions it. Told from
where and how often the words stand, and from the words around them; a person decides.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from laws.vocabulary import SubjectStrength

OFTEN, DENSE = 5, 3.0
"""A bill whose text names the subject so often, and so many times in 1,000 words, is about it."""
LONG = 600
"""Characters of a summary that goes through a bill's sections and not only its subject."""
DEFINES = re.compile(
    r"\b(?:means|has the (?:same )?meaning|(?:is|are) defined|refers to|significa|se define"
    r"|se entender[aá])\b|[\"”»]\s*(?:includes?|incluye)\b",
    re.IGNORECASE,
)
"""How a definition opens: “Biometric data” means …"""
RULES = re.compile(
    r"\b((?:shall|may|must|will|can)(?: not|not)?|unlawful|prohibit\w*|require[sd]?|warrant|consent"
    r"|unless|restrict\w*|limit(?:s|ed|ation)?|ban(?:s|ned)?|bar(?:s|red)?|authoriz\w*|permit\w*"
    r"|proh[ií]b\w+|deber[aá]n?|podr[aá]n?|autoriz\w+|requer\w+|ilegal)\b",
    re.IGNORECASE,
)
MENTIONS = re.compile(
    r"\b(does not include|other than|except(?:ion)?s?|exempt\w*|appropriat\w*|whereas|findings?"
    r"|no incluye|excepto|por cuanto)\b",
    re.IGNORECASE,
)


class Mention(NamedTuple):
    """A sentence of the text that names the subject, and where in it the word stands."""

    sentence: str
    at: int


def strength_of(
    named_in_title: bool, summary: str, named_in_summary: bool, text: str, found: Sequence[Mention]
) -> str:
    """The strength of a bill's match, as a word of SubjectStrength; empty if it is not known.

    `found` are the sentences of the text that name the subject, in its order. Without any, hints in
    a title or among the subjects of another record do not tell what the bill does.
    """
    words = max(1, text.count(" "))
    if named_in_title or (named_in_summary and len(summary) < LONG and not found):
        return SubjectStrength.CORE
    kinds = [_kind_of(one) for one in found]
    if len(kinds) >= OFTEN and 1000 * len(kinds) / words >= DENSE:
        return SubjectStrength.CORE
    if SubjectStrength.SECTION in kinds or named_in_summary:
        return SubjectStrength.SECTION
    return min(kinds, key=list(SubjectStrength).index, default="")


def _kind_of(one: Mention) -> SubjectStrength:
    """What one sentence does: rules on the subject, defines it, or mentions it."""
    before = one.sentence[: one.at]
    if DEFINES.search(before):
        return SubjectStrength.DEFINITION
    if MENTIONS.search(before) or not RULES.search(one.sentence):
        return SubjectStrength.INCIDENTAL
    return SubjectStrength.SECTION
