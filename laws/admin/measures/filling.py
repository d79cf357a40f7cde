"""The form of a new measure filled in from elsewhere, where nobody has written yet.

A box counts as empty if it holds what an empty form starts with. What is written stays, and what
would have come into its box is told beside, to be taken one by one.
"""

from contextlib import suppress
from typing import NamedTuple

from django import forms
from django.http import QueryDict

from laws.admin.autocomplete.typeahead import TypeaheadField, Typed
from laws.admin.base.dates import read_typed
from laws.text.normalize import one_line

MOST_ROWS = 200
SAME_ROW = {
    "actions": ("when", "kind"),
    "sources": ("url",),
    "relations_from": ("kind", "to_measure"),
    "sponsorships": ("name",),
}
"""The boxes by which two rows are known to say the same."""
NOT_TYPED = ("basis", "order", "classification", "official", "measure", "from_measure", "id")
PREFILLED = ("kind", "chamber")


class LeftOut(NamedTuple):
    """A box that was written in already: its name, its label, and what would have come into it."""

    name: str
    label: str
    words: str


def fill(
    typed: QueryDict, new: QueryDict, empty: forms.ModelForm, take: list[str]
) -> tuple[QueryDict, list[LeftOut]]:
    """A form as it was sent with its empty boxes filled from another, and what was left out.

    `empty` is the form as it was before anything was written, `take` names boxes to fill anyway.
    """
    boxes, left_out = typed.copy(), []
    for name in empty.fields.keys() & new.keys():
        is_free = name in take or _is_empty(typed, name, empty)
        if is_free and any(new.getlist(name)):
            _put(boxes, name, new.getlist(name))
        elif not is_free and any(new.getlist(name)) and typed.getlist(name) != new.getlist(name):
            left_out.append(_told(new, name, empty))
    is_elsewhere = boxes.get("jurisdiction") != typed.get("jurisdiction")
    if is_elsewhere and not new.get("session") and _is_empty(typed, "session", empty):
        # A session that the form started with belongs to the place of before.
        _put(boxes, "session", [""])
    for prefix in SAME_ROW:
        _fill_rows(boxes, typed, new, prefix)
    for name, values in new.lists():
        if name not in boxes:
            boxes.setlist(name, values)
    order = list(empty.fields)
    return boxes, sorted(left_out, key=lambda box: order.index(box.name))


def _put(boxes, name, values):
    boxes.setlist(name, values)
    # What a type-ahead box shows follows from the key.
    boxes.pop(f"{name}-words", None)


def _is_empty(typed, name, empty):
    """Whether a box holds nothing, or what it started with."""
    start, sent = empty[name].value(), [one_line(value) for value in typed.getlist(name)]
    if isinstance(start, Typed):
        words = one_line(typed.get(f"{name}-words", ""))
        return (sent in ([], [""]) and not words) or (
            sent == [start.key] and words in ("", one_line(start.words or ""))
        )
    if isinstance(start, list | tuple):
        return sorted(sent) in ([], sorted(start))
    return sent in ([], [""], [one_line(str(start or ""))])


def _told(new, name, empty):
    field, values = empty.fields[name], new.getlist(name)
    if isinstance(field, TypeaheadField):
        row = field.row(values[0])
        words = field.label_of(row) if row else values[0]
    elif hasattr(field, "choices"):
        known = dict(field.choices)
        words = ", ".join(str(known.get(value, value)) for value in values)
    else:
        words = values[0]
    return LeftOut(name, str(empty[name].label), words)


def _fill_rows(boxes, typed, new, prefix):
    """Put rows into those that nobody wrote in, then below; none that is there already."""
    rows = range(_total(typed, prefix))
    known = {_event(typed, prefix, row) for row in rows}
    places = [row for row in rows if _is_free(typed, prefix, row)]
    places += range(len(rows), MOST_ROWS)
    fresh = [row for row in range(_total(new, prefix)) if _event(new, prefix, row) not in known]
    last = len(rows)
    for place, row in zip(places, fresh, strict=False):
        start = f"{prefix}-{row}-"
        for name in [name for name in new if name.startswith(start)]:
            _put(boxes, f"{prefix}-{place}-{name.removeprefix(start)}", new.getlist(name))
        last = max(last, place + 1)
    boxes[f"{prefix}-TOTAL_FORMS"] = str(last)
    boxes.setdefault(f"{prefix}-INITIAL_FORMS", "0")


def _total(boxes, prefix):
    total = boxes.get(f"{prefix}-TOTAL_FORMS", "")
    return min(int(total), MOST_ROWS) if total.isascii() and total.isdecimal() else 0


def _is_free(typed, prefix, row):
    """Whether nobody wrote in a row: what it was prefilled with does not count."""
    start = f"{prefix}-{row}-"
    for name in [name for name in typed if name.startswith(start)]:
        box, value = name.removeprefix(start), typed[name].strip()
        is_prefilled = box in PREFILLED and value == typed.get(f"initial-{name}", "")
        if value and box not in NOT_TYPED and not is_prefilled:
            return False
    return True


def _event(boxes, prefix, row):
    """What a row says, as far as it tells it from others."""
    said = [boxes.get(f"{prefix}-{row}-{name}", "").strip() for name in SAME_ROW[prefix]]
    if prefix == "actions":
        with suppress(ValueError):
            said[0] = read_typed(said[0]).isoformat()
    return tuple(said)
