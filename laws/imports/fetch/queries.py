"""What to search for in other records: the subject words that are enough by themselves."""

from laws.text.subject import Word
from laws.vocabulary import SubjectPart, WordKind

ENDINGS = ("", "y", "ier", "ication")
"""What to write for `*` in a search, since both services look for words by their stems: for
identif* they find identify, identifier and identification with their plurals and so on."""


def searches(words: list[Word]) -> list[str]:
    """The words to search for. One that counts only in titles would find too much."""
    return [
        word.pattern
        for word in words
        if word.kind == WordKind.NAMES and SubjectPart.TEXT in word.where
    ]


def query(search: str) -> str:
    """A search as both services understand it: phrases in quotes, joined by OR."""
    endings = ENDINGS if "*" in search else ENDINGS[:1]
    return " OR ".join(f'"{search.replace("*", ending)}"' for ending in endings)


def in_its_text(service: str, found: list[str]) -> str:
    """A sentence with the words that a service found in the whole text of a bill."""
    quoted = ", ".join(f"“{search.replace('*', '…')}”" for search in found)
    return f"{service} found in its text: {quoted}."
