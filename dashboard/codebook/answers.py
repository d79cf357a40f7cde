"""What a measure answers to a question of the codebook, in words and as a sign."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from dashboard.charts.svg import marks
from dashboard.web.page_url import path_to
from laws.text.dates import say
from laws.vocabulary import Answer

SIGNS = {key: marks.answer(key) for key in marks.ANSWERS}
NOT_CODED = "not_coded"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What a column of the matrix says to a question: its answer, in words, and where it says so.

    `answer` is yes, qualified, no, not_coded, a date, or empty of a column without a measure.
    """

    answer: str
    words: str
    pinpoint: str = ""
    href: str = ""

    @property
    def key(self) -> str:
        """The answer that its sign stands for: a date is as good as a yes."""
        return self.answer if self.answer in marks.ANSWERS else "yes" if self.answer else NOT_CODED

    @property
    def silent_sign(self) -> SafeString:
        """Its sign beside its words."""
        return marks.answer(self.key, "")

    @property
    def sign(self) -> SafeString:
        """Its sign alone, which says its words to a screen reader; a date is said as a date."""
        if self.answer == NOT_CODED:
            return SIGNS[NOT_CODED]
        if self.answer in marks.ANSWERS:
            return marks.answer(self.answer, self.words)
        return SafeString(self.words)


def cell_of(row: Any, slug: str, query: str = "") -> MatrixCell:
    """The answer of a measure, with the address of the answer on the measure's page."""
    answer = row.answer_on.isoformat() if row.answer == Answer.DATED else str(row.answer)
    href = path_to("measure", slug) + f"{query}#{row.question.slug}"
    return MatrixCell(answer, answer_words(row), row.pinpoint, href)


def answer_words(row: Any) -> str:
    """An answer and what it consists in, as a sentence without its period: In part: on a warrant.

    Without a note of its own, a yes and an answer in part say what they mean for the question.
    """
    said = say(row.answer_on) if row.answer_on else Answer(row.answer).label
    meanings = {Answer.YES: row.question.yes_means, Answer.QUALIFIED: row.question.qualified_means}
    detail = row.detail or meanings.get(row.answer, "")
    return f"{said}: {_in_lower_case(detail.removesuffix('.'))}" if detail else said


def _in_lower_case(text: str) -> str:
    """Text as the end of a sentence; an acronym or a name that begins it stays: NIST evaluation,
    Attorney General only.
    """
    is_name = any(word[:1].isupper() for word in text.split()[1:2])
    return text if is_name or text[1:2].isupper() else text[:1].lower() + text[1:]
