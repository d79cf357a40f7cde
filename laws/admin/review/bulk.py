"""Changing several measures at once: a form, a page that lists each change, then the change.

Nothing happens before the second page is confirmed. It carries, signed, what was chosen and the
version of each measure when it was shown.
"""

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from laws.admin.autocomplete.typeahead import TypeaheadField
from laws.admin.base.fields import SeveralField
from laws.admin.base.site import SECTIONS, desk_page
from laws.editing import bulk, workflow
from laws.editing.roles import person
from laws.models import Bill, Order, Ordinance
from laws.vocabulary import (
    REVIEW,
    Confidence,
    CountyReach,
    EditorialStatus,
    Effect,
    EffectBasis,
    Reach,
    Regulates,
    UseMode,
)

MODELS = {"bill": Bill, "ordinance": Ordinance, "order": Order}
PLAIN = ("effect", "reach", "effect_basis", "effect_note", "county_reach", "confidence")
NO_CHANGE = ("", "– no change")
TOO_MANY = f"At most {bulk.MOST} measures can be changed at once. Select fewer."
NONE_LEFT = "None of the selected measures is on this list any more."
NOT_YOURS = "You may not change any of the selected measures. You may change your own drafts."
NOT_OURS = "This page does not say what to confirm. Select the measures again."


class BulkForm(forms.Form):
    """What both forms ask for."""

    reason = forms.CharField(
        max_length=300,
        label="Why",
        widget=forms.TextInput(attrs={"size": 90, "autocomplete": "off"}),
        help_text="Saved with every change. Readers see it where the change is public.",
        error_messages={"required": "Say why: it is saved with every change."},
    )


def _choice(words, **options):
    choices = [NO_CHANGE, *words.choices]
    return forms.ChoiceField(choices=choices, required=False, **options)


class FieldsForm(BulkForm):
    """New values of the measures."""

    effect = _choice(Effect)
    reach = _choice(Reach)
    effect_basis = _choice(EffectBasis, label="Text read?")
    effect_note = forms.CharField(
        max_length=300,
        required=False,
        label="Reason for doubt",
        widget=forms.TextInput(attrs={"size": 90, "autocomplete": "off"}),
        help_text="Needed where the text was not read, or the effect is disputed.",
    )
    county_reach = _choice(CountyReach, label="County covers")
    confidence = _choice(Confidence)
    session = TypeaheadField(
        "sessions", required=False, help_text="Of the legislature that all of them belong to."
    )
    add_regulates = SeveralField(Regulates, label="Regulates: add", required=False)
    remove_regulates = SeveralField(Regulates, label="Regulates: remove", required=False)
    add_use_modes = SeveralField(UseMode, label="Which use: add", required=False)
    remove_use_modes = SeveralField(UseMode, label="Which use: remove", required=False)
    field_order = ["effect", "reach", "effect_basis", "effect_note", "county_reach",
                   "add_regulates", "remove_regulates", "add_use_modes",
                   "remove_use_modes", "confidence", "session", "reason"]  # fmt: skip

    def __init__(self, *args, section, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["session" if section != "bill" else "county_reach"]

    def clean(self):
        cleaned = super().clean()
        for name in ("regulates", "use_modes"):
            both = set(cleaned.get(f"add_{name}", ())) & set(cleaned.get(f"remove_{name}", ()))
            if both:
                self.add_error(f"remove_{name}", "The same word is both added and removed.")
        has_change = any(value for name, value in cleaned.items() if name != "reason")
        if not has_change and not self.errors:
            raise forms.ValidationError("Choose what to change.")
        return cleaned

    def edit(self) -> bulk.BulkEdit:
        """What was chosen."""
        chosen = self.cleaned_data
        columns = {name: chosen[name] for name in PLAIN if chosen.get(name)}
        if chosen.get("session"):
            columns["session_id"] = chosen["session"].pk
        add, remove = (
            {name: words for name in ("regulates", "use_modes") if (words := chosen[verb + name])}
            for verb in ("add_", "remove_")
        )
        return bulk.BulkEdit(columns, add, remove, reason=chosen["reason"])


class StatusForm(BulkForm):
    """The new status of the measures; what each of them needs for it is checked later."""

    # Withdrawing has a page of its own, which says what follows.
    status = forms.ChoiceField(
        choices=[(one.value, one.label) for one in EditorialStatus if one != "withdrawn"],
        label="New status",
    )
    field_order = ["status", "reason"]

    def __init__(self, *args, section, **kwargs):
        super().__init__(*args, **kwargs)

    def edit(self) -> bulk.BulkEdit:
        """What was chosen."""
        return bulk.BulkEdit({}, {}, {}, self.cleaned_data["status"], self.cleaned_data["reason"])


FORMS = {"fields": FieldsForm, "status": StatusForm}
TITLES = {"fields": "Change several measures", "status": "Change the status of several measures"}


class BulkEditAdmin:
    """A section whose list offers to change the selected measures."""

    actions = ["change_fields", "change_status"]

    def get_actions(self, request):
        if not self.has_change_permission(request):
            return {}
        reviews = person(request.user).may(REVIEW)
        names = self.actions if reviews else ["change_fields"]
        offered = map(self.get_action, names)
        return {name: (function, name, words) for function, name, words in offered}

    def change_fields(self, request, queryset):
        return self._redirect(request, queryset, "fields")

    change_fields.short_description = "Change their fields …"

    def change_status(self, request, queryset):
        return self._redirect(request, queryset, "status")

    change_status.short_description = "Change their status …"

    def _redirect(self, request, queryset, what):
        keys = list(queryset.order_by("pk").values_list("pk", flat=True)[: bulk.MOST + 1])
        if len(keys) > bulk.MOST:
            self.message_user(request, TOO_MANY, messages.ERROR)
            return None
        who = person(request.user)
        rows = queryset.values_list("status", "entered_by")
        if not any(workflow.may_edit(status, by == who.key, who) for status, by in rows):
            # Said here, rather than of each two pages later.
            self.message_user(request, NOT_YOURS, messages.ERROR)
            return None
        address = reverse("admin:bulk", args=[self.opts.model_name, what])
        return HttpResponseRedirect(f"{address}?keys={'.'.join(map(str, keys))}")


def page(request, section, what):
    """Ask what to change, show what would become of each measure, and do it once confirmed."""
    if section not in MODELS or what not in FORMS:
        raise Http404
    if not request.user.has_perm(f"laws.change_{section}"):
        raise PermissionDenied
    if "confirmed" in request.POST:
        return _carry_out(request, section, what)
    keys = _keys(request, section)
    if not keys:
        return _back(request, section, NONE_LEFT)
    form = FORMS[what](request.POST or None, section=section)
    if form.is_valid():
        edit = form.edit()
        return _confirm(
            request, section, what, edit, bulk.plan(keys, edit, request.user, timezone.localdate())
        )
    context = {"form": form, "count": len(keys), "keys": ".".join(map(str, keys))}
    return _answer(request, section, what, context)


def _keys(request, section):
    """The keys of the selected measures, as far as they are on the section's list."""
    texts = request.POST.get("keys", request.GET.get("keys", ""))[:2000].split(".")
    keys = {int(key) for key in texts if key.isascii() and key.isdigit() and len(key) < 19}
    rows = MODELS[section].objects.filter(pk__in=keys).order_by("pk")
    return list(rows.values_list("pk", flat=True)[: bulk.MOST])


def _confirm(request, section, what, edit, planned, error="", marked=()):
    """The page that lists each change."""
    going = [one for one in planned if one.is_allowed]
    confirmed = {str(one.measure.pk): one.confirmed for one in going}
    keys = [one.measure.pk for one in planned]
    content = signing.dumps(
        [keys, edit, confirmed], salt=_salt(request, section, what), compress=True
    )
    context = {
        "going": going,
        "refused": [one for one in planned if one.how == bulk.REFUSED],
        "same": [one for one in planned if one.how == bulk.SAME],
        "proposed": [one for one in going if one.how == bulk.PROPOSED],
        "reason": edit.reason,
        "confirmed": content,
        "again": f"{request.path}?keys={'.'.join(map(str, keys))}",
        "error": error,
        "marked": marked,
    }
    return _answer(request, section, what, context)


def _carry_out(request, section, what):
    try:
        keys, edit, confirmed = signing.loads(
            request.POST["confirmed"], salt=_salt(request, section, what)
        )
    except signing.BadSignature:
        return _back(request, section, NOT_OURS)
    edit = bulk.BulkEdit(*edit)
    try:
        done = bulk.carry_out(keys, edit, request.user, timezone.localdate(), confirmed)
    except bulk.NotDone as refusal:
        planned = bulk.plan(keys, edit, request.user, timezone.localdate())
        return _confirm(request, section, what, edit, planned, str(refusal), refusal.moved_on)
    _log(request, section, [one.measure.pk for one in done if one.is_allowed], edit)
    return _back(request, section, _summary(done), messages.SUCCESS)


def _summary(done: list[bulk.PlannedEdit]) -> str:
    how = [one.how for one in done]
    counts = {
        "{} changed": how.count(bulk.CHANGED) + how.count(bulk.MOVED),
        "{} proposed (public once a publisher accepts)": how.count(bulk.PROPOSED),
        "{} refused": how.count(bulk.REFUSED),
        "{} unchanged": how.count(bulk.SAME),
    }
    return "; ".join(words.format(count) for words, count in counts.items() if count) + "."


def _log(request, section, keys, edit):
    rows = MODELS[section].objects.filter(pk__in=keys)
    message = f"Several at once: {edit.reason}"
    LogEntry.objects.log_actions(request.user.pk, rows, CHANGE, message, single_object=False)


def _back(request, section, sentence, level=messages.WARNING):
    messages.add_message(request, level, sentence)
    return HttpResponseRedirect(reverse(f"admin:laws_{section}_changelist"))


def _salt(request, section, what):
    return f"bulk {section} {what} by {request.user.pk}"


def _answer(request, section, what, context):
    model = MODELS[section]
    shared = {
        "title": TITLES[what],
        "section": SECTIONS[model.__name__],
        "list": reverse(f"admin:laws_{section}_changelist"),
        "opts": model._meta,
    }
    return desk_page(request, "admin/laws/review/bulk.html", shared | context)
