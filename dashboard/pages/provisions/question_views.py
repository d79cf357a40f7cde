"""/provisions/<question>/: who answers one question of the codebook how; as a page and as JSON."""

from django.http import Http404

from dashboard.charts.chart import Chart
from dashboard.codebook.answers import own_days_json
from dashboard.map.law_changes import daily_changes, date_slider
from dashboard.pages.provisions.charts import answers
from dashboard.pages.provisions.question_data import Answers, level_of
from dashboard.pages.provisions.question_rows import classed_otherwise, groups, parts_out, uncoded
from dashboard.pages.provisions.text import question_headline, question_sentences
from dashboard.web.as_of import asked_as_of
from dashboard.web.page_url import Address, path_to
from dashboard.web.params import answer_json, explain, page
from laws.counting.safeguards import UNSCORED
from laws.counting.shared import history
from laws.models import Question
from laws.rules.registry import RULES

RULE = (
    "rows are the measures in effect that are coded for the question: yes, qualified, no, or dated "
    "with the date. not_coded are bans, moratoria and restrictions in effect without an answer, "
    "which never counts as no. classed_otherwise are the statewide bans and moratoria whose answer "
    "is not yes: the class of a law is not its answer. not_in_effect are measures in effect whose "
    "answer has days of its own, effective_on and ended_on, and is not or not certainly in effect "
    "on the date, as force says (R15); they are not among rows."
)


def question(request, slug):
    """The page."""
    asked, before, after = _found(slug)
    as_of = asked_as_of(request)
    found = Answers(asked, history(), as_of)
    kept = as_of.query
    context = {
        "question": asked,
        "lead": question_headline(asked, found),
        "below": question_sentences(found),
        "groups": groups(found, kept),
        "parts_out": parts_out(found, kept),
        "otherwise": classed_otherwise(found, kept),
        "uncoded": uncoded(found, kept),
        "is_scored": asked.slug not in UNSCORED,
        "chart": answers.build(found),
        "neighbors": [_linked(before), _linked(after)],
        **date_slider(daily_changes(), as_of, Address(request.path).having("on", as_of.parameter)),
    }
    return page(request, "dashboard/provisions/question.html", context, on=as_of.on)


def question_json(request, slug):
    """The same for programs: `question`, `rows` and `not_coded`."""
    asked, *_ = _found(slug)
    found = Answers(asked, history(), asked_as_of(request))
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
        "not_in_effect": [_as_json(row) for row in found.parts_out],
        "classed_otherwise": [
            {
                "measure": binding.slug,
                "effect": binding.effect,
                "answer": row.answer if row and row.answer else "not_coded",
                "detail": row.row.detail if row else "",
            }
            for binding, row in found.classed_otherwise
        ],
    }
    return answer_json(request, found.on, f"{RULES[11].name} {RULES[11].title}. {RULE}", content)


def answers_chart(request) -> Chart:
    """The measures that answer yes, by day, for `on` and `question`."""
    slug, as_of = request.GET.get("question", "").strip(), asked_as_of(request)
    asked = Question.objects.filter(slug=slug).first() if slug else None
    if slug and asked is None:
        explain(request, "question", slug, "the name in a question’s address is allowed")
    return answers.build(Answers(asked, history(), as_of)) if asked else answers.of_none(as_of)


def _as_json(row):
    binding, provision = row.binding, row.provision.row
    return {
        "measure": binding.slug,
        "government": binding.place.display_name,
        "state": binding.place.state_code,
        "level": level_of(binding),
        "effect": binding.effect,
        "in_force_since": binding.starts_on.isoformat(),
        "in_force_since_precision": binding.starts.precision,
        "basis": str(binding.basis),
        "answer": provision.answer,
        "answer_on": provision.answer_on and provision.answer_on.isoformat(),
        "detail": provision.detail,
        "pinpoint": provision.pinpoint,
        "sources": provision.source_urls,
        **own_days_json(row.provision),
        "force": row.provision.force,
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
