"""What belongs to published measures: actions, answers, relations, sources and the like."""

from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from laws.models import (
    Action,
    Provision,
    Quotation,
    Relation,
    SecondAnswer,
    SecondCoding,
    SeenPage,
    Source,
    SourceCopy,
    Sponsorship,
)
from laws.models.seen_page import GONE
from laws.open_data.table import Column, Row, Table, partial, read
from laws.vocabulary import (
    ActionKind,
    Answer,
    Basis,
    ChamberKind,
    EditorialStatus,
    Effect,
    Reach,
    Regulates,
    RelationKind,
    SponsorKind,
    TextRead,
    UseMode,
)

PUBLISHED = EditorialStatus.PUBLISHED
OF = "The measure, as `slug` in `measures`."
OF_MEASURE = Column("measure", "string", OF, of="measure__slug")
QUESTION = Column(
    "question", "string", "The question, as `slug` in `questions`.", of="question__slug"
)
SOURCES = Column("sources", "list", "Addresses of the pages that say so.", of="source_urls")
PINPOINT = Column("pinpoint", "string", "Where the text says so.")

ACTIONS = (
    OF_MEASURE,
    Column("order", "integer", "Its place among the measure’s actions, from 1."),
    Column(
        "date", "date", "When, as precise as it is known; it may be yet to come.",
        of=partial("day", "precision"),
    ),
    Column("kind", "string", "What happened.", ActionKind),
    Column("chamber", "string", "Who acted.", ChamberKind),
    Column("yes", "integer", "Votes for."),
    Column("no", "integer", "Votes against."),
    Column("description", "string", "What happened, in words."),
    Column("basis", "string", "What the entry rests on.", Basis),
    SOURCES,
)  # fmt: skip
PROVISIONS = (
    OF_MEASURE,
    QUESTION,
    Column("answer", "string", "What the measure says.", Answer),
    Column("answer_on", "date", "The date, where the question asks for one."),
    Column("detail", "string", "The answer in words."),
    PINPOINT,
    Column(
        "effective_on", "date", "The answer’s own first day, where the text sets it apart from the "
        "measure’s.",
    ),
    Column(
        "ended_on", "date", "The first day without it, where the text sets it apart from the "
        "measure’s.",
    ),
    SOURCES,
)  # fmt: skip
RELATIONS = (
    Column(
        "from_measure", "string", "A measure, as `slug` in `measures`.", of="from_measure__slug"
    ),
    Column("kind", "string", "How it stands to the other one.", RelationKind),
    Column("to_measure", "string", "The other measure.", of="to_measure__slug"),
    Column("note", "string", "More on it."),
    SOURCES,
)


def _page(column: str, **only: Any) -> Subquery:
    """What was seen at the address of a source."""
    return Subquery(SeenPage.objects.filter(url=OuterRef("url"), **only).values(column)[:1])


SOURCE = (
    OF_MEASURE,
    Column("url", "string", "Its address."),
    Column("archived_url", "string", "Where a copy of it is kept.", of=_page("archived_url")),
    Column("note", "string", "What it is."),
    Column(
        "official", "boolean", "Whether the government itself published it. Empty: not known."
    ),
    Column("seen_on", "date", "When a person last read it."),
    Column(
        "gone_since", "date", "Since when nothing is found at its address.",
        of=_page("failing_since", status__in=GONE),
    ),
    Column("changed_on", "date", "When it was last seen changed.", of=_page("changed_at")),
)  # fmt: skip
QUOTATIONS = (
    OF_MEASURE,
    Column(
        "question", "string", "The question that the sentence answers. Empty: it is what the "
        "effect of the measure rests on.", of="question__slug",
    ),
    Column("quote", "string", "A sentence of the law."),
    PINPOINT,
    Column("version", "string", "Which text was read."),
    Column("url", "string", "The address of that text."),
    Column("seen_on", "date", "When it was read there."),
    Column("missing_since", "date", "Since when the sentence is no longer found there."),
    Column(
        "copy_seen_on", "date", "The last day of a copy that we keep of that page.",
        of=SourceCopy.objects.last_seen(),
    ),
)  # fmt: skip
SPONSORSHIPS = (
    OF_MEASURE,
    Column("name", "string", "Who introduced it, as the legislature writes it."),
    Column("classification", "string", "As what.", SponsorKind),
    Column("party", "string", "The sponsor’s party. Empty: the source does not say."),
    Column("district", "string", "The sponsor’s district. Empty: the source does not say."),
    SOURCES,
)
CODER = "Who coded it: a part in the work, not a person’s name."
SECOND_CODINGS = (
    OF_MEASURE,
    Column("coder", "string", CODER),
    Column("coded_on", "date", "When."),
    Column("effect", "string", "What it does, as it was coded the second time.", Effect),
    Column("first_effect", "string", "The same as it was coded first.", Effect),
    Column("reach", "string", "How much of the use it covers, coded the second time.", Reach),
    Column("regulates", "list", "Whom it regulates, coded the second time.", Regulates),
    Column("use_modes", "list", "Which use it covers, coded the second time.", UseMode),
    Column("text_read", "string", "How much of the text was read.", TextRead),
    Column("note", "string", "What the second coder noted."),
)
SECOND_ANSWERS = (
    Column("measure", "string", OF, of="coding__measure__slug"),
    Column("coder", "string", CODER, of="coding__coder"),
    QUESTION,
    Column("answer", "string", "The second answer.", Answer),
    Column("answer_on", "date", "Its date, where the question asks for one."),
    Column("detail", "string", "The answer in words."),
    PINPOINT,
    Column("quote", "string", "The sentence that it rests on."),
    Column("url", "string", "The address of the text."),
    Column("text_read", "string", "How much of the text was read.", TextRead),
    Column(
        "first_answer", "string", "What the record said when the two were compared. Empty: "
        "nothing.", Answer,
    ),
    Column("first_answer_on", "date", "Its date, where the question asks for one."),
    Column(
        "settled_answer", "string", "What was decided where the two differ. Empty: they agree, or "
        "it is open.", Answer,
    ),
    Column("settled_why", "string", "Why."),
    Column("settled_on", "date", "When."),
)  # fmt: skip


def _parts(model: Any) -> QuerySet[Any]:
    return model.objects.filter(measure__status=PUBLISHED)


def _actions() -> Iterator[Row]:
    return read(_parts(Action), ACTIONS, ("measure", "order"))


def _provisions() -> Iterator[Row]:
    return read(_parts(Provision), PROVISIONS, ("measure", "question"))


def _relations() -> Iterator[Row]:
    both = Relation.objects.filter(from_measure__status=PUBLISHED, to_measure__status=PUBLISHED)
    return read(both, RELATIONS, ("from_measure", "kind", "to_measure"))


def _sources() -> Iterator[Row]:
    return read(_parts(Source), SOURCE, ("measure", "url"))


def _quotations() -> Iterator[Row]:
    return read(_parts(Quotation), QUOTATIONS, ("measure", "question"))


def _sponsorships() -> Iterator[Row]:
    return read(_parts(Sponsorship), SPONSORSHIPS, ("measure", "name"))


def _second_codings() -> Iterator[Row]:
    finished = _parts(SecondCoding).filter(is_open=False)
    return read(finished, SECOND_CODINGS, ("measure", "coder"))


def _second_answers() -> Iterator[Row]:
    finished = SecondAnswer.objects.filter(coding__is_open=False, coding__measure__status=PUBLISHED)
    return read(finished, SECOND_ANSWERS, ("measure", "coder", "question"))


TABLES = (
    Table(
        "actions", "Actions", "What happened to a measure, each event with its date.",
        ("measure", "order"), ACTIONS, _actions,
    ),
    Table(
        "provisions", "Answers",
        "What a measure says on the questions of the codebook. A measure without a row for a "
        "question was not coded for it, which is never no.",
        ("measure", "question"), PROVISIONS, _provisions,
    ),
    Table(
        "relations", "Relations",
        "How one measure stands to another, read from the first to the second. Companion and "
        "related hold both ways and stand once.",
        ("from_measure", "kind", "to_measure"), RELATIONS, _relations,
    ),
    Table(
        "sources", "Sources", "The pages and files that a measure rests on.",
        ("measure", "url"), SOURCE, _sources,
    ),
    Table(
        "quotations", "Quoted sentences",
        "Sentences of laws, each with the answer that rests on it.",
        ("measure", "question"), QUOTATIONS, _quotations,
    ),
    Table(
        "sponsorships", "Sponsors",
        "Who introduced a measure. A measure without a row has none recorded, which is not none.",
        ("measure", "name"), SPONSORSHIPS, _sponsorships,
    ),
    Table(
        "second_codings", "Second codings",
        "Measures that were coded again by someone who did not see the first answers.",
        ("measure", "coder"), SECOND_CODINGS, _second_codings,
    ),
    Table(
        "second_answers", "Second answers",
        "What the second coder answered, and what came of a disagreement.",
        ("measure", "coder", "question"), SECOND_ANSWERS, _second_answers,
    ),
)  # fmt: skip
