"""What all sections of the staff desk are made of."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.views.main import ERROR_FLAG
from django.db import IntegrityError
from django.forms import Script
from django.http import HttpRequest
from django.template.response import TemplateResponse

from laws.admin.base import kept
from laws.admin.base.dates import DAYS
from laws.refusals import Refusal

NOT_UNDERSTOOD = (
    "The address asks for a filter, a page or an order that this list does not have. Here is the "
    "whole list."
)
AT_THE_SAME_TIME = (
    "Nothing was saved: someone else saved at the same moment. What you typed is still in the "
    "boxes. Look through it and save again."
)

SEEN = "seen"
"""The name of the box by which a person says that what is off about a measure was seen."""

SECTIONS = {
    "Bill": "Bills",
    "Ordinance": "Ordinances",
    "Order": "Orders",
    "Proposal": "Proposals",
    "InboxEntry": "Inbox",
    "ImportRun": "Imports",
    "Jurisdiction": "Places",
    "LegislativeSession": "Sessions",
    "Question": "Codebook",
    "Milestone": "Milestones",
    "CourtCase": "Court cases",
    "Search": "Searches",
    "Preemption": "Preemption",
    "Correction": "Corrections",
    "SeenPage": "Sources",
    "SubjectWord": "Subject words",
}
"""The names of the sections by model, in the order of the desk."""


class SelectedForm(ActionForm):
    """What to do with the selected rows of a list."""

    action = forms.ChoiceField(label="With selected")


class DeskForm(forms.ModelForm):
    """The form of one row. It is shown again, not saved, if there is a refusal."""

    refusal: Refusal | None = None
    is_preview = False
    """Whether it was sent, or kept, to be shown once more and not to be saved."""

    def is_valid(self):
        return super().is_valid() and not self.is_preview

    def clean(self):
        cleaned = super().clean()
        if self.refusal and not self.errors:
            self.add_error(self.refused_box(), str(self.refusal))
        return cleaned

    def refused_box(self) -> str | None:
        """The name of the box to correct, if it is one of them."""
        return None


class BaseAdmin(admin.ModelAdmin):
    """A section of the desk."""

    form = DeskForm
    action_form = SelectedForm
    save_on_top = True
    list_per_page = 50
    show_full_result_count = False
    view_on_site = False
    may_be_national = True  # whether rows may be the country’s
    formfield_overrides = DAYS
    shows_kept = False
    """Whether its form, a DeskForm, shows what was sent by someone who was logged out."""

    class Media:
        js = [Script(f"admin_{name}.js", defer=True) for name in ("save", "wrong", "here")]

    def get_actions(self, request):
        # Rows are changed and deleted one by one, on a page that says what else is affected.
        return {}

    def get_action_choices(self, request, default_choices=(("", "Choose what to do"),)):
        return super().get_action_choices(request, list(default_choices))

    def lookup_allowed(self, lookup, value, request):
        # The lists are narrowed by their filters, and by nothing else that an address may say.
        offered = {getattr(one, "parameter_name", f"{one}__exact") for one in self.list_filter}
        return lookup in offered

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (IntegrityError, Refusal) as error:
            # Nothing was saved. The form is read once more to be shown with all that was typed.
            is_refusal = isinstance(error, Refusal)
            request.refusal = error if is_refusal else Refusal(AT_THE_SAME_TIME)
            return super().changeform_view(request, *args, **kwargs)

    def add_view(self, request, form_url="", extra_context=None):
        if self.shows_kept:
            kept.put_back(request)
        return super().add_view(request, form_url, extra_context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if self.shows_kept:
            kept.put_back(request)
        return super().change_view(request, object_id, form_url, extra_context)

    def response_add(self, request, obj, post_url_continue=None):
        kept.forget(request)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        kept.forget(request)
        return super().response_change(request, obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.is_preview = kept.is_put_back(request)
        form.refusal = getattr(request, "refusal", None)
        return form

    def changelist_view(self, request, extra_context=None):
        if ERROR_FLAG in request.GET:
            self.message_user(request, NOT_UNDERSTOOD, messages.WARNING)
        title = {"title": SECTIONS[self.model.__name__]}
        return super().changelist_view(request, title | (extra_context or {}))


def desk_page(request: HttpRequest, template: str, context: dict) -> TemplateResponse:
    """A page of the desk that belongs to no section."""
    return TemplateResponse(request, template, admin.site.each_context(request) | context)
