"""What a search says above its lists."""

from dashboard.pages.search.answers import Answer
from dashboard.pages.search.result import MISSPELLED, PLACES_SHOWN, Result
from dashboard.words.names import in_sentence, name_with_state
from dashboard.words.numbers import counted, opening
from laws.models import Jurisdiction, PlaceName
from laws.text.normalize import cut

Lead = tuple[str, str, str]
BOTH = "law or bill,laws and bills"


def lead(found: Result, answer: Answer) -> Lead:
    """The first sentence in three parts, the middle one the finding."""
    asked = found.asked
    if not asked.words:
        return "Search for ", "a place, a law, a bill or a subject", "."
    said = f"“{cut(asked.words, 60)}”"
    if asked.names_place and not asked.is_place:
        see = f"what applies in {_place(found.places[0])}"
        of_state = next((one for one in answer.lines if one.of_state), None)
        return f"{of_state.words}{of_state.more} See " if of_state else "See ", see, "."
    if answer.lines and not asked.is_place:
        first = answer.lines[0]
        return "", first.words, first.more
    places = _places(found)
    if found.tally.total and not found.way:
        many = counted(found.tally.total, BOTH)
        return f"{said} finds ", many, f" and {places}." if places else "."
    if found.places and not asked.found.sure:
        return f"No place is called {said}. ", "Did you mean", " one of these?"
    if places:
        return f"{said} finds ", places, "."
    if asked.found.asked_zip:
        return f"No ZIP code {asked.found.asked_zip} is known to us.", "", ""
    return _of_what_is_close(found, said)


def _of_what_is_close(found: Result, said: str) -> Lead:
    many = opening(found.tally.total)
    if found.tally.total and found.way == MISSPELLED:
        look = "have titles" if found.tally.total > 1 else "has a title"
        return f"No law or bill says {said}. ", f"{many} {look} like it", "."
    if found.tally.total:
        say = "say" if found.tally.total > 1 else "says"
        return f"No law or bill says all of {said}. ", f"{many} {say} some of it", "."
    if found.events:
        did = "court cases or events mention" if len(found.events) > 1 else "event mentions"
        return f"No law or bill mentions {said}. ", f"{opening(len(found.events))} {did} it", "."
    return f"No results for {said}.", "", ""


def _place(one: Jurisdiction | PlaceName) -> str:
    if isinstance(one, Jurisdiction):
        return in_sentence(name_with_state(one, {one.state_code: one.state_name}))
    return f"{one.name}, {one.state_name}"


def _places(found: Result) -> str:
    if not found.places:
        return ""
    more = " or more" if len(found.places) == PLACES_SHOWN else ""
    return counted(len(found.places), "place") + more


def measures_title(found: Result) -> str:
    """What stands above the measures."""
    if found.way:
        return "Laws and bills that come close"
    is_mention = any(one.says for one in found.asked.subjects)
    return "Laws and bills that mention it" if is_mention else "Laws and bills"
