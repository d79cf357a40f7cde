"""The staff desk: the admin site, above its rooms, with the pages that belong to no section."""

from functools import wraps

import pghistory
from django.contrib.admin import AdminSite
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils import timezone

from laws.admin.autocomplete import options
from laws.admin.base import dates
from laws.admin.base.site import SECTIONS
from laws.admin.finding import everywhere
from laws.admin.home import guide
from laws.admin.home.views import add_links, queue_groups
from laws.admin.people import factor_pages
from laws.admin.people.log_in import LogInForm
from laws.admin.people.one_time_link import SetPassword
from laws.admin.review import bulk, handover, revert, verification
from laws.editing.handover import notices_of

MOST_NOTICES = 20


class StaffDesk(AdminSite):
    """Where staff enter and correct the record."""

    site_header = site_title = "Facelaw · staff"
    index_title = "Staff desk"
    site_url = "/"
    enable_nav_sidebar = False
    empty_value_display = "–"
    login_form = LogInForm

    def get_urls(self):
        pages = [
            ("date/", dates.answer, "date"),
            ("help/", guide.page, "help"),
            ("search/", everywhere.page, "search"),
            ("offers/<slug:noun>/", options.answer, "offers"),
            ("several/<slug:section>/<slug:what>/", bulk.page, "bulk"),
            ("opposite/<int:key>/", revert.page, "opposite"),
            ("thread/<int:key>/", handover.page, "handover"),
            ("seen/", handover.seen, "seen"),
            ("second-factor/", factor_pages.page, "second_factor"),
            ("code/", factor_pages.code, "code"),
            ("verify/", verification.next_one, "verify_next"),
            ("verify/<int:key>/", verification.page, "verify"),
            ("verify/<int:key>/undo/", verification.take_back, "verify_undo"),
        ]
        own = [path(route, self.admin_view(view), name=name) for route, view, name in pages]
        link = path("password/<uidb64>/<token>/", SetPassword.as_view(), name="first_password")
        return [*own, link, *super().get_urls()]

    def index(self, request, extra_context=None):
        """The front page: what waits for the person who is logged in."""
        front = {
            "queues": queue_groups(request.user, timezone.localdate()),
            "adds": add_links(request.user),
            "notices": notices_of(request.user)[:MOST_NOTICES],
        }
        return super().index(request, front | (extra_context or {}))

    def admin_view(self, view, cacheable=False):
        """Ask for the second factor first, and note in the history of whatever a view changes who
        changed it.
        """

        @wraps(view)
        def with_author(request, *args, **kwargs):
            if detour := factor_pages.detour(request):
                return HttpResponseRedirect(detour)
            author = {"user": request.user.pk, "username": request.user.get_username()}
            with pghistory.context(origin="desk", **author):
                return view(request, *args, **kwargs)

        return super().admin_view(with_author, cacheable)

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
