"""What is known of each state, the District and the territories on a day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from laws.counting.may_act import Answer, may_act_by_state
from laws.models import Jurisdiction
from laws.vocabulary import Basis


@dataclass(frozen=True, slots=True)
class OfState:
    """A state and whether its local governments may act, for each use."""

    state: Jurisdiction
    answers: tuple[Answer, ...]

    @property
    def is_researched(self) -> bool:
        return any(answer.row and not answer.is_later for answer in self.answers)


def all_states(on: date) -> list[OfState]:
    """Every state, the District and each territory, by name. Two queries."""
    states = list(Jurisdiction.objects.state_level().governments().order_by("name"))
    answers = may_act_by_state([state.pk for state in states], on)
    return [OfState(state, answers[state.pk]) for state in states]


def disputed(states: list[OfState]) -> set[tuple[str, str]]:
    """The uses and answers that some state has although sources conflict over it."""
    return {
        (answer.subject, answer.word)
        for one in states
        for answer in one.answers
        if answer.row and answer.row.basis == Basis.DISPUTED and not answer.is_later
    }


def counts(states: list[OfState]) -> dict[str, Counter[str]]:
    """How many states have each answer, for each use."""
    found: dict[str, Counter[str]] = {}
    for one in states:
        for answer in one.answers:
            found.setdefault(answer.subject, Counter())[answer.word] += 1
    return found
