"""What a check finds, and the list of all checks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b

from laws.editing.consistency.facts import Act, MeasureFacts, Relative
from laws.refusals import Refusal

WRONG, ODD = "wrong", "odd"
"""How sure a check is: it can't be so, or it is seldom so."""
UNSEEN = (
    "Something is off, and readers would see it. Look at what is listed under “Something is off”: "
    "correct it, or select “I have seen this” and press the button again."
)
OWN, ACTIONS, RELATIONS = "own", "actions", "relations"
"""The parts of a measure: its own boxes and its rows."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a measure that seems off: which rule says so, what is off and what to do, and
    where: a box of the measure by its name, or a row by its key. `about` names the fact itself and
    stays the same when rows are saved again: 2024-05-01 passed.
    """

    sentence: str
    part: str = OWN
    key: str = ""
    about: str = ""
    severity: str = WRONG
    rule: str = ""


class Unseen(Refusal):
    """Something may not become public yet: what was found off about it was not seen."""

    def __init__(self, found: list[Finding]) -> None:
        super().__init__(UNSEEN)
        self.found = found


Run = Callable[[MeasureFacts], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A named rule: what it finds, in a few words, and the function that looks."""

    name: str
    title: str
    run: Run


CHECKS: dict[str, Check] = {}
"""All checks by name, in the order in which their findings are listed."""


def check(title: str) -> Callable[[Run], Run]:
    """Register a function as a check; its name is the name of the rule."""

    def register(function: Run) -> Run:
        CHECKS[function.__name__] = Check(function.__name__, title, function)
        return function

    return register


def findings(facts: MeasureFacts) -> list[Finding]:
    """All that seems off about a measure and is not explained, what can't be so first."""
    found = [
        replace(finding, rule=one.name)
        for one in CHECKS.values()
        for finding in one.run(facts)
        if (one.name, finding.about) not in facts.explained
    ]
    return sorted(found, key=lambda finding: finding.severity != WRONG)


def seen_mark(found: Iterable[Finding]) -> str:
    """What a person sends who has seen these findings; "" if none of them has to be seen."""
    return ".".join(_mark(finding) for finding in found if finding.severity == WRONG)


def see(found: list[Finding], seen: str) -> None:
    """Let something become public if all that can't be so was seen. Raises Unseen.

    What is only odd is shown as well, and asks for nothing: a box that is always there is ticked
    without looking.
    """
    unseen = [one for one in found if one.severity == WRONG and _mark(one) not in seen.split(".")]
    if unseen:
        raise Unseen(unseen)


def _mark(finding: Finding) -> str:
    return blake2b(f"{finding.rule} {finding.about}".encode(), digest_size=4).hexdigest()


def at_act(act: Act, sentence: str, severity: str = WRONG) -> Finding:
    """A finding about an action."""
    about = f"{act.on.isoformat()} {act.kind}"
    return Finding(sentence, ACTIONS, act.key, about, severity)


def at_field(name: str, sentence: str, severity: str = WRONG) -> Finding:
    """A finding about a box of the measure."""
    return Finding(sentence, OWN, name, name, severity)


def at_relation(relation: Relative, sentence: str, severity: str = WRONG) -> Finding:
    """A finding about a relation."""
    about = f"{relation.kind} {relation.slug}"
    return Finding(sentence, RELATIONS, relation.key, about, severity)
