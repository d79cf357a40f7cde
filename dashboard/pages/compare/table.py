"""Measures and places in columns over what is known of each: facts, codebook and range."""

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from dashboard.codebook.comparisons import class_words, compared_words
from dashboard.codebook.provision_matrix import (
    MatrixColumn,
    answers_of,
    lines_by_group,
    profile_of,
    scored_questions,
)
from dashboard.codebook.strictness import is_scored
from dashboard.pages.compare.subjects import (
    FACTS,
    THERE,
    in_sentence_of,
    range_of_side,
)
from laws.counting.safeguards import compare


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact and what it is for each column."""

    heading: str
    cells: list[str]

    @property
    def differs(self) -> bool:
        return len(set(self.cells)) > 1


class SideBySide:
    """The columns that were chosen, on a date; `query` keeps the date in addresses."""

    def __init__(self, sides, on, differing_only=False, query=""):
        self.sides, self.on = sides, on
        self.differing_only, self.query = differing_only, query

    @cached_property
    def columns(self):
        slugs = [side.slug for side in self.sides if side.slug]
        answers = answers_of(slugs, self.on) if slugs else {}
        asked = scored_questions() if slugs else 0
        return [self._column(side, answers.get(side.slug, {}), asked) for side in self.sides]

    def _column(self, side, rows, asked):
        scored = side.measure and is_scored(side.measure)
        return MatrixColumn(
            slug=side.slug,
            heading=side.heading,
            name=side.under,
            rows=rows,
            profile=profile_of(side.measure, rows, asked) if scored else None,
            href=side.path,
            query=self.query,
            unanswered=side.unanswered,
            uncoded=side.uncoded,
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
        """The questions by their groups, each line with its cells under the columns' headings."""
        found = lines_by_group(self.columns, differing_only=self.differing_only, query=self.query)
        return [(group, [(line, self._headed(line)) for line in lines]) for group, lines in found]

    @property
    def ranges(self):
        """What each comes to, under the heading of its column."""
        pairs = zip(self.sides, self.columns, strict=True)
        return [(side.heading, range_of_side(side, column)) for side, column in pairs]

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

    @property
    def doubts(self):
        """Why a column is in doubt, under its heading."""
        return [(side.heading, "; ".join(side.doubts)) for side in self.sides if side.doubts]

    def _lines(self, asked):
        lines = [FactLine(heading, [read(side) for side in self.sides]) for heading, read in asked]
        kept = [line for line in lines if line.differs or not self.differing_only]
        return [(line, self._headed(line)) for line in kept]

    def _headed(self, line):
        """The cells of a line, each with the heading of its column."""
        return [(side.heading, cell) for side, cell in zip(self.sides, line.cells, strict=True)]
