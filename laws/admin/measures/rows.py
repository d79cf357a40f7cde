"""Rows of a measure that are edited on its page, each once."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet

from laws.admin.base.fields import LabelledForm


class RowKey(forms.Field):
    """The hidden key of a row, which is at hand already and need not be fetched again."""

    widget = forms.HiddenInput

    def __init__(self, row):
        super().__init__(required=False, initial=row.pk)
        self.row = row

    def clean(self, value):
        if self.row.pk is None and (value or self.required):
            raise ValidationError(
                "Someone took this row off in the meantime: copy what you need and open the page "
                "again."
            )
        return self.row if self.row.pk else None

    def has_changed(self, initial, data):
        return False


class RowForm(LabelledForm):
    """One row; whether it is the only one of its key is for all rows together to say."""

    def _get_validation_exclusions(self):
        # A row may take the key of one that goes or changes with the same save.
        return super()._get_validation_exclusions() | {"measure", "from_measure"}


class Bounded:
    """Rows that are at most so many, as the page of a measure can be read and sent."""

    max_num = 200

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, **{"absolute_max": self.max_num} | kwargs)


class Rows(BaseInlineFormSet):
    """The rows of one kind that a measure has, unique by `key`, written in few statements."""

    key = ()
    twice = ""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields[self.model._meta.pk.name] = RowKey(form.instance)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Take off"
            form.fields["DELETE"].widget.attrs["aria-label"] = f"Take off row {(index or 0) + 1}"

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
        """Rows on the record that the form does not show, as another added them meanwhile."""
        shown = {form.instance.pk for form in self.forms}
        return [row for row in self.get_queryset() if row.pk not in shown]

    def key_of(self, form):
        """What tells the row from the others, if it is complete and stays."""
        if not self.kept(form) or any(name not in form.cleaned_data for name in self.key):
            return None
        return tuple(form.cleaned_data[name] for name in self.key)

    def kept(self, form):
        """Whether the row holds something and stays."""
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
