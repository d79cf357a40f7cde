"""One measure on a date: its stage, whether it is in effect, and the words that say so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.charts.svg.marks import STEPS
from dashboard.words.basis import basis_note
from dashboard.words.force import PARTLY, when, word
from dashboard.words.names import LAW_STAGES, name_within
from dashboard.words.numbers import opening
from laws.models import Action, Measure, StageSpan, Term
from laws.rules.force import force_on
from laws.rules.parts import parts_out
from laws.text.dates import PartialDate, say
from laws.vocabulary import CAME_TO_NOTHING, PENDING, ActionKind, Effect, Force, MeasureKind, Stage

STEP_WORDS = ("Introduced", "Committee", "One chamber", "Passed", "Enacted", "In effect")
LOCAL_STEP_WORDS = ("Introduced", "Committee", "First reading", "Passed", "Enacted", "In effect")
LEGISLATIVE = (MeasureKind.BILL, MeasureKind.STATUTE)
ENDINGS = {
    ActionKind.REPEALED: "It was repealed",
    ActionKind.EXPIRED: "It expired",
    ActionKind.EXPIRES: "It ended as scheduled",
    ActionKind.STRUCK_DOWN: "A court struck it down",
    ActionKind.ENJOINED: "A court suspended it",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One of the six steps to law: whether it was reached, and whether the measure stands at it."""

    word: str
    done: bool
    current: bool


class MeasureStatus:
    """A measure on a date, from its terms and stages as they are stored."""

    def __init__(
        self,
        measure: Measure,
        actions: Iterable[Action],
        terms: Iterable[Term],
        stages: Iterable[StageSpan],
        on: date,
        own_days: Iterable[list[str | None]] = (),
    ):
        self.measure, self.terms, self.stages, self.on = measure, list(terms), list(stages), on
        self.known = {action.date.last: action.date for action in actions}
        self.term = next((t for t in self.terms if t.covers(on)), None)
        self.span = next((s for s in self.stages if s.covers(on)), None)
        adopts = measure.effective_on_passage
        self.force, self.told_term = force_on(self.terms, self.stage, adopts, on)
        self.parts_out = parts_out(own_days, on) if self.in_force else 0
        over = [t for t in self.terms if t.ends_on and t.ends_on <= on]
        self.last_term = over[-1] if over else None
        self.next_term = next((t for t in self.terms if t.starts_on > on), None)

    @property
    def stage(self):
        return self.span and self.span.stage

    @property
    def stage_word(self):
        if self.span:
            return self.span.get_stage_display()
        first = self.measure.first_action_on
        return "Not certain" if first and first <= self.on else "No action yet"

    @property
    def in_force(self):
        return self.force == Force.IN_EFFECT

    @property
    def is_open(self):
        """Whether imprecise dates leave open if it is in effect on the day (R1)."""
        return self.force == Force.UNCERTAIN

    @property
    def start(self):
        """When the term starts that the day is in, or that ended last, or that is to come."""
        return (self.term or self.last_term or self.next_term).starts

    @property
    def end(self):
        return self.last_term.ends

    @property
    def is_pending(self):
        return self.stage in PENDING

    @property
    def name(self):
        """What its own page calls it, which says its session."""
        return name_within(self.measure, self.stage in LAW_STAGES)

    @property
    def subject(self):
        """What opens the headline: a local government for its own law, else the law's name."""
        is_law = self.stage in LAW_STAGES or self.force == Force.NOT_YET
        if is_law and self.measure.jurisdiction.is_local:
            return self.measure.jurisdiction.display_name
        if self.name == self.measure.popular_name:
            return f"The {self.name}"
        return self.name if self.name != self.measure.title else f"“{self.name}”"

    # --- stage --------------------------------------------------------------------------------

    def steps(self):
        """The six steps, those that it reached, and the one at which it stands."""
        reached = [STEPS[s.stage] for s in self.stages if s.from_on <= self.on and s.stage in STEPS]
        furthest, now = max(reached, default=0), STEPS.get(self.stage, 0)
        words = LOCAL_STEP_WORDS if self.measure.jurisdiction.is_local else STEP_WORDS
        return [
            Step(word, place <= (now or furthest), place == now)
            for place, word in enumerate(words, 1)
        ]

    def stage_words(self):
        """How far it got, and since when."""
        if self.span is None:
            first = self.measure.first_action_on
            known = next((when for when in self.known.values() if when.first == first), None)
            return [f"Its first known date is {known.say()}."] if known else []
        if self.stage not in (*CAME_TO_NOTHING, Stage.ENDED):
            return [f"Since {self._reached().say()}.", self._unknown_end()]
        before = [s for s in self.stages if s.from_on < self.span.from_on and s.stage in STEPS]
        words = f" Before that: {before[-1].get_stage_display().lower()}." if before else ""
        return [f"Since {self._reached().say()}.{words}"]

    def _ends(self):
        """When the term ends: as scheduled by the day, or as came of it later."""
        if not self.term.ends_on:
            return ""
        if self.term.end_kind in (ActionKind.EXPIRES, ActionKind.EXPIRED):
            return f"Set to end {on_or_in(self.term.ends)}."
        # On the day that is shown it need not have been known.
        how = ActionKind(self.term.end_kind).label.lower()
        return f"Later: {how} {on_or_in(self.term.ends)}."

    def _unknown_end(self):
        """That nothing on record says when it is over, if it is pending."""
        session = self.measure.session
        if not self.is_pending or not session or session.end_on:
            return ""
        return "When its session ends is not known to us."

    def _reached(self):
        """When it came to its stage, as precisely as that is known."""
        if self.term:
            return self.term.starts
        if self.stage == Stage.ENDED and self.last_term:
            return self.last_term.ends
        return self.known.get(self.span.from_on) or PartialDate(self.span.from_on)

    @property
    def next_step(self):
        """What comes next, as a sentence; empty where nothing does."""
        measure = self.measure
        if self.stage == Stage.IN_FORCE:
            return self._ends()
        if self.force == Force.NOT_YET:
            return f"Next: it takes effect {on_or_in(self.told_term.starts)}."
        if not self.is_pending:
            return ""
        if measure.jurisdiction.is_local:
            voted = self.stage == Stage.PASSED
            return "Next: it takes effect." if voted else "Next: a vote of the governing body."
        executive = "the president" if not measure.jurisdiction.state_code else "the governor"
        return {
            Stage.INTRODUCED: "Next: a committee.",
            Stage.IN_COMMITTEE: "Next: the committee’s report, then a vote of its chamber.",
            Stage.PASSED_ONE_CHAMBER: "Next: the other chamber.",
            Stage.PASSED: f"Next: signature or veto by {executive}."
            if measure.kind in LEGISLATIVE
            else "",
        }.get(self.stage, "")

    # --- force --------------------------------------------------------------------------------

    @property
    def standing(self):
        """Not yet, or no longer, in effect; else how far it got."""
        told = self.force in (Force.NOT_YET, Force.NO_LONGER)
        return self.force_word if told else self.stage_word

    @property
    def force_word(self):
        return PARTLY if self.parts_out else word(self.force, self.stage)

    @property
    def standing_in_short(self):
        """Whether it is in effect, or how far it got: what its first screen says."""
        told = (Force.IN_EFFECT, Force.NOT_YET, Force.NO_LONGER)
        if self.force in told:
            return self.force_in_short
        return self.stage_word + basis_note(self.span and self.span.basis)

    @property
    def force_in_short(self):
        """Its force with its date: No longer in effect since Jul 21, 2022: repealed."""
        term = self.told_term
        dated = when(self.force, term.starts, term.ends, term.end_kind) if term else ""
        return f"{self.force_word} {dated}".strip() + basis_note(self.force_basis)

    @property
    def force_basis(self):
        """What its force rests on, as the term that tells it has it."""
        term = self.told_term
        if term is None:
            return ""
        return term.end_basis if self.force == Force.NO_LONGER else term.start_basis

    def force_words(self):
        """Since and until when it is in effect, what that rests on, and what is not certain."""
        if self.in_force:
            return [self._since(self.term), self._until(self.term), self._parts()]
        if self.is_open:
            return self._open_words()
        if self.force == Force.NO_LONGER:
            return [self._over(self.told_term)]
        return [self._to_come(self.told_term)] if self.force == Force.NOT_YET else []

    def _to_come(self, term):
        why = basis_note(term.start_basis, term.start_why)
        return f"Takes effect {on_or_in(term.starts)}{why}."

    def _since(self, term):
        words = f"Since {term.starts.say()}{basis_note(term.start_basis, term.start_why)}."
        if term.may_start_on:
            words += f" The exact day is not known; counted from {say(term.starts_on)}."
        if term.start_kind == ActionKind.PASSED:
            words += " Counted from the vote; effective date unknown."
        elif term.start_kind in (ActionKind.ENACTED, ActionKind.VETO_OVERRIDDEN):
            words += " Counted from the day it became law; effective date unknown."
        return words

    def _until(self, term):
        if not term.ends_on:
            return "No end date."
        note = basis_note(term.end_basis, term.end_why)
        return self._ends().removesuffix(".") + f"{note}."

    def _parts(self):
        """How many of its answers are not in effect, though it is (R15)."""
        if not self.parts_out:
            return ""
        be = "is" if self.parts_out == 1 else "are"
        return (
            f"{opening(self.parts_out)} of its answers {be} not in effect on this day, or not "
            "certainly: see “What it says.”"
        )

    def _over(self, term):
        how = ENDINGS.get(term.end_kind, "It ended")
        return (
            f"Took effect {on_or_in(term.starts)}. {how} {on_or_in(term.ends)}"
            f"{basis_note(term.end_basis, term.end_why)}."
        )

    def _open_words(self):
        ending = (
            self.last_term and self.last_term.may_end_on and self.on <= self.last_term.may_end_on
        )
        if ending:
            known, until = self.last_term.ends.say(), say(self.last_term.may_end_on)
            return [
                self._over(self.last_term),
                f"Only {known} is known of its end: it may have been in effect until {until}. "
                "It is counted as ended from the first possible day.",
            ]
        term = self.next_term
        return [
            f"Only {term.starts.say()} is known of its start"
            f"{basis_note(term.start_basis, term.start_why)}: it may already be in effect, and is "
            f"counted from {say(term.starts_on)}."
        ]

    # --- effect -------------------------------------------------------------------------------

    @property
    def effect_question(self):
        if self.in_force:
            return "Effect: what it does"
        return "Effect: what it did" if self.last_term else "Effect: what it would do"

    @property
    def effect_meaning(self):
        return Effect(self.measure.effect).meaning


def on_or_in(when):
    """A date inside a sentence: on July 20, 2023, in July 2023."""
    return f"{'on' if when.precision == 'day' else 'in'} {when.say()}"
