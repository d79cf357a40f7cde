"""The way of a measure from draft to the public: which changes of status there are, who may make
them and what they need. Pure: every refusal is a sentence, and "" means yes.
"""

from typing import NamedTuple

from laws.vocabulary import ALONE, MOVES, PUBLISH, REVIEW, EditorialStatus

DRAFT, IN_REVIEW = EditorialStatus.DRAFT, EditorialStatus.IN_REVIEW
PUBLISHED, WITHDRAWN = EditorialStatus.PUBLISHED, EditorialStatus.WITHDRAWN

TWO_PEOPLE = (
    "The last editor cannot publish it: another publisher has to. Only a superuser may publish "
    "alone, and gives a reason."
)
SAY_WHY_WITHDRAWN = "Say why it is withdrawn: the reason appears at its public address."
SAY_WHY_ALONE = "Say why you publish it without a second person."
NOT_YOURS = "You proposed this change, so another publisher has to accept it."
SAY_WHY_ACCEPTED = "Say why you accept your own proposal without a second person."
NOT_YOUR_WORD = "You took this suggestion, so someone else has to read and confirm it."
SAY_WHAT = "Say what needs to be done: the author reads it."


class Person(NamedTuple):
    """Someone at the desk: the key of the account, and its powers (WRITE, REVIEW, …)."""

    key: int | None
    powers: frozenset[str] = frozenset()

    def may(self, power: str) -> bool:
        """Whether the person holds a power."""
        return power in self.powers


def offered(status: str, person: Person) -> list[EditorialStatus]:
    """The statuses that a person may give a measure, its present one first."""
    next_ones = [new for (old, new), power in MOVES.items() if old == status and person.may(power)]
    return [EditorialStatus(status), *next_ones]


HAS_BEEN_PUBLIC = (PUBLISHED, WITHDRAWN)
ON_ITS_OWN_PAGE = {(PUBLISHED, WITHDRAWN), (WITHDRAWN, PUBLISHED)}
"""The moves that no form of a measure offers: a page says first what will happen."""


def offered_by_form(status: str, person: Person) -> list[EditorialStatus]:
    """The statuses that a person may choose in the form of a measure."""
    return [new for new in offered(status, person) if (status, new) not in ON_ITS_OWN_PAGE]


def may_edit(status: str, is_own: bool, person: Person) -> bool:
    """Whether a person may edit a measure. Editing what is published proposes a change of it."""
    if status == WITHDRAWN:
        return person.may(PUBLISH)
    if status == DRAFT and is_own:
        return True
    return person.may(REVIEW)


def may_delete(status: str, was_public: bool, is_own: bool, person: Person) -> bool:
    """Whether a person may delete a measure: only a draft that was never public."""
    return status == DRAFT and not was_public and may_edit(status, is_own, person)


def refusal(old: str, new: str, person: Person, last_editor: int | None, reason: str) -> str:
    """Why a person may not change a measure's status from old to new."""
    if old == new:
        return ""
    power = MOVES.get((EditorialStatus(old), EditorialStatus(new)))
    if power is None:
        names = EditorialStatus(old).label.lower(), EditorialStatus(new).label.lower()
        return f"A measure cannot go from {names[0]} to {names[1]}."
    if not person.may(power):
        return TWO_PEOPLE if power == ALONE else _not_allowed(new)
    if new == WITHDRAWN and not reason:
        return SAY_WHY_WITHDRAWN
    is_alone = power == ALONE or last_editor == person.key
    if new == PUBLISHED and is_alone:
        return _refusal_alone(person, reason, TWO_PEOPLE, SAY_WHY_ALONE)
    return ""


def refusal_of_returning(person: Person, author: int | None, comment: str) -> str:
    """Why a person may not send a draft of that author back from review: it needs a comment."""
    if not person.may(REVIEW):
        return _not_allowed(DRAFT)
    return "" if comment or author in (None, person.key) else SAY_WHAT


def refusal_of_passing_on(status: str, person: Person) -> str:
    """Why a person may not pass a draft in review on to the publishers."""
    if not person.may(REVIEW):
        return "Only an editor or a publisher can pass a draft on to the publishers."
    return "" if status == IN_REVIEW else "It is not in review any more."


def refusal_of_assigning(person: Person) -> str:
    """Why a person may not give a measure to someone to work on."""
    return "" if person.may(REVIEW) else "Only an editor or a publisher can assign a measure."


def refusal_of_acceptance(person: Person, author: int, reason: str) -> str:
    """Why a person may not accept a proposed change of that author."""
    if not person.may(PUBLISH):
        return "Only a publisher can accept a proposed change."
    if person.key == author:
        return _refusal_alone(person, reason, NOT_YOURS, SAY_WHY_ACCEPTED)
    return ""


def refusal_of_sending_back(person: Person, comment: str) -> str:
    """Why a person may not send a proposed change back to its author."""
    if not person.may(PUBLISH):
        return "Only a publisher can send a proposed change back."
    return "" if comment else SAY_WHAT


def refusal_of_taking_back(person: Person, author: int, power: str = REVIEW) -> str:
    """Why a person may not withdraw a proposed change of that author, which takes a power or ""."""
    is_theirs = person.key == author and (not power or person.may(power))
    return "" if is_theirs else "Only the person who proposed a change can withdraw it."


def refusal_of_check(status: str, person: Person) -> str:
    """Why a person may not confirm that a measure was checked against its sources.

    One person is enough: a check changes nothing that the measure says.
    """
    if not person.may(REVIEW):
        return "Only an editor or a publisher can confirm that a measure matches its sources."
    if status not in (IN_REVIEW, PUBLISHED):
        label = EditorialStatus(status).label
        return f"{label}: a measure is checked once it is in review or published."
    return ""


def refusal_of_confirming(person: Person, taker: int | None) -> str:
    """Why a person may not confirm what someone took from the suggestions of a text."""
    if not person.may(REVIEW):
        return "Only an editor or a publisher can confirm what a text suggests."
    return NOT_YOUR_WORD if person.key == taker and not person.may(ALONE) else ""


def _not_allowed(new: str) -> str:
    who = {IN_REVIEW: "a contributor", DRAFT: "an editor"}.get(EditorialStatus(new), "a publisher")
    return f"Only {who} can set the status to {EditorialStatus(new).label.lower()}."


def _refusal_alone(person: Person, reason: str, not_allowed: str, say_why: str) -> str:
    if not person.may(ALONE):
        return not_allowed
    return "" if reason else say_why
