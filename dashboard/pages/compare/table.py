"""Measures and places in columns over what is known of each: facts, codebook and range."""

from functools import cached_property
from itertools import combinations

from dashboard.codebook.comparisons import class_words, compared_words
from dashboard.codebook.provision_matrix import (
    MatrixColumn,
    MatrixLine,
    lines_by_group,
    profile_of,
    provisions_of,
    scored_questions,
)
from dashboard.codebook.strictness import is_scored
from dashboard.pages.compare.subjects import (
    FACTS,
    NO_MEASURE,
    THERE,
    in_sentence_of,
    range_of_side,
)
from laws.counting.safeguards import compare


class SideBySide:
    """The columns that were chosen, on a date."""

    def __init__(self, sides, differing_only=False):
        self.sides, self.differing_only = sides, differing_only

    @cached_property
    def columns(self):
        slugs = [side.slug for side in self.sides if side.slug]
        answers = provisions_of(slugs) if slugs else {}
        asked = scored_questions() if slugs else 0
        return [self._column(side, answers.get(side.slug, {}), asked) for side in self.sides]

    @staticmethod
    def _column(side, rows, asked):
        scored = side.measure and is_scored(side.measure)
        return MatrixColumn(
            slug=side.slug,
            heading=side.heading,
            name=side.under,
            rows=rows,
            profile=profile_of(side.measure, rows, asked) if scored else None,
            href=side.path,
            unanswered="" if side.slug else NO_MEASURE,
        )

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
    def ranges(self):
        return [range_of_side(*pair) for pair in zip(self.sides, self.columns, strict=True)]

    @cached_property
    def pairs(self):
        """Every two columns that have a profile and are not the same measure, in their order."""
        scored = [pair for pair in zip(self.sides, self.columns, strict=True) if pair[1].profile]
        return [(one, two) for one, two in combinations(scored, 2) if one[1].slug != two[1].slug]

    def comparisons(self):
        """The first column that has a profile beside each of the others, in a sentence or two."""
        for (side, column), (other_side, other) in self.pairs:
            if column is not self.pairs[0][0][1]:
                return
            found = compare(column.profile, other.profile)
            words = compared_words(found, "is", in_sentence_of(other_side))
            said = f"{in_sentence_of(side)} {words}."
            yield f"{said} {class_words(column.profile, other.profile)}".strip()

    def _lines(self, asked):
        lines = [
            MatrixLine(heading, [read(side) for side in self.sides]) for heading, read in asked
        ]
        return [line for line in lines if line.differs or not self.differing_only]
