"""The safeguards of governments on a day: how the law of each answers the codebook (R11)."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from dashboard.codebook.provision_matrix import answers_of, profile_of, range_of
from laws.counting.counts import own_rules
from laws.counting.on_date import STRENGTH, WEAKNESS, MeasureInForce, weakest
from laws.counting.safeguards import SCORED_EFFECTS, UNSCORED, Profile, reading_order
from laws.counting.shared import law_on
from laws.models import Jurisdiction, Question
from laws.vocabulary import Answer, Basis, StateRule

LEVELS = {"state": "States", "local": "Local governments"}
SORTS = {"score": "by class", "name": "by name"}

SCORED = "scored"
NOT_CODED = "not_coded"
NOT_SCORED = "not_scored"  # a rule of its own, of an effect or a reach that has no profile
# Why a government has no answers, in the order in which they stand below the matrix.
WITHOUT = (NOT_SCORED, str(StateRule.NONE_FOUND), str(StateRule.NOT_RESEARCHED))
CELLS = (str(Answer.YES), str(Answer.QUALIFIED), str(Answer.NO), NOT_CODED)


@dataclass
class GovernmentRow:
    """A government on the day: the measures that make its rule, and what one of them answers.

    `law` stands for the government: of several of the same effect the one most fully coded.
    """

    key: str
    name: str
    rule: str
    grounds: tuple[MeasureInForce, ...] = ()
    basis: str = Basis.RECORDED
    doubts: tuple[str, ...] = ()
    searched_on: date | None = None
    law: MeasureInForce | None = None
    answers: Mapping = field(default_factory=dict)
    profile: Profile | None = None  # that of `law`

    @property
    def also(self):
        """What binds beside the law that stands for it."""
        return [one for one in self.grounds if self.law and one is not self.law]

    @property
    def standing(self):
        """Whether it is scored; if not, why: not scored, none found or not researched."""
        if self.law:
            return SCORED
        empty = (StateRule.NONE_FOUND, StateRule.NOT_RESEARCHED)
        return str(self.rule) if self.rule in empty else NOT_SCORED

    @property
    def range(self):
        """3½ to 21½ of 23: never without how many questions there are."""
        return range_of(self.profile)

    def says(self, question):
        """Yes, qualified, no or not coded; where it has no profile, why it has none."""
        if self.standing != SCORED:
            return self.standing
        return str(self.profile.answers.get(question, NOT_CODED))


class Safeguards:
    """The governments of one level with their safeguards on a day."""

    def __init__(self, as_of, level="state", sort="score"):
        self.as_of, self.on, self.level, self.sort = as_of, as_of.on, level, sort

    @cached_property
    def rows(self):
        """Those with a profile first, in the order asked for; then the others by name."""
        found = _of_states(self.on) if self.level == "state" else _of_places(self.on)
        coded = answers_of([law.slug for row in found for law in row.grounds], self.on)
        asked = len(self.questions)
        for row in found:
            laws = [(one, profile_of(one, coded[one.slug], asked)) for one in row.grounds]
            if laws:
                row.law, row.profile = min(laws, key=lambda pair: _most_coded(*pair))
                row.answers = coded[row.law.slug]
        return sorted(found, key=self._place)

    def _place(self, row):
        if not row.law:
            return (1, (), row.name)
        return (0, () if self.sort == "name" else reading_order(row.profile), row.name)

    @cached_property
    def scored(self):
        return [row for row in self.rows if row.law]

    @cached_property
    def without(self):
        """The governments without a profile, by why they have none."""
        found = defaultdict(list)
        for row in self.rows:
            if not row.law:
                found[row.standing].append(row)
        return {why: found[why] for why in WITHOUT if found[why]}

    @cached_property
    def questions(self):
        """The questions that score, in the order of the codebook."""
        return list(Question.objects.exclude(slug__in=UNSCORED))

    @cached_property
    def asked(self):
        """The questions that are coded for any of the rows."""
        coded = {slug for row in self.scored for slug in row.profile.answers}
        return [question for question in self.questions if question.slug in coded]

    @cached_property
    def tallies(self):
        """How many rows answer each question yes, in part and no, and for how many it is open."""
        return {
            question.slug: Counter(row.says(question.slug) for row in self.scored)
            for question in self.questions
        }

    @cached_property
    def cells(self):
        """How many cells of the matrix there are of each kind."""
        found = Counter()
        for question in self.asked:
            found += self.tallies[question.slug]
        return {kind: found[kind] for kind in CELLS}


def _most_coded(law, own):
    """Sorts laws by how fully they are coded, then as lists do (R11), then by how sure they are."""
    return -own.coded, reading_order(own), WEAKNESS.index(law.basis)


def _of_states(on):
    states = list(Jurisdiction.objects.state_level().governments().order_by("name"))
    rules = own_rules(law_on(on), states)
    return [_of_state(state, rules[state.state_code]) for state in states]


def _of_state(state, own):
    return GovernmentRow(
        key=state.state_code,
        name=state.name,
        rule=str(own.rule),
        grounds=own.measures if own.rule in SCORED_EFFECTS else (),
        basis=own.basis,
        doubts=own.doubts,
        searched_on=state.searched_on,
    )


def _of_places(on):
    """The local governments with a ban, a moratorium or a restriction of general reach."""
    found = []
    for bindings in law_on(on).local.values():
        limits = [b for b in bindings if b.limits_government and b.effect in SCORED_EFFECTS]
        if not limits:
            continue
        effect = min((b.effect for b in limits), key=STRENGTH.__getitem__)
        grounds = tuple(b for b in limits if b.effect == effect)
        place = grounds[0].place
        key, name = (
            f"{place.state_code.lower()}/{place.slug}",
            f"{place.display_name}, {place.state_code}",
        )
        doubts = tuple(why for b in grounds for why in b.doubts)
        found.append(GovernmentRow(key, name, str(effect), grounds, weakest(grounds), doubts))
    return found
