"""Forms of single rows that notice when the row changed after they were opened."""

from django.db import transaction

from laws.admin.base.site import BaseAdmin, DeskForm
from laws.editing.merge import version_of
from laws.text.fields import label, words

FIELD = "version"
"""The hidden box that carries the version of the row, and of each kind of rows edited with it."""
CHANGED = (
    "Someone else changed this while you did. {} What you typed is still in the boxes: save again "
    "to keep it, or correct it first."
)


class NoticesChanges:
    """A form that is shown once more if the row changed since it was opened; before ModelForm."""

    changed_parts: list[str] = []
    """What changed: "" for the row itself, else the name of rows that are edited with it."""

    def clean(self):
        cleaned = super().clean()
        if self.changed_parts:
            self.add_error(None, self.say_changed())
        return cleaned

    def say_changed(self) -> str:
        """What is stored now where it differs from what was typed, as sentences."""
        stored = self._meta.model.objects.get(pk=self.instance.pk)
        row = _content(stored)
        fields = {field.name: field for field in _fields(stored)}
        differing = [fields[name] for name in self.changed_data if name in fields]
        parts = [
            f"{label(field)} is {words(field, row, {}) or 'empty'} now." for field in differing
        ]
        names = [name.replace("_", " ") for name in self.changed_parts if name]
        parts += [f"Its {name} changed." for name in names]
        return CHANGED.format(" ".join(parts))


class CarriesVersions:
    """A section whose forms, which notice changes, carry the version of their row; before
    ModelAdmin. Its template of a row is admin/laws/row_form.html, or extends it.
    """

    rows: tuple[str, ...] = ()
    """The names of rows that are edited on the same page."""
    moves_by_itself: tuple[str, ...] = ()
    """The columns that change without anyone writing into the form."""

    def get_object(self, request, object_id, from_field=None):
        row = super().get_object(request, object_id, from_field)
        # Pages that save nothing have no transaction, and may be sent a form all the same.
        is_saving = request.method == "POST" and transaction.get_connection().in_atomic_block
        if row is not None and is_saving:
            # The second to save waits, and then sees what the first has saved.
            list(self.model.objects.select_for_update(no_key=True).filter(pk=row.pk).values("pk"))
            row = super().get_object(request, object_id, from_field)
        return row

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if change and obj and request.method == "POST":
            opened = request.POST.get(FIELD, "").split()
            now = self.versions(obj)
            known = dict(zip(now, opened, strict=False))
            form.changed_parts = [part for part in now if known.get(part) != now[part]]
        return form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            # As it is stored: a form that was read has put its words into the row at hand.
            stored = self.model.objects.get(pk=obj.pk)
            context["version"] = " ".join(self.versions(stored).values())
        return super().render_change_form(request, context, add, change, form_url, obj)

    def versions(self, row) -> dict[str, str]:
        """The version of a row ("") and of the rows that are edited with it, by their name."""
        own = {name: value for name, value in _content(row).items()
               if name not in self.moves_by_itself}  # fmt: skip
        versions = {"": version_of(own)}
        for name in self.rows:
            others = getattr(row, name).order_by("pk")
            versions[name] = version_of([_content(other) for other in others])
        return versions


class VersionedForm(NoticesChanges, DeskForm):
    """The form of a row of the record that is shown once more if the row changed meanwhile."""


class VersionedAdmin(CarriesVersions, BaseAdmin):
    """A section of the record whose forms, made of VersionedForm, carry versions."""

    change_form_template = "admin/laws/row_form.html"
    shows_kept = True


def _content(row) -> dict[str, object]:
    return {field.attname: _plain(getattr(row, field.attname)) for field in _fields(row)}


def _fields(row):
    return [f for f in row._meta.local_concrete_fields if f.editable and not f.primary_key]


def _plain(value):
    return value if isinstance(value, bool | int | str | list) or value is None else str(value)
