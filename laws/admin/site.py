"""The staff desk: the admin site itself."""

from functools import wraps

import pghistory
from django import forms
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.views.main import ERROR_FLAG
from django.db import IntegrityError, models
from django.forms import Script
from django.http import Http404, JsonResponse
from django.urls import path
from django.utils import timezone

from laws.admin.measures.fields import DayInput

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


class StaffDesk(AdminSite):
    """Where staff enter and correct the record."""

    site_header = site_title = "Facelaw · staff"
    index_title = "Staff desk"
    site_url = "/"
    enable_nav_sidebar = False
    empty_value_display = "–"

    def get_urls(self):
        from laws.admin.home import guide
        from laws.admin.review import bulk, revert, verification

        own = [
            path("help/", self.admin_view(guide.page), name="help"),
            path("offers/<slug:noun>/", self.admin_view(self.offers), name="offers"),
            path("several/<slug:section>/<slug:what>/", self.admin_view(bulk.page), name="bulk"),
            path("opposite/<int:key>/", self.admin_view(revert.page), name="opposite"),
            path("verify/", self.admin_view(verification.next_one), name="verify_next"),
            path("verify/<int:key>/", self.admin_view(verification.page), name="verify"),
        ]
        return [*own, *super().get_urls()]

    def index(self, request, extra_context=None):
        """The front page: what waits for whoever asks."""
        from laws.admin.home.views import entries, groups

        waiting = {
            "queues": groups(request.user, timezone.localdate()),
            "adds": entries(request.user),
        }
        return super().index(request, waiting | (extra_context or {}))

    def admin_view(self, view, cacheable=False):
        """Whatever staff change through the desk, its revisions say who did."""

        @wraps(view)
        def kept(request, *args, **kwargs):
            who = {"user": request.user.pk, "username": request.user.get_username()}
            with pghistory.context(origin="desk", **who):
                return view(request, *args, **kwargs)

        return super().admin_view(kept, cacheable)

    def get_app_list(self, request, app_label=None):
        """The record first, its sections under the names that staff use."""
        apps = super().get_app_list(request, app_label)
        order = list(SECTIONS)
        for app in apps:
            if app["app_label"] == "laws":
                app["models"].sort(key=lambda section: order.index(section["object_name"]))
                for section in app["models"]:
                    section["name"] = SECTIONS[section["object_name"]]
        return sorted(apps, key=lambda app: app["app_label"] != "laws")

    def offers(self, request, noun):
        """What fits the words typed so far, as key and label."""
        from laws.admin.autocomplete.options import OFFERS

        if noun not in OFFERS or not request.user.has_module_perms("laws"):
            raise Http404
        words, within = request.GET.get("q", ""), request.GET.get("within", "")
        found = OFFERS[noun].find(words, within)
        labels = OFFERS[noun].labels(found)
        rows = [{"id": row.pk, "label": label} for row, label in zip(found, labels, strict=True)]
        return JsonResponse({"results": rows})
