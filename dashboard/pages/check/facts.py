"""What a page of ours says, as facts that can be compared with those of another day or edition."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.figures.reading import asked_of, said
from dashboard.figures.registry import FIGURES, Asked, Ground
from dashboard.web.as_of import AsOf
from dashboard.words.names import in_sentence
from laws.counting.stacks import stack_at
from laws.models import Jurisdiction, Measure, Provision, merged_with
from laws.text.dates import say
from laws.vocabulary import Answer, Effect, Force, Stage, StateRule

COUNTED = {
    "home": ("municipal-bans", "states-with-general-rule"),
    "rankings": ("municipal-bans", "people-covered"),
    "bills": ("bills-pending",),
    "measures": ("measures-in-effect",),
}
OF_STATE = ("municipal-bans", "people-covered", "bills-pending")
COMPARED = ("number", *COUNTED, "state", "measure", "place")
"""The pages of which something is compared, by the names of their URLs."""
NOT_ON_RECORD = "not in the record"
Values = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a page says: what it is about, in which words, and the measures behind it.

    `address` is the short one of a number; `sentence` what to quote of it.
    """

    label: str
    words: str
    rows: frozenset[str]
    sentence: str = ""
    address: str = ""

    def differs(self, other: "Fact") -> bool:
        """Whether the other says something else, or rests on other measures."""
        return (self.words, self.rows) != (other.words, other.rows)


def facts_of(name: str, parts: Mapping[str, str], values: Values, as_of: AsOf) -> list[Fact] | None:
    """The facts of a page on a day, in few queries; None of a page that is not compared."""
    ground = Ground(as_of.on)
    if name == "number":
        return _numbers((parts["figure"],), values, as_of, ground)
    if name in COUNTED:
        return _numbers(COUNTED[name], values, as_of, ground)
    if name == "state":
        return _of_state(parts["state_code"], as_of, ground)
    if name == "measure":
        return _of_measure(parts["slug"], as_of.on)
    if name == "place":
        return _of_place(parts["state_code"], parts["slug"], as_of.on)
    return None


def is_unknown(facts: list[Fact]) -> bool:
    """Whether all that is said of a law or bill is that there is none of this address."""
    return [one.words for one in facts] == [NOT_ON_RECORD]


def number_fact(figure_key: str, asked: Asked, as_of: AsOf, ground: Ground | None = None) -> Fact:
    """A number as a fact."""
    one = said(FIGURES[figure_key], asked, as_of, ground)
    return Fact(one.figure.title, one.number.words, one.number.rows, one.sentence, one.address)


def _numbers(
    keys: tuple[str, ...], values: Values, as_of: AsOf, ground: Ground
) -> list[Fact] | None:
    asked = {key: asked_of(FIGURES[key], values) for key in keys if key in FIGURES}
    return [number_fact(key, one, as_of, ground) for key, one in asked.items() if one] or None


def _of_state(state_code: str, as_of: AsOf, ground: Ground) -> list[Fact] | None:
    state = next((one for one in ground.states if one.state_code == state_code.upper()), None)
    if state is None:
        return None
    rule = ground.rules[state.state_code]
    words = str(StateRule(rule.rule).label)
    if rule.doubts:
        words += f" (in doubt: {'; '.join(rule.doubts)})"
    own = Fact(
        f"Statewide rule of {in_sentence(state.name)}",
        words,
        frozenset(measure.slug for measure in rule.measures),
    )
    return [own, *(number_fact(key, Asked(state), as_of, ground) for key in OF_STATE)]


def _of_measure(slug: str, on: date) -> list[Fact] | None:
    """What the page of a measure says of it; one that is gone is a fact as well."""
    rows = frozenset([slug])
    found = Measure.objects.published().filter(slug=slug).with_standing(on).first()
    if found is None:
        gone = Measure.objects.withdrawn().filter(slug=slug).first()
        reason = f": {gone.withdrawn_reason}" if gone else ""
        if stays := merged_with(slug):
            reason = f": the same as {stays}"
        return [Fact("This law or bill", NOT_ON_RECORD + reason, rows)]
    answers = Provision.objects.filter(measure=found).order_by("question__order", "question__slug")
    said_answers = [
        Fact(f"Answer to “{asked}”", ": ".join(filter(None, [Answer(answer).label, detail])), rows)
        for asked, answer, detail in answers.values_list("question__text", "answer", "detail")
    ]
    return [
        Fact("This law or bill", found.title, rows),
        Fact("Effect", str(Effect(found.effect).label), rows),
        Fact("Stage", str(Stage(found.stage).label) if found.stage else "no action yet", rows),
        Fact("In effect", _in_effect(found, on), rows),
        *said_answers,
    ]


def _in_effect(measure: Measure, on: date) -> str:
    """Whether it is in effect; what came later than the day is no part of what was said."""
    words = str(Force(measure.force).label) if measure.force else str(Force.NEVER.label)
    since = f", since {say(measure.since)}" if measure.since and measure.since <= on else ""
    until = f", until {say(measure.until)}" if measure.until and measure.until <= on else ""
    return words + since + until


def _of_place(state_code: str, slug: str, on: date) -> list[Fact] | None:
    places = Jurisdiction.objects.filter(state_code=state_code.upper(), slug=slug)
    place = places.governments().first()
    if place is None:
        return None
    measures = [one for level in stack_at(place, on) for one in level.measures]
    names = ", ".join(sorted(one.name for one in measures)) or "none that we know of"
    return [Fact("What applies there", names, frozenset(one.slug for one in measures))]
