"""A measure's lineage as its page shows it: the picture, and the same measures as a list."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import mark_safe

from dashboard.charts.svg.family_grid import Bond, Member
from dashboard.charts.svg.lineage import lineage
from dashboard.pages.measure_detail.related import MOST_READ, WORDS, RelatedMeasures, is_later
from dashboard.words.basis import resting_on
from dashboard.words.display_class import display_class, display_label, effect_mark
from dashboard.words.lists import listed
from dashboard.words.names import full_name, is_law_on, measure_name, name_within
from dashboard.words.numbers import counted, opening
from dashboard.words.use_modes import use_words
from laws.text.dates import say
from laws.vocabulary import TWO_WAY, RelationKind, Stage

UNDATED = 9999
# Read from the earlier to the later measure, and the other way round.
DRAWN = {
    RelationKind.COMPANION: ("companion", "companion"),
    RelationKind.REINTRODUCES: ("reintroduced as", "reintroduces"),
    RelationKind.AMENDS: ("amended by", "amends"),
    RelationKind.REPEALS: ("repealed by", "repeals"),
    RelationKind.REPLACES: ("replaced by", "replaces"),
    RelationKind.IMPLEMENTS: ("implemented by", "implements"),
    RelationKind.AUTHORIZES: ("permitted by", "permits"),
}


@dataclass(frozen=True, slots=True)
class LineageRow:
    """One measure of the list: what it is, and what it is to others of the family."""

    name: str
    href: str
    effect: str
    use: str
    stage: str
    words: list[str]
    is_this: bool


class Lineage:
    """The family of a measure, drawn and listed."""

    def __init__(self, related: RelatedMeasures, kept: str):
        self.related, self.on, self.kept = related, related.on, kept
        self.own = related.measure

    def __bool__(self):
        return len(self.related.members) > 1

    @cached_property
    def drawing(self):
        return lineage(
            [self._member(row) for row in self.related.members],
            self._bonds(),
            f"Lineage of {full_name(self.own, self.on)}, earliest on the left",
        )

    @property
    def picture(self):
        return mark_safe(self.drawing.svg)

    @property
    def width(self):
        """How much room the picture needs: it is shown from a width of the window on."""
        columns = self.drawing.columns
        return {1: "small", 2: "small", 3: "medium", 4: "large"}.get(columns, "large long")

    @property
    def is_large(self):
        """Whether the picture needs the whole width of the page."""
        return "large" in self.width

    @property
    def sentence(self):
        """How many measures belong to the family, on which date, and how many are left out."""
        number = len(self.related.near)
        many = f"More than {number}" if number >= MOST_READ else opening(number)
        sentence = (
            f"{many} measures belong to this lineage, each in the session or year in which it "
        )
        sentence += f"began; shown as they stood on {say(self.on)}."
        if self.related.left_out:
            shown = counted(len(self.related.members), "measure")
            sentence += f" The {shown} nearest to this one are shown; the rest are left out."
        return sentence

    def entries(self) -> list[LineageRow]:
        """The measures as a list, oldest first."""
        return [self._entry(row) for row in self.related.members]

    # --- rows ---------------------------------------------------------------------------------

    def _member(self, row):
        first, heading = _period(row)
        elsewhere = row.jurisdiction_id != self.own.jurisdiction_id
        return Member(
            key=str(row.pk),
            period=first,
            heading=heading,
            name=name_within(row, is_law_on(row, self.on)),
            stage=_stage(row, self.on),
            effect_class=display_class(row),
            href=self._href(row),
            title=(
                f"{full_name(row, self.on, elsewhere)}: {row.title} ({display_label(row).lower()})"
            ),
            where=row.jurisdiction.name_in_state if elsewhere else "",
            is_this=row.pk == self.own.pk,
            is_later=is_later(row, self.on),
        )

    def _bonds(self):
        """One bond for each two measures, whatever ties them."""
        pairs = defaultdict(list)
        for edge in self.related.lineage_edges:
            turned = (edge.newer, edge.older) in pairs
            pair = (edge.newer, edge.older) if turned else (edge.older, edge.newer)
            pairs[pair].append((DRAWN[edge.kind], turned, edge.kind in TWO_WAY))
        return [_bond(*pair, relations) for pair, relations in pairs.items()]

    def _entry(self, row):
        return LineageRow(
            name=full_name(row, self.on, row.jurisdiction_id != self.own.jurisdiction_id),
            href=self._href(row),
            effect=effect_mark(row),
            use=use_words(row.use_modes),
            stage=_stage(row, self.on),
            words=[*self._to_this(row), *self._to_others(row)],
            is_this=row.pk == self.own.pk,
        )

    def _to_this(self, row):
        """What it is to the measure of the page, with what the record notes of that."""
        key = self.own.pk
        for edge in self.related.lineage_edges:
            if {edge.newer, edge.older} == {row.pk, key}:
                words = WORDS[edge.kind][0 if edge.newer == key else 1]
                yield f"{words}: {edge.note}" if edge.note else words

    def _to_others(self, row):
        """What it does to others of the family: reintroduces S.1385 and H.135."""
        found = defaultdict(list)
        for edge in self.related.lineage_edges:
            if edge.newer == row.pk and self.own.pk not in (edge.newer, edge.older):
                older = self.related.rows[edge.older]
                found[edge.kind].append(measure_name(older, is_law_on(older, self.on)))
        for kind, names in found.items():
            verb = "companion of" if kind == RelationKind.COMPANION else DRAWN[kind][1]
            yield f"{verb} {listed(names)}"

    def _href(self, row):
        return row.get_absolute_url() + self.kept


def _bond(before, then, relations):
    words = [words[1 if turned else 0] for words, turned, _ in relations]
    back = [words[0 if turned else 1] for words, turned, _ in relations]
    level = all(is_level for *_, is_level in relations)
    return Bond(str(before), str(then), _list(words), _list(back), level)


def _list(words):
    return ", ".join(dict.fromkeys(words))


def _stage(row, on):
    """How far it got by the date, in a word, and what that rests on."""
    if is_later(row, on):
        return "After this date"
    if not row.stage:
        return "Not certain"
    mark = resting_on(row.stage_basis, "", row.stage)
    return Stage(row.stage).label + (f" ({mark.split(':')[0]})" if mark else "")


def _period(row):
    """The years of its session, or the year of its first action: (2023, “2023–2024”)."""
    if row.session:
        named = re.findall(r"(?:19|20)\d\d", row.session.name)
        ends = row.session.end_on or row.session.start_on
        years = [int(year) for year in named] or [row.session.start_on.year, ends.year]
        first, last = min(years), max(years)
        return first, f"{first}–{last}" if last > first else str(first)
    if row.first_action_on is None:
        return UNDATED, "No date"
    return row.first_action_on.year, str(row.first_action_on.year)
