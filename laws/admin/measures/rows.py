"""Rows that are edited on the page of their measure."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils import timezone

from laws.admin.base.dates import DAYS, IN_FUTURE
from laws.admin.base.fields import LabelledForm


class RowKey(forms.Field):
    """The hidden key of a row that was already read."""

    widget = forms.HiddenInput

    def __init__(self, row):
        super().__init__(required=False, initial=row.pk)
        self.row = row

    def clean(self, value):
        if self.row.pk is None and (value or self.required):
            raise ValidationError(
                "Someone removed this row in the meantime. Copy what you need and open the page "
                "again."
            )
        return self.row if self.row.pk else None

    def has_changed(self, initial, data):
        return False


class RowForm(LabelledForm):
    """One row; its formset checks that no two rows have the same key."""

    def clean(self):
        cleaned = super().clean()
        seen = self.cleaned_data.get("seen_on")
        if seen and seen > timezone.localdate():
            self.add_error("seen_on", IN_FUTURE)
        return cleaned

    def _get_validation_exclusions(self):
        # A row may take the key of one that goes or changes with the same save; what it points to
        # was found when its box was read.
        found = {"to_measure", "question"}
        return super()._get_validation_exclusions() | {"measure", "from_measure"} | found


class LimitedRows:
    """Rows of which one page can hold so many at most."""

    max_num = 200
    formfield_overrides = DAYS

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, **{"absolute_max": self.max_num} | kwargs)


class MeasureRows(BaseInlineFormSet):
    """The rows of one kind that a measure has, unique by `key`, written in few statements."""

    key: tuple[str, ...] = ()
    twice = ""
    """What to say of two rows with one key."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields[self.model._meta.pk.name] = RowKey(form.instance)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Remove"
            form.fields["DELETE"].widget.attrs["aria-label"] = f"Remove row {(index or 0) + 1}"

    def clean(self):
        super().clean()
        seen = {tuple(getattr(row, name) for name in self.key) for row in self.unseen()}
        for form in self.forms:
            key = self.key_of(form)
            if key in seen:
                form.add_error(self.key[0], self.twice)
            elif key is not None:
                seen.add(key)

    def unseen(self):
        """Stored rows that the form does not show, as someone else added them meanwhile."""
        shown = {form.instance.pk for form in self.forms}
        return [row for row in self.get_queryset() if row.pk not in shown]

    def key_of(self, form):
        """The key of a row, or None if it is incomplete or to be removed."""
        if not self.is_filled(form) or any(name not in form.cleaned_data for name in self.key):
            return None
        return tuple(form.cleaned_data[name] for name in self.key)

    def is_filled(self, form):
        """Whether the row holds something and is not to be removed."""
        if not hasattr(form, "cleaned_data") or self._should_delete_form(form):
            return False
        return bool(form.instance.pk) or form.has_changed()

    def save(self, commit=True):
        rows = super().save(commit=False)
        if commit:
            self._write()
        return rows

    def _write(self):
        """Rows whose key changed go and come back, so that two of them can swap."""
        table = self.model.objects
        moved = [row for row, names in self.changed_objects if set(names) & set(self.key)]
        stay = [row for row, names in self.changed_objects if not set(names) & set(self.key)]
        table.filter(pk__in=[row.pk for row in [*self.deleted_objects, *moved]]).delete()
        if stay:
            columns = [f.name for f in self.model._meta.concrete_fields if not f.primary_key]
            table.bulk_update(stay, columns)
        table.bulk_create([*moved, *self.new_objects])
