"""How the pages of measures save: nobody's words lost, nothing public unseen by a second person."""

from contextlib import contextmanager, suppress
from copy import copy

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.html import format_html

from laws.admin.measures.editing import FIELD, Edit, OpenedForm
from laws.editing import workflow
from laws.editing.diff_text import conflict_words, lines
from laws.editing.merge import aligned, merge
from laws.editing.proposals import propose
from laws.editing.restore import OLD, with_old
from laws.editing.snapshot import apply, document, document_and_keys
from laws.editing.transitions import NotMoved, move
from laws.models import Measure, Proposal
from laws.text.measure_fields import IDENTITY
from laws.vocabulary import ProposalStatus

NOTHING = "Nothing was changed, so nothing was proposed."
NOT_KEPT = "The address names an old value that this measure never had: here is what it says now."
SAYS_SO = "There is nothing to copy: the measure says so now."
FILLED = {"proposal", OLD}
"""What an address asks the boxes to be filled from."""

IS_TAKEN = "That version does not fit the record any more: a number or a row of it is gone."


@contextmanager
def undone():
    """Whatever is stored within is undone at its end."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


class ConflictAwareAdmin:
    """A section whose forms are read against what they showed, and compared with what is there."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return self._view(request, object_id, form_url, extra_context)
        except NotMoved as refused:
            request.refusal = str(refused)
            return self._view(request, object_id, form_url, extra_context)

    def _view(self, request, object_id, form_url, extra_context):
        if object_id is None or not (request.method == "POST" or FILLED & request.GET.keys()):
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            found = self.get_object(request, unquote(object_id))
            may = found is not None and self.has_change_permission(request, found)
            if request.method == "POST" and found and self._may_read(request, found, may):
                return self._read(request, found, form_url, extra_context)
            again = _proposal_of(request, found) if may else None
            if again:
                opened = OpenedForm(again.base, again.proposed, found.status, again.pk)
                said = {"reason": again.reason}
                return self._form_of(request, found, opened, said, {"again": again})
            if may and OLD in request.GET:
                return self._with_old(request, found, form_url, extra_context)
            # Who may not edit is answered by the page itself.
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _with_old(self, request, measure, form_url, extra_context):
        """The form with old values of the measure's past in its boxes; nothing is saved."""
        now, keys = document_and_keys(measure)
        shown = with_old(now, keys, measure, request.GET.getlist(OLD))
        if shown is None or shown == now:
            self.message_user(request, NOT_KEPT if shown is None else SAYS_SO, messages.WARNING)
            return super().changeform_view(request, str(measure.pk), form_url, extra_context)
        copied = {"copied": lines(now, shown)}
        return self._form_of(request, measure, OpenedForm(now, shown, measure.status), {}, copied)

    def _may_read(self, request, measure, may):
        """Whether a form is read: it is, too, where it might have been saved when it was opened."""
        edit = Edit(measure, request.POST.get(FIELD, ""), request.POST.get("status", ""))
        if not may and edit.is_known:
            edit.bar()
            request.edit = edit
            may = self.has_change_permission(request, measure)
        request.edit = edit if may else None
        return may

    def _read(self, request, measure, form_url, extra_context):
        """Read a form against what it showed; keep the result if it stands, else undo it."""
        edit, found, point = request.edit, None, transaction.savepoint()
        edit.restore()
        response = super().changeform_view(request, str(measure.pk), form_url, extra_context)
        if edit.saved and edit.stands:
            transaction.savepoint_commit(point)
            return response
        if edit.saved:
            found = document(measure)
        elif hasattr(response, "render"):
            # While the rows that its boxes stand for are in place.
            response.render()
        transaction.savepoint_rollback(point)
        return response if found is None else self._settle(request, edit, found)

    def _settle(self, request, edit, mine):
        """What becomes of a form that was read well and cannot be saved as it is."""
        measure = Measure.objects.select_related("jurisdiction").get(pk=edit.measure.pk)
        now = aligned(edit.opened.base, edit.now)
        if edit.is_barred:
            barred = {"barred": lines(edit.opened.base, mine)}
            return self._form_of(request, measure, edit.afresh(), {}, barred)
        if edit.is_stale:
            return self._both(request, measure, edit, now, mine)
        if mine == edit.now:
            self.message_user(request, NOTHING, messages.INFO)
            return self._onwards(request, measure)
        # One that was accepted in the meantime stays as it is; this is another then.
        again = _open_to(request.user, measure).filter(pk=edit.opened.proposal).first()
        kept = propose(measure, edit.now, mine, request.user, edit.reason, again)
        address = reverse("admin:laws_proposal_change", args=[kept.pk])
        said = 'Proposed, and public once a publisher accepts it: <a href="{}">{}</a>.'
        words = str(kept).rstrip(".")
        self.message_user(request, format_html(said, address, words), messages.SUCCESS)
        return self._onwards(request, measure)

    def _onwards(self, request, measure):
        if "_continue" in request.POST:
            return HttpResponseRedirect(request.path)
        return self.response_post_save_change(request, measure)

    def _both(self, request, measure, edit, now, mine):
        """The form once more, holding what both wrote, under both versions side by side."""
        merged = merge(edit.opened.base, now, mine)
        opened = OpenedForm(edit.now, merged.document, edit.status, edit.opened.proposal)
        said = {name: request.POST.get(name, "") for name in ("reason", "status")}
        at_odds = {line.place for one in merged.conflicts for line in conflict_words(one)}
        both = {
            "lines": [
                {"line": line, "at_odds": line.place in at_odds}
                for line in lines(edit.opened.base, now, mine)
            ],
            "who": measure.edited_by,
            "at_odds": len(at_odds),
        }
        return self._form_of(request, measure, opened, said, {"both": both})

    def _form_of(self, request, measure, opened, said, extra):
        """The form of a measure with its boxes filled from a document instead of the record."""
        asked = copy(request)
        asked.method, asked.GET = "GET", QueryDict()
        asked.edit, asked.opened, asked.said = None, opened, said
        with undone():
            if not _put(opened.shown, measure):
                self.message_user(request, IS_TAKEN, messages.ERROR)
                return HttpResponseRedirect(request.path)
            response = super().changeform_view(asked, str(measure.pk), "", extra)
            response.render()
        return response

    def response_change(self, request, obj):
        edit = getattr(request, "edit", None)
        if edit is None:
            return super().response_change(request, obj)
        edit.saved = True
        return super().response_change(request, obj) if edit.stands else HttpResponse()

    def log_change(self, request, obj, message):
        edit = getattr(request, "edit", None)
        if edit is None or edit.stands:
            super().log_change(request, obj, message)

    def sealed(self, request, measure):
        """What the form of a measure has to carry."""
        edit = getattr(request, "edit", None)
        opened = getattr(request, "opened", None) or (edit and edit.opened)
        now, keys = document_and_keys(measure)
        opened = opened or OpenedForm(now, now, measure.status)
        return opened._replace(keys=keys).sealed(measure)

    def _create_formsets(self, request, obj, change):
        # Who saves the measure has to know whether its rows change as well.
        formsets, inlines = super()._create_formsets(request, obj, change)
        request.formsets = formsets
        return formsets, inlines

    def save_model(self, request, obj, form, change):
        """Save a measure with the status asked for, or refuse that status."""
        edit = getattr(request, "edit", None)
        if not change:
            obj.entered_by = obj.edited_by = request.user
        reason = form.cleaned_data["reason"]
        if edit is not None:
            edit.reason = reason
        if edit is None or edit.stands:
            touches = bool(set(form.changed_data) - {"status", "reason"})
            touches |= any(rows.has_changed() for rows in request.formsets)
            come_from = edit.status if edit else workflow.DRAFT
            move(obj, come_from, request.user, reason, touches)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Save the rows, and note who edited the measure if anything of it is new."""
        super().save_related(request, form, formsets, change)
        measure, edit = form.instance, getattr(request, "edit", None)
        if edit is None or not edit.stands or document(measure) == edit.now:
            return
        measure.edited_by = request.user
        if measure.is_public and not measure.exemption:
            raise NotMoved(workflow.FOUR_EYES)
        Measure.objects.filter(pk=measure.pk).update(edited_by=request.user)


def _put(content, measure):
    """Store a document; without its number, if that is another's by now. Whether it went."""
    for keep in ((), IDENTITY):
        with suppress(IntegrityError):
            apply(content, measure, keep)
            return True
    return False


def _proposal_of(request, measure):
    """The proposal that the address asks to write anew, if it is the asker's and not public yet."""
    key = request.GET.get("proposal", "")
    if request.method != "GET" or not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    found = _open_to(request.user, measure).filter(pk=key)
    return found.first() if measure.is_public else None


def _open_to(user, measure):
    """The proposals that a person may write anew, while nobody decides about them."""
    mine = Proposal.objects.select_for_update().filter(measure=measure, author=user)
    return mine.exclude(status=ProposalStatus.ACCEPTED)
