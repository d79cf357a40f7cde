"""The numbers that have an address of their own, each counted as the pages count it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import QueryDict

from dashboard.figures import text
from dashboard.filters.filters import MeasureFilterSet, measure_filters
from dashboard.map.states import all_states
from dashboard.web.page_url import path_to
from dashboard.web.parameters import Parameters
from dashboard.web.params import query
from dashboard.words.names import name_with_state
from dashboard.words.numbers import about, figures, in_words, ordinal
from dashboard.words.people import bans_count
from laws.counting.counts import OwnRule, municipal_bans, own_rules
from laws.counting.coverage import people_covered, people_covered_nationwide
from laws.counting.on_date import LawOnDate, MeasureInForce
from laws.counting.shared import law_on
from laws.models import Jurisdiction, Measure
from laws.vocabulary import LIMITS, Basis, Force, StateRule

FORCE = "force"


@dataclass(frozen=True)
class Ground:
    """The record on a day, in which several numbers are counted. What it reads is read once."""

    on: date

    @cached_property
    def states(self) -> list[Jurisdiction]:
        return all_states()

    @cached_property
    def law(self) -> LawOnDate:
        return law_on(self.on)

    @cached_property
    def rules(self) -> Mapping[str, OwnRule]:
        return own_rules(self.law, self.states)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which number is asked for: of a state or of the country, counted broadly or strictly, of the
    measures that the filters let through.
    """

    state: Jurisdiction | None = None
    preset: str = "broad"
    filters: tuple[tuple[str, str], ...] = ()

    def has(self, state_code: str) -> bool:
        """Whether a state is one of those asked for."""
        return self.state is None or self.state.state_code == state_code


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a day: as it is shown, those beyond doubt, in words, and what is behind it.

    `rows` are the slugs of the measures that it counts, or from which it follows; `doubts` say what
    of it is in doubt or not known.
    """

    value: int
    certain: int
    words: str
    rows: frozenset[str]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that has an address: what it is, by which rule, how it is counted and said.

    `say` makes the sentence after “As of …,” of what is asked, a number (0 has a sentence of its
    own), its words and a tense. `rows_at` gives the address of the rows behind it on a day.
    """

    key: str
    title: str
    rule: int
    count: Callable[[Ground, Asked], Number]
    say: text.Say
    rows_at: Callable[[Asked, str], str]
    of_states: bool = True
    needs_state: bool = False
    has_presets: bool = False
    has_filters: bool = False

    def address(self, asked: Asked, on: date, form: str = "") -> str:
        """Its short address; `form` is json for programs."""
        preset = asked.preset if self.has_presets and asked.preset != "broad" else None
        own = query(**_filters(asked), state=_code(asked), preset=preset)
        return path_to("number-json" if form else "number", self.key, on.isoformat()) + own


def _code(asked: Asked) -> str | None:
    return asked.state.state_code.lower() if asked.state else None


def _filters(asked: Asked) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in asked.filters:
        found.setdefault(name, []).append(value)
    return found


# --- how each is counted ------------------------------------------------------------------------


def _bans(ground: Ground, asked: Asked) -> Number:
    counts = [row for row in municipal_bans(ground.law, asked.preset) if asked.has(row.state_code)]
    value, certain = sum(row.count for row in counts), sum(row.certain for row in counts)
    governments = [one for row in counts for one in row.governments]
    doubts = [f"{name_with_state(one.place)}: {why}" for one in governments for why in one.doubts]
    rows = slugs(measure for one in governments for measure in one.measures)
    return Number(value, certain, figures(value, certain), rows, tuple(doubts))


def _rank(ground: Ground, asked: Asked) -> Number:
    counts = municipal_bans(ground.law, asked.preset)
    own = next((row for row in counts if asked.has(row.state_code)), None)
    rows = slugs(m for row in counts for one in row.governments for m in one.measures)
    if own is None:
        return Number(0, 0, in_words(0), rows)
    governments = [one for row in counts for one in row.governments]
    doubts = [f"{name_with_state(one.place)}: {why}" for one in governments for why in one.doubts]
    words = f"{'tied for ' if own.is_tied else ''}{ordinal(own.rank)}"
    return Number(own.rank, own.rank, words, rows, tuple(doubts))


def _with_rule(*rules: str) -> Callable[[Ground, Asked], Number]:
    def count(ground: Ground, asked: Asked) -> Number:
        own = [one for one in ground.rules.values() if asked.has(one.state_code)]
        found = [one for one in own if one.rule in rules]
        certain = sum(one.basis != Basis.DISPUTED for one in found)
        names = {state.state_code: state.name for state in ground.states}
        doubts = [f"{names[one.state_code]}: {why}" for one in own for why in one.doubts]
        unknown = sum(one.rule == StateRule.NOT_RESEARCHED for one in own)
        if unknown:
            doubts.append(text.not_searched(unknown))
        rows = slugs(measure for one in found for measure in one.measures)
        return Number(len(found), certain, figures(len(found), certain), rows, tuple(doubts))

    return count


def _people(ground: Ground, asked: Asked) -> Number:
    found = (
        people_covered(ground.law, asked.state, asked.preset)
        if asked.state
        else people_covered_nationwide(ground.law, ground.states, asked.preset)
    )
    words = about(found.covered)
    doubts = [f"No population is known of {name}" for name in found.unknown]
    if found.in_doubt:
        words = f"{about(found.covered)} to {about(found.possible)}"
        doubts.append(f"{found.in_doubt:,} more if {bans_count(found)}")
    bans = [one for row in municipal_bans(ground.law, asked.preset) for one in row.governments]
    local = [m for one in bans if asked.has(one.place.state_code) for m in one.measures]
    state_codes = {state.state_code for state in ground.states if asked.has(state.state_code)}
    statewide = [
        measure for code in state_codes for measure in ground.rules[code].measures
        if ground.rules[code].rule in (StateRule.BAN, StateRule.MORATORIUM)
    ]  # fmt: skip
    rows = slugs([*local, *statewide])
    return Number(found.possible, found.covered, words, rows, tuple(doubts))


def _pending(ground: Ground, asked: Asked) -> Number:
    bills = Measure.objects.published().bills().on_record(ground.on).pending(ground.on)
    if asked.state:
        bills = bills.filter(jurisdiction__state_code=asked.state.state_code)
    rows = frozenset(bills.order_by().values_list("slug", flat=True))
    return Number(len(rows), len(rows), figures(len(rows), len(rows)), rows)


def _in_effect(ground: Ground, asked: Asked) -> Number:
    chosen = filter_set(asked, ground)
    sure = frozenset(_with_force(chosen, "yes", ground))
    unsure = frozenset(_with_force(chosen, Force.UNCERTAIN.value, ground))
    value = len(sure | unsure)
    doubts = (text.perhaps_in_effect(len(unsure)),) if unsure else ()
    return Number(value, len(sure), figures(value, len(sure)), sure | unsure, doubts)


def filter_set(asked: Asked, ground: Ground) -> MeasureFilterSet:
    """The filters asked for, without those that the list does not know."""
    data = QueryDict(mutable=True)
    for name, value in asked.filters:
        data.appendlist(name, value)
    if asked.state:
        data["state"] = asked.state.state_code.lower()
    recorded = Measure.objects.published().on_record(ground.on)
    return measure_filters(Parameters("", data, []), recorded, ground.on)


def _with_force(chosen: MeasureFilterSet, force: str, ground: Ground) -> Iterable[str]:
    data = chosen.data.copy()
    data[FORCE] = force
    recorded = Measure.objects.published().on_record(ground.on)
    found = MeasureFilterSet(data, recorded, ground.on, chosen.states)
    return found.qs.order_by().values_list("slug", flat=True)


def slugs(measures: Iterable[MeasureInForce]) -> frozenset[str]:
    """The slugs of measures."""
    return frozenset(measure.slug for measure in measures)


# --- where their rows are -----------------------------------------------------------------------


def _ban_rows(asked: Asked, on: str) -> str:
    preset = None if asked.preset == "broad" else asked.preset
    if asked.state:
        return path_to("state", asked.state.state_code.lower()) + query(on=on)
    return path_to("rankings") + query(preset=preset, on=on)


def _covered_rows(asked: Asked, on: str) -> str:
    preset = None if asked.preset == "broad" else asked.preset
    return path_to("rankings") + query(by="covered", preset=preset, on=on)


def _rule_rows(*rules: str) -> Callable[[Asked, str], str]:
    return lambda asked, on: path_to("home") + query(rule=list(rules), on=on)


def _pending_rows(asked: Asked, on: str) -> str:
    chosen = {"level": "legislature", "kind": "bill", "stage": "pending", "state": _code(asked)}
    return path_to("measures") + query(**chosen, on=on)


def _effect_rows(asked: Asked, on: str) -> str:
    chosen = _filters(asked) | {FORCE: "yes"}
    return path_to("measures") + query(**chosen, state=_code(asked), on=on)


def _rule_figure(key: str, title: str, what: str, *rules: str) -> Figure:
    return Figure(
        key, title, 8, _with_rule(*rules), text.states_with(what), _rule_rows(*rules),
        of_states=False,
    )  # fmt: skip


FIGURES = {
    one.key: one
    for one in (
        Figure(
            "municipal-bans", "Local governments with a ban", 7, _bans, text.municipal_bans,
            _ban_rows, has_presets=True,
        ),
        Figure(
            "rank", "Rank by municipal bans", 7, _rank, text.rank, _ban_rows,
            needs_state=True, has_presets=True,
        ),
        _rule_figure(
            "states-with-general-rule", "States with a general statewide rule", "a general one",
            *LIMITS,
        ),
        _rule_figure("states-with-ban", "States with a ban", "a ban", StateRule.BAN),
        _rule_figure(
            "states-with-moratorium", "States with a moratorium", "a moratorium",
            StateRule.MORATORIUM,
        ),
        _rule_figure(
            "states-with-restriction", "States with a restriction", "a restriction",
            StateRule.RESTRICTION,
        ),
        _rule_figure(
            "states-with-oversight", "States with oversight", "oversight", StateRule.OVERSIGHT
        ),
        _rule_figure(
            "states-with-narrow-rule", "States with a narrow rule only", "narrow", StateRule.NARROW
        ),
        Figure(
            "people-covered", "People covered by a ban", 10, _people, text.people_covered,
            _covered_rows, has_presets=True,
        ),
        Figure(
            "bills-pending", "Bills pending", 6, _pending, text.bills_pending, _pending_rows
        ),
        Figure(
            "measures-in-effect", "Measures in effect", 2, _in_effect, text.measures_in_effect,
            _effect_rows, has_filters=True,
        ),
    )
}  # fmt: skip
