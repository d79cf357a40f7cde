"""Phrases to look for in texts of other records: one small language for all of them.

A phrase is words with blanks between them: `signed by governor`. `*` at the end of a word stands
for any ending (`veto*`). What is looked for in the plain words of an action may also have `#` for a
number (`chapter #`), `…` for any words between, `^` at the start where the text begins so, and `$`
at the end where it ends so.
"""

import re
from collections.abc import Iterable
from unicodedata import combining, normalize

WORD = re.compile(r"[a-z0-9]+")
ARTICLES = {"a", "an", "the"}
CHAMBER_MARK = re.compile(r"^(?:\([hsag]\)\s*)+|^[hs]\s+(?=[A-Z])", re.IGNORECASE)
"""What some legislatures put before an entry: (S) Introduced, H Postponed Indefinitely."""
APOSTROPHES = str.maketrans("", "", "'’‘`´")
LONGEST = 1000


def plain_words(text: str) -> str:
    """A text as bare words in lower case with single blanks: without signs, articles and the mark
    of a chamber."""
    text = CHAMBER_MARK.sub("", text[:LONGEST].strip()).translate(APOSTROPHES).lower()
    if not text.isascii():
        text = "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
    return " ".join(word for word in WORD.findall(text) if word not in ARTICLES)


def any_of(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """One pattern for all phrases, to be searched for in `plain_words`; None without any."""
    return re.compile("|".join(map(_anchored, phrases))) if phrases else None


def expression(phrase: str, between: str = " ") -> str:
    """A regular expression for the words of a phrase; `between` is what may stand between two."""
    words = re.split(r"[\s\-]+", phrase.strip().replace("…", " … "))
    # A gap brings its own blanks.
    return between.join(map(_word, words)).replace(" (?:GAP) ", r" (?:\w+ )*?")


def _anchored(phrase: str) -> str:
    start, end = "^" * phrase.startswith("^"), "$" * phrase.endswith("$")
    return rf"{start}\b{expression(phrase.strip('^$'))}\b{end}"


def _word(word: str) -> str:
    if word == "…":
        return "(?:GAP)"
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\#", r"\d\w*")
