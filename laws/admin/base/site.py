"""What all sections of the staff desk are made of."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.views.main import ERROR_FLAG
from django.db import IntegrityError, models
from django.forms import Script
from django.template.response import TemplateResponse

from laws.admin.base.fields import DayInput

NOT_UNDERSTOOD = (
    "The address named a filter, a page or an order that this list does not have: here is the "
    "whole list."
)


class TickedForm(ActionForm):
    """What to do with the rows of a list that are ticked."""

    action = forms.ChoiceField(label="With those ticked")


class BaseAdmin(admin.ModelAdmin):
    """A section of the desk."""

    action_form = TickedForm
    save_on_top = True
    list_per_page = 50
    show_full_result_count = False
    view_on_site = False
    formfield_overrides = {models.DateField: {"widget": DayInput}}

    class Media:
        js = [Script("admin_save.js", defer=True), Script("admin_wrong.js", defer=True)]

    def get_actions(self, request):
        # Rows go one by one, on a page that says what goes with them.
        return {}

    def get_action_choices(self, request, default_choices=(("", "Choose what to do"),)):
        return super().get_action_choices(request, list(default_choices))

    def lookup_allowed(self, lookup, value, request):
        # The lists are narrowed by what they offer, and by nothing else that an address may say.
        offered = {getattr(one, "parameter_name", f"{one}__exact") for one in self.list_filter}
        return lookup in offered

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            # Another writer was quicker: a second look finds their row and says so.
            return super().changeform_view(request, *args, **kwargs)

    def changelist_view(self, request, extra_context=None):
        if ERROR_FLAG in request.GET:
            self.message_user(request, NOT_UNDERSTOOD, messages.WARNING)
        title = {"title": SECTIONS[self.model.__name__]}
        return super().changelist_view(request, title | (extra_context or {}))


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
    "Correction": "Corrections",
    "SeenPage": "Sources",
    "SubjectWord": "Subject words",
}
"""The sections of the record by model, in the order of the desk."""


def desk_page(request, template: str, context: dict) -> TemplateResponse:
    """A page of the desk that belongs to no section."""
    return TemplateResponse(request, template, admin.site.each_context(request) | context)
