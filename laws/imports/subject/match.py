"""Whether a measure of another record is on the subject: words that staff keep, found in its texts.

A word of the table is a phrase (laws.text.phrases). Some name the subject and are enough alone;
some hint at it and need a second hint, or a word of context; some are taken out before anything is
looked for, as facial surgery is. Upper and lower case, accents, hyphens, line breaks, curly quotes
and plurals make no difference.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from laws.text.normalize import INVISIBLE, one_line
from laws.text.phrases import expression
from laws.text.strength import Mention, strength_of
from laws.text.subject import Word
from laws.vocabulary import STRONG_MATCHES, SubjectPart, SubjectStrength, WordKind

SENTENCE = 300
"""How many characters of a sentence are looked at on either side of a word."""
ENDS = re.compile(r"[a-z)\d]\.(?=\s+[(A-Z§])|\n\s*\n")
"""Where a sentence of a law may end: not within its list of (a), (b) and (c)."""
ENTRY = re.compile(r"\s*\([a-z\d]{1,4}\)")
BREAKS_OFF = re.compile(rf"[a-z)\d]\.\s+(?!{ENTRY.pattern})[A-Z§]")
LIST, LEAD = 1500, 200
"""How far back the words before a list are looked for, and how many of their characters count."""
AROUND = 60
"""How many characters are shown on either side of a word that was found."""
BREAK = re.compile(r"(?<=[a-z])[-\u2010\u00ad][ \t]*\r?\n\s*(?=[a-z])")
"""A word divided at the end of a line."""
SIGNS = r"\s\-\u2010-\u2015_"
JOINS = "and|or|y|o|u|de"
TRAITS = (
    r"affect|behaviou?r(?:al)?|body|ear|emotion(?:al)?|expression|eye|finger|fingerprint|gait|"
    r"gesture|hand|image|iris|license\s+plate|mood|object|palm|retinal?|speaker|speech|tattoo|vein|"
    "voice|voiceprint|huella|dactilar(?:es)?|emocion(?:es)?|mano|palma|voz"
)
LISTED = (
    rf"(?:[{SIGNS},;/&]+(?:(?:{JOINS})\b[{SIGNS},;/&]*)*(?:{TRAITS})s?\b)+"
    rf"(?:[{SIGNS},;/&]+(?:or|y|o|u)\b)?"
)
"""What else is recognized beside the face, in a list with it: face, gait, or emotion recognition;
reconocimiento de voz o facial."""
GAP = rf"[{SIGNS}]*"
"""What may stand between two words: nothing too, as in “facerecognition”."""


class Match(NamedTuple):
    """A place where a word was found: the word of the table, its kind, the part of the measure,
    what stands there and the words around it.
    """

    pattern: str
    kind: str
    part: str
    found: str
    around: str

    @property
    def says(self):
        """The reason in words: “facial recognition” in the title."""
        return f"“{self.found}” in the {SubjectPart(self.part).label.lower()}"


def matches(measure, words: Iterable[Word]) -> list[Match]:
    """Where a measure's texts have words of the table: each word once a part."""
    words = tuple(words)
    return [match for part, text in _texts(measure) for match in _in_text(part, text, words)]


def is_on_subject(found: Iterable[Match]) -> bool:
    """Whether what was found suffices: a word that names the subject; two different hints; or a
    hint and a word of context.
    """
    kinds = {}
    for match in found:
        kinds.setdefault(match.kind, set()).add(match.pattern)
    hints, context = kinds.get(WordKind.HINTS, ()), kinds.get(WordKind.CONTEXT, ())
    return WordKind.NAMES in kinds or len(hints) > 1 or bool(hints and context)


def reasons(found: Iterable[Match]) -> str:
    """Why a measure is on the subject, or what was found of it, in one line."""
    ranks = list(WordKind.values)
    ordered = sorted(found, key=lambda match: ranks.index(match.kind))
    return "; ".join(dict.fromkeys(match.says for match in ordered))


def strength(measure, words: Iterable[Word], found: Iterable[Match]) -> str:
    """How strongly a measure is on the subject, as a word of SubjectStrength; or nothing.

    One kind of hint, in the text alone, is at most a mention: “biometric” in a law on compacts of
    nurses or on their fingerprints names no face.
    """
    found = list(found)
    if not is_on_subject(found):
        return ""
    named = {match.part for match in found if match.kind == WordKind.NAMES}
    in_text = {match.kind for match in found if match.part == SubjectPart.TEXT}
    hints = {(match.pattern, match.part) for match in found if match.kind == WordKind.HINTS}
    kinds = {WordKind.EXCLUDES, WordKind.NAMES if WordKind.NAMES in in_text else WordKind.HINTS}
    if any(part == SubjectPart.TITLE for _, part in hints):
        kinds.add(WordKind.HINTS)  # what the bill calls it: biometric data
    looked_for = tuple(word for word in words if word.kind in kinds)
    told = strength_of(
        SubjectPart.TITLE in named,
        measure.summary,
        SubjectPart.SUMMARY in named,
        measure.text,
        list(_mentions(measure.text, looked_for)),
    )
    is_lone = not named and len(hints) == 1 and {part for _, part in hints} == {SubjectPart.TEXT}
    return SubjectStrength.INCIDENTAL if is_lone and told in STRONG_MATCHES else told


def _mentions(text, words):
    """The sentences of a text that name the subject, each with the place of the word in it."""
    for _, place, clean in _places(SubjectPart.TEXT, text, words):
        before = clean[max(0, place.start() - SENTENCE) : place.start()]
        after = clean[place.start() : place.end() + SENTENCE]
        opens = max((end.end() for end in ENDS.finditer(before)), default=0)
        closes = ENDS.search(after)
        sentence = before[opens:] + (after[: closes.start()] if closes else after)
        lead = _lead(clean[: place.start() - len(before) + opens][-LIST:], sentence)
        yield Mention(lead + sentence, len(lead) + len(before) - opens)


def _lead(before, sentence):
    """The words before the list in which a sentence is an entry that ends with a period."""
    lead, colon, entries = before.rpartition(":")
    is_listed = colon and ENTRY.match(sentence) and ENTRY.match(entries or sentence)
    return lead[-LEAD:] + colon if is_listed and not BREAKS_OFF.search(entries) else ""


def why_off_subject(measure, found: Iterable[Match]) -> str:
    """Why a measure is not on the subject, as a sentence."""
    said = reasons(found)
    if said:
        return f"Not enough alone: {said}."
    read = " and ".join(SubjectPart(part).label.lower() for part, text in _texts(measure) if text)
    return f"No subject word in its {read}." if read else "It has neither title nor text."


def _texts(measure):
    yield SubjectPart.TITLE, measure.title
    yield SubjectPart.SUMMARY, measure.summary
    # Subjects stay apart, so that the end of one and the beginning of the next make no phrase.
    yield SubjectPart.SUBJECTS, " | ".join(measure.subjects)
    yield SubjectPart.TEXT, measure.text


def _in_text(part, text, words):
    seen = set()
    for word, place, clean in _places(part, text, words):
        if word.pattern not in seen:
            seen.add(word.pattern)
            yield _match(word, part, place, clean)


def _places(part, text, words):
    """Each place where a text has a word: the word, the place and the text that it lies in."""
    compiled = _compiled(words, part)
    if not text or not compiled.words:
        return
    text = _clean(text)
    lower = text.lower()
    if len(lower) != len(text):
        text = lower  # a letter that is two in lower case would shift what is shown
    if not lower.isascii():
        lower = "".join(map(_without_accent, lower))
    for place in compiled.any.finditer(lower):
        which = compiled.each.match(lower, place.start())
        word = compiled.words[which.lastindex - 1]
        if word.kind != WordKind.EXCLUDES:
            yield word, which, text


def _clean(text):
    if "\n" in text:
        text = BREAK.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(INVISIBLE))
    return text


@cache
def _without_accent(letter):
    """A letter without its accent; one sign for one, so that places in the text stay."""
    return unicodedata.normalize("NFD", letter)[0]


def _match(word, part, place, text):
    start, end = max(0, place.start() - AROUND), min(len(text), place.end() + AROUND)
    around = one_line(text[start:end])
    around = f"{'…' if start else ''}{around}{'…' if end < len(text) else ''}"
    found = one_line(text[place.start() : place.end()])
    return Match(word.pattern, str(word.kind), str(part), found, around)


class _Compiled(NamedTuple):
    """The words of one part: an expression that finds any of them, and one that tells which."""

    any: re.Pattern
    each: re.Pattern
    words: list[Word]


@lru_cache(maxsize=32)
def _compiled(words, part):
    # What is excluded is taken first, then the longest.
    chosen = [word for word in words if part in word.where and word.pattern.strip(" *-")]
    chosen.sort(key=lambda word: (word.kind != WordKind.EXCLUDES, -len(word.pattern)))
    expressions = list(map(_expression, chosen))
    groups = "|".join(f"({one})" for one in expressions)
    return _Compiled(
        re.compile(rf"\b(?:{'|'.join(expressions)})\b"), re.compile(rf"\b(?:{groups})\b"), chosen
    )


def _expression(word):
    pattern = word.pattern.lower()
    gap = f"(?:{LISTED})?{GAP}" if word.kind == WordKind.NAMES else GAP
    return expression(pattern, gap) + ("" if pattern.endswith("*") else "(?:e?s)?")
