"""The boxes of the map's filter form, with what is selected in them."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dashboard.filters.filters import MeasureFilterSet
from dashboard.map.selection import MapSelection, named_states
from dashboard.web.page_url import Address
from laws.models import Jurisdiction

ANY = {
    "state": "All states",
    "level": "All levels",
    "kind": "All kinds",
    "effect": "All types",
    "regulates": "Anyone",
    "use": "Live or after the fact",
    "stage": "Any stage",
    "year": "Any year",
}
LABELS = {"year": "First action"}


def boxes(
    selection: MapSelection, states: Sequence[Jurisdiction], years: Sequence[int]
) -> list[dict[str, Any]]:
    """The select boxes of the form: name, label, options."""
    choices = {"state": named_states(states), "year": [(str(y), str(y)) for y in reversed(years)]}
    return [_box(selection, name, choices.get(name)) for name in ANY]


def _box(
    selection: MapSelection, name: str, choices: Collection[tuple[str, str]] | None
) -> dict[str, Any]:
    box = MeasureFilterSet.base_filters[name]
    selected = next(iter(selection.address.get(name)), None)
    return {
        "name": name,
        "label": LABELS.get(name) or box.label,
        "options": options(tuple(choices or box.extra["choices"]), selected, ANY[name]),
    }


def carried(
    address: Address, boxes: Collection[str] = tuple(ANY), typed: Collection[str] = ("q",)
) -> list[tuple[str, str]]:
    """What a form must carry along in hidden fields: all but what its own fields hold."""
    pairs, seen = [], set(typed)
    for name, value in address.pairs:
        # A box holds one value; others of an address with several are kept beside it.
        if name in boxes and name not in seen:
            seen.add(name)
        elif name not in typed:
            pairs.append((name, value))
    return pairs


@lru_cache(maxsize=256)
def options(
    choices: tuple[tuple[str, str], ...], selected: str | None, everything: str
) -> SafeString:
    """The options of a select box, the first of which selects everything."""
    rows = [f'<option value="">{everything}</option>']
    for key, label in choices:
        attribute = " selected" if key == selected else ""
        rows.append(f'<option value="{escape(key)}"{attribute}>{escape(label)}</option>')
    return mark_safe("".join(rows))
