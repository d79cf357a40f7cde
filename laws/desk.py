"""The staff desk: the admin site itself."""

from functools import wraps

import pghistory
from django.contrib.admin import AdminSite
from django.http import Http404, JsonResponse
from django.urls import path
from django.utils import timezone

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
        from laws.admin import bulk, guide, opposites, verifying

        own = [
            path("help/", self.admin_view(guide.page), name="help"),
            path("offers/<slug:noun>/", self.admin_view(self.offers), name="offers"),
            path("several/<slug:section>/<slug:what>/", self.admin_view(bulk.page), name="bulk"),
            path("opposite/<int:key>/", self.admin_view(opposites.page), name="opposite"),
            path("verify/", self.admin_view(verifying.next_one), name="verify_next"),
            path("verify/<int:key>/", self.admin_view(verifying.page), name="verify"),
        ]
        return [*own, *super().get_urls()]

    def index(self, request, extra_context=None):
        """The front page: what waits for whoever asks."""
        from laws.admin.front import entries, groups

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
        from laws.admin.offers import OFFERS

        if noun not in OFFERS or not request.user.has_module_perms("laws"):
            raise Http404
        words, within = request.GET.get("q", ""), request.GET.get("within", "")
        found = OFFERS[noun].find(words, within)
        labels = OFFERS[noun].labels(found)
        rows = [{"id": row.pk, "label": label} for row, label in zip(found, labels, strict=True)]
        return JsonResponse({"results": rows})
