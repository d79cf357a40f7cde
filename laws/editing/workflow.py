"""The way of a measure from draft to the public: which moves there are, who may, what they need.

Plain functions of plain values, with a sentence for everything they refuse.
"""

from typing import NamedTuple

from laws.vocabulary import ALONE, MOVES, PUBLISH, REVIEW, EditorialStatus

DRAFT, IN_REVIEW = EditorialStatus.DRAFT, EditorialStatus.IN_REVIEW
PUBLISHED, WITHDRAWN = EditorialStatus.PUBLISHED, EditorialStatus.WITHDRAWN

FOUR_EYES = (
    "Who publishes is not who last edited it: someone else has to publish this. Only a superuser "
    "may do it alone, and says why."
)
SAY_WHY_WITHDRAWN = "Say why it is withdrawn: its page tells those who come to its address."
SAY_WHY_ALONE = "Say why it is published without a second pair of eyes."
NOT_YOURS = "Who accepts a change is not who proposed it: another publisher has to."
SAY_WHY_ACCEPTED = "Say why you accept your own proposal without a second pair of eyes."
SAY_WHAT = "Say what is to be done: the author reads it."


class Person(NamedTuple):
    """Who asks: the key of the account, and its powers."""

    key: int | None
    powers: frozenset[str] = frozenset()

    def may(self, power):
        return power in self.powers


def offered(status: str, person: Person) -> list[EditorialStatus]:
    """The statuses that a person may give a measure, its present one first."""
    found = [to for (come_from, to), power in MOVES.items()
             if come_from == status and person.may(power)]  # fmt: skip
    return [EditorialStatus(status), *found]


def may_edit(status: str, is_own: bool, person: Person) -> bool:
    """Whether a person may edit a measure: of what is published, that is to propose a change."""
    if status == WITHDRAWN:
        return person.may(PUBLISH)
    if status == DRAFT and is_own:
        return True
    return person.may(REVIEW)


def may_delete(status: str, was_public: bool, is_own: bool, person: Person) -> bool:
    """Whether a person may delete a measure: a draft that nobody outside has ever seen."""
    return status == DRAFT and not was_public and may_edit(status, is_own, person)


def refusal(come_from: str, to: str, person: Person, last_editor: int | None, reason: str) -> str:
    """Why a person may not move a measure so, as a sentence; nothing if they may."""
    if come_from == to:
        return ""
    power = MOVES.get((come_from, to))
    if power is None:
        words = EditorialStatus(come_from).label.lower(), EditorialStatus(to).label.lower()
        return f"There is no way from {words[0]} to {words[1]}."
    if not person.may(power):
        return FOUR_EYES if power == ALONE else _not_allowed(to)
    if to == WITHDRAWN and not reason:
        return SAY_WHY_WITHDRAWN
    alone = power == ALONE or last_editor == person.key
    if to == PUBLISHED and alone:
        return _refused_alone(person, reason, FOUR_EYES, SAY_WHY_ALONE)
    return ""


def refusal_of_acceptance(person: Person, author: int, reason: str) -> str:
    """Why a person may not accept a proposed change; nothing if they may."""
    if not person.may(PUBLISH):
        return "Only a publisher accepts a proposed change."
    if person.key == author:
        return _refused_alone(person, reason, NOT_YOURS, SAY_WHY_ACCEPTED)
    return ""


def refusal_of_sending_back(person: Person, comment: str) -> str:
    """Why a person may not send a proposed change back; nothing if they may."""
    if not person.may(PUBLISH):
        return "Only a publisher sends a proposed change back."
    return "" if comment else SAY_WHAT


def refusal_of_taking_back(person: Person, author: int) -> str:
    """Why a person may not take a proposed change back; nothing if they may."""
    is_theirs = person.key == author and person.may(REVIEW)
    return "" if is_theirs else "Only who proposed a change takes it back."


def refusal_of_check(status: str, person: Person) -> str:
    """Why a person may not say that a measure was checked against its source; nothing if they may.

    It is a statement of that person about what is on the record, and no change of it: one will do.
    """
    if not person.may(REVIEW):
        return "Only an editor or a publisher says that a measure was checked against its source."
    if status not in (IN_REVIEW, PUBLISHED):
        return f"{EditorialStatus(status).label}: it is checked once it is in review or published."
    return ""


def _not_allowed(to):
    who = {IN_REVIEW: "An editor", DRAFT: "An editor"}.get(to, "A publisher")
    return f"{who} sets the status to {EditorialStatus(to).label.lower()}."


def _refused_alone(person, reason, not_allowed, say_why):
    if not person.may(ALONE):
        return not_allowed
    return "" if reason else say_why
