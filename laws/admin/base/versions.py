"""Forms of single rows that know which version they were opened with: who saves second is told."""

from django.core import signing

from laws.text.fields import label, words

FIELD = "version"
CHANGED = (
    "Someone else changed this while you did. {}. What you typed is still in the boxes: save again "
    "to keep it, or put it right first."
)
UNKNOWN = (
    "This form does not say which version it changes. What you typed is still in the boxes: "
    "compare it with what is on the record, and save again."
)


class KnowsVersion:
    """A section whose forms are refused once when the row changed since they were opened."""

    change_form_template = "admin/laws/measures/row_form.html"
    rows = ()
    """The names of rows that are edited on the same page."""

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST":
            return found
        # Who saves second waits, and then sees what who saved first has left.
        list(self.model.objects.select_for_update(no_key=True).filter(pk=found.pk).values("pk"))
        found = super().get_object(request, object_id, from_field)
        request.moved_on = _moved_on(request.POST.get(FIELD, ""), found, self.rows)
        return found

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        asked = {"moved_on": getattr(request, "moved_on", "")}
        return type(form.__name__, (RefusesOnce, form), asked)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            # From the record: a form that is read has given its words to the row at hand.
            stored = self.model.objects.get(pk=obj.pk)
            content = _content(stored, self.rows)
            context["version"] = signing.dumps(content, salt=_salt(stored), compress=True)
        return super().render_change_form(request, context, add, change, form_url, obj)


class RefusesOnce:
    """A form that is not taken while the row moved on unseen."""

    moved_on = ""

    def clean(self):
        cleaned = super().clean()
        if self.moved_on:
            self.add_error(None, self.moved_on)
        return cleaned


def _moved_on(text, row, rows):
    """What changed since the form was opened, as a sentence; nothing if nothing did."""
    now = _content(row, rows)
    try:
        was = signing.loads(text, salt=_salt(row))
    except signing.BadSignature:
        return UNKNOWN
    if was == now:
        return ""
    return CHANGED.format("; ".join(_differences(row, was, now)))


def _differences(row, was, now):
    for field in _fields(row):
        before, after = was.get(field.attname), now[field.attname]
        if before != after:
            said = [words(field, {field.attname: one}, {}) or "nothing" for one in (before, after)]
            yield f"{label(field)} was {said[0]} and is {said[1]} now"
    yield from (f"Its {name} changed" for name in now.keys() & was.keys() - _names(row)
                if was[name] != now[name])  # fmt: skip


def _content(row, rows):
    content = {field.attname: _plain(getattr(row, field.attname)) for field in _fields(row)}
    for name in rows:
        content[name] = [_content(one, ()) for one in getattr(row, name).order_by("pk")]
    return content


def _names(row):
    return {field.attname for field in _fields(row)}


def _fields(row):
    return [f for f in row._meta.local_concrete_fields if f.editable and not f.primary_key]


def _plain(value):
    return value if isinstance(value, bool | int | str | list) or value is None else str(value)


def _salt(row):
    return f"version of {row._meta.label_lower} {row.pk}"
