"""A measure that is entered in the section of another kind of government goes on in its own.

The form says so at its place, with a button that opens the other section's form with all that was
typed, its rows too. Nothing is saved by it.
"""

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html

from laws.admin.base.panel import PREVIEW
from laws.models import Jurisdiction, Measure
from laws.vocabulary import ORDER_KINDS

MOVED = "_moved"
SECTIONS = {"bill": "Bills", "ordinance": "Ordinances", "order": "Orders"}
GOES_ON = (
    '{} is a {}. What it adopts belongs to {}. <button class="button" name="_moved" value="1" '
    'formaction="{}">Go on in {}</button> All that you typed comes along.'
)
STORED = "{} is a {}. What it adopts belongs to {}. Choose another place, or enter it there."
CARRIED = "You go on in {}: what you typed came along, and nothing is saved yet."
LEFT = "There is no box for it here: {}."


def belongs_elsewhere(place: Jurisdiction, kind: str, is_new: bool) -> str:
    """Where a measure of a place belongs that its section does not take."""
    section = "ordinance" if place.is_local else "order" if kind in ORDER_KINDS else "bill"
    name, sort = SECTIONS[section], place.get_kind_display().lower()
    if not is_new:
        return STORED.format(place.full_name, sort, name)
    address = reverse(f"admin:laws_{section}_add")
    return format_html(GOES_ON, place.full_name, sort, name, address, name)


class TakesFromOthers:
    """A section of measures whose form takes over what was typed in another section's."""

    def add_view(self, request, form_url="", extra_context=None):
        if request.method == "POST" and MOVED in request.POST:
            self._take_over(request)
        return super().add_view(request, form_url, extra_context)

    def _take_over(self, request):
        request.POST = boxes = request.POST.copy()
        boxes[PREVIEW] = "page"
        if boxes.get("kind") not in self.form.kinds:
            boxes["kind"] = self.get_changeform_initial_data(request).get("kind", "")
        self.message_user(request, CARRIED.format(SECTIONS[self.model._meta.model_name]))
        shown = self.get_form(request).base_fields
        for field in Measure._meta.fields:
            words = boxes.get(f"{field.name}-words") or boxes.get(field.name)
            if words and field.name not in shown:
                told = LEFT.format(f"{field.verbose_name} “{words}”")
                self.message_user(request, told, messages.WARNING)
