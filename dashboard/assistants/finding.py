"""The search of this site, and what to cite."""

from typing import Any

from dashboard.api.operation import Asked
from dashboard.api.parameters import EDITION, ON, Misunderstood, words
from dashboard.assistants.governments import PLACE
from dashboard.assistants.law import LawOn
from dashboard.assistants.measures import MEASURE, OneMeasure, near_row
from dashboard.assistants.tool import IN_PART, NOT_SEARCHED, Researched, Said, Tool, as_of, page_at
from dashboard.pages.search.data import find_measures
from dashboard.pages.search.offers import offers
from dashboard.web.page_url import path_to
from dashboard.words.lists import listed
from laws.models import Edition, PublicChange
from laws.text.dates import say
from laws.text.normalize import as_typed

MOST = 10
NAMED = 5
NOT_LISTED = "What is not found here may still exist: “not listed” is never “no law”."


class Find(Tool):
    """Laws, bills and places by words, names and numbers."""

    name, title = "find", "Find laws, bills and places"
    about = (
        "Searches laws and bills by number, name or words, and states and places by name or ZIP "
        "code. It gives the slugs and addresses that the other tools take. Ask them for the law: a "
        "search does not say what is in effect."
    )
    parameters = (words("q", "Words, a number (S.2963, MA), a name, or a ZIP code."), ON)
    needed = ("q",)

    def say(self, asked: Asked) -> Said:
        said = as_typed(asked.first("q"))
        results = offers(said, asked.on, asked.as_of.parameter)
        measures = [near_row(one, asked) for one in find_measures(said, asked.on)[:MOST]]
        page = page_at(asked, path_to("search"), q=said)
        names = list(dict.fromkeys([one["name"] for one in [*results, *measures]]))
        if not names:
            sentence = f"Facelaw finds no law, bill or place for “{said}”. {NOT_LISTED}"
            return Said(as_of(asked.on, sentence), page, Researched(NOT_SEARCHED, NOT_LISTED))
        more = ["others"] if len(names) > NAMED else []
        sentence = f"For “{said}”, Facelaw finds {listed([*names[:NAMED], *more])}."
        facts = {"results": results, "measures": measures}
        return Said(as_of(asked.on, sentence), page, Researched(IN_PART, NOT_LISTED), facts)


class Cite(Tool):
    """The sentence about a measure or a government, with what to cite."""

    name, title = "cite", "What to cite for a law or a place"
    about = (
        "The sentence to quote about a law or bill (measure), or about the law of a state or place "
        "(place), on a day, with a citation, the address of the page at that day, and the address "
        "of the same page in the newest edition, which never changes (null where something was "
        "published since, until the next edition)."
    )
    parameters = (MEASURE, PLACE, ON, EDITION)
    rules = (6, 8)

    def say(self, asked: Asked) -> Said:
        given = [name for name in ("measure", "place") if asked.first(name)]
        if len(given) != 1:
            allowed = "give one of measure and place"
            raise Misunderstood("measure", asked.first("measure"), allowed)
        said = (OneMeasure if given == ["measure"] else LawOn)().say(asked)
        if said.facts is None:
            return said
        facts = {"title": said.facts.get("title") or said.facts["name"], "address": said.page}
        return Said(
            said.sentence, said.page, said.researched, facts, said.doubts, said.rests_on, said.near
        )

    def answer(self, asked: Asked) -> dict[str, Any]:
        """With the citation, which says of which record it is."""
        answer = super().answer(asked)
        if answer["found"]:
            record, page = answer["record"], answer["facts"]["address"]
            version = f", version {record['version']}" if record["version"] else ""
            number = record["edition"] or _edition_of_now()
            known, at = f"read on {say(asked.today)}", page
            if record["edition"]:
                known, at = f"edition {number} of {say(asked.today)}", f"{page}&edition={number}"
            answer["facts"] |= {
                "citation": (
                    f"Facelaw, The law on face recognition in the United States{version}. {at} "
                    f"(the law as of {say(asked.on)}; {known}). CC BY 4.0."
                ),
                "edition_address": f"{page}&edition={number}" if number else None,
            }
        return answer


def _edition_of_now() -> int | None:
    """The newest edition, if it says what the record says now."""
    newest = Edition.objects.last()
    return newest.number if newest and newest.state == PublicChange.objects.state().name else None
