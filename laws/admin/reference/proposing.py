"""Sections of what is public and no measure: a change is proposed, with a reason, and a second
person makes it public. Before it is proposed, the form says what follows for measures.
"""

from typing import Any

import pghistory
from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from laws.admin.base.dates import IN_FUTURE
from laws.admin.base.versions import VersionedAdmin, VersionedForm
from laws.admin.review.history import HistoryAdmin
from laws.admin.review.other_nouns import ShownTurns, turns_from
from laws.editing.diff_text import lines
from laws.editing.history import saves_of_row
from laws.editing.merge import Document, version_of
from laws.editing.proposals import put_forward
from laws.editing.reference import KINDS, document, is_public, planned, refusals
from laws.editing.restore import OLD, row_with_old
from laws.editing.snapshot import typed
from laws.models import Proposal
from laws.vocabulary import ProposalStatus

FOLLOWS = "followed"
"""The hidden box that says which consequences the form has shown."""
SAY_WHY = "Say why: readers see it in the log of changes."
LOOK = "Look through what follows from it, then save again."
PROPOSED = 'Proposed. It becomes public once a publisher accepts it: <a href="{}">{}</a>'
PROPOSES = "What you save here is a proposal. It becomes public once a publisher accepts it."
AT_ONCE = "Nothing public hangs on it yet, so what you save here takes effect at once."
SAYS_SO = "Nothing was proposed: the public version says the same."


class ProposedForm(VersionedForm):
    """A row of which a change is proposed, unless nothing public hangs on it."""

    reason = forms.CharField(
        max_length=300,
        required=False,
        label="Why you change it",
        widget=forms.TextInput(attrs={"size": 90}),
        help_text="Readers see it in the log of changes.",
    )
    past: tuple[str, ...] = ()
    """The boxes for days that have come: when something was looked at, or happened."""
    is_proposed = False
    turns: ShownTurns | None = None
    """What follows for measures, once the form was read."""
    shows_what_follows = False
    """Whether it is shown once more for this alone: nothing in it is wrong."""

    def clean(self):
        cleaned = super().clean()
        for name in self.past:
            when = cleaned.get(name)
            if when and getattr(when, "first", when) > timezone.localdate():
                self.add_error(name, IN_FUTURE)
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        for column, sentence in refusals(self.instance).items():
            if column not in self.errors:
                self.add_error(column if column in self.fields else None, sentence)
        if self.is_proposed and not self.cleaned_data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", SAY_WHY)
        if not self.has_changed() or self.errors:
            return
        self.turns = turns_from(self.instance)
        self.shows_what_follows = bool(self.turns) and self.data.get(FOLLOWS) != self.follows
        if self.shows_what_follows:
            self.add_error(None, LOOK)

    @property
    def follows(self) -> str:
        """What the form carries once it has shown what follows."""
        return version_of(self.turns) if self.turns else ""


class ProposedAdmin(HistoryAdmin, VersionedAdmin):
    """A section of rows that are public; `noun` is their ReferenceNoun."""

    change_form_template = "admin/laws/reference/form.html"
    delete_confirmation_template = "admin/laws/reference/delete.html"

    def is_proposed(self, request, row) -> bool:
        """Whether what someone does to a row, or adds if it is None, waits for a second person."""
        return row is None or is_public(row)

    # --- the form -----------------------------------------------------------------------------

    def get_fieldsets(self, request, obj=None):
        given = self.fieldsets or [(None, {"fields": self.form.Meta.fields})]
        may = self.has_change_permission(request, obj) if obj else True
        return [*given, (None, {"fields": ["reason"]})] if may else given

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.is_proposed = self.is_proposed(request, obj if change else None)
        return form

    def get_object(self, request, object_id, from_field=None):
        row = super().get_object(request, object_id, from_field)
        if row is None or request.method != "GET":
            return row
        shown = self._shown(request, row.pk)
        # A proposal to remove it has no words to put into the boxes.
        return (shown and planned(self.noun, row.pk, shown)) or row

    def _shown(self, request, key: int) -> Document | None:
        """What the address asks the boxes to be filled with, other than what is stored."""
        if revised := self._revised(request, key):
            return revised.proposed
        if OLD not in request.GET:
            return None
        now = document(self.noun, key)
        shown = row_with_old(self.noun, key, now, request.GET.getlist(OLD))
        request.copied = lines(now, shown) if shown else []
        return shown

    def get_changeform_initial_data(self, request):
        revised = self._revised(request, None)
        row = revised and planned(self.noun, None, revised.proposed)
        if not row:
            return super().get_changeform_initial_data(request)
        return forms.model_to_dict(row) | self.dates_of(row)

    def dates_of(self, row) -> dict[str, Any]:
        """What the boxes for dates hold of a row that is not stored yet."""
        return {"when": getattr(row, "date", None)}

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        key = obj.pk if change else None
        revised = self._revised(request, key) if request.method == "GET" else None
        for name, part in KINDS[self.noun].parts.items() if revised else ():
            added = revised.proposed[name].keys() - document(self.noun, key)[name].keys()
            rows = [part.model(**typed(part.model, revised.proposed[name][one])) for one in added]
            for formset in formsets:
                if formset.model is part.model:
                    formset.initial_extra = [_boxes_of(row) for row in rows]
                    formset.extra += len(rows)
        return formsets, inlines

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        key = obj.pk if change and obj else None
        form = context["adminform"].form
        context |= {
            "waiting": Proposal.objects.filter(noun=self.noun, row=key, status=ProposalStatus.OPEN),
            "turns": getattr(form, "turns", None),
            "follows": getattr(form, "follows", ""),
            "look": LOOK,
            "proposes": PROPOSES if self.is_proposed(request, obj if change else None) else AT_ONCE,
            "again": self._revised(request, key),
            "copied": getattr(request, "copied", None),
            "copied_heads": ["Saved now", "In the box"],
        }
        if getattr(form, "shows_what_follows", False):
            context["errors"] = None
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _revised(self, request, key: int | None) -> Proposal | None:
        """The proposal that the address asks to revise, if it is the person's and not public."""
        number = request.GET.get("proposal", "")
        if not (number.isascii() and number.isdigit() and len(number) < 19):
            return None
        mine = Proposal.objects.filter(noun=self.noun, row=key, author=request.user)
        return mine.exclude(status=ProposalStatus.ACCEPTED).filter(pk=number).first()

    # --- saving -------------------------------------------------------------------------------

    def save_model(self, request, obj, form, change):
        pghistory.context(reason=form.cleaned_data.get("reason", ""))
        if form.is_proposed:
            request.undo = transaction.savepoint()
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.is_proposed:
            # Read as it would be stored, so that form and proposal cannot drift apart.
            proposed = document(self.noun, form.instance.pk)
            transaction.savepoint_rollback(request.undo)
            key = form.instance.pk if change else None
            reason = form.cleaned_data["reason"]
            request.proposal = self._propose(request, form.instance, key, proposed, reason)

    def _propose(self, request, row, key, proposed: Document, reason: str) -> Proposal | None:
        """The proposal of a document; None if the row says so already."""
        base, revised = document(self.noun, key), self._revised(request, key)
        for part in proposed.keys() - {self.noun} if revised else ():
            # The form shows what it adds, and of stored rows what is public: those that the form
            # leaves alone stay as they were proposed.
            alone = {key for key, row in base[part].items() if proposed[part].get(key) == row}
            kept = {key: row for key, row in revised.proposed[part].items() if key in alone}
            others = {key: row for key, row in proposed[part].items() if key not in alone}
            proposed[part] = kept | others
        if proposed == base:
            return None
        proposal = revised or Proposal(author=request.user, noun=self.noun, row=key)
        proposal.called = str(row)[:250]
        return put_forward(proposal, base, proposed, reason)

    def delete_view(self, request, object_id, extra_context=None):
        reason = _reason(request)
        if request.method == "POST" and not reason and self.has_delete_permission(request):
            self.message_user(request, SAY_WHY, messages.ERROR)
            return HttpResponseRedirect(request.path)
        with transaction.atomic(), pghistory.context(reason=reason):
            return super().delete_view(request, object_id, extra_context)

    def delete_model(self, request, obj):
        if self.is_proposed(request, obj):
            gone: Document = {part: {} for part in document(self.noun, obj.pk)}
            request.proposal = self._propose(request, obj, obj.pk, gone, _reason(request))
        else:
            super().delete_model(request, obj)

    def render_delete_form(self, request, context):
        context["is_proposed"] = self.is_proposed(request, context["object"])
        return super().render_delete_form(request, context)

    # --- history ------------------------------------------------------------------------------

    def saves_of(self, row, first, number):
        return saves_of_row(self.noun, row.pk, first, number)

    def form_address(self, row):
        return reverse(f"admin:laws_{self.opts.model_name}_change", args=[row.pk])

    def log_address(self, row):
        return reverse("changes") if is_public(row) else ""

    # --- what is said -------------------------------------------------------------------------

    def log_addition(self, request, obj, message):
        return self._log(request, super().log_addition, obj, message)

    def log_change(self, request, obj, message):
        return self._log(request, super().log_change, obj, message)

    def log_deletions(self, request, queryset):
        if not any(self.is_proposed(request, row) for row in queryset):
            super().log_deletions(request, queryset)

    def _log(self, request, log: Any, obj, message):
        """Note in the account's own list what it did; a proposal is not the row yet."""
        if not hasattr(request, "undo"):
            return log(request, obj, message)
        return log(request, request.proposal, "Proposed.") if request.proposal else None

    def response_add(self, request, obj, post_url_continue=None):
        said = self._response_proposed(request)
        return said or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._response_proposed(request) or super().response_change(request, obj)

    def response_delete(self, request, obj_display, obj_id):
        said = self._response_proposed(request)
        return said or super().response_delete(request, obj_display, obj_id)

    def _response_proposed(self, request):
        if not hasattr(request, "proposal"):
            return None
        if request.proposal is None:
            self.message_user(request, SAYS_SO, messages.WARNING)
            return HttpResponseRedirect(request.path)
        address = reverse("admin:laws_proposal_change", args=[request.proposal.pk])
        sentence = format_html(PROPOSED, address, request.proposal.called)
        self.message_user(request, sentence, messages.SUCCESS)
        return HttpResponseRedirect(address)


def _boxes_of(row) -> dict[str, Any]:
    """What the boxes hold of a row that belongs to another and is not stored yet."""
    return forms.model_to_dict(row) | {"when": getattr(row, "date", None)}


def _reason(request) -> str:
    return " ".join(request.POST.get("reason", "").replace("\x00", " ").split())[:300]
