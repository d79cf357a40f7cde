"""The boxes of the map's filter form, with what is chosen in them."""

from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import mark_safe

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


def boxes(choice, years):
    """The select boxes of the form: name, label, options."""
    form = choice.filters.form
    return [
        {
            "name": name,
            "label": LABELS.get(name) or form.fields[name].label,
            "options": _options(_choices(choice, name, years), _first(choice, name), everything),
        }
        for name, everything in ANY.items()
    ]


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


def _choices(choice, name, years):
    if name == "state":
        return tuple(choice.filters.states)
    if name == "year":
        return tuple((str(year), str(year)) for year in reversed(years))
    return tuple(pair for pair in choice.filters.form.fields[name].choices if pair[0])


def _first(choice, name):
    return next(iter(choice.address.get(name)), None)


@lru_cache(maxsize=256)
def _options(choices, chosen, everything):
    rows = [f'<option value="">{everything}</option>']
    for key, label in choices:
        selected = " selected" if key == chosen else ""
        rows.append(f'<option value="{escape(key)}"{selected}>{escape(label)}</option>')
    return mark_safe("".join(rows))
