"""What other records are searched for: the words of the subject that suffice alone."""

from laws.text.subject import Word
from laws.vocabulary import SubjectPart, WordKind

ENDINGS = ("", "y", "ier", "ication")
"""What `*` at the end of a word stands for, in searches that know words by their stems: of
identif* identify, identifier and identification, and what these become in a sentence."""


def searches(words: list[Word]) -> list[str]:
    """The words to search for. A word that counts in titles alone would find too much."""
    return [
        word.pattern
        for word in words
        if word.kind == WordKind.NAMES and SubjectPart.TEXT in word.where
    ]


def query(search: str) -> str:
    """A search in the language of both services: phrases in quotes, OR between them."""
    endings = ENDINGS if "*" in search else ENDINGS[:1]
    return " OR ".join(f'"{search.replace("*", ending)}"' for ending in endings)


def in_its_text(service: str, found: list[str]) -> str:
    """What a service, which has the whole text of a bill, says by finding it."""
    quoted = ", ".join(f"“{search.replace('*', '…')}”" for search in found)
    return f"{service} finds in its text: {quoted}."
