"""One question of the codebook on a day: what each measure in effect answers, and since when."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.web.as_of import AsOf
from laws.counting.answers import AnswerOnDate, answer_on, coded_answers, while_answered
from laws.counting.counts import counts_as_ban
from laws.counting.history import History
from laws.counting.on_date import MeasureInForce
from laws.counting.safeguards import SCORED_EFFECTS
from laws.models import Provision, Question
from laws.vocabulary import Answer, JurisdictionKind

# The order of the page: who says most first. A date is as good as a yes.
ANSWERS = (Answer.YES, Answer.DATED, Answer.QUALIFIED, Answer.NO)
LEVELS = ("federal", "statewide", "local")
# What these ask could be taken for the class of a law: is it a ban?
LIKE_A_CLASS = frozenset(
    {
        "police_use_prohibited",
        "government_use_prohibited",
        "live_use_prohibited",
        "body_camera_ban",
        "drone_ban",
        "school_use_prohibited",
        "private_use_prohibited",
    }
)


@dataclass(frozen=True, slots=True)
class Answered:
    """A measure in effect with its answer on the day."""

    binding: MeasureInForce
    provision: AnswerOnDate

    @property
    def level(self):
        return level_of(self.binding)


class Answers:
    """The answers to a question on a day, out of the history of everything published."""

    def __init__(self, question: Question, past: History, as_of: AsOf):
        self.question, self.past, self.as_of, self.on = question, past, as_of, as_of.on

    @cached_property
    def provisions(self):
        """The answer of every measure that has one, in effect or not, by its slug. One query."""
        found = coded_answers(Provision.objects.filter(question=self.question))
        return {row.of: row for row in found.select_related("question")}

    @cached_property
    def law(self):
        return self.past.law(self.on)

    @cached_property
    def coded(self):
        """The measures in effect that are coded: statewide before local, by government."""
        found = [
            Answered(binding, answer_on(self.provisions[binding.slug], self.on))
            for binding in self.law.in_force
            if binding.slug in self.provisions
        ]
        return sorted(found, key=lambda row: (*_place(row.binding), row.binding.slug))

    @property
    def rows(self):
        """Those of them whose answer is in effect, too."""
        return [row for row in self.coded if not row.provision.is_out]

    @property
    def parts_out(self):
        """Those whose answer has not begun, has ended, or may have done either (R15)."""
        return [row for row in self.coded if row.provision.is_out]

    def answering(self, answer):
        return [row for row in self.rows if row.provision.answer == answer]

    @staticmethod
    def by_level(rows):
        """How many of the rows are federal, statewide and local."""
        return [(level, sum(row.level == level for row in rows)) for level in LEVELS]

    @cached_property
    def not_coded(self):
        """The bans, moratoria and restrictions in effect that are not coded for it."""
        found = [
            binding
            for binding in self.law.in_force
            if binding.effect in SCORED_EFFECTS
            and binding.limits_government
            and binding.slug not in self.provisions
        ]
        return sorted(found, key=lambda binding: (*_place(binding), binding.slug))

    @cached_property
    def classed_otherwise(self) -> list[tuple[MeasureInForce, AnswerOnDate | None]]:
        """The statewide bans and moratoria that do not answer yes to what could be taken for their
        class, each with its answer, if it has one.
        """
        if self.question.slug not in LIKE_A_CLASS:
            return []
        answers = {row.binding.slug: row.provision for row in self.coded}
        found = [
            (binding, answers.get(binding.slug))
            for binding in self.law.in_force
            if level_of(binding) == "statewide" and counts_as_ban(binding, "broad")
        ]
        found = [(binding, row) for binding, row in found if not row or row.answer != Answer.YES]
        return sorted(found, key=lambda pair: (*_place(pair[0]), pair[0].slug))

    @cached_property
    def over_time(self) -> list[tuple[date, dict[str, int]]]:
        """(day, how many in effect answer yes, by level) for each day on which that changed."""
        said = (Answer.YES, Answer.DATED)
        yes = {slug: row for slug, row in self.provisions.items() if row.answer in said}
        terms = [
            while_answered(binding, row.effective_on, row.ended_on)
            for binding in self.past.measures
            if (row := yes.get(binding.slug))
        ]
        past = History([binding for binding in terms if binding])
        found, before = [], dict.fromkeys(LEVELS, 0)
        for day in past.days:
            levels = [level_of(binding) for binding in past.law(day).in_force]
            now = {level: levels.count(level) for level in LEVELS}
            if now != before:
                found.append((day, now))
                before = now
        return found


def level_of(binding):
    """Whose measure it is: federal, statewide or local."""
    if binding.place.kind == JurisdictionKind.COUNTRY:
        return "federal"
    return "local" if binding.place.is_local else "statewide"


def _place(binding):
    return LEVELS.index(level_of(binding)), binding.place.state_code, binding.place.display_name
