"""What a measure answers to a question of the codebook, in words and as a sign."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from dashboard.charts.svg import marks
from dashboard.web.page_url import path_to
from laws.counting.answers import AnswerOnDate
from laws.text.dates import PartialDate, say
from laws.vocabulary import Answer, Force

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
        if self.answer in marks.ANSWERS:
            return marks.answer(self.answer, self.words)
        return SafeString(self.words)


def cell_of(one: AnswerOnDate, slug: str, query: str = "") -> MatrixCell:
    """The answer of a measure, with the address of the answer on the measure's page."""
    day, row = one.row.answer_on, one.row
    answer = day.isoformat() if day and one.answer else one.answer or NOT_CODED
    href = path_to("measure", slug) + f"{query}#{row.question.slug}"
    return MatrixCell(answer, answer_words(one), row.pinpoint, href)


def answer_words(one: AnswerOnDate) -> str:
    """An answer on a day, as a sentence without its period: In part: on a warrant.

    Days of its own stand with it: Begins July 1, 2027; then yes: a warrant.
    """
    said, own = coded_words(one.row), own_days_words(one)
    if one.is_out:
        return f"{own}; {'until then' if one.is_over else 'then'} {said[:1].lower()}{said[1:]}"
    return f"{said} ({own[:1].lower()}{own[1:]})" if own else said


def coded_words(row: Any) -> str:
    """An answer as it is coded. Without a note of its own, a yes and an answer in part say what
    they mean for the question.
    """
    said = say(row.answer_on) if row.answer_on else Answer(row.answer).label
    meanings = {Answer.YES: row.question.yes_means, Answer.QUALIFIED: row.question.qualified_means}
    detail = row.detail or meanings.get(row.answer, "")
    return f"{said}: {_in_lower_case(detail.removesuffix('.'))}" if detail else said


def own_days_words(one: AnswerOnDate) -> str:
    """When an answer begins and ends, where that is not when its measure does: Begins July 1, 2027,
    ends in July 2030. Empty where it has no days of its own.
    """
    said = []
    if one.begins:
        has_begun = one.force is not None and one.on >= one.begins.last
        words = f"since {one.begins.say()}" if has_begun else f"begins {_dated(one.begins)}"
        said.append(words)
    if one.ends:
        said.append(f"{'ended' if one.is_over else 'ends'} {_dated(one.ends)}")
    if one.force == Force.UNCERTAIN:
        said.append("on a day not known")
    words = ", ".join(said)
    return words[:1].upper() + words[1:]


def own_days_json(one: AnswerOnDate) -> dict[str, str | None]:
    """The days of its own on which an answer begins and ends, each as precise as it is known."""
    return {
        "effective_on": one.begins and one.begins.isoformat(),
        "ended_on": one.ends and one.ends.isoformat(),
    }


def _dated(when: PartialDate) -> str:
    return when.say() if when.precision == "day" else f"in {when.say()}"


def _in_lower_case(text: str) -> str:
    """Text as the end of a sentence; an acronym or a name that begins it stays: NIST evaluation,
    Attorney General only.
    """
    is_name = any(word[:1].isupper() for word in text.split()[1:2])
    return text if is_name or text[1:2].isupper() else text[:1].lower() + text[1:]
