"""What stands beside the measures: the questions, court cases, milestones, reasons of changes."""

from collections.abc import Iterator

from laws.models import CaseEffect, ChangeReason, CourtCase, Measure, Milestone, Question
from laws.open_data.table import Column, Row, Table, partial, read
from laws.vocabulary import (
    CaseDid,
    CaseStanding,
    CaseSubject,
    ChangeCause,
    Confidence,
    EditorialStatus,
    RowGone,
)

SOURCES = Column("sources", "list", "Addresses of the pages that say so.", of="source_urls")
QUESTIONS = (
    Column("slug", "string", "What names the question."),
    Column("order", "integer", "Its place among the questions."),
    Column("group", "string", "What it is about."),
    Column("text", "string", "The question."),
    Column("yes_means", "string", "What yes means."),
    Column("qualified_means", "string", "What in part means."),
    Column("weight", "integer", "How much it counts; 0: it counts in no score."),
)
CASES = (
    Column("slug", "string", "What names the case: the end of its address."),
    Column("name", "string", "As the court writes it."),
    Column(
        "division_id", "string", "The government whose law or agency it is about, as an Open Civic "
        "Data division id.", of="jurisdiction__division_id",
    ),
    Column("about", "string", "What it is about.", CaseSubject, "subject"),
    Column("court", "string", "The court. Empty: not known."),
    Column("docket", "string", "The number as the court writes it. Empty: not known."),
    Column(
        "filed", "date", "When it was filed. Empty: not known.",
        of=partial("filed_day", "filed_precision"),
    ),
    Column(
        "decided", "date", "The latest decision that we know of.",
        of=partial("decided_day", "decided_precision"),
    ),
    Column("standing", "string", "How it stands or ended.", CaseStanding),
    Column("summary", "string", "What it is about, in our words."),
    Column("outcome", "string", "What it did, in our words."),
    Column("confidence", "string", "How far its sources carry.", Confidence),
    SOURCES,
    Column("note", "string", "Doubts."),
)  # fmt: skip
CASE_EFFECTS = (
    Column("case", "string", "The case, as `slug` in `cases`.", of="case__slug"),
    Column("measure", "string", "The measure, as `slug` in `measures`.", of="measure__slug"),
    Column("did", "string", "What the case did to it.", CaseDid),
    Column("date", "date", "When. Empty: not known.", of=partial("day", "precision")),
    Column("note", "string", "More on it."),
)
MILESTONES = (
    Column("date", "date", "When, as precise as it is known.", of=partial("day", "precision")),
    Column("title", "string", "What happened."),
    Column("description", "string", "The same at more length."),
    Column("category", "string", "What sort of event it is."),
    Column("state", "string", "The postal code of a state, if it was there.", of="state_code"),
    Column("confidence", "string", "How far its sources carry.", Confidence),
    Column(
        "case", "string", "The court case it belongs to, as `slug` in `cases`.", of="case__slug"
    ),
    SOURCES,
)
CHANGES = (
    Column("version", "string", "The release of the data that changed a row."),
    Column("file", "string", "The file of the data in the site’s repository."),
    Column("key", "string", "The cells that name the row in it, blanks between."),
    Column("field", "string", "The column; empty: the whole row. Or what became of the row."),
    Column(
        "kind", "string", "Why the release says something else than the one before.", ChangeCause
    ),
    Column("into", "string", "The measure with which the one named was merged."),
    Column("why", "string", "Why, in words."),
    Column("source", "string", "The page that says so."),
)
CHANGE_KEY = ("version", "file", "key", "field")


def _questions() -> Iterator[Row]:
    return read(Question.objects.all(), QUESTIONS, ("slug",))


def _cases() -> Iterator[Row]:
    return read(CourtCase.objects.all(), CASES, ("slug",))


def _case_effects() -> Iterator[Row]:
    effects = CaseEffect.objects.filter(measure__status=EditorialStatus.PUBLISHED)
    return read(effects, CASE_EFFECTS, ("case", "measure", "did"))


def _milestones() -> Iterator[Row]:
    return read(Milestone.objects.all(), MILESTONES, ("date", "title"))


def _changes() -> Iterator[Row]:
    """Of a measure that is not public, only why it was withdrawn or merged is. Two queries."""
    hidden = Measure.objects.exclude(status=EditorialStatus.PUBLISHED)
    slugs = frozenset(hidden.values_list("slug", flat=True))
    for row in read(ChangeReason.objects.all(), CHANGES, CHANGE_KEY):
        is_end = row["field"] in (RowGone.WITHDRAWN, RowGone.MERGED)
        if is_end or slugs.isdisjoint([*row["key"].split(), row["into"]]):
            yield row


TABLES = (
    Table(
        "questions", "Questions", "The codebook: what is asked of every measure.",
        ("slug",), QUESTIONS, _questions,
    ),
    Table(
        "cases", "Court cases",
        "Court cases on a measure, or on the use of face recognition. The list is not complete: "
        "the courts were not searched as a whole.",
        ("slug",), CASES, _cases,
    ),
    Table(
        "case_effects", "What cases did", "What a court case did to a measure.",
        ("case", "measure", "did"), CASE_EFFECTS, _case_effects,
    ),
    Table(
        "milestones", "Milestones", "Context that is no law: a study, a company’s decision.",
        ("date", "title"), MILESTONES, _milestones,
    ),
    Table(
        "changes", "Reasons of changes",
        "Why a release of the data says something else than the one before.",
        CHANGE_KEY, CHANGES, _changes,
    ),
)  # fmt: skip
