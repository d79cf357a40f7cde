"""Whether two values of a column say the same, in whatever spelling."""

from laws.text.normalize import normalize_identifier

EMPTY = (None, "", [])


def is_same(column: str, value: object, other: object) -> bool:
    """Whether two values of that column say the same. Empty values do."""
    if isinstance(value, str) and isinstance(other, str):
        if column == "identifier":
            return normalize_identifier(value) == normalize_identifier(other)
        return plain(value) == plain(other)
    if isinstance(value, list) and isinstance(other, list):
        return sorted(map(str, value)) == sorted(map(str, other))
    return value == other or (value in EMPTY and other in EMPTY)


def plain(text: str) -> str:
    """A text without what makes no difference: case, runs of blanks, a point at its end."""
    return " ".join(text.split()).casefold().rstrip(".")
