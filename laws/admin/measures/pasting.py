"""A new bill's form filled in from what was pasted; nothing is saved yet."""

from collections.abc import Iterator
from itertools import islice

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html

from laws.admin.base.addresses import desk_address
from laws.admin.base.panel import PREVIEW
from laws.admin.measures.filling import fill
from laws.editing.duplicates import same_number
from laws.imports.pasting import PastedBill, pasted
from laws.models import InboxEntry, Measure, Question
from laws.refusals import Refusal
from laws.text.bill_numbers import plain_keys
from laws.text.dates import PartialDate
from laws.vocabulary import EditorialStatus, EntryStatus

PASTE, TAKE = "_paste", "_take"
LONGEST = 2_000_000
PREFIXES = {
    "actions": "actions",
    "sources": "sources",
    "relations": "relations_from",
    "sponsorships": "sponsorships",
    "quotations": "quotations",
}
MOST_ROWS = 200
IS_ENTERED = 'It is entered already: <a href="{}">{}: {}</a> ({}).'

WAITS_IN_INBOX = (
    'It waits in the inbox with all that an import read: accept <a href="{}">{}</a> there instead.'
)
MOST_WAITING = 3


class PasteForm(forms.Form):
    """The box for what is pasted."""

    pasted = forms.CharField(
        label="Fill in by pasting",
        max_length=LONGEST,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false", "autocomplete": "off"}),
        help_text=(
            "The address or the JSON of a bill at Open States or LegiScan, or its state, session "
            "and number: MA 193rd S.927. Nothing is saved yet, and no address is visited."
        ),
    )


class PasteAdmin:
    """A section whose empty form can be filled in from what another source says about a bill."""

    def add_view(self, request, form_url="", extra_context=None):
        context = {"paste": PasteForm()} | (extra_context or {})
        if request.method != "POST" or PASTE not in request.POST:
            return super().add_view(request, form_url, context)
        if not self.has_add_permission(request):
            raise PermissionDenied
        context["paste"] = box = PasteForm(request.POST)
        bill = _read(box)
        # Filled in or not, it is a form that was sent for a preview.
        request.POST = boxes = request.POST.copy()
        boxes[PREVIEW] = "page"
        if bill:
            told = self._fill(request, bill)
            waiting = _waiting(bill) if request.user.has_perm("laws.view_inboxentry") else []
            context |= {"filled_in": True, "not_told": [*waiting, *bill.notes], "left_out": told}
        return super().add_view(request, form_url, context)

    def _fill(self, request, bill):
        """Put a bill into the boxes that are empty; what it says of the others."""
        form = self.get_form(request, None)
        empty = form(initial=self.get_changeform_initial_data(request))
        take = request.POST.getlist(TAKE)
        request.POST, left_out = fill(request.POST, _boxes(bill), empty, take)
        return left_out

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if context.get("filled_in"):
            _focus_on_first_empty(context["adminform"].form)
        return super().render_change_form(request, context, add, change, form_url, obj)


def _read(box: PasteForm) -> PastedBill | None:
    """The bill that was pasted, if it is not entered yet; else None, and the box says why."""
    if not box.is_valid():
        return None
    try:
        bill = pasted(box.cleaned_data["pasted"])
    except Refusal as error:
        box.add_error("pasted", str(error))
        return None
    other = _entered(bill)
    if other is None:
        return bill
    named = desk_address(other), other, other.title, other.get_status_display().lower()
    box.add_error("pasted", format_html(IS_ENTERED, *named))
    return None


def _entered(bill: PastedBill) -> Measure | None:
    """The measure that is this bill, if it is entered already."""
    if not (bill.place and bill.number):
        return None
    kind = bill.document["own"][""]["kind"]
    # A number without its session does not tell a bill: each session starts at one again.
    if not bill.session and not bill.place.is_local:
        return None
    same = list(same_number(bill.place, bill.session, bill.number))
    of_kind = [measure for measure in same if measure.kind == kind]
    # A city's ordinance and its resolution may have one number; a legislature counts its bills.
    return next(iter(of_kind or ([] if bill.place.is_local else same)), None)


def _waiting(bill: PastedBill) -> Iterator[str]:
    """A sentence for each of a few entries of the inbox that propose the same bill."""
    rows = InboxEntry.objects.filter(status=EntryStatus.WAITING, draft__isnull=False)
    keys = plain_keys(bill.number)
    same = (
        entry
        for entry in rows.filter(jurisdiction=bill.place).exclude(identifier="")
        if plain_keys(entry.identifier) & keys
        and (not bill.session or bill.session.pk == entry.draft["own"][""].get("session_id"))
    )
    for entry in islice(same, MOST_WAITING):
        address = reverse("admin:laws_inboxentry_change", args=[entry.pk])
        yield format_html(WAITS_IN_INBOX, address, entry)


def _boxes(bill: PastedBill) -> QueryDict:
    """The boxes of the form as they would be sent if someone had filled them in."""
    boxes = QueryDict(mutable=True)
    boxes["status"] = EditorialStatus.DRAFT
    for field in ("reach", "confidence"):
        boxes[field] = Measure._meta.get_field(field).default
    for name, value in bill.document["own"][""].items():
        put(boxes, name.removesuffix("_id"), value)
    for part, prefix in PREFIXES.items():
        _put_rows(boxes, prefix, bill.document.get(part, {}).values())
    questions = Question.objects.order_by("order", "slug").values_list("pk", flat=True)
    _put_rows(boxes, "provisions", [{"question": key} for key in questions])
    return boxes


def _put_rows(boxes, prefix, rows):
    rows = list(rows)[:MOST_ROWS]
    boxes[f"{prefix}-TOTAL_FORMS"], boxes[f"{prefix}-INITIAL_FORMS"] = str(len(rows)), "0"
    for number, row in enumerate(rows):
        for name, value in columns(row).items():
            put(boxes, f"{prefix}-{number}-{name}", value)


def columns(row):
    """A row of a document by the names of its boxes."""
    row = {name.removesuffix("_id"): value for name, value in row.items()}
    if "day" in row:
        row["when"] = PartialDate.parse(row.pop("day"))
        row["when"] = PartialDate(row["when"].day, row.pop("precision")).say()
    if "source_urls" in row:
        row["source_urls"] = "\n".join(row["source_urls"])
    return row


def put(boxes, name, value):
    if isinstance(value, list):
        boxes.setlist(name, map(str, value))
    else:
        boxes[name] = "" if value is None else str(value)


def _focus_on_first_empty(form):
    for name in ("session", "identifier", "title", "effect"):
        if name in form.fields and not form.data.get(name):
            form.fields[name].widget.attrs["autofocus"] = "autofocus"
            return
