"""What the states of the map can be colored by: the statewide rule, a number, a share, a use.

A number or a share is no law and is shown in ink, darker for more, with its figure on the state.
Each layer reads a selection: the law of its day, its measures, its preset.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Count

from dashboard.charts.svg.scales import ON_THE_MAP
from dashboard.web.as_of import AsOf
from dashboard.words.basis import IN_DOUBT
from dashboard.words.display_class import Classified
from dashboard.words.numbers import about, plural, say_share
from laws.counting.counts import Government, OwnRule, StateCount, municipal_bans
from laws.counting.coverage import Coverage, people_covered
from laws.counting.on_date import LawOnDate
from laws.models import Jurisdiction
from laws.text.dates import say_short
from laws.vocabulary import (
    LIMITS,
    STATE_LEVEL,
    Basis,
    Effect,
    Regulates,
    StateRule,
    UseMode,
)

BUSINESSES = "businesses"
NONE, UNKNOWN = "none_found", "not_researched"


class Selected(Protocol):
    """What a layer reads of a selection."""

    @property
    def as_of(self) -> AsOf: ...
    @property
    def ground(self) -> LawOnDate: ...
    @property
    def preset(self) -> str: ...
    @property
    def measures(self) -> Any: ...  # a query set of measures
    @property
    def own_rules(self) -> Mapping[str, OwnRule]: ...


@dataclass(frozen=True, slots=True)
class Step:
    """One class of a layer: its word in addresses and in the legend, and how it looks."""

    key: str
    word: str
    look: str
    least: float = 0  # the smallest number that falls in it, of a layer that counts


@dataclass(frozen=True, slots=True)
class Shown:
    """What a layer shows of one state: its class, its figure, and its title."""

    step: str
    figure: str
    title: str  # in words, after the state's name
    number: float | None = None
    doubt: str = ""
    coverage: Coverage | None = None  # of a share of people


@dataclass(frozen=True, slots=True)
class MapLayer:
    """One way to color the states, with its question and its classes, the most first."""

    key: str
    word: str  # in the switch
    question: str  # over the legend
    rule: int  # the number of the rule on the method's page
    steps: tuple[Step, ...] = ()
    read: Callable[..., dict[str, Shown]] | None = (
        None  # of a selection and its states: what is shown of each state
    )
    figure: str = "its number of local bans"  # what the figure of a state is
    of_own_rule: bool = False  # shows the measures of the statewide rule
    marks: tuple[str, ...] = ON_THE_MAP

    @property
    def is_rule(self) -> bool:
        """Whether it is the default: each state by its statewide rule, in the colors of law."""
        return self.read is None

    def step(self, key: str) -> Step:
        return next(step for step in self.steps if step.key == key)

    def step_of(self, number: float) -> str:
        """The class of a number."""
        return next(step.key for step in self.steps if number >= step.least)


def _ladder(*rows: tuple[str, str, float], none: str, unknown: str = "") -> tuple[Step, ...]:
    """The classes of a number, from the most to the least, then none and not known."""
    looks = ("tint-4", "tint-3", "tint-2", "tint-1")
    pairs = zip(rows, looks, strict=False)
    steps = [Step(key, word, look, least) for (key, word, least), look in pairs]
    steps.append(Step("none", none, NONE))
    return (*steps, Step("unknown", unknown, UNKNOWN)) if unknown else tuple(steps)


# --- what each shows --------------------------------------------------------------------------


def _bans(layer: MapLayer, selection: Selected, states: Sequence[Jurisdiction]) -> dict[str, Shown]:
    counts = {row.state_code: row for row in municipal_bans(selection.ground, selection.preset)}
    return {state.state_code: _ban_count(layer, counts.get(state.state_code)) for state in states}


def _ban_count(layer: MapLayer, row: StateCount | None) -> Shown:
    if not row:
        return Shown("none", "", "no municipal ban", 0)
    title = plural(row.count, "municipal ban", certain=row.certain)
    doubt = _doubt(row.certain != row.count)
    return Shown(layer.step_of(row.count), str(row.count), title, row.count, doubt)


def _covered(
    layer: MapLayer, selection: Selected, states: Sequence[Jurisdiction]
) -> dict[str, Shown]:
    return {state.state_code: _coverage(layer, selection, state) for state in states}


def _coverage(layer: MapLayer, selection: Selected, state: Jurisdiction) -> Shown:
    coverage = people_covered(selection.ground, state, selection.preset)
    if not coverage.possible and not coverage.unknown:
        return Shown("none", "", "no ban covers its people", 0)
    if not coverage.population or not coverage.possible:
        return Shown("unknown", "", "the number of people under a ban is not known")
    share = coverage.covered / coverage.population
    widest = coverage.possible / coverage.population
    title = f"a ban covers {say_share(share)} of its people, {about(coverage.covered)}"
    if coverage.in_doubt:
        title += f"; {say_share(widest)} if a ban that is in doubt counts"
    title += f" ({coverage.basis})" if coverage.basis in (Basis.INFERRED, Basis.ASSUMED) else ""
    step = layer.step_of(share) if share else "none"
    figure, doubt = say_share(share), _doubt(coverage.in_doubt)
    return Shown(step, figure, title, share, doubt, coverage)


def _pending(
    layer: MapLayer, selection: Selected, states: Sequence[Jurisdiction]
) -> dict[str, Shown]:
    measures = selection.measures.bills().pending(selection.as_of.on).order_by()
    rows = measures.filter(jurisdiction__kind__in=STATE_LEVEL).values_list(
        "jurisdiction__state_code"
    )
    counts = dict(rows.annotate(number=Count("pk")))
    nouns = "pending bill,pending bills"
    return {s.state_code: _number(layer, counts.get(s.state_code, 0), s, nouns) for s in states}


def _number(layer: MapLayer, number: int, state: Jurisdiction, nouns: str) -> Shown:
    """A count of the state's own measures; none is known only where we searched."""
    if number:
        one, _, many = nouns.partition(",")
        return Shown(layer.step_of(number), str(number), plural(number, one, many), number)
    if not state.searched_on:
        return Shown("unknown", "", "not researched yet")
    searched = f"searched {say_short(state.searched_on)}"
    return Shown("none", "", f"no {nouns.partition(',')[0]} found ({searched})", 0)


USES: dict[frozenset[str], tuple[str, str, str]] = {
    frozenset(UseMode): ("both", "L+A", "live video and after-the-fact photo matching"),
    frozenset({UseMode.LIVE}): ("live", "L", "live video only"),
    frozenset({UseMode.RETROSPECTIVE}): ("after", "A", "after-the-fact photo matching only"),
    frozenset(): ("unsaid", "?", "a use that is not coded"),
}


def _use(layer: MapLayer, selection: Selected, states: Sequence[Jurisdiction]) -> dict[str, Shown]:
    return {state.state_code: _reached(selection.own_rules[state.state_code]) for state in states}


def _reached(own: OwnRule) -> Shown:
    if own.rule not in LIMITS:
        # A narrow rule may be known of a state that nobody searched for a general one.
        if not own.searched_on:
            return Shown("unknown", "", "not researched yet")
        searched = f"searched {say_short(own.searched_on)}"
        return Shown("none", "", f"no general statewide rule found ({searched})")
    modes = frozenset(mode for binding in own.measures for mode in binding.use_modes)
    step, figure, words = USES[modes]
    basis = f" ({own.basis})" if own.basis in (Basis.INFERRED, Basis.ASSUMED) else ""
    title = f"statewide {dict(StateRule.choices)[own.rule].lower()} on {words}{basis}"
    return Shown(step, figure, title, doubt=_doubt(own.doubts))


def _businesses(
    layer: MapLayer, selection: Selected, states: Sequence[Jurisdiction]
) -> dict[str, Shown]:
    laws = defaultdict(list)
    for binding in selection.ground.in_force:
        if binding.effect == Effect.PRIVATE_SECTOR and not binding.place.is_local:
            laws[binding.place.state_code].append(binding)
    nouns = "law on businesses in effect,laws on businesses in effect"
    return {s.state_code: _number(layer, len(laws[s.state_code]), s, nouns) for s in states}


def on_schools(measure: Classified) -> bool:
    """Whether it limits schools, alone or among others; universities are no schools."""
    return measure.effect in (Effect.SCHOOLS, *LIMITS) and Regulates.SCHOOLS in measure.regulates


def _schools(
    layer: MapLayer, selection: Selected, states: Sequence[Jurisdiction]
) -> dict[str, Shown]:
    laws = Counter(
        binding.place.state_code
        for binding in selection.ground.in_force
        if on_schools(binding) and not binding.place.is_local
    )
    nouns = "law on schools in effect,laws on schools in effect"
    return {s.state_code: _number(layer, laws[s.state_code], s, nouns) for s in states}


def governments_on_businesses(law: LawOnDate) -> list[Government]:
    """The local governments with a law on businesses in effect."""
    governments = []
    for bindings in law.local.values():
        own = tuple(b for b in bindings if b.effect == Effect.PRIVATE_SECTOR)
        if own:
            governments.append(Government(own[0].place, Effect.PRIVATE_SECTOR, own))
    return governments


def _doubt(disputed: object) -> str:
    return IN_DOUBT if disputed else ""


# --- the layers --------------------------------------------------------------------------------

LAYERS = {
    layer.key: layer
    for layer in (
        MapLayer("rule", "Statewide rule", "the statewide rule on police or government use", 8),
        MapLayer(
            "bans", "Municipal bans", "municipal bans in the state", 7,
            _ladder(("8-", "8 bans or more", 8), ("5-7", "5 to 7 bans", 5),
                    ("2-4", "2 to 4 bans", 2), ("1", "One ban", 1), none="None"),
            _bans, "its number of municipal bans",
        ),
        MapLayer(
            "covered", "People covered", "the share of the state’s people under a ban", 10,
            _ladder(("all", "Everyone", 1), ("25-", "A quarter or more", .25),
                    ("5-25", "5% to 25%", .05), ("-5", "Under 5%", 0), none="No one",
                    unknown="Not known"),
            _covered, "the share of its people under a ban",
        ),
        MapLayer(
            "pending", "Pending bills", "pending bills of the state", 6,
            _ladder(("10-", "10 bills or more", 10), ("5-9", "5 to 9 bills", 5),
                    ("2-4", "2 to 4 bills", 2), ("1", "One bill", 1), none="None found",
                    unknown="Not researched"),
            _pending, "its number of pending bills",
        ),
        MapLayer(
            "use", "Live or after the fact", "the use that the general statewide rule covers", 8,
            (Step("both", "L+A: live video and after the fact", "tint-4"),
             Step("live", "L: live video only", "use-live"),
             Step("after", "A: after-the-fact photo matching only", "use-after"),
             Step("unsaid", "?: use not coded", "tint-1"),
             Step("none", "No general rule found", NONE),
             Step("unknown", "Not researched", UNKNOWN)),
            _use, "the use that its rule covers: L live, A after the fact", of_own_rule=True,
        ),
        MapLayer(
            "business", "Businesses", "state laws on businesses", 8,
            _ladder(("3-", "3 laws or more", 3), ("2", "2 laws", 2), ("1", "One law", 1),
                    none="None found", unknown="Not researched"),
            _businesses, "its number of laws on businesses", marks=(BUSINESSES,),
        ),
        MapLayer(
            "school", "Schools", "state laws that limit schools", 8,
            _ladder(("3-", "3 laws or more", 3), ("2", "2 laws", 2), ("1", "One law", 1),
                    none="None found", unknown="Not researched"),
            _schools, "its number of laws on schools",
        ),
    )
}  # fmt: skip
