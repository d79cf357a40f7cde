"""Boxes for dates: written in any way that means one date, and said in words beside the box."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from laws.models.fields import PartialDateField
from laws.text.date_parsing import read_date, read_day
from laws.text.dates import PartialDate, say

LONGEST = 60
BOX_AND_WORDS = (
    '<span class="date-box">{}<span class="echo" role="status" data-words="{}">{}</span></span>'
)
IN_FUTURE = "This day has not come yet."
ANY_WAY = "3/11/2025, March 11, 2025 or 2025-03-11."


def read_typed(text: str) -> PartialDate:
    """A date as it is typed or pasted at the desk today. ValueError with a sentence."""
    return read_date(text, timezone.localdate().year)


def _read_day(text: str) -> date:
    return read_day(text, timezone.localdate().year)


class DateBox(forms.TextInput):
    """A box for a date. What it was read as stands beside it, once that is not what was typed."""

    class Media:
        js = [forms.Script("admin_dates.js", defer=True)]

    def __init__(self, attrs=None):
        usual = {"size": 17, "autocomplete": "off", "placeholder": "3/11/2025"}
        super().__init__(usual | (attrs or {}))

    def format_value(self, value):
        if isinstance(value, PartialDate):
            return value.say()
        return say(value) if isinstance(value, date) else super().format_value(value)

    def render(self, name, value, attrs=None, renderer=None):
        box = super().render(name, value, attrs, renderer)
        words = words_beside(self.format_value(value) or "")
        return format_html(BOX_AND_WORDS, box, reverse("admin:date"), words)


class WhenField(forms.CharField):
    """A date as it is known, to the day, the month or the year: a PartialDate; None if empty."""

    read = staticmethod(read_typed)
    widget = DateBox

    def __init__(self, **options):
        super().__init__(**{"max_length": LONGEST, "label": "Date"} | options)

    def to_python(self, value):
        # What is stored comes as a date, what was typed as words.
        text = super().to_python(value) if isinstance(value, str | None) else value
        try:
            return self.read(text) if isinstance(text, str) and text else text or None
        except ValueError as error:
            raise ValidationError(str(error)) from None

    def run_validators(self, value):
        """The validators of a text do not apply to a date."""

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != (self.to_python(initial) or None)
        except ValidationError:
            return True


class DayField(WhenField):
    """A date that is known to the day: a date; None if empty."""

    read = staticmethod(_read_day)

    def __init__(self, **options):
        super().__init__(**{"help_text": ANY_WAY} | options)


DAYS = {
    models.DateField: {"form_class": DayField, "widget": DateBox},
    PartialDateField: {"form_class": WhenField, "widget": DateBox, "max_length": LONGEST},
}
"""How a section of the desk asks for the days of a model."""


def words_beside(text: str) -> str:
    """The date that a box was read as, in words; "" if these are its own, or mean no date."""
    try:
        words = read_typed(text[:LONGEST]).say()
    except ValueError:
        return ""
    return "" if words == " ".join(text.split()) else words


def answer(request):
    """The words beside a box of which the text is `q`, as JSON."""
    if not request.user.has_module_perms("laws"):
        raise Http404
    return JsonResponse({"words": words_beside(request.GET.get("q", ""))})
