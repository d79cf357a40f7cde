"""Measures in columns over what is known of each: the facts, the codebook and the score."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import mark_safe

from dashboard.charts import marks
from dashboard.listing import force_of, government_of, resting_on
from dashboard.matrix import Column, Line, lines_by_group, provisions_of
from dashboard.sentences import joined
from dashboard.strictness import is_scored
from dashboard.use_modes import use_words
from dashboard.views.shown_class import law_name, shown_class, shown_word
from laws.vocabulary import Reach, Regulates, Stage


@dataclass(frozen=True, slots=True)
class Marked:
    """Words with what they rest on, where that is more than a recorded date."""

    words: str
    mark: str = ""

    def __str__(self):
        return f"{self.words} ({self.mark})" if self.mark else self.words


class SideBySide:
    """The chosen measures, which came from `with_all`, on a date."""

    def __init__(self, measures, on, differing_only=False):
        self.measures, self.on, self.differing_only = measures, on, differing_only

    @cached_property
    def columns(self):
        answers = provisions_of([one.slug for one in self.measures])
        return [
            Column(one.slug, short_name(one), government_of(one), answers[one.slug])
            for one in self.measures
        ]

    @cached_property
    def facts(self):
        """What each is, whom it reaches, how far it got and whether it binds."""
        lines = [
            Line(heading, [said(measure) for measure in self.measures])
            for heading, said in (
                ("Effect", _effect),
                ("Reach", lambda one: Reach(one.reach).label),
                ("On whom", lambda one: _listed(Regulates, one.regulates)),
                ("Live or afterwards", _use),
                ("Stage", self._stage),
                ("Force", _force),
            )
        ]
        return [line for line in lines if line.differs or not self.differing_only]

    @cached_property
    def groups(self):
        return lines_by_group(self.columns, differing_only=self.differing_only)

    @property
    def scores(self):
        """The score of each with the number coded; only some effects have one (R11)."""
        pairs = zip(self.measures, self.columns, strict=True)
        return [column.score if is_scored(one) else "not scored" for one, column in pairs]

    def _stage(self, measure):
        if measure.stage:
            mark = resting_on(measure.stage_basis, measure.stage_why, measure.stage)
            return Marked(Stage(measure.stage).label, mark)
        first = measure.first_action_on
        return Marked("Not certain" if first and first <= self.on else "Not on the record yet")


def short_name(measure):
    """What stands above its column: its number, or what it is called without one."""
    return measure.identifier or law_name(measure)


def placed_name(measure):
    """Its number with its government: Maine LD 1585."""
    return f"{measure.jurisdiction.display_name} {short_name(measure)}"


def _effect(measure):
    return mark_safe(marks.effect(shown_class(measure), shown_word(measure)))


def _listed(words, values):
    return joined(words(value).label for value in values).capitalize()


def _use(measure):
    return use_words(measure.use_modes).removeprefix("live or afterwards: ").capitalize()


def _force(measure):
    if not measure.since:
        return Marked(force_of(measure))
    return Marked(f"In force {force_of(measure)}", resting_on(measure.since_basis))
