"""What the list says of itself: which laws and bills these are, and how many are in effect."""

from dashboard.filters.choice import choice_title, choice_words, room_of_title
from dashboard.pages.measure_list.facets import FacetedList
from dashboard.web.as_of import AsOf
from dashboard.words.numbers import in_words
from dashboard.words.tense import tense_of
from laws.text.dates import say
from laws.vocabulary import Force

SUBJECT = "face recognition"


def page_title(listed: FacetedList, as_of: AsOf, page: int) -> str:
    """The choice, of which page where it is not the first; the page's frame adds the day."""
    number = f", page {page}" if page > 1 else ""
    room = room_of_title(as_of) - len(number)
    if not listed.filters.chosen:
        return f"Laws and bills on {SUBJECT}{number}"
    words = _upper(choice_title(listed.filters, room))
    subject = f": {SUBJECT}"
    return f"{words}{subject if len(words + subject) <= room else ''}{number}"


def headline(listed: FacetedList, as_of: AsOf) -> tuple[str, str, str]:
    """The first sentence in three parts, of which the middle one is the finding to quote."""
    total, day = listed.total, f"As of {say(as_of.on)}"
    if not total:
        return "No ", choice_words(listed.filters, 1), f" as of {say(as_of.on)}."
    number, force = in_words(total), listed.filters.chosen.get("force")
    if force == Force.UNCERTAIN:
        words = choice_words(listed.filters, total, without="force")
        are = "is" if total == 1 else "are"
        return f"{day}, it is ", f"not certain whether {number} {words}", f" {are} in effect."
    words = choice_words(listed.filters, total)
    if force:
        return f"{day}, ", f"{number} {words}", "."
    verb = tense_of(as_of).verb("be", 1 if total == 1 else listed.in_effect)
    how_many = "all" if listed.in_effect == total else in_words(listed.in_effect)
    finding = f"{how_many} of them {verb} in effect"
    if total == 1:
        finding = f"it {verb} {'' if listed.in_effect else 'not '}in effect"
    return f"{day}, {number} {words}; ", finding, "."


def description(listed: FacetedList, as_of: AsOf) -> str:
    """The same with what the list tells of each."""
    each = " What each does, how far it got, and whether it is in effect." if listed.total else ""
    return f"{''.join(headline(listed, as_of))}{each} Laws and bills on {SUBJECT}."


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]
