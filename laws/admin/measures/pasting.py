"""A new bill's form filled in from what was pasted; nothing is saved by it."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html

from laws.admin.base.addresses import desk_address
from laws.admin.measures.preview import ASK
from laws.editing.duplicates import same_number
from laws.imports.pasting import pasted
from laws.models import InboxEntry, Measure, Question
from laws.refusals import Refusal
from laws.text.bill_numbers import plain_keys
from laws.text.dates import PartialDate
from laws.vocabulary import EditorialStatus, EntryStatus

PASTE = "_paste"
LONGEST = 2_000_000
PREFIXES = {"actions": "actions", "sources": "sources", "relations": "relations_from"}
MOST_ROWS = 200
IS_ON_RECORD = 'It is on record already: <a href="{}">{}: {}</a> ({}).'

WAITS_IN_INBOX = (
    'It waits in the inbox, with all that was read of it: decide about <a href="{}">{}</a> there.'
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
            "and number: MA 193rd S.927. Nothing is saved by it, and no address is visited."
        ),
    )


class TakesPaste:
    """A section whose empty form can be filled in from what another record says of a bill."""

    def add_view(self, request, form_url="", extra_context=None):
        context = {"paste": PasteForm()} | (extra_context or {})
        if request.method != "POST" or PASTE not in request.POST:
            return super().add_view(request, form_url, context)
        if not self.has_add_permission(request):
            raise PermissionDenied
        context["paste"] = box = PasteForm(request.POST)
        found = _read(box)
        if found is None:
            request.method, request.POST = "GET", QueryDict()
        else:
            # Filled in, it is the form of someone who asks what it comes to.
            request.POST = _boxes(found, request.POST.get("csrfmiddlewaretoken", ""))
            waiting = _waiting(found) if request.user.has_perm("laws.view_inboxentry") else []
            context |= {"filled_in": True, "not_told": [*waiting, *found.notes]}
        return super().add_view(request, form_url, context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if context.get("filled_in"):
            _focus_on_first_empty(context["adminform"].form)
        return super().render_change_form(request, context, add, change, form_url, obj)


def _read(box):
    """What the box tells of a bill that is not on record; else None, and the box says why."""
    if not box.is_valid():
        return None
    try:
        found = pasted(box.cleaned_data["pasted"])
    except Refusal as error:
        box.add_error("pasted", str(error))
        return None
    other = _on_record(found)
    if other is None:
        return found
    named = desk_address(other), other, other.title, other.get_status_display().lower()
    box.add_error("pasted", format_html(IS_ON_RECORD, *named))
    return None


def _on_record(found):
    if not (found.place and found.number):
        return None
    kind = found.document["own"][""]["kind"]
    # A number without its session says nothing of a bill: each session begins at one again.
    if not found.session and not found.place.is_local:
        return None
    same = list(same_number(found.place, found.session, found.number))
    of_kind = [one for one in same if one.kind == kind]
    # A city's ordinance and its resolution may have one number; a legislature counts its bills.
    return next(iter(of_kind or ([] if found.place.is_local else same)), None)


def _waiting(found):
    """A sentence for each entry of the inbox that proposes the same bill."""
    rows = InboxEntry.objects.filter(status=EntryStatus.WAITING, draft__isnull=False)
    keys, told = plain_keys(found.number), 0
    for entry in rows.filter(jurisdiction=found.place).exclude(identifier=""):
        session = entry.draft["own"][""].get("session_id")
        is_one = plain_keys(entry.identifier) & keys and told < MOST_WAITING
        if is_one and (found.session is None or session == found.session.pk):
            told += 1
            address = reverse("admin:laws_inboxentry_change", args=[entry.pk])
            yield format_html(WAITS_IN_INBOX, address, entry)


def _boxes(found, token):
    """The boxes of the form as they would be sent if someone had filled them in."""
    boxes = QueryDict(mutable=True)
    boxes.update({"csrfmiddlewaretoken": token, ASK: "page", "status": EditorialStatus.DRAFT})
    for field in ("reach", "confidence"):
        boxes[field] = Measure._meta.get_field(field).default
    for name, value in found.document["own"][""].items():
        _put(boxes, name.removesuffix("_id"), value)
    for part, prefix in PREFIXES.items():
        _put_rows(boxes, prefix, found.document.get(part, {}).values())
    questions = Question.objects.order_by("order", "slug").values_list("pk", flat=True)
    _put_rows(boxes, "provisions", [{"question": key} for key in questions])
    return boxes


def _put_rows(boxes, prefix, rows):
    rows = list(rows)[:MOST_ROWS]
    boxes[f"{prefix}-TOTAL_FORMS"], boxes[f"{prefix}-INITIAL_FORMS"] = str(len(rows)), "0"
    for number, row in enumerate(rows):
        for name, value in _columns(row).items():
            _put(boxes, f"{prefix}-{number}-{name}", value)


def _columns(row):
    """A row of a document by the names of its boxes."""
    row = {name.removesuffix("_id"): value for name, value in row.items()}
    if "day" in row:
        row["when"] = PartialDate.parse(row.pop("day"))
        row["when"] = PartialDate(row["when"].day, row.pop("precision")).isoformat()
    if "source_urls" in row:
        row["source_urls"] = "\n".join(row["source_urls"])
    return row


def _put(boxes, name, value):
    if isinstance(value, list):
        boxes.setlist(name, [str(one) for one in value])
    else:
        boxes[name] = "" if value is None else str(value)


def _focus_on_first_empty(form):
    for name in ("session", "identifier", "title", "effect"):
        if name in form.fields and not form.data.get(name):
            form.fields[name].widget.attrs["autofocus"] = "autofocus"
            return
