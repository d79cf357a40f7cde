"""The staff desk: the admin site, above its rooms, with the pages that belong to no section."""

from functools import wraps

import pghistory
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, QueryDict
from django.urls import path, reverse
from django.utils import timezone

from laws.admin.autocomplete import options
from laws.admin.base import dates, drafts, here, kept
from laws.admin.base.panel import asks_for_panel
from laws.admin.base.sessions import renew
from laws.admin.base.site import SECTIONS
from laws.admin.finding import everywhere
from laws.admin.home import followers, guide
from laws.admin.home.views import add_links, queue_groups
from laws.admin.people import factor_pages
from laws.admin.people.log_in import LogInForm
from laws.admin.people.one_time_link import SetPassword
from laws.admin.review import (
    bulk,
    duplicates,
    explaining,
    handover,
    past,
    publishing,
    revert,
    second_coding,
    several,
    suggested,
    verification,
    withdrawing,
)
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
            ("logged-in/", here.logged_in, "logged_in"),
            ("duplicates/", duplicates.listed, "duplicates"),
            ("duplicates/<int:first>/<int:second>/", duplicates.pair, "pair"),
            ("merge/<int:key>/", duplicates.merge, "merge"),
            ("past/<int:key>/", past.measure_on, "past"),
            ("done/", past.done, "done"),
            ("followers/", followers.page, "followers"),
            ("offers/<slug:noun>/", options.answer, "offers"),
            ("several/<slug:section>/<slug:what>/", bulk.page, "bulk"),
            ("opposite/<int:key>/", revert.page, "opposite"),
            ("explain/<int:key>/", explaining.page, "explain"),
            ("publish/<int:key>/", publishing.page, "publish"),
            ("accept/", several.page, "accept_several"),
            ("thread/<int:key>/", handover.page, "handover"),
            ("seen/", handover.seen, "seen"),
            ("suggested/<int:key>/", suggested.of_measure, "suggested"),
            ("suggested/new/<int:key>/", suggested.of_entry, "suggested_new"),
            ("second-factor/", factor_pages.page, "second_factor"),
            ("code/", factor_pages.code, "code"),
            ("coding/", second_coding.tasks, "coding"),
            ("coding/<int:key>/", second_coding.page, "coding_page"),
            ("disagreements/", second_coding.disagreements, "disagreements"),
            ("withdraw/<int:key>/", withdrawing.page, "withdraw"),
            ("verify/", verification.next_one, "verify_next"),
            ("verify/<int:key>/", verification.page, "verify"),
            ("verify/<int:key>/undo/", verification.take_back, "verify_undo"),
        ]
        own = [path(route, self.admin_view(view), name=name) for route, view, name in pages]
        link = path("password/<uidb64>/<token>/", SetPassword.as_view(), name="first_password")
        # It answers whoever is logged out as well.
        open_form = path("here/", self.here, name="here")
        # Django's way to the public page of any row would tell addresses of drafts to everyone.
        stock = [one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site"]
        return [*own, link, open_form, *stock]

    def index(self, request, extra_context=None):
        """The front page: what waits for the person who is logged in."""
        front = {
            "queues": queue_groups(request.user, timezone.localdate()),
            "adds": add_links(request.user),
            "merges": duplicates.waiting_for(request.user),
            "notices": notices_of(request.user)[:MOST_NOTICES],
            "sees_followers": followers.may_see(request.user),
        }
        return super().index(request, front | (extra_context or {}))

    def logout(self, request, extra_context=None):
        """Say whose drafts the browser is to forget."""
        return super().logout(request, {"left": request.user.pk} | (extra_context or {}))

    def admin_view(self, view, cacheable=False):
        """Ask for the second factor first, and note in the history of whatever a view changes who
        changed it. Whoever codes a measure blind sees nothing else.
        """

        @wraps(view)
        def with_author(request, *args, **kwargs):
            if detour := factor_pages.detour(request):
                return HttpResponseRedirect(self.keeping(request, detour))
            renew(request)
            author = {"user": request.user.pk, "username": request.user.get_username()}
            is_opened = request.method == "GET"
            with pghistory.context(origin="desk", **author):
                try:
                    response = second_coding.in_the_way(request) or view(request, *args, **kwargs)
                except PermissionDenied:
                    if not kept.refuse(request):
                        raise
                    return HttpResponseRedirect(reverse("admin:index"))
            drafts.tell_saved(request, response)
            if is_opened and not kept.is_put_back(request):
                kept.repeat(request)
            return response

        # Nothing of the desk is kept in a browser, the page of one's password neither.
        for_staff = super().admin_view(with_author)

        @wraps(for_staff)
        def keeping_words(request, *args, **kwargs):
            is_form = request.method == "POST" and request.path != reverse("admin:logout")
            if not is_form or self.has_permission(request):
                return for_staff(request, *args, **kwargs)
            return self.here(request) if asks_for_panel(request) else self.log_in_again(request)

        return keeping_words

    def here(self, request):
        """Who may save a form that is open, asked by its page."""
        is_known = self.has_permission(request) and not factor_pages.detour(request)
        return here.answer(request, is_known)

    def keeping(self, request, detour):
        """Where someone has to go first; what was sent waits until then."""
        if request.method != "POST" or asks_for_panel(request):
            return detour
        onward = kept.keep(request, kept.pack(request))
        return factor_pages.detour(request, onward)

    def log_in_again(self, request, status=200):
        """The log-in page, with what was just sent in a box of its own."""
        address = kept.where(request)
        # A log-in that failed the check for forgery carries the words of another page.
        carried = request.POST.get(kept.KEPT) if request.path == reverse("admin:login") else None
        words = {
            kept.KEPT: carried or kept.pack(request),
            "app_path": reverse("admin:login"),
            "next": request.POST.get("next", "") if carried else kept.back_to(address),
        }
        request.method, request.POST = "GET", QueryDict()
        response = self.login(request, words)
        response.status_code = status
        return response

    def after_forgery_check(self, request, reason):
        """What answers a form whose token is too old: its words are kept; None if it is not ours.

        Every log-in makes another token, so a form in another tab has the token of before.
        """
        is_login = request.path == reverse("admin:login")
        has_words = request.POST.get(kept.KEPT) if is_login else not asks_for_panel(request)
        if not has_words or not kept.is_from_here(reason):
            return None
        if not self.has_permission(request):
            return self.log_in_again(request, status=403)
        address = kept.keep(request, has_words if is_login else kept.pack(request))
        return address and HttpResponseRedirect(address)

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
