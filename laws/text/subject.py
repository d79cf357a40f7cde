"""A word by which bills on the subject are recognized, as the database and the reader know it."""

from typing import NamedTuple

from laws.vocabulary import SubjectPart, WordKind


class Word(NamedTuple):
    """A word or phrase (`*` for any ending), how it counts, and in which parts of a bill."""

    pattern: str
    kind: str = WordKind.NAMES
    where: tuple[str, ...] = tuple(SubjectPart.values)
