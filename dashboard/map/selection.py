"""What a visitor of the map chose: filters of measures, states by their class, marks by theirs.

The law is the same whatever is chosen. A choice says which of it is looked at: measures outside it
are left out of marks, counts, ranking and lists, and states outside it are drawn as left out.
"""

from dataclasses import dataclass
from functools import cached_property

from dashboard.charts.svg.scales import look
from dashboard.filters.filters import CONDITIONS, MeasureFilterSet, measure_filters
from dashboard.map.layers import BUSINESSES, FILLS, MapLayer, Shown, governments_on_businesses
from dashboard.web.page_url import Address
from dashboard.web.params import asked_choice, explain, on_parameter
from dashboard.words.display_class import display_class
from laws.counting.counts import OwnRule, marked_governments, own_rules
from laws.counting.on_date import LawOnDate, law_on
from laws.models import Measure
from laws.vocabulary import Effect, StateRule

# They choose places, not measures.
OF_PLACES = {"state"}
ANY_TIME = {"stage", "force"}
KEPT = ("on", "preset", "map", "fill")
OF_MAP = ("rule", "class", "mark", "map", "preset", "fill")  # no parameters of a list of measures
MAPS = ("albers", "tiles")
OTHER_FILLS = tuple(FILLS)[1:]


def asked_several(request, name, allowed):
    """The values of a parameter that may be repeated; what was not understood is explained."""
    given = [value for value in request.GET.getlist(name) if value]
    bad = next((value for value in given if value not in allowed), None)
    if bad is not None:
        explain(request, name, bad, "allowed are " + ", ".join(allowed))
    return tuple(dict.fromkeys(value for value in given if value in allowed))


@dataclass
class MapSelection:
    """The filters, rules and marks chosen, laid over the law of a day and the states' own rules."""

    address: Address
    filters: MeasureFilterSet | None  # none where no measures are chosen
    rules: tuple[str, ...]
    marks: tuple[str, ...]
    law: LawOnDate
    chosen_law: LawOnDate
    own_rules: dict[str, OwnRule]
    rows: list  # the states and territories
    fill: MapLayer
    classes: tuple[str, ...]  # of the fill

    @cached_property
    def chosen(self):
        return self.filters.chosen if self.filters else {}

    @property
    def measures(self):
        """The chosen measures, whatever their stage."""
        return self.filters.qs if self.filters else Measure.objects.published()

    @property
    def is_filtered(self):
        return bool(self.chosen or self.rules or self.classes or self.marks)

    @property
    def chooses_states(self):
        """Whether states are chosen by what they are filled with."""
        return bool(self.rules or self.classes)

    @property
    def preset(self):
        return next(iter(self.address.get("preset")), "broad")

    @property
    def chooses_measures(self):
        """Whether measures are chosen by anything but where they stand."""
        return bool(set(self.chosen) - OF_PLACES)

    @cached_property
    def places(self):
        """The postal codes of the states chosen by name, whatever their rule."""
        codes = {code.upper() for code in self.chosen.get("state", ())}
        return {state_code for state_code in self.own_rules if not codes or state_code in codes}

    @cached_property
    def ruled(self):
        """The postal codes of the states chosen by name and by their own rule."""
        return {u for u in self.places if not self.rules or self.own_rules[u].rule in self.rules}

    @cached_property
    def states(self):
        """The same, chosen by the class of the fill too."""
        if not self.classes:
            return self.ruled
        return {
            state_code for state_code in self.ruled if self.shown[state_code].step in self.classes
        }

    @cached_property
    def shown(self) -> dict[str, Shown]:
        """What a fill other than the rule shows of each state."""
        return self.fill.read(self.fill, self, self.rows)

    @cached_property
    def ground(self):
        """The law that a fill reads: the chosen measures, whatever class of it is chosen."""
        return self._law_in(self.ruled) if self.is_filtered else self.law

    @cached_property
    def governments(self):
        """The local governments that the chosen measures mark, of whatever class."""
        return self._governments_in(self.states)

    @cached_property
    def marked(self):
        """The local governments whose marks are shown."""
        return self._marked(self.governments)

    @cached_property
    def counted(self):
        """The law that is counted and ranked: the chosen measures, where they are chosen."""
        return self._law_in(self.states) if self.is_filtered else self.law

    def _governments_in(self, states):
        chosen = [b for b in self.chosen_law.everything if b.place.state_code in states]
        found = governments_on_businesses if BUSINESSES in self.fill.marks else marked_governments
        return found(LawOnDate(self.law.on, chosen))

    def _marked(self, governments):
        return [g for g in governments if not self.marks or class_of(g) in self.marks]

    def _law_in(self, states):
        # The country is no state: its measures are left out only where states are chosen.
        among = states if self.chooses_states else states | {""}
        found = [b for b in self.chosen_law.everything if b.place.state_code in among]
        if self.marks:
            marked = self._marked(self._governments_in(states))
            slugs = {binding.slug for government in marked for binding in government.measures}
            found = [b for b in found if b.slug in slugs]
        return LawOnDate(self.law.on, found)

    def shows_fill(self, state_code):
        """Whether a state is shown with its fill, or as left out of the choice."""
        if state_code not in self.states:
            return False
        if not (self.fill.is_rule or self.fill.of_own_rule):
            return True
        if self.marks and not self.chooses_states:
            return False
        return not self.chooses_measures or self._rests_on_chosen(state_code)

    def shows_whatever_class(self, state_code):
        """The same, had no rule or class been chosen: what the legend counts."""
        if not (self.fill.is_rule or self.fill.of_own_rule):
            return state_code in self.ruled
        among = self.places if self.fill.is_rule else self.ruled
        return state_code in among and (
            not self.chooses_measures or self._rests_on_chosen(state_code)
        )

    def _rests_on_chosen(self, state_code):
        return any(binding.slug in self._slugs for binding in self.own_rules[state_code].measures)

    @cached_property
    def _slugs(self):
        return {binding.slug for binding in self.chosen_law.everything}

    @cached_property
    def chips(self):
        """Each chosen value as (words, address without it)."""
        found = [(self._word(name, value), self.address.toggled(name, value))
                 for name, value in self._values()]  # fmt: skip
        rules = [(f"Own rule: {look(key).word.lower()}", "rule", key) for key in self.rules]
        marks = [(f"Mark: {look(key).word.lower()}", "mark", key) for key in self.marks]
        rules += [(f"Fill: {self.fill.step(key).word}", "class", key) for key in self.classes]
        return found + [(w, self.address.toggled(name, key)) for w, name, key in rules + marks]

    def _values(self):
        for name, values in self.chosen.items():
            for value in [values] if isinstance(values, str) else values:
                yield name, value

    def _word(self, name, value):
        if name == "q":
            return f"“{value}”"
        return value if name == "year" else self.filters.word(name, value)

    @property
    def everything(self):
        """The address with nothing chosen, on the same day."""
        kept = [pair for pair in self.address.pairs if pair[0] in KEPT]
        return Address(self.address.path, tuple(kept))

    @property
    def asks_stage(self):
        """Whether stage or force were asked for, and with them what does not bind."""
        return not ANY_TIME.isdisjoint(self.chosen)


def class_of(government):
    """The class of a marked government on the map."""
    if government.effect == Effect.PRIVATE_SECTOR:
        return BUSINESSES
    return display_class(government.measures[0])


def read_choice(request, on, states):
    """The choice that a request asks for. One query, or two where measures are chosen."""
    filters = _asked_filters(request, on, states)
    fill = FILLS[asked_choice(request, "fill", FILLS, "rule")]
    rules = asked_several(request, "rule", StateRule.values)
    marks = asked_several(request, "mark", fill.marks)
    classes = _asked_classes(request, fill)
    address = _understood(request, on, filters)
    address = address.having("rule", *rules).having("class", *classes).having("mark", *marks)
    law = law_on(on)
    chosen_law = _chosen_law(law, filters.qs) if filters else law
    own = own_rules(law, states)
    return MapSelection(address, filters, rules, marks, law, chosen_law, own, states, fill, classes)


def _asked_classes(request, fill):
    keys = tuple(step.key for step in fill.steps)
    if keys or not any(request.GET.getlist("class")):
        return asked_several(request, "class", keys)
    others = ", ".join(key for key, other in FILLS.items() if other.steps)
    explain(request, "class", request.GET["class"], f"it is allowed with fill={others}")
    return ()


def _chosen_law(law, measures):
    # Asked apart from the terms: joined to them, a search for words can take minutes.
    slugs = set(measures.order_by().values_list("slug", flat=True))
    return LawOnDate(law.on, [binding for binding in law.everything if binding.slug in slugs])


def _asked_filters(request, on, states):
    if CONDITIONS.keys().isdisjoint(request.GET):
        return None
    filters = measure_filters(request, Measure.objects.published(), on, named_states(states))
    return filters if filters.chosen else None


def named_states(states):
    """The choices of the filter by state."""
    return [("us", "United States"), *((state.state_code.lower(), state.name) for state in states)]


def _understood(request, on, filters):
    """The address of the request without what was not understood."""
    address = Address(request.path).having("on", on_parameter(on))
    for name, values in (filters.chosen if filters else {}).items():
        address = address.having(name, *([values] if isinstance(values, str) else values))
    for name, allowed in (("preset", ("strict",)), ("map", MAPS), ("fill", OTHER_FILLS)):
        value = request.GET.get(name)
        address = address.having(name, value) if value in allowed else address
    return address
