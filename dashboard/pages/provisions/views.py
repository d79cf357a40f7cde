"""/provisions/: which safeguards the law sets, as a page and as JSON."""

from dashboard.charts.chart import Chart
from dashboard.codebook.questions import short_name
from dashboard.map.law_changes import daily_changes, date_slider
from dashboard.pages.provisions.charts import safeguards
from dashboard.pages.provisions.charts.safeguards import SHOWN
from dashboard.pages.provisions.data import LEVELS, SORTS, Safeguards
from dashboard.pages.provisions.rows import beneath, lines, spans
from dashboard.pages.provisions.text import headline, sentence_below
from dashboard.web.as_of import asked_as_of
from dashboard.web.page_url import Address, path_to
from dashboard.web.params import answer_json, asked_choice, page
from laws.rules.registry import RULES

RULE = (
    "R11: answers are yes, qualified, no or not_coded, which never counts as no. Governments whose "
    "standing is not_scored, none_found or not_researched have no answers, score or coded. "
    "score is the least that the answers come to, highest the most, of asked. The order is that of "
    "the classes, then of the middle of the ranges, which is no ranking."
)


def provisions(request):
    """The heat map: states, or local governments, by the questions of the codebook."""
    as_of = asked_as_of(request)
    found = _safeguards(request, as_of)
    address, kept = _address(request, found, as_of), as_of.query
    context = {
        "lead": headline(found),
        "below": sentence_below(found),
        "chart": safeguards.build(found),
        "spans": spans(found, kept),
        "lines": lines(found, kept),
        "hidden": len(found.scored) - SHOWN,
        "beneath": beneath(found, kept),
        "unasked": [
            (one.text, path_to("question", one.slug) + kept)
            for one in found.questions
            if one not in found.asked
        ],
        "levels": _switch(address, "level", LEVELS, found.level),
        "sorts": _switch(address, "sort", SORTS, found.sort),
        "is_local": found.level == "local",
        **date_slider(_changes(found), as_of, address),
    }
    return page(request, "dashboard/provisions/provisions.html", context, on=found.on)


def _changes(found):
    """The changes of the law of the governments that the page compares."""
    return [change for change in daily_changes() if change.level == found.level]


def provisions_json(request):
    """The heat map as JSON: `questions`, and `rows` with the answers by question."""
    found = _safeguards(request, asked_as_of(request))
    content = {
        "level": found.level,
        "questions": [
            {"slug": one.slug, "group": one.group, "name": short_name(one), "text": one.text}
            for one in found.questions
        ],
        "rows": [_as_json(row, found) for row in found.rows],
    }
    return answer_json(request, found.on, f"{RULES[11].name} {RULES[11].title}. {RULE}", content)


def _as_json(row, found):
    answers = {one.slug: row.says(one.slug) for one in found.questions}
    return {
        "state" if found.level == "state" else "place": row.key,
        "name": row.name,
        "standing": row.standing,
        "rule": row.rule,
        "measure": row.law and row.law.slug,
        "also": [one.slug for one in row.also],
        "basis": str(row.basis),
        "doubts": list(row.doubts),
        "searched_on": row.searched_on and row.searched_on.isoformat(),
        "score": row.profile.score if row.law else None,
        "highest": row.profile.highest if row.law else None,
        "asked": row.profile.asked if row.law else None,
        "coded": row.profile.coded if row.law else None,
        "answers": answers if row.law else None,
    }


def safeguards_chart(request) -> Chart:
    """The heat map for `on`, `level` and `sort`."""
    return safeguards.build(_safeguards(request, asked_as_of(request)))


def _safeguards(request, as_of):
    """The governments of the level asked for."""
    level = asked_choice(request, "level", LEVELS, "state")
    return Safeguards(as_of, level, asked_choice(request, "sort", SORTS, "score"))


def _address(request, found, as_of):
    asked = (
        ("level", "" if found.level == "state" else found.level),
        ("sort", "" if found.sort == "score" else found.sort),
        ("on", as_of.parameter),
    )
    return Address(request.path, tuple((name, value) for name, value in asked if value))


def _switch(address, name, words, chosen):
    """Links to each value of a parameter; the first one needs no naming."""
    first = next(iter(words))
    return [
        {
            "word": word,
            "href": str(address.having(name, "" if key == first else key)),
            "chosen": key == chosen,
        }
        for key, word in words.items()
    ]
