"""Lists inside a sentence."""

from collections.abc import Iterable


def listed(words: Iterable[str], joint: str = "and") -> str:
    """Words in a sentence: a, b and c; nothing for none."""
    words = list(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}" if len(words) > 1 else "".join(words)
