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
LONGEST = 120  # characters of what names a fact


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a measure that seems off: which rule says so, what is off and what to do, and
    where: a box of the measure by its name, or a row by its key.

    `about` names the fact itself, with all that the sentence says of it: 2024-05-01 passed_chamber
    lower 99-3. It stays the same when rows are saved again, and is another once the fact changes:
    an explanation then explains it no more.
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
    return [one for one in every_finding(facts) if (one.rule, one.about) not in facts.explained]


def every_finding(facts: MeasureFacts) -> list[Finding]:
    """All that seems off about a measure, explained or not, what can't be so first."""
    found = [
        replace(finding, rule=one.name) for one in CHECKS.values() for finding in one.run(facts)
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
    return _digest(f"{finding.rule} {finding.about} {finding.sentence}")


def at_act(act: Act, sentence: str, severity: str = WRONG, beside: Iterable[str] = ()) -> Finding:
    """A finding about an action, and what the sentence sets `beside` it: a date, a number."""
    votes = "" if act.yes is None and act.no is None else f"{act.yes or 0}-{act.no or 0}"
    about = _about(act.on.isoformat(), act.kind, act.chamber, votes, *beside)
    return Finding(sentence, ACTIONS, act.key, about, severity)


def at_field(
    name: str, sentence: str, severity: str = WRONG, beside: Iterable[str] = ()
) -> Finding:
    """A finding about a box of the measure: with what stands in it, and beside it."""
    return Finding(sentence, OWN, name, _about(name, *beside), severity)


def at_relation(
    relation: Relative, sentence: str, severity: str = WRONG, beside: Iterable[str] = ()
) -> Finding:
    """A finding about a relation, and what the sentence sets beside it."""
    about = _about(relation.kind, relation.slug, *beside)
    return Finding(sentence, RELATIONS, relation.key, about, severity)


def _about(*parts: str) -> str:
    """What names a fact, on one line; if it is too long, its beginning and a digest of the rest."""
    said = " ".join(" ".join(parts).split())
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 9]} {_digest(said)}"


def _digest(words: str) -> str:
    return blake2b(words.encode(errors="replace"), digest_size=4).hexdigest()
