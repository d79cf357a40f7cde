"""Phrases in plain words, and where they stand in the texts of other records.

A phrase is words with blanks between them: `signed by governor`. `*` at the end of a word stands
for any ending (`veto*`), `#` for a number (`chapter #`), `…` for any words between; `^` at the
start means that the text begins so, `$` at the end that it ends so. Upper and lower case, points,
commas, hyphens and the words a, an and the make no difference.
"""

import re

WORD = re.compile(r"[a-z0-9]+")
ARTICLES = {"a", "an", "the"}
CHAMBER_MARK = re.compile(r"^(?:\([hsag]\)\s*)+|^[hs]\s+(?=[A-Z])", re.IGNORECASE)
"""What some legislatures put before an entry: (S) Introduced, H Postponed Indefinitely."""
APOSTROPHES = str.maketrans("", "", "'’‘`´")
LONGEST = 1000


def plain(text: str) -> str:
    """A text as bare words in lower case, as phrases are compared with it."""
    text = CHAMBER_MARK.sub("", text[:LONGEST].strip()).translate(APOSTROPHES).lower()
    return " ".join(word for word in WORD.findall(text) if word not in ARTICLES)


def compiled(phrases) -> re.Pattern | None:
    """One pattern for all phrases, to be searched for in `plain` text; None without any."""
    return re.compile("|".join(map(_pattern, phrases))) if phrases else None


def _pattern(phrase):
    starts, ends = phrase.startswith("^"), phrase.endswith("$")
    words = [_word(word) for word in phrase.strip("^$").replace("…", " … ").split()]
    found = r"\b" + r" ".join(words) + r"\b"
    # A gap brings its own blanks.
    found = found.replace(" (?:GAP) ", r" (?:\w+ )*?")
    return f"{'^' if starts else ''}{found}{'$' if ends else ''}"


def _word(word):
    if word == "…":
        return "(?:GAP)"
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\#", r"\d\w*")
