"""Laws by their citation, in any spelling: St. 2020, c. 253; 2020 chapter 253; P.A. 95-994."""

import re

from django.db.models import Q

from laws.text.normalize import normalize_name

MOST_PARTS = 12
WRITTEN = {
    **dict.fromkeys(("c", "ch", "chap", "chapter"), "(?:c|ch|chap|chapter)"),
    **dict.fromkeys(("st", "stat", "stats", "statutes"), "(?:st|stats?|statutes)"),
    **dict.fromkeys(("ord", "ordinance"), "(?:ord|ordinance)"),
    **dict.fromkeys(("pub", "public"), "(?:pub|public)"),
}
SKIPPED = ("of", "no", "the", "number")
BETWEEN = r"(?:\W|\yof\y|\yno\y)*"
ENDS = r"\M\s*(?:$|[;(]|,?\s*§)"
"""Behind the number of a law may stand its sections, and other laws."""


def cited_exactly(words: str) -> Q:
    """What a measure fulfills whose law is cited so, and not only others in its place."""
    pattern = _pattern(words)
    return Q(law_citation__iregex=f"^{pattern}{ENDS}") if pattern else Q(pk__in=[])


def cited_among_others(words: str) -> Q:
    """What a measure fulfills whose citations hold these words together."""
    pattern = _pattern(words)
    return Q(law_citation__iregex=rf"\m{pattern}\M") if pattern else Q(pk__in=[])


def _pattern(words: str) -> str:
    """What the words look like in a citation; "" if they have no number or are too many."""
    parts = re.findall(r"[a-z]+|[0-9]+", normalize_name(words))
    parts = [part for part in parts if part not in SKIPPED]
    if not any(part.isdigit() for part in parts) or not 1 < len(parts) <= MOST_PARTS:
        return ""
    return BETWEEN.join(WRITTEN.get(part, _spaced(part)) for part in parts)


def _spaced(part: str) -> str:
    """The letters of an abbreviation, with points between them or none: PA, P.A."""
    return r"\W*".join(part) if len(part) < 4 and not part.isdigit() else part
