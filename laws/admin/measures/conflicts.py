"""How the pages of measures save: no typed words lost, nothing public that one person saw alone."""

from contextlib import suppress

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.html import format_html

from laws.admin.base.panel import asks_for_panel
from laws.admin.measures.editing import FIELD, Edit, OpenedForm
from laws.editing import workflow
from laws.editing.diff_text import conflict_lines, lines
from laws.editing.merge import Document, aligned, merge
from laws.editing.proposals import propose
from laws.editing.rehearsal import undone
from laws.editing.restore import OLD, with_old
from laws.editing.snapshot import apply, document, document_and_keys
from laws.editing.transitions import NotMoved, move, tell
from laws.models import Measure, Proposal
from laws.text.measure_fields import IDENTITY
from laws.vocabulary import ProposalStatus

NOTHING = "Nothing was changed, so nothing was proposed."
UNKNOWN_OLD = (
    "The address asks for an old value that this measure never had. Here is what it says now."
)
SAYS_SO = "There is nothing to restore: the measure says so now."
PROPOSED = 'Proposed. It becomes public once a publisher accepts it: <a href="{}">{}</a>.'
FILLED = {"proposal", OLD}
"""What an address may ask the boxes to be filled from."""

IS_TAKEN = "That version cannot be shown any more: a number or a row that it needs is gone."


class ConflictAwareAdmin:
    """A section whose forms are read against what they showed, and compared with what is stored."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if object_id is None or not (request.method == "POST" or FILLED & request.GET.keys()):
            return super().changeform_view(request, object_id, form_url, extra_context)
        if asks_for_panel(request):
            measure = self.get_object(request, unquote(object_id))
            if measure is not None and self.has_change_permission(request, measure):
                return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            measure = self.get_object(request, unquote(object_id))
            may = measure is not None and self.has_change_permission(request, measure)
            if request.method == "POST" and measure and self._may_read(request, measure, may):
                return self._read(request, measure, form_url, extra_context)
            revised = _proposal_of(request, measure) if may else None
            if revised:
                opened = OpenedForm(revised.base, revised.proposed, measure.status, revised.pk)
                initial = {"reason": revised.reason}
                return self._form_of(request, measure, opened, initial, {"again": revised})
            if may and OLD in request.GET:
                return self._with_old(request, measure, form_url, extra_context)
            # Who may not edit is answered by the page itself.
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _with_old(self, request, measure, form_url, extra_context):
        """The form with old values of the measure in its boxes; nothing is saved."""
        now, keys = document_and_keys(measure)
        shown = with_old(now, keys, measure, request.GET.getlist(OLD))
        if shown is None or shown == now:
            sentence = UNKNOWN_OLD if shown is None else SAYS_SO
            self.message_user(request, sentence, messages.WARNING)
            return super().changeform_view(request, str(measure.pk), form_url, extra_context)
        copied = {"copied": lines(now, shown), "copied_heads": ["Saved now", "In the box"]}
        return self._form_of(request, measure, OpenedForm(now, shown, measure.status), {}, copied)

    def _may_read(self, request, measure, may):
        """Whether a form is read: also where it might have been saved when it was opened."""
        edit = Edit(measure, request.POST.get(FIELD, ""))
        if not may and edit.is_known:
            edit.bar()
            request.edit = edit
            may = self.has_change_permission(request, measure)
        request.edit = edit if may else None
        return may

    def _read(self, request, measure, form_url, extra_context):
        """Read a form against what it showed; save the result if it can be, else undo it."""
        edit, mine, point = request.edit, None, transaction.savepoint()
        edit.restore()
        response = super().changeform_view(request, str(measure.pk), form_url, extra_context)
        if edit.is_saved and edit.can_be_saved:
            transaction.savepoint_commit(point)
            return response
        if edit.is_saved:
            mine = document(measure)
        elif hasattr(response, "render"):
            # While the rows that its boxes show are in place.
            response.render()
        transaction.savepoint_rollback(point)
        return response if mine is None else self._settle(request, edit, mine)

    def _settle(self, request, edit, mine):
        """What becomes of a valid form that cannot be saved as it is."""
        measure = Measure.objects.select_related("jurisdiction").get(pk=edit.measure.pk)
        if edit.is_barred:
            heads = ["When you opened it", "Yours"]
            barred = {"barred": lines(edit.opened.base, mine), "barred_heads": heads}
            return self._form_of(request, measure, edit.opened_now(), {}, barred)
        if edit.is_stale:
            return self._conflict(request, measure, edit, mine)
        if mine == edit.now:
            self.message_user(request, NOTHING, messages.INFO)
            return self._onward(request, measure)
        # One that was accepted in the meantime stays as it is; this is another then.
        revisable = _revisable(request.user, measure).select_for_update()
        revised = revisable.filter(pk=edit.opened.proposal).first()
        proposal = propose(measure, edit.now, mine, request.user, edit.reason, revised)
        address = reverse("admin:laws_proposal_change", args=[proposal.pk])
        name = str(proposal).rstrip(".")
        self.message_user(request, format_html(PROPOSED, address, name), messages.SUCCESS)
        return self._onward(request, measure)

    def _onward(self, request, measure):
        if "_continue" in request.POST:
            return HttpResponseRedirect(request.path)
        return self.response_post_save_change(request, measure)

    def _conflict(self, request, measure, edit, mine):
        """The form once more, holding what both wrote, below both versions side by side."""
        now = aligned(edit.opened.base, edit.now)
        merged = merge(edit.opened.base, now, mine)
        opened = OpenedForm(edit.now, merged.document, edit.status, edit.opened.proposal)
        initial = {name: request.POST.get(name, "") for name in ("reason", "status")}
        in_conflict = {
            line.place for conflict in merged.conflicts for line in conflict_lines(conflict)
        }
        both = {
            "lines": lines(edit.opened.base, now, mine),
            "heads": ["When you opened it", "Saved now", "Yours"],
            "who": measure.edited_by,
            "at_odds": in_conflict,
        }
        return self._form_of(request, measure, opened, initial, {"both": both})

    def _form_of(self, request, measure, opened, initial, extra):
        """The form of a measure with its boxes filled from a document instead of what is stored."""
        request.method, request.GET = "GET", QueryDict()
        request.edit, request.opened, request.initial = None, opened, initial
        with undone():
            if not _put(opened.shown, measure):
                self.message_user(request, IS_TAKEN, messages.ERROR)
                return HttpResponseRedirect(request.path)
            response = super().changeform_view(request, str(measure.pk), "", extra)
            response.render()
        return response

    def response_change(self, request, obj):
        edit = getattr(request, "edit", None)
        if edit is None:
            return super().response_change(request, obj)
        edit.is_saved = True
        if not edit.can_be_saved:
            return HttpResponse()
        return super().response_change(request, obj)

    def log_change(self, request, obj, message):
        edit = getattr(request, "edit", None)
        if edit is None or edit.can_be_saved:
            super().log_change(request, obj, message)

    def opened_form(self, request, measure: Measure) -> OpenedForm:
        """What the form of a measure has to carry."""
        edit = getattr(request, "edit", None)
        opened = getattr(request, "opened", None) or (edit and edit.opened)
        now, keys = document_and_keys(measure)
        opened = opened or OpenedForm(now, now, measure.status)
        return opened._replace(keys=keys)

    def _create_formsets(self, request, obj, change):
        # Saving the measure itself depends on whether its rows change as well.
        formsets, inlines = super()._create_formsets(request, obj, change)
        request.formsets = formsets
        return formsets, inlines

    def save_model(self, request, obj, form, change):
        """Save a measure with the status chosen, or refuse that status."""
        edit = getattr(request, "edit", None)
        if not change:
            obj.entered_by = obj.edited_by = request.user
        reason = form.cleaned_data["reason"]
        if edit is not None:
            edit.reason = reason
        moves = edit is None or edit.can_be_saved
        old_status = edit.status if edit else workflow.DRAFT
        if moves:
            changes_more = bool(set(form.changed_data) - {"status", "reason"})
            changes_more |= any(rows.has_changed() for rows in request.formsets)
            move(obj, old_status, request.user, reason, changes_more)
        # Its rows are not stored yet: what follows from them is calculated once they are.
        obj.save(reckon=False)
        if moves:
            tell(obj, old_status, request.user, reason)

    def save_related(self, request, form, formsets, change):
        """Save the rows, and note who edited the measure if anything of it is new."""
        super().save_related(request, form, formsets, change)
        measure, edit = form.instance, getattr(request, "edit", None)
        if edit is None or not edit.can_be_saved or document(measure) == edit.now:
            return
        measure.edited_by = request.user
        if measure.is_public and not measure.exemption:
            raise NotMoved(workflow.TWO_PEOPLE)
        Measure.objects.filter(pk=measure.pk).update(edited_by=request.user)


def _put(content: Document, measure: Measure) -> bool:
    """Store a document; without its number, if another measure has that by now. Whether it went."""
    for keep in ((), IDENTITY):
        with suppress(IntegrityError):
            apply(content, measure, keep)
            return True
    return False


def _proposal_of(request, measure: Measure) -> Proposal | None:
    """The proposal that the address asks to revise, if it is the person's and not public yet."""
    key = request.GET.get("proposal", "")
    if request.method != "GET" or not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    return _revisable(request.user, measure).filter(pk=key).first() if measure.is_public else None


def _revisable(user: User, measure: Measure) -> QuerySet[Proposal]:
    """The proposals that a person may revise."""
    mine = Proposal.objects.filter(measure=measure, author=user)
    return mine.exclude(status=ProposalStatus.ACCEPTED)
