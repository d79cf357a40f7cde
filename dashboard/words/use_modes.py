"""Which use a measure covers, live video or after-the-fact photo matching, in all its words."""

from collections.abc import Collection

from django.utils.safestring import SafeString, mark_safe

from laws.vocabulary import UseMode

# In a column, in a line, and for whoever points at the word.
WORDS = {
    (True, True): (
        "live, after",
        "live and after the fact",
        "Live video, and after-the-fact photo matching",
    ),
    (True, False): ("live", "live video", "Live video"),
    (False, True): ("after the fact", "photos after the fact", "After-the-fact photo matching"),
}
UNKNOWN = "live or after the fact: not recorded"
NOT_RECORDED = f'<span title="{UNKNOWN.capitalize()}">–<span class="vh"> not recorded</span></span>'
CELLS = {
    key: mark_safe(f'<span class="nowrap" title="{meaning}">{short}</span>')
    for key, (short, _, meaning) in WORDS.items()
}


def use_cell(modes: Collection[str]) -> SafeString:
    """A use as one word of a column; what is not recorded is a dash that says so."""
    return CELLS.get(_key(modes), mark_safe(NOT_RECORDED))


def use_words(modes: Collection[str]) -> str:
    """A use in a line of text: live and after the fact."""
    key = _key(modes)
    return WORDS[key][1] if key in WORDS else UNKNOWN


def _key(modes: Collection[str]) -> tuple[bool, bool]:
    return UseMode.LIVE in modes, UseMode.RETROSPECTIVE in modes
