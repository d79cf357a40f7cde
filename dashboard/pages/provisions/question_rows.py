"""The rows of a question's page: each measure in effect with its answer, and those without one."""

from dashboard.charts.svg import marks
from dashboard.codebook.answers import answer_words, own_days_words
from dashboard.pages.provisions.question_data import ANSWERS
from dashboard.pages.provisions.text import in_part
from dashboard.web.page_url import path_to
from dashboard.words.display_class import effect_mark
from dashboard.words.links import host, is_web
from dashboard.words.names import law_name, name_with_state
from dashboard.words.numbers import plural
from laws.text.dates import say
from laws.vocabulary import Answer, Basis

MEANS_NO = "The measure is coded as saying otherwise"
OTHERWISE = {
    Answer.QUALIFIED: "bars it in part",
    Answer.NO: "does not bar it",
    Answer.DATED: "bars it for a time",
}


def groups(found, kept):
    """The answers that can be given, each with its meaning and the measures that give it."""
    question = found.question
    meanings = {
        Answer.YES: question.yes_means,
        Answer.DATED: question.yes_means,
        Answer.QUALIFIED: question.qualified_means or "In part, or on conditions",
        Answer.NO: MEANS_NO,
    }
    # A question is answered by yes and no, or by a date.
    left_out = Answer.YES if found.answering(Answer.DATED) else Answer.DATED
    return [
        {
            "key": "yes" if answer == Answer.DATED else str(answer),
            "word": answer.label,
            "heading": _heading(question, answer),
            "sign": marks.answer("yes" if answer == Answer.DATED else str(answer), ""),
            "meaning": meanings[answer],
            "levels": _levels(found, answer),
            "rows": [_row(row, kept) for row in found.answering(answer)],
        }
        for answer in ANSWERS
        if answer != left_out
    ]


def _heading(question, answer):
    """What stands over the measures that give an answer; in part is said with its meaning."""
    said = in_part(question) if answer == Answer.QUALIFIED else answer.label
    return said[:1].upper() + said[1:]


def _levels(found, answer):
    """Six statewide, two local: how many of each level."""
    levels = found.by_level(found.answering(answer))
    return " · ".join(f"{number} {level}" for level, number in levels if number)


def _row(row, kept):
    binding, provision = row.binding, row.provision.row
    said = say(provision.answer_on) if provision.answer_on else ""
    detail = ": ".join(part for part in (said, provision.detail) if part)
    return {
        **_named(binding, kept),
        "effect": effect_mark(binding),
        "since": binding.starts,
        "basis": "" if binding.basis == Basis.RECORDED else str(binding.basis),
        "doubt": "; ".join(binding.doubts),
        "detail": detail[:1].upper() + detail[1:],
        "own_days": own_days_words(row.provision),
        "pinpoint": provision.pinpoint,
        "sources": [(url, host(url)) for url in provision.source_urls if is_web(url)],
    }


def parts_out(found, kept):
    """The measures in effect whose answer is not: what they say, from when or until when."""
    return [
        {
            **_named(row.binding, kept),
            "effect": effect_mark(row.binding),
            "words": answer_words(row.provision),
            "pinpoint": row.provision.row.pinpoint,
        }
        for row in found.parts_out
    ]


def _named(binding, kept):
    place = binding.place
    return {
        "government": name_with_state(place),
        "law": law_name(binding),
        "href": path_to("measure", binding.slug) + kept,
    }


def classed_otherwise(found, kept):
    """Why a state that is a ban or a moratorium on the map does not answer yes, in words."""
    return [
        {
            **_named(binding, kept),
            "effect": effect_mark(binding),
            "words": _otherwise(row),
            "detail": row.row.detail if row and not row.is_out else "",
            "pinpoint": row.row.pinpoint if row else "",
        }
        for binding, row in found.classed_otherwise
    ]


def _otherwise(answer):
    if answer is None:
        return "is not coded for this question"
    if answer.is_out:
        return f"does not certainly bar it on this day: {answer_words(answer)}"
    return OTHERWISE[answer.answer]


def uncoded(found, kept):
    """The limits that nobody has coded for it, statewide ones apart from local ones."""
    both = {
        "statewide": [one for one in found.not_coded if not one.place.is_local],
        "local": [one for one in found.not_coded if one.place.is_local],
    }
    return [
        {
            "counted": plural(len(rows), f"{level} limit"),
            "rows": [_named(one, kept) for one in rows],
        }
        for level, rows in both.items()
        if rows
    ]
