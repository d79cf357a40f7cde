"""A field for one row of many thousands: type a few letters, choose from what is offered.

Without scripts the words typed are enough, as long as they are exactly a label, or a name that only
one row bears. Nothing is guessed from a part of them, and an empty box chooses nothing.
"""

from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import reverse

from laws.admin.autocomplete.options import KEY, OFFERS

LONGEST, FEW = 600, 4
OTHER = {"local": "state", "state": "local"}


class Typed(NamedTuple):
    """What the form sent: the key of the row chosen, and the words in the box."""

    key: str
    words: str | None


class Elsewhere(NamedTuple):
    """Rows that bear the words typed and that the box does not take; labels of a few of them, and
    of a few of the same name that it takes.
    """

    rows: list
    labels: list[str]
    inside: list[str]
    words: str


class TypeaheadInput(forms.Widget):
    """A box to type in; a script offers what fits and holds the key of the row chosen."""

    template_name = "admin/widgets/typeahead.html"

    class Media:
        js = [forms.Script(name, defer=True) for name in ("typeahead.js", "admin_typeahead.js")]

    def __init__(self, noun, within="", within_field=""):
        super().__init__()
        self.noun, self.within, self.within_field = noun, within, within_field

    def get_context(self, name, value, attrs):
        chosen = value if isinstance(value, Typed) else Typed(str(value or ""), "")
        return super().get_context(name, None, attrs) | {
            "chosen": chosen,
            "address": reverse("admin:offers", args=[self.noun]),
            "within": self.within,
            "within_field": self.within_field,
        }

    def render(self, name, value, attrs=None, renderer=None):
        return render_to_string(self.template_name, self.get_context(name, value, attrs))

    def value_from_datadict(self, data, files, name):
        return Typed(data.get(name, "").strip(), data.get(f"{name}-words"))

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}-words" not in data


class TypeaheadField(forms.Field):
    """One row of a noun that is offered while one types.

    With `checked`, rows outside of `within` are handed on: their form says where they belong.
    """

    def __init__(self, noun, within="", within_field="", checked=False, **options):
        self.offer = OFFERS[noun]
        self.within, self.checked = within, checked
        self.known, self.labels = {}, {}
        super().__init__(widget=TypeaheadInput(noun, within, within_field), **options)

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        copied.known, copied.labels = {}, {}
        return copied

    def row(self, key):
        """The row of that key, or None."""
        key = str(key or "")
        if not KEY.fullmatch(key):
            return None
        if key not in self.known:
            self.known[key] = self.offer.model.objects.filter(pk=key).first()
        return self.known[key]

    def know(self, row):
        """Save the field a query for a row that was already read."""
        self.known[str(row.pk)] = row

    def label_of(self, row):
        """What the row is called, asked for once."""
        if row.pk not in self.labels:
            self.labels[row.pk] = self.offer.label(row)
        return self.labels[row.pk]

    def prepare_value(self, value):
        if isinstance(value, Typed) and value.words is not None:
            return value
        row = self.row(value.key if isinstance(value, Typed) else value)
        return Typed(str(row.pk), self.label_of(row)) if row else Typed("", "")

    def has_changed(self, initial, data):
        if not (data.key if data.words is None else data.words.strip()):
            return initial is not None
        same = data.key == str(initial or "")
        return not (
            same and (data.words is None or data.words == self.prepare_value(initial).words)
        )

    def to_python(self, value):
        words = " ".join((value.words or "").replace("\x00", " ").split())
        if value.words is not None and not words:
            return None  # cleared without a script, which would have cleared the key as well
        row = self.row(value.key)
        if row and (not words or words == " ".join(self.label_of(row).split())):
            return row
        if words:
            return self._named(words)
        if value.key:
            raise ValidationError("What you chose no longer exists. Choose again.")
        return None

    def _outside(self, words, inside):
        """What bears exactly that name outside of `within`, or None."""
        # A state's name alone may mean the state, even where only towns of that name are taken.
        if not self.checked or (inside and self.within == "state"):
            return None
        rows = self.offer.named(words.partition(" · ")[0], OTHER[self.within])
        labels = self.offer.labels([*rows[:FEW], *inside[:FEW]]) if rows else []
        few = len(rows[:FEW])
        return Elsewhere(rows, labels[:few], labels[few:], words[:80]) if rows else None

    def _named(self, words):
        """The only row of exactly that name, for those who type and do not choose."""
        words = words[:LONGEST]
        rows = self.offer.find(words.partition(" · ")[0], self.within)
        labels = self.offer.labels(rows)
        exact = [row for row, label in zip(rows, labels, strict=True) if label == words]
        if not exact:
            exact = self.offer.named(words, self.within)
            if outside := self._outside(words, exact):
                return outside
        if len(exact) == 1:
            return exact[0]
        if exact:
            few = "; ".join(self.offer.labels(exact[:FEW]))
            raise ValidationError(f"“{words[:80]}” fits several: {few}. Choose one from the list.")
        if not labels and KEY.fullmatch(self.within):
            labels = self.offer.labels(self.offer.find("", self.within)[:FEW])
        few = f" It may be: {'; '.join(labels[:FEW])}." if labels else ""
        raise ValidationError(f"“{words[:80]}” is none of the choices. Choose from the list.{few}")
