"""Changing several measures at once: what is to change, a page that lists each change, and then it.

Nothing happens before the second page is confirmed. It carries, sealed, what was asked for and what
each measure said when it was shown.
"""

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from laws.admin.autocomplete.typeahead import TypeaheadField
from laws.admin.base.fields import SeveralField
from laws.admin.base.site import SECTIONS, desk_page
from laws.editing import bulk, workflow
from laws.editing.roles import person
from laws.models import Bill, Order, Ordinance
from laws.vocabulary import Confidence, EditorialStatus, Effect, Reach, Regulates, UseMode

MODELS = {"bill": Bill, "ordinance": Ordinance, "order": Order}
AS_IT_IS = ("", "– as it is")
TOO_MANY = f"At most {bulk.MOST} measures are changed at once: choose fewer of them."
NONE_CHOSEN = "None of the measures chosen is on this list any more."
NOT_OURS = "This page does not say what was to be confirmed: choose the measures again."


class Wishes(forms.Form):
    """What both forms ask."""

    reason = forms.CharField(
        max_length=300,
        label="Why",
        widget=forms.TextInput(attrs={"size": 90, "autocomplete": "off"}),
        help_text="Kept with every change; readers see it where the change is public.",
        error_messages={"required": "Say why: it is kept with every change."},
    )


def _choice(words, **options):
    choices = [AS_IT_IS, *words.choices]
    return forms.ChoiceField(choices=choices, required=False, **options)


class FieldsForm(Wishes):
    """What the measures shall say."""

    effect = _choice(Effect)
    reach = _choice(Reach)
    confidence = _choice(Confidence)
    session = TypeaheadField(
        "sessions", required=False, help_text="Of the legislature that all of them belong to."
    )
    add_regulates = SeveralField(Regulates, label="Regulates: add", required=False)
    remove_regulates = SeveralField(Regulates, label="Regulates: take off", required=False)
    add_use_modes = SeveralField(UseMode, label="Which use: add", required=False)
    remove_use_modes = SeveralField(UseMode, label="Which use: take off", required=False)
    field_order = ["effect", "reach", "add_regulates", "remove_regulates", "add_use_modes",
                   "remove_use_modes", "confidence", "session", "reason"]  # fmt: skip

    def __init__(self, *args, section, **kwargs):
        super().__init__(*args, **kwargs)
        if section != "bill":
            del self.fields["session"]

    def clean(self):
        cleaned = super().clean()
        for name in ("regulates", "use_modes"):
            both = set(cleaned.get(f"add_{name}", ())) & set(cleaned.get(f"remove_{name}", ()))
            if both:
                self.add_error(f"remove_{name}", "The same word is to be added and taken off.")
        asked = any(value for name, value in cleaned.items() if name != "reason")
        if not asked and not self.errors:
            raise forms.ValidationError("Choose what is to change.")
        return cleaned

    def wish(self):
        said = self.cleaned_data
        columns = {name: said[name] for name in ("effect", "reach", "confidence") if said[name]}
        if said.get("session"):
            columns["session_id"] = said["session"].pk
        parts = [{name: said[f"{verb}_{name}"] for name in ("regulates", "use_modes")
                  if said[f"{verb}_{name}"]} for verb in ("add", "remove")]  # fmt: skip
        return bulk.Wish(columns, *parts, reason=said["reason"])


class StatusForm(Wishes):
    """Which status the measures shall have; what each of them needs for it is looked at later."""

    status = forms.ChoiceField(choices=EditorialStatus.choices, label="New status")
    field_order = ["status", "reason"]

    def __init__(self, *args, section, **kwargs):
        super().__init__(*args, **kwargs)

    def wish(self):
        return bulk.Wish({}, {}, {}, self.cleaned_data["status"], self.cleaned_data["reason"])


FORMS = {"fields": FieldsForm, "status": StatusForm}
TITLES = {"fields": "Change what several measures say", "status": "Move several measures"}


class ChangesSeveral:
    """A section whose list offers to change the measures that are ticked."""

    actions = ["change_fields", "change_status"]

    def get_actions(self, request):
        if not self.has_change_permission(request):
            return {}
        reviews = person(request.user).may(workflow.REVIEW)
        names = self.actions if reviews else ["change_fields"]
        offered = map(self.get_action, names)
        return {name: (function, name, words) for function, name, words in offered}

    def change_fields(self, request, queryset):
        return self._lead_on(request, queryset, "fields")

    change_fields.short_description = "Change what they say …"

    def change_status(self, request, queryset):
        return self._lead_on(request, queryset, "status")

    change_status.short_description = "Change their status …"

    def _lead_on(self, request, queryset, what):
        keys = list(queryset.order_by("pk").values_list("pk", flat=True)[: bulk.MOST + 1])
        if len(keys) > bulk.MOST:
            self.message_user(request, TOO_MANY, messages.ERROR)
            return None
        address = reverse("admin:bulk", args=[self.opts.model_name, what])
        return HttpResponseRedirect(f"{address}?keys={'.'.join(map(str, keys))}")


def page(request, section, what):
    """Ask what is to change, show what would become of each measure, and do it once confirmed."""
    if section not in MODELS or what not in FORMS:
        raise Http404
    if not request.user.has_perm(f"laws.change_{section}"):
        raise PermissionDenied
    if "confirmed" in request.POST:
        return _carry_out(request, section, what)
    keys = _keys(request, section)
    if not keys:
        return _back(request, section, NONE_CHOSEN)
    form = FORMS[what](request.POST or None, section=section)
    if form.is_valid():
        wish = form.wish()
        return _confirm(request, section, what, wish, bulk.plan(keys, wish, request.user))
    context = {"form": form, "count": len(keys), "keys": ".".join(map(str, keys))}
    return _answer(request, section, what, context)


def _keys(request, section):
    """The measures that are meant, as far as they are on the section's list."""
    said = request.POST.get("keys", request.GET.get("keys", ""))[:2000].split(".")
    keys = {int(key) for key in said if key.isascii() and key.isdigit() and len(key) < 19}
    found = MODELS[section].objects.filter(pk__in=keys).order_by("pk")
    return list(found.values_list("pk", flat=True)[: bulk.MOST])


def _confirm(request, section, what, wish, fates, error="", marked=()):
    """The page that lists each change."""
    going = [one for one in fates if one.goes]
    seen = {str(one.measure.pk): one.shown for one in going}
    keys = [one.measure.pk for one in fates]
    content = signing.dumps([keys, wish, seen], salt=_salt(request, section, what), compress=True)
    context = {
        "going": going,
        "refused": [one for one in fates if one.how == bulk.REFUSED],
        "same": [one for one in fates if one.how == bulk.SAME],
        "proposed": [one for one in going if one.how == bulk.PROPOSED],
        "reason": wish.reason,
        "confirmed": content,
        "again": f"{request.path}?keys={'.'.join(map(str, keys))}",
        "error": error,
        "marked": marked,
    }
    return _answer(request, section, what, context)


def _carry_out(request, section, what):
    try:
        found = signing.loads(request.POST["confirmed"], salt=_salt(request, section, what))
    except signing.BadSignature:
        return _back(request, section, NOT_OURS)
    keys, wish, seen = found[0], bulk.Wish(*found[1]), found[2]
    try:
        fates = bulk.carry_out(keys, wish, request.user, seen)
    except bulk.NotDone as refused:
        fates = bulk.plan(keys, wish, request.user)
        return _confirm(request, section, what, wish, fates, str(refused), refused.moved_on)
    _log(request, section, [one.measure.pk for one in fates if one.goes], wish)
    return _back(request, section, _said(fates), messages.SUCCESS)


def _said(fates):
    how = [one.how for one in fates]
    counts = {
        "{} changed": how.count(bulk.CHANGED) + how.count(bulk.MOVED),
        "{} proposed, public once a publisher accepts": how.count(bulk.PROPOSED),
        "{} refused": how.count(bulk.REFUSED),
        "{} left as they were": how.count(bulk.SAME),
    }
    return "; ".join(words.format(count) for words, count in counts.items() if count) + "."


def _log(request, section, keys, wish):
    rows = MODELS[section].objects.filter(pk__in=keys)
    said = f"Several at once: {wish.reason}"
    LogEntry.objects.log_actions(request.user.pk, rows, CHANGE, said, single_object=False)


def _back(request, section, sentence, level=messages.WARNING):
    messages.add_message(request, level, sentence)
    return HttpResponseRedirect(reverse(f"admin:laws_{section}_changelist"))


def _salt(request, section, what):
    return f"bulk {section} {what} by {request.user.pk}"


def _answer(request, section, what, context):
    model = MODELS[section]
    known = {
        "title": TITLES[what],
        "section": SECTIONS[model.__name__],
        "list": reverse(f"admin:laws_{section}_changelist"),
        "opts": model._meta,
    }
    return desk_page(request, "admin/laws/review/bulk.html", known | context)
