"""One measure, how many there are, and the search for measures and places."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404

from dashboard.api.counts import PRESET
from dashboard.api.measures import FILTERS, chosen_measures, numbers_of
from dashboard.api.operation import Asked
from dashboard.api.parameters import EDITION, ON, Misunderstood, one_of, words
from dashboard.assistants.tool import (
    IN_PART,
    NOT_SEARCHED,
    SEARCHED,
    Researched,
    Said,
    Tool,
    as_of,
    page_at,
)
from dashboard.figures.text import bans_in
from dashboard.filters.filters import MeasureFilterSet
from dashboard.pages.measure_detail.api import as_json
from dashboard.pages.measure_detail.data import MeasureData, find_measure
from dashboard.pages.measure_detail.text import headline
from dashboard.pages.search.data import find_measures
from dashboard.web.page_url import path_to
from dashboard.web.parameters import CALLED
from dashboard.web.params import query
from dashboard.words.display_class import effect_doubt
from dashboard.words.lists import listed
from dashboard.words.names import at_start, full_name, in_sentence
from dashboard.words.numbers import figures, in_words, plural
from dashboard.words.tense import tense_of
from laws.counting.counts import PRESETS, municipal_bans
from laws.counting.shared import law_on
from laws.models import Measure, merged_with
from laws.text.dates import say
from laws.text.states import NAMES
from laws.vocabulary import Basis, Precision

NEAR = 8
MEASURE = words(
    "measure",
    "The slug of a law or bill, as in its address (ma-s2963-2019). Ask find for slugs.",
    r"^[-a-zA-Z0-9_]+$",
    "the slug of a measure is allowed, as ma-s2963-2019; ask find for slugs",
)
WHAT = one_of(
    "what",
    "measures: laws and bills with an action by the day, by any filters. municipal_bans: local "
    "governments with a ban in effect (R7), by preset and state.",
    ["measures", "municipal_bans"],
)


class OneMeasure(Tool):
    """A law or bill whole."""

    name, title = "measure", "One law or bill on a day"
    about = (
        "A law, ordinance, order, policy or bill as it stood on a day: how far it got, whether it "
        "is in effect, since and until when and by what kind of evidence, its actions, what it "
        "says by the questions of the codebook, its sources and court cases."
    )
    parameters = (MEASURE, ON, EDITION)
    needed = ("measure",)
    rules = (6, 1, 2, 4)

    def say(self, asked: Asked) -> Said:
        slug = asked.first("measure")
        try:
            measure = find_measure(slug)
        except Http404:
            return _gone(slug, asked) or _unknown(slug, asked)
        data = MeasureData(measure, asked.on)
        sentence, doubts = _sentence(data, asked), _doubts(data)
        if doubts and "in doubt" not in sentence.lower():
            sentence += f" ‡ In doubt: {doubts[0][:1].lower()}{doubts[0][1:]}"
        return Said(
            as_of(asked.on, sentence),
            page_at(asked, measure.get_absolute_url()),
            _checked(measure),
            as_json(data, asked.site),
            doubts,
            _bases(data),
        )


def _sentence(data: MeasureData, asked: Asked) -> str:
    """The headline of its page, with a name that says where it is from."""
    subject, phrase, rest = headline(data.status, tense_of(asked.as_of))
    name = at_start(full_name(data.measure, asked.on, with_government=True))
    if subject == data.measure.jurisdiction.display_name:
        opens = f"{name}: {subject}"
    else:
        opens = subject if name in subject else name
    return f"{' '.join(filter(None, (opens, phrase)))}{rest}"


def _checked(measure: Measure) -> Researched:
    day = measure.verified_on
    if day:
        return Researched(SEARCHED, f"We last checked it against its sources on {say(day)}.", day)
    return Researched(
        NOT_SEARCHED, "We have not checked it against its sources since it was added."
    )


def _doubts(data: MeasureData) -> list[str]:
    """What is in doubt of a measure: what it does, its dates, and whether it is in effect."""
    found = [effect_doubt(data.measure)]
    if data.status.is_open:
        found.append("Its dates leave open whether it is in effect on the day.")
    found += [f"{what} is disputed{why}." for what, basis, why in _grounds(data)
              if basis == Basis.DISPUTED]  # fmt: skip
    return [one for one in found if one]


def _bases(data: MeasureData) -> list[str]:
    """What of a measure is known to the month alone, follows from other dates, or is assumed."""
    unrecorded, term = (Basis.INFERRED, Basis.ASSUMED), data.status.told_term
    days = [("start", term.starts), ("end", term.ends)] if term else []
    inexact = [
        f"Of the day of its {what} only {day.say()} is known."
        for what, day in days
        if day and day.precision != Precision.DAY
    ]
    return inexact + [
        f"{what} is {basis}{why}." for what, basis, why in _grounds(data) if basis in unrecorded
    ]


def _grounds(data: MeasureData) -> Iterator[tuple[str, str, str]]:
    """What its stage and the days of its term rest on, and why."""
    term, span = data.status.told_term, data.status.span
    if term:
        yield "The day of its start", term.start_basis, _why(term.start_why)
        yield "The day of its end", term.end_basis, _why(term.end_why)
    if span:
        yield "Its stage", span.basis, _why(span.why)


def _why(words: str) -> str:
    return f": {words.rstrip('.')}" if words else ""


def _gone(slug: str, asked: Asked) -> Said | None:
    """The answer about what was merged with another measure, or withdrawn."""
    page = page_at(asked, path_to("measure", slug))
    if stays := merged_with(slug):
        sentence = f"{slug} turned out to be the same measure as {stays}. Ask for that one."
        near = [{"measure": stays, "address": page_at(asked, path_to("measure", stays))}]
        return Said(as_of(asked.on, sentence), page, Researched(SEARCHED, sentence), near=near)
    gone = Measure.objects.withdrawn().filter(slug=slug)
    reason = gone.values_list("withdrawn_reason", flat=True).first()
    if reason is None:
        return None
    sentence = f"{slug} was withdrawn from this record and is not counted. The reason: {reason}"
    return Said(as_of(asked.on, sentence), page, Researched(SEARCHED, sentence))


def _unknown(slug: str, asked: Asked) -> Said:
    near = [near_row(one, asked) for one in find_measures(slug.replace("-", " "), asked.on)[:NEAR]]
    sentence = f"Facelaw lists no measure under {slug}."
    if near:
        sentence += f" Near: {listed([one['measure'] for one in near], 'or')}."
    not_law = "A measure that is not listed here may still exist: ask coverage what was searched."
    page = page_at(asked, path_to("search"), q=slug)
    return Said(as_of(asked.on, sentence), page, Researched(NOT_SEARCHED, not_law), near=near)


def near_row(one: Measure, asked: Asked) -> dict[str, Any]:
    """A measure that a search found."""
    return {
        "measure": one.slug,
        "name": full_name(one, asked.on, with_government=True),
        "title": one.title,
        "address": page_at(asked, one.get_absolute_url()),
    }


class Count(Tool):
    """How many measures, or local governments with a ban, there are."""

    name, title = "count", "How many laws and bills, or municipal bans, on a day"
    about = (
        "Counts laws and bills by the filters of /measures/, or the local governments with a ban "
        "in effect (municipal bans) by preset. Where something is in doubt, both numbers are "
        "given: quote both. Only what this record lists can be counted."
    )
    parameters = (WHAT, *FILTERS, PRESET, ON, EDITION)
    needed = ("what",)
    rules = (7,)

    def say(self, asked: Asked) -> Said:
        if asked.first("what") == "municipal_bans":
            return self._bans(asked)
        return self._measures(asked)

    @staticmethod
    def _measures(asked: Asked) -> Said:
        if asked.first("preset"):
            raise Misunderstood("preset", asked.first("preset"), "it is for municipal_bans alone")
        filters = chosen_measures(asked, Measure.objects.published().on_record(asked.on))
        numbers = numbers_of(filters)
        chosen = {name: asked.values.getlist(name) for name in asked.chosen if name != "what"}
        number, doubtful = numbers["count"], numbers["in_doubt"]
        said = "; ".join(in_words_of(name, values) for name, values in chosen.items())
        sentence = f"Facelaw lists {plural(number, 'law or bill', 'laws and bills')}"
        sentence += f" ({said})" if said else ""
        sentence += f"; of {in_words(doubtful)} of them something is in doubt." if doubtful else "."
        doubts = [f"Of {doubtful} of {number} something is in doubt."] if doubtful else []
        return Said(
            as_of(asked.on, sentence),
            page_at(asked, path_to("measures"), **chosen),
            LISTED_ONLY,
            {"what": "measures", "filters": chosen, **numbers},
            doubts,
        )

    @staticmethod
    def _bans(asked: Asked) -> Said:
        other = next((one for one in asked.chosen if one not in ("what", "preset", "state")), None)
        if other:
            allowed = "municipal_bans takes preset, state and on alone"
            raise Misunderstood(other, asked.first(other), allowed)
        preset = asked.first("preset", "broad")
        codes = asked.parameters.all("state")
        states = set() if "us" in codes else {code.upper() for code in codes}
        rows = [
            row
            for row in municipal_bans(law_on(asked.on), preset)
            if not states or row.state_code in states
        ]
        number, certain = sum(row.count for row in rows), sum(row.certain for row in rows)
        where = listed([in_sentence(NAMES[one]) for one in sorted(states)], "or")
        sentence = bans_in(
            where or "the United States",
            preset,
            number,
            figures(number, certain),
            tense_of(asked.as_of),
        )
        sentence += f" ({preset} count: {PRESETS[preset][:1].lower()}{PRESETS[preset][1:]})."
        doubts = [
            f"{one.place.display_name}, {row.state_code}: {why}"
            for row in rows
            for one in row.governments
            for why in one.doubts
        ]
        return Said(
            as_of(asked.on, sentence),
            _page_of_bans(asked, preset, sorted(states)),
            LISTED_ONLY,
            {
                "what": "municipal_bans",
                "preset": preset,
                "count": number,
                "beyond_doubt": certain,
                "states": [
                    {
                        "state": row.state_code,
                        "municipal_bans": row.count,
                        "municipal_bans_beyond_doubt": row.certain,
                        "governments": [one.place.display_name for one in row.governments],
                    }
                    for row in rows
                ],
            },
            doubts,
        )


def _page_of_bans(asked: Asked, preset: str, states: list[str]) -> str:
    """The page that counts the same: of one state that of its number, else the ranking of all."""
    if len(states) != 1:
        return page_at(asked, path_to("rankings"), preset=preset)
    own = {"state": states[0].lower(), "preset": preset}
    return asked.site + path_to("number", "municipal-bans", asked.on.isoformat()) + query(**own)


def in_words_of(name: str, values: list[str]) -> str:
    """A filter in words: state: Massachusetts or Maine."""
    choices = dict(MeasureFilterSet.base_filters[name].extra.get("choices", ()))
    words = {code.lower(): text for code, text in NAMES.items()} if name == "state" else choices
    said = [str(words.get(one, one.replace("_", " "))) for one in values]
    return f"{CALLED.get(name, name)}: {listed(said, 'or')}"


LISTED_ONLY = Researched(
    IN_PART,
    "This counts what Facelaw lists. Most local law and some sessions are not searched: what is "
    "not listed may still exist. Ask coverage what was searched.",
)
