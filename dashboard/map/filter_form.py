"""The boxes of the map's filter form, with what is chosen in them."""

from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import mark_safe

from dashboard.filters.filters import MeasureFilterSet
from dashboard.map.selection import named_states

ANY = {
    "state": "All states",
    "level": "All levels",
    "kind": "All kinds",
    "effect": "All effects",
    "regulates": "Anyone",
    "use": "Live or after",
    "stage": "Any stage",
    "year": "Any year",
}
LABELS = {"year": "First action"}


def boxes(choice, states, years):
    """The select boxes of the form: name, label, options."""
    known = {"state": named_states(states), "year": [(str(y), str(y)) for y in reversed(years)]}
    return [_box(choice, name, known.get(name)) for name in ANY]


def _box(choice, name, choices):
    box = MeasureFilterSet.base_filters[name]
    chosen = next(iter(choice.address.get(name)), None)
    return {
        "name": name,
        "label": LABELS.get(name) or box.label,
        "options": _options(tuple(choices or box.extra["choices"]), chosen, ANY[name]),
    }


def hidden(choice):
    """What the form must carry along: all but what its own boxes hold, one value a box."""
    carried = []
    seen = {"q"}
    for name, value in choice.address.pairs:
        # A box holds one value; others of an address with several are kept beside it.
        if name in ANY and name not in seen:
            seen.add(name)
        elif name != "q":
            carried.append((name, value))
    return carried


@lru_cache(maxsize=256)
def _options(choices, chosen, everything):
    rows = [f'<option value="">{everything}</option>']
    for key, label in choices:
        selected = " selected" if key == chosen else ""
        rows.append(f'<option value="{escape(key)}"{selected}>{escape(label)}</option>')
    return mark_safe("".join(rows))
