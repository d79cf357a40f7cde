"""What the states of the map can be filled by: their own rule, a number, a share, a use.

A number or a share is no law and is shown in ink, darker for more, with its figure on the state.
Each fill reads a choice: the law of its day, its measures, its preset.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count

from dashboard.charts.svg.scales import ON_THE_MAP
from dashboard.words.numbers import plural, say_share
from laws.counting.counts import Government, municipal_bans, people_covered
from laws.vocabulary import LIMITS, STATE_LEVEL, Basis, Effect, StateRule, UseMode

BUSINESSES = "businesses"
NONE, UNKNOWN = "none_found", "not_researched"


@dataclass(frozen=True, slots=True)
class Step:
    """One class of a fill: its word in addresses and in the legend, and how it looks."""

    key: str
    word: str
    look: str
    least: float = 0  # the smallest number that falls in it, of a fill that counts


@dataclass(frozen=True, slots=True)
class Shown:
    """What a fill shows of one state: its class, its figure, and what is said of it."""

    step: str
    figure: str
    said: str
    number: float | None = None
    doubt: str = ""
    people: int = 0
    years: tuple[int, ...] = ()  # of the people's number


@dataclass(frozen=True, slots=True)
class MapLayer:
    """One way to fill the states, with its question and its classes, the most first."""

    key: str
    word: str  # in the switch
    question: str  # over the legend
    rule: int  # the number of the rule on the method's page
    steps: tuple[Step, ...] = ()
    read: Callable | None = None  # of a choice and its states: what is shown of each state
    figure: str = "its number of local bans"  # what the figure of a state is
    of_own_rule: bool = False  # shows the measures of the state's own rule
    marks: tuple[str, ...] = ON_THE_MAP

    @property
    def is_rule(self):
        """Whether it is the default: each state by its own rule, in the colors of law."""
        return self.read is None

    def step(self, key):
        return next(step for step in self.steps if step.key == key)

    def step_of(self, number):
        """The class of a number."""
        return next(step.key for step in self.steps if number >= step.least)


def _ladder(*rows, none, unknown=""):
    """The classes of a number, from the most to the least, then none and not known."""
    looks = ("tint-4", "tint-3", "tint-2", "tint-1")
    pairs = zip(rows, looks, strict=False)
    steps = [Step(key, word, look, least) for (key, word, least), look in pairs]
    steps.append(Step("none", none, NONE))
    return (*steps, Step("unknown", unknown, UNKNOWN)) if unknown else tuple(steps)


# --- what each shows --------------------------------------------------------------------------


def _bans(fill, choice, states):
    counts = {row.state_code: row for row in municipal_bans(choice.ground, choice.preset)}
    return {state.state_code: _ban_count(fill, counts.get(state.state_code)) for state in states}


def _ban_count(fill, row):
    if not row:
        return Shown("none", "", "no municipal ban on this record", 0)
    disputed = any(government.basis == Basis.DISPUTED for government in row.governments)
    said = plural(row.count, "municipal ban")
    return Shown(fill.step_of(row.count), str(row.count), said, row.count, _doubt(disputed))


def _covered(fill, choice, states):
    return {state.state_code: _coverage(fill, choice, state) for state in states}


def _coverage(fill, choice, state):
    found = people_covered(choice.ground, state, choice.preset)
    if not found.covered and not found.unknown:
        return Shown("none", "", "nobody is covered by a ban on this record", 0)
    if not found.population or not found.covered:
        return Shown("unknown", "", "how many people a ban covers is not known")
    share = found.covered / found.population
    basis = what_coverage_rests_on(choice.ground, state, choice.preset)
    said = f"a ban covers {say_share(share)} of its people, {found.covered:,}"
    said += f" ({basis})" if basis in (Basis.INFERRED, Basis.ASSUMED) else ""
    doubt = _doubt(basis == Basis.DISPUTED)
    figure, counted = say_share(share), (found.covered, found.years)
    return Shown(fill.step_of(share), figure, said, share, doubt, *counted)


def _pending(fill, choice, states):
    measures = choice.measures.pending(choice.law.on).order_by()
    rows = measures.filter(jurisdiction__kind__in=STATE_LEVEL).values_list(
        "jurisdiction__state_code"
    )
    counts = dict(rows.annotate(number=Count("pk")))
    nouns = "bill pending,bills pending"
    return {s.state_code: _number(fill, counts.get(s.state_code, 0), s, nouns)
            for s in states}  # fmt: skip


def _number(fill, number, state, nouns):
    """A count of the state's own measures; none is known only where somebody searched."""
    if number:
        one, _, many = nouns.partition(",")
        return Shown(fill.step_of(number), str(number), plural(number, one, many), number)
    if not state.searched_on:
        return Shown("unknown", "", "not researched yet")
    return Shown("none", "", f"no {nouns.partition(',')[0]} found", 0)


USES = {
    frozenset(UseMode): ("both", "L+A", "live video and photographs afterwards"),
    frozenset({UseMode.LIVE}): ("live", "L", "live video alone"),
    frozenset({UseMode.RETROSPECTIVE}): ("after", "A", "photographs afterwards alone"),
    frozenset(): ("unsaid", "?", "a use that is not coded"),
}


def _use(fill, choice, states):
    return {state.state_code: _reached(choice.own_rules[state.state_code]) for state in states}


def _reached(own):
    if own.rule == StateRule.NOT_RESEARCHED:
        return Shown("unknown", "", "not researched yet")
    if own.rule not in LIMITS:
        return Shown("none", "", "no general rule of its own found")
    modes = frozenset(mode for binding in own.measures for mode in binding.use_modes)
    step, figure, words = USES[modes]
    basis = f" ({own.basis})" if own.basis in (Basis.INFERRED, Basis.ASSUMED) else ""
    said = f"its own rule, {StateRule(own.rule).label.lower()}, reaches {words}{basis}"
    return Shown(step, figure, said, doubt=_doubt(own.doubts))


def _businesses(fill, choice, states):
    found = defaultdict(list)
    for binding in choice.ground.in_force:
        if binding.effect == Effect.PRIVATE_SECTOR and not binding.place.is_local:
            found[binding.place.state_code].append(binding)
    nouns = "law for businesses in effect,laws for businesses in effect"
    return {s.state_code: _number(fill, len(found[s.state_code]), s, nouns) for s in states}


def governments_on_businesses(law):
    """The local governments with a law for businesses in effect."""
    found = []
    for bindings in law.local.values():
        own = tuple(b for b in bindings if b.effect == Effect.PRIVATE_SECTOR)
        if own:
            found.append(Government(own[0].place, Effect.PRIVATE_SECTOR, own))
    return found


def _doubt(disputed):
    return "disputed: sources conflict" if disputed else ""


# --- the fills --------------------------------------------------------------------------------

FILLS = {
    fill.key: fill
    for fill in (
        MapLayer("rule", "Own rule", "the state’s own rule on police or government use", 8),
        MapLayer(
            "bans", "Municipal bans", "municipal bans in the state", 7,
            _ladder(("8-", "8 bans or more", 8), ("5-7", "5 to 7 bans", 5),
                    ("2-4", "2 to 4 bans", 2), ("1", "One ban", 1), none="None on record"),
            _bans, "its number of municipal bans",
        ),
        MapLayer(
            "covered", "People covered", "the share of the state’s people under a ban", 10,
            _ladder(("all", "Everyone", 1), ("25-", "A quarter or more", .25),
                    ("5-25", "5% to 25%", .05), ("-5", "Under 5%", 0), none="Nobody on record",
                    unknown="Not known"),
            _covered, "the share of its people under a ban",
        ),
        MapLayer(
            "pending", "Bills pending", "bills pending of the state’s own", 6,
            _ladder(("10-", "10 bills or more", 10), ("5-9", "5 to 9 bills", 5),
                    ("2-4", "2 to 4 bills", 2), ("1", "One bill", 1), none="None found",
                    unknown="Not researched"),
            _pending, "its number of bills pending",
        ),
        MapLayer(
            "use", "Live or afterwards", "the use that the state’s own general rule reaches", 8,
            (Step("both", "L+A: live video and afterwards", "tint-4"),
             Step("live", "L: live video alone", "use-live"),
             Step("after", "A: photographs afterwards alone", "use-after"),
             Step("unsaid", "?: use not coded", "tint-1"),
             Step("none", "No general rule found", NONE),
             Step("unknown", "Not researched", UNKNOWN)),
            _use, "the use that its own rule reaches: L live, A afterwards", of_own_rule=True,
        ),
        MapLayer(
            "business", "Businesses", "the state’s own laws for businesses", 8,
            _ladder(("3-", "3 laws or more", 3), ("2", "2 laws", 2), ("1", "One law", 1),
                    none="None found", unknown="Not researched"),
            _businesses, "its number of laws for businesses", marks=(BUSINESSES,),
        ),
    )
}  # fmt: skip


def what_coverage_rests_on(law, state, preset):
    """What the coverage of a state rests on; empty where it is simply recorded."""
    basis = people_covered(law, state, preset).basis
    return "" if basis == Basis.RECORDED else basis
