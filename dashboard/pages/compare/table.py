"""Measures and places in columns over what is known of each: facts, codebook and score."""

from functools import cached_property

from dashboard.codebook.provision_matrix import (
    MatrixColumn,
    MatrixLine,
    lines_by_group,
    provisions_of,
)
from dashboard.pages.compare.subjects import FACTS, NO_MEASURE, THERE, score_of_side


class SideBySide:
    """The columns that were chosen, on a date."""

    def __init__(self, sides, differing_only=False):
        self.sides, self.differing_only = sides, differing_only

    @cached_property
    def columns(self):
        slugs = [side.slug for side in self.sides if side.slug]
        answers = provisions_of(slugs) if slugs else {}
        return [
            MatrixColumn(
                slug=side.slug,
                heading=side.heading,
                name=side.under,
                rows=answers.get(side.slug, {}),
                href=side.path,
                unanswered="" if side.slug else NO_MEASURE,
            )
            for side in self.sides
        ]

    @property
    def has_places(self):
        return any(side.is_place for side in self.sides)

    @cached_property
    def facts(self):
        """What each measure is, whom it reaches, how far it got and whether it binds."""
        return self._lines(FACTS)

    @cached_property
    def applying(self):
        """What binds at each place, level by level, and whom."""
        return self._lines(THERE) if self.has_places else []

    @cached_property
    def groups(self):
        return lines_by_group(self.columns, differing_only=self.differing_only)

    @property
    def scores(self):
        return [score_of_side(*pair) for pair in zip(self.sides, self.columns, strict=True)]

    def _lines(self, asked):
        lines = [
            MatrixLine(heading, [read(side) for side in self.sides]) for heading, read in asked
        ]
        return [line for line in lines if line.differs or not self.differing_only]
