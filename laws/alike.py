"""How much texts are alike by their trigrams, as PostgreSQL's pg_trgm reckons it, for many at once.

The database compares one text with an index of many; here all are compared with all, and each text
is taken apart once.
"""

import re
from collections.abc import Iterable


def trigrams(text: str) -> set[str]:
    """The groups of three letters of a text's words, each word padded as pg_trgm pads it."""
    words = (f"  {word} " for word in re.findall(r"[^\W_]+", text.lower()))
    return {word[at : at + 3] for word in words for at in range(len(word) - 2)}


def signatures(texts: Iterable[str]) -> list[int]:
    """A number for each text, with a bit for every trigram that it has."""
    bits = {}
    return [sum(1 << bits.setdefault(sign, len(bits)) for sign in trigrams(text)) for text in texts]


def likeness(one: int, other: int) -> float:
    """The share of trigrams that two texts have in common, by their signatures."""
    return (one & other).bit_count() / ((one | other).bit_count() or 1)
