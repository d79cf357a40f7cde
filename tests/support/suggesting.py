"""Drafts whose text suggests something."""

from datetime import date

from laws.models import Question, SourceCopy, SuggestionDecision
from tests.support.makers import make_question, make_source

RULE = "Sec. 2. Police shall not use facial recognition without a warrant."
TEXT_PAGE = "https://example.gov/text"


def keep_text(measure, text=RULE, version="Enrolled"):
    """A text of a measure, kept as an import keeps it."""
    source = measure.sources.filter(url=TEXT_PAGE).first() or make_source(measure, TEXT_PAGE)
    kept = {"version": version, "url": TEXT_PAGE, "text": text, "seen_on": date(2024, 2, 1)}
    SourceCopy.objects.keep({"source": source}, [kept])
    return SourceCopy.objects.latest("pk")


def suggesting(measure):
    """The copy of a text that suggests that a warrant is needed, and what names that suggestion."""
    if not Question.objects.filter(slug="warrant_required").exists():
        make_question("warrant_required")
    copy = keep_text(measure)
    return copy, {"sha256": copy.sha256, "field": "warrant_required", "value": ""}


def taken_into(measure, by):
    """The decision by which someone took that suggestion into a draft."""
    _, wish = suggesting(measure)
    question = Question.objects.get(slug="warrant_required")
    measure.provisions.create(question=question, answer="yes")
    return SuggestionDecision.objects.create(
        **wish | {"value": "yes"}, is_taken=True, measure=measure, sentence=RULE, by=by
    )
