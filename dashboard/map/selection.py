"""What a visitor of the map selected: filters of measures, states by their class, marks by theirs.

The law is the same whatever is selected. A selection says which of it is looked at: measures that
it leaves out are in no mark, count, ranking or list, and states outside are drawn as left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from dashboard.charts.svg.scales import look
from dashboard.filters.filters import CONDITIONS, MeasureFilterSet, measure_filters
from dashboard.map.layers import BUSINESSES, LAYERS, MapLayer, Shown, governments_on_businesses
from dashboard.web.as_of import AsOf
from dashboard.web.page_url import Address
from dashboard.web.parameters import Parameters
from dashboard.words.display_class import display_class
from laws.counting.counts import Government, OwnRule, marked_governments, own_rules
from laws.counting.on_date import LawOnDate
from laws.counting.shared import law_on
from laws.models import Jurisdiction, Measure
from laws.vocabulary import Effect, StateRule

# They choose places, not measures.
OF_PLACES = {"state"}
ANY_TIME = {"stage", "force"}
KEPT = ("on", "preset", "map", "fill")
OF_MAP = ("rule", "class", "mark", "map", "preset", "fill")  # no parameters of a list of measures
MAPS = ("albers", "tiles")
OTHER_LAYERS = tuple(LAYERS)[1:]


@dataclass
class MapSelection:
    """The filters, rules and marks selected, laid over the law of a day and the statewide rules."""

    as_of: AsOf
    address: Address
    filters: MeasureFilterSet | None  # none where no measures are selected
    rules: tuple[str, ...]
    marks: tuple[str, ...]
    law: LawOnDate
    selected_law: LawOnDate
    own_rules: dict[str, OwnRule]
    rows: Sequence[Jurisdiction]
    layer: MapLayer
    classes: tuple[str, ...]  # of the layer

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """The values of the filters of measures, by their names."""
        return self.filters.chosen if self.filters else {}

    @property
    def measures(self) -> QuerySet[Measure]:
        """The selected measures, whatever their stage."""
        measures: QuerySet[Measure] = (
            self.filters.qs if self.filters else Measure.objects.published()
        )
        return measures

    @property
    def is_filtered(self) -> bool:
        return bool(self.chosen or self.rules or self.classes or self.marks)

    @property
    def selects_states(self) -> bool:
        """Whether states are selected by their class on the map."""
        return bool(self.rules or self.classes)

    @property
    def preset(self) -> str:
        return next(iter(self.address.get("preset")), "broad")

    @property
    def selects_measures(self) -> bool:
        """Whether measures are selected by anything but their state."""
        return bool(set(self.chosen) - OF_PLACES)

    @cached_property
    def places(self) -> set[str]:
        """The postal codes of the states selected by name, whatever their rule."""
        codes = {code.upper() for code in self.chosen.get("state", ())}
        return {state_code for state_code in self.own_rules if not codes or state_code in codes}

    @cached_property
    def ruled(self) -> set[str]:
        """The postal codes of the states selected by name and by their statewide rule."""
        return {u for u in self.places if not self.rules or self.own_rules[u].rule in self.rules}

    @cached_property
    def states(self) -> set[str]:
        """The same, selected by the class of the layer too."""
        if not self.classes:
            return self.ruled
        return {
            state_code for state_code in self.ruled if self.shown[state_code].step in self.classes
        }

    @cached_property
    def shown(self) -> dict[str, Shown]:
        """What a layer other than the rule shows of each state."""
        assert self.layer.read is not None
        return self.layer.read(self.layer, self, self.rows)

    @cached_property
    def ground(self) -> LawOnDate:
        """The law that a layer reads: the selected measures, whatever class of it is selected."""
        return self._law_in(self.ruled) if self.is_filtered else self.law

    @cached_property
    def governments(self) -> list[Government]:
        """The local governments that the selected measures mark, of whatever class."""
        return self._governments_in(self.states)

    @cached_property
    def marked(self) -> list[Government]:
        """The local governments whose marks are shown."""
        return self._marked(self.governments)

    @cached_property
    def counted(self) -> LawOnDate:
        """The law that is counted and ranked: the selected measures, where some are selected."""
        return self._law_in(self.states) if self.is_filtered else self.law

    def _governments_in(self, states: set[str]) -> list[Government]:
        marked = governments_on_businesses if BUSINESSES in self.layer.marks else marked_governments
        if not self.is_filtered:
            return marked(self.law)
        measures = [b for b in self.selected_law.everything if b.place.state_code in states]
        return marked(LawOnDate(self.law.on, measures))

    def _marked(self, governments: list[Government]) -> list[Government]:
        return [g for g in governments if not self.marks or class_of(g) in self.marks]

    def _law_in(self, states: set[str]) -> LawOnDate:
        # The country is no state: its measures are left out only where states are selected.
        among = states if self.selects_states else states | {""}
        measures = [b for b in self.selected_law.everything if b.place.state_code in among]
        if self.marks:
            marked = self._marked(self._governments_in(states))
            slugs = {binding.slug for government in marked for binding in government.measures}
            measures = [b for b in measures if b.slug in slugs]
        return LawOnDate(self.law.on, measures)

    def shows_state(self, state_code: str) -> bool:
        """Whether a state is drawn with its class, or as left out of the selection."""
        if state_code not in self.states:
            return False
        if not (self.layer.is_rule or self.layer.of_own_rule):
            return True
        if self.marks and not self.selects_states:
            return False
        return not self.selects_measures or self._rests_on_selected(state_code)

    def shows_whatever_class(self, state_code: str) -> bool:
        """The same, had no rule or class been selected: what the legend counts."""
        if not (self.layer.is_rule or self.layer.of_own_rule):
            return state_code in self.ruled
        among = self.places if self.layer.is_rule else self.ruled
        return state_code in among and (
            not self.selects_measures or self._rests_on_selected(state_code)
        )

    def _rests_on_selected(self, state_code: str) -> bool:
        return any(binding.slug in self._slugs for binding in self.own_rules[state_code].measures)

    @cached_property
    def _slugs(self) -> set[str]:
        return {binding.slug for binding in self.selected_law.everything}

    @cached_property
    def chips(self) -> list[tuple[str, Address]]:
        """Each selected value as (words, address without it)."""
        values = [(self._word(name, value), name, value) for name, value in self._values()]
        values += [(f"Statewide rule: {look(key).word.lower()}", "rule", key) for key in self.rules]
        values += [(f"State color: {self.layer.step(key).word}", "class", key)
                   for key in self.classes]  # fmt: skip
        values += [(f"Marker: {look(key).word.lower()}", "mark", key) for key in self.marks]
        return [(words, self.address.toggled(name, value)) for words, name, value in values]

    def _values(self) -> Iterator[tuple[str, str]]:
        for name, values in self.chosen.items():
            for value in [values] if isinstance(values, str) else values:
                yield name, value

    def _word(self, name: str, value: str) -> str:
        if name == "q":
            return f"“{value}”"
        assert self.filters is not None
        return value if name == "year" else self.filters.word(name, value)

    @property
    def everything(self) -> Address:
        """The address with nothing selected, on the same day."""
        kept = [pair for pair in self.address.pairs if pair[0] in KEPT]
        return Address(self.address.path, tuple(kept))

    @property
    def asks_stage(self) -> bool:
        """Whether stage or force were asked for, and with them what is not in effect."""
        return not ANY_TIME.isdisjoint(self.chosen)


def class_of(government: Government) -> str:
    """The class of a marked government on the map."""
    if government.effect == Effect.PRIVATE_SECTOR:
        return BUSINESSES
    return display_class(government.measures[0])


def read_selection(
    parameters: Parameters, as_of: AsOf, states: Sequence[Jurisdiction]
) -> MapSelection:
    """The selection that an address asks for. One query, or two where measures are selected."""
    filters = _filters(parameters, as_of, states)
    layer = LAYERS[parameters.choice("fill", LAYERS, "rule")]
    rules = parameters.several("rule", StateRule.values)
    marks = parameters.several("mark", layer.marks)
    classes = _classes(parameters, layer)
    address = _understood(parameters, as_of, filters)
    address = address.having("rule", *rules).having("class", *classes).having("mark", *marks)
    law = law_on(as_of.on)
    return MapSelection(
        as_of=as_of,
        address=address,
        filters=filters,
        rules=rules,
        marks=marks,
        law=law,
        selected_law=_selected_law(law, filters.qs) if filters else law,
        own_rules=own_rules(law, states),
        rows=states,
        layer=layer,
        classes=classes,
    )


def _classes(parameters: Parameters, layer: MapLayer) -> tuple[str, ...]:
    keys = tuple(step.key for step in layer.steps)
    if keys or not parameters.all("class"):
        return parameters.several("class", keys)
    others = ", ".join(key for key, other in LAYERS.items() if other.steps)
    parameters.explain("class", parameters.first("class"), f"it is allowed with fill={others}")
    return ()


def _selected_law(law: LawOnDate, measures: QuerySet[Measure]) -> LawOnDate:
    # Asked apart from the terms: joined to them, a search for words can take minutes.
    slugs = set(measures.order_by().values_list("slug", flat=True))
    return LawOnDate(law.on, [binding for binding in law.everything if binding.slug in slugs])


def _filters(
    parameters: Parameters, as_of: AsOf, states: Sequence[Jurisdiction]
) -> MeasureFilterSet | None:
    if CONDITIONS.keys().isdisjoint(parameters.values):
        return None
    published = Measure.objects.published()
    filters = measure_filters(parameters, published, as_of.on, named_states(states))
    return filters if filters.chosen else None


def named_states(states: Sequence[Jurisdiction]) -> list[tuple[str, str]]:
    """The choices of the filter by state."""
    return [("us", "United States"), *((state.state_code.lower(), state.name) for state in states)]


def _understood(parameters: Parameters, as_of: AsOf, filters: MeasureFilterSet | None) -> Address:
    """The address of the page without what was not understood."""
    address = Address(parameters.path).having("on", as_of.parameter)
    address = address.with_filters(filters.chosen if filters else {})
    for name, allowed in (("preset", ("strict",)), ("map", MAPS), ("fill", OTHER_LAYERS)):
        value = parameters.first(name)
        address = address.having(name, value) if value in allowed else address
    return address
