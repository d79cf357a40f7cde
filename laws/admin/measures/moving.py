"""A measure that is entered in the section of another kind of government goes on in its own.

The form says so at its place, with a button that opens the other section's form with all that was
typed, its rows too. Nothing is saved by it.
"""

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html

from laws.admin.autocomplete.typeahead import Elsewhere
from laws.admin.base.panel import PREVIEW
from laws.models import Bill, Jurisdiction, Measure
from laws.vocabulary import ORDER_KINDS

MOVED = "_moved"
SECTIONS = {"bill": "Bills", "ordinance": "Ordinances", "order": "Orders"}
ELSEWHERE = "elsewhere"
"""The code of the error that says so."""
IS = "{} is a {}. What it adopts belongs to {}."
ARE = "“{}” is the name of several places: {}. What they adopt belongs to {}."
GOES_ON = (
    '{} <button class="button" name="_moved" value="1" formaction="{}">Go on in {}</button> All '
    "that you typed comes along.{}"
)
MEANT = " If you mean another place, choose it from the list: {}."
STORED = "{} Choose another place, or enter it there."
CARRIED = "You go on in {}: what you typed came along, and nothing is saved yet."
LEFT = "There is no box for it here: {}."


def belongs_elsewhere(meant: Elsewhere, kind: str, is_new: bool) -> str:
    """Where a measure belongs whose place, or each that may be meant, its section does not take."""
    place = meant.rows[0]
    section = "ordinance" if place.is_local else "order" if kind in ORDER_KINDS else "bill"
    name = SECTIONS[section]
    said = _what_it_is(meant, name)
    if not is_new:
        return STORED.format(said)
    address = reverse(f"admin:laws_{section}_add")
    others = MEANT.format("; ".join(meant.inside)) if meant.inside else ""
    return format_html(GOES_ON, said, address, name, others)


def _what_it_is(meant: Elsewhere, section: str) -> str:
    if len(meant.rows) == 1:
        place: Jurisdiction = meant.rows[0]
        return IS.format(place.name_in_state, place.get_kind_display().lower(), section)
    more = "; and others" if len(meant.rows) > len(meant.labels) else ""
    return ARE.format(meant.words, "; ".join(meant.labels) + more, section)


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
        # A new bill starts with the session of the person's last one: nobody typed it then.
        bills = Bill.objects.filter(entered_by=request.user.pk).order_by("-pk")
        filled_in = str(bills.values_list("session", flat=True).first() or "")
        for field in Measure._meta.fields:
            words = boxes.get(f"{field.name}-words") or boxes.get(field.name)
            is_typed = field.name != "session" or boxes.get("session") != filled_in
            if words and is_typed and field.name not in shown:
                told = LEFT.format(f"{field.verbose_name} “{words}”")
                self.message_user(request, told, messages.WARNING)
