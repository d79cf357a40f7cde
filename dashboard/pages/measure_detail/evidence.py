"""What the coding of a measure rests on: the sentences quoted, and what a second coder answered.

Both come with the measure, as JSON that its own answer to programs repeats.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.timezone import localtime

from dashboard.words.links import host, is_web
from laws.models import Quotation, SecondAnswer, SourceCopy
from laws.text.dates import say
from laws.vocabulary import Answer

LONG = 240  # letters of a sentence that stands behind a fold
QUOTED = ("quote", "pinpoint", "version", "url", "seen_on", "missing_since")
ANSWERED = (
    "answer", "answer_on", "detail", "pinpoint", "quote", "url", "text_read", "first_answer",
    "first_answer_on", "settled_answer", "settled_why", "settled_on",
)  # fmt: skip


def quotations() -> ArraySubquery:
    """The sentences quoted of the query's measure."""
    rows = Quotation.objects.filter(measure=OuterRef("pk")).order_by("question__order", "pk")
    columns = {name: name for name in QUOTED} | {"copy_seen_on": SourceCopy.objects.last_seen()}
    return ArraySubquery(rows.values(said=JSONObject(question="question__slug", **columns)))


def second_answers() -> ArraySubquery:
    """What was answered about it the second time, once that coding was finished."""
    rows = SecondAnswer.objects.filter(coding__measure=OuterRef("pk"), coding__is_open=False)
    columns = {name: name for name in ANSWERED}
    said = JSONObject(question="question__slug", coder="coding__coder", **columns)
    return ArraySubquery(rows.order_by("question__order", "pk").values(said=said))


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence of the law, and where it stands."""

    quote: str
    where: str
    url: str
    host: str
    missing: str

    @property
    def is_long(self) -> bool:
        return len(self.quote) > LONG


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where a second coder answered otherwise, and what came of it."""

    coder: str
    first: str
    words: str
    settled_why: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one answer, or the effect, rests on."""

    quoted: Quoted | None
    differing: list[Disagreement]

    @property
    def is_open(self) -> bool:
        """Whether two readings differ and no one has decided yet."""
        return any(not one.settled_why for one in self.differing)


def evidence_of(measure: Any, question: str | None) -> Evidence:
    """The evidence of the answer to a question by its slug; of the effect, without one."""
    quoted = next((_quoted(row) for row in measure.quoted if row["question"] == question), None)
    again = [row for row in measure.coded_again if row["question"] == question and _differs(row)]
    return Evidence(quoted, [_disagreement(row) for row in again])


def coded_again_words(measure: Any) -> str:
    """In how many answers two coders agree and how many disagreements are open; empty for none."""
    both = [row for row in measure.coded_again if row["first_answer"]]
    if not both:
        return ""
    differing = [row for row in both if _differs(row)]
    waiting = sum(not row["settled_answer"] for row in differing)
    said = f"the same answer to {len(both) - len(differing)} of {len(both)} questions"
    if differing:
        said += f"; {waiting} of {len(differing)} differences open" if waiting else "; all settled"
    return said


def days_of_fate(fate: dict[str, str | None] | None) -> dict[str, str | None]:
    """The days on which a source was first seen gone and last seen changed; None for neither."""
    fate = fate or {}
    moments = {name: fate.get(name) for name in ("gone_since", "changed_on")}
    return {
        name: moment and localtime(datetime.fromisoformat(moment)).date().isoformat()
        for name, moment in moments.items()
    }


def fate_words(fate: dict[str, str | None] | None) -> str:
    """What became of a source since it was first seen; empty where it is as it was."""
    days = days_of_fate(fate)
    if gone := days["gone_since"]:
        return f"Gone since {say(date.fromisoformat(gone))}."
    changed = days["changed_on"]
    return f"Changed when seen on {say(date.fromisoformat(changed))}." if changed else ""


def _differs(row: dict[str, Any]) -> bool:
    first = row["first_answer"], row["first_answer_on"]
    return bool(row["first_answer"]) and first != (row["answer"], row["answer_on"])


def _quoted(row: dict[str, Any]) -> Quoted:
    where = ", ".join(filter(None, [row["pinpoint"], row["version"]]))
    url = row["url"] if is_web(row["url"]) else ""
    missing = row["missing_since"]
    words = f"No longer found there on {say(date.fromisoformat(missing))}." if missing else ""
    if missing and (copy := row["copy_seen_on"]):
        words += f" We keep the page as it stood on {say(date.fromisoformat(copy))}."
    return Quoted(row["quote"], where, url, host(row["url"]), words)


def _disagreement(row: dict[str, Any]) -> Disagreement:
    first = _answer(row["first_answer"], row["first_answer_on"])
    word = _answer(row["answer"], row["answer_on"])
    words = f"{word}: {row['detail']}" if row["detail"] else word
    return Disagreement(row["coder"], first, words, row["settled_why"])


def _answer(answer: str, on: str | None) -> str:
    return say(date.fromisoformat(on)) if on else Answer(answer).label.lower()
