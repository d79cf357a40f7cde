"""/provisions/<question>/: who answers one question of the codebook how, and its twin."""

from django.http import Http404

from dashboard.charts.chart import history_for
from dashboard.map.law_changes import events, when
from dashboard.pages.provisions.charts import answers as chart_of
from dashboard.pages.provisions.question_data import Answers, level_of
from dashboard.pages.provisions.question_rows import groups, uncoded
from dashboard.pages.provisions.text import question_headline, question_sentences
from dashboard.web.page_url import Address, path_to
from dashboard.web.params import answer_json, asked_date, on_parameter, page, query
from laws.counting.safeguards import UNSCORED
from laws.models import Question
from laws.rules.registry import RULES

RULE = (
    "rows are the measures in effect that are coded for the question: yes, qualified, no, or dated "
    "with the date. not_coded are bans, moratoria and restrictions in effect without an answer, "
    "which never counts as no."
)


def question(request, slug):
    """The page."""
    asked, before, after = _found(slug)
    on = asked_date(request)
    found = Answers(asked, history_for(request), on)
    kept = query(on=on_parameter(on))
    pairs = (("on", on_parameter(on)),)
    context = {
        "question": asked,
        "lead": question_headline(asked, found),
        "below": question_sentences(found),
        "groups": groups(found, kept),
        "uncoded": uncoded(found, kept),
        "is_scored": asked.slug not in UNSCORED,
        "chart": chart_of.chart_of(found),
        "neighbors": [_linked(before), _linked(after)],
        **when(events(), on, Address(request.path, tuple(pair for pair in pairs if pair[1]))),
    }
    return page(request, "dashboard/provisions/question.html", context, on=on)


def question_json(request, slug):
    """The same for programs: `question`, `rows` and `not_coded`."""
    asked, *_ = _found(slug)
    on = asked_date(request)
    found = Answers(asked, history_for(request), on)
    content = {
        "question": {
            "slug": asked.slug,
            "group": asked.group,
            "text": asked.text,
            "yes_means": asked.yes_means,
            "qualified_means": asked.qualified_means,
        },
        "rows": [_as_json(row) for row in found.rows],
        "not_coded": [binding.slug for binding in found.not_coded],
    }
    return answer_json(request, on, f"{RULES[11].name} {RULES[11].title}. {RULE}", content)


def _as_json(row):
    binding, provision = row.binding, row.provision
    return {
        "measure": binding.slug,
        "government": binding.place.display_name,
        "state": binding.place.state_code,
        "level": level_of(binding),
        "effect": binding.effect,
        "in_force_since": binding.starts_on.isoformat(),
        "basis": str(binding.basis),
        "answer": provision.answer,
        "answer_on": provision.answer_on and provision.answer_on.isoformat(),
        "detail": provision.detail,
        "pinpoint": provision.pinpoint,
        "sources": provision.source_urls,
    }


def _linked(question):
    return question and (question.text, path_to("question", question.slug))


def _found(slug):
    """The question, and the ones before and after it in the codebook."""
    every = list(Question.objects.all())
    place = next((n for n, one in enumerate(every) if one.slug == slug), None)
    if place is None:
        raise Http404(f"The codebook has no question {slug}.")
    before = every[place - 1] if place else None
    return every[place], before, next(iter(every[place + 1 :]), None)
