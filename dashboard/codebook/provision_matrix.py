"""The matrix of provisions: a question of the codebook a line, a measure a column."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from dashboard.codebook.answers import NOT_CODED, MatrixCell, cell_of
from dashboard.web.page_url import path_to
from dashboard.words.display_class import Classified, display_class
from laws.counting.answers import AnswerOnDate, answers_on, coded_answers
from laws.counting.safeguards import UNSCORED, Profile, profile
from laws.counting.shared import once_per_state
from laws.models import Provision, Question


@dataclass
class MatrixColumn:
    """A measure with its coded answers by question; `doubt` is what its force rests on."""

    slug: str
    heading: str
    name: str
    rows: Mapping[str, AnswerOnDate]
    profile: Profile | None = None  # none of a column without a measure that scores
    number: str = ""
    doubt: str = ""
    is_this: bool = False
    href: str = ""
    query: str = ""  # what keeps the date in the addresses of its answers
    unanswered: str = ""  # what stands for every answer of a column without a measure
    uncoded: str = "Not coded yet"  # what stands for an answer that is missing

    @property
    def range(self) -> str:
        return short_range(self.profile) if self.profile else ""

    def says(self, question):
        """Its answer to a question."""
        row = self.rows.get(question)
        if row is not None:
            return cell_of(row, self.slug, self.query)
        if self.unanswered:
            return MatrixCell("", self.unanswered)
        return MatrixCell(NOT_CODED, self.uncoded)


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """A question and what each column says to it."""

    question: str
    href: str
    cells: list[MatrixCell]

    @property
    def signs(self) -> SafeString:
        """The cells as signs, the first of them this measure's: there are hundreds of them."""
        first, *rest = (f">{cell.sign}</td>" for cell in self.cells)
        return SafeString("".join([f'<td class="this"{first}', *(f"<td{one}" for one in rest)]))

    @property
    def differs(self) -> bool:
        """Whether the answers differ, however they are worded."""
        return len({cell.answer for cell in self.cells}) > 1


def coded_of(slugs: Iterable[str]) -> dict[str, dict[str, Provision]]:
    """The coded answers of the measures, by measure and question. One query."""
    found = defaultdict(dict)
    rows = Provision.objects.filter(measure__slug__in=slugs).select_related("question")
    for row in coded_answers(rows.order_by("question__order", "question__slug")):
        found[row.of][row.question.slug] = row
    return found


def answers_of(slugs: Iterable[str], on: date) -> dict[str, dict[str, AnswerOnDate]]:
    """The same as they stand on a day (R15)."""
    coded = coded_of(slugs)
    return defaultdict(dict, {slug: answers_on(rows, on) for slug, rows in coded.items()})


def lines_by_group(columns, *, scored_only=False, differing_only=False, query=""):
    """The questions that are coded for any of the columns, as (heading, lines) of their groups.

    `query` keeps the date in the addresses of the questions.
    """
    asked = {slug: row.question for column in columns for slug, row in column.rows.items()}
    groups = defaultdict(list)
    for slug, question in sorted(asked.items(), key=lambda one: (one[1].order, one[0])):
        href = path_to("question", slug) + query
        line = MatrixLine(question.text, href, [column.says(slug) for column in columns])
        if (scored_only and slug in UNSCORED) or (differing_only and not line.differs):
            continue
        groups[question.group.capitalize()].append(line)
    return list(groups.items())


@once_per_state
def scored_questions() -> int:
    """How many questions of the codebook score (R11)."""
    return Question.objects.exclude(slug__in=UNSCORED).count()


def profile_of(measure: Classified, rows: Mapping[str, AnswerOnDate], asked: int) -> Profile:
    """The safeguards profile of a measure with these answers, of so many questions (R11)."""
    answers = {question: row.answer for question, row in rows.items()}
    return profile(answers, asked, display_class(measure))


def points(score: float) -> str:
    """A score in wholes and halves: 3½."""
    whole, half = divmod(score, 1)
    return (f"{whole:.0f}" if whole or not half else "") + ("½" if half else "")


def short_range(profile: Profile) -> str:
    """From the least to the most it comes to: 3½–21½; one number where nothing is open."""
    least, most = points(profile.score), points(profile.highest)
    return least if least == most else f"{least}–{most}"


def range_of(profile: Profile) -> str:
    """The range with the number of questions, never without: 3½ to 21½ of 23."""
    said = short_range(profile).replace("–", " to ")
    return f"{said} of {profile.asked}"
