"""The section of staff accounts."""

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from laws.admin.base.versions import CarriesVersions
from laws.admin.people import second_factor
from laws.admin.people.account_forms import AccountForm, GroupForm, NewAccountForm
from laws.admin.people.factor_pages import log
from laws.admin.people.one_time_link import show_link
from laws.text.dates import say_short

RESET = "The second factor of {} is reset, and the account is logged out everywhere."
NOT_YOUR_OWN = "Change your own second factor on its own page, which asks for a code."

admin.site.unregister([User, Group])


@admin.register(User)
class AccountSection(CarriesVersions, UserAdmin):
    """Staff accounts, with their roles, a way to a password and the second factor."""

    form, add_form = AccountForm, NewAccountForm
    change_form_template = "admin/laws/people/account.html"
    rows, moves_by_itself = ("groups", "user_permissions"), ("last_login", "password")
    filter_horizontal = ()
    list_display = ["username", "roles", "email", "log_in", "last_seen"]
    add_fieldsets = [
        (None, {"fields": ["username", "first_name", "last_name", "email", "role"]}),
        ("Log-in", {"fields": ["usable_password", "password1", "password2"]}),
    ]

    class Media:
        css = {"all": ["admin_people.css"]}

    def get_urls(self):
        own = [
            ("<int:key>/link/", self.make_link, "auth_user_link"),
            ("<int:key>/second-factor/reset/", self.reset_factor, "auth_user_reset_factor"),
        ]
        view = self.admin_site.admin_view
        return [*(path(way, view(page), name=name) for way, page, name in own), *super().get_urls()]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="groups")
    def roles(self, account):
        return ", ".join(group.name for group in account.groups.all())

    @admin.display(description="login", ordering="is_active")
    def log_in(self, account):
        return "open" if account.is_active else "closed"

    @admin.display(description="last login", ordering="last_login")
    def last_seen(self, account):
        return account.last_login and say_short(timezone.localtime(account.last_login))

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "Users"} | (extra_context or {}))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["factor"] = obj and second_factor.app_of(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_add(self, request, obj, post_url_continue=None):
        if not obj.has_usable_password():
            show_link(request, obj)
        return super().response_add(request, obj, post_url_continue)

    @method_decorator(require_POST)
    def make_link(self, request, key):
        """Make a link with which the account sets a password of its own."""
        account = self._account(request, key)
        show_link(request, account)
        log(request, account, "Made a link to set a password.")
        return self._back_to(account)

    @method_decorator(require_POST)
    def reset_factor(self, request, key):
        """Take the second factor from a colleague who lost it."""
        account = self._account(request, key)
        if account == request.user:
            self.message_user(request, NOT_YOUR_OWN, messages.WARNING)
            return HttpResponseRedirect(reverse("admin:second_factor"))
        second_factor.remove(account)
        log(request, account, "Reset the second factor.")
        self.message_user(request, RESET.format(account.get_username()), messages.SUCCESS)
        return self._back_to(account)

    def _account(self, request, key):
        account = User.objects.filter(pk=key).first()
        if account is None:
            raise Http404
        if not self.has_change_permission(request, account):
            raise PermissionDenied
        return account

    def _back_to(self, account):
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=[account.pk]))

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.me = request.user
        return form

    def get_readonly_fields(self, request, obj=None):
        # An administrator gives roles; only a superuser gives more than roles.
        always = ["last_login", "date_joined"]
        more = [] if request.user.is_superuser else ["is_superuser", "user_permissions"]
        return always + more

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and _may_touch(request, obj)

    def has_delete_permission(self, request, obj=None):
        may = super().has_delete_permission(request, obj) and _may_touch(request, obj)
        return may and obj != request.user


@admin.register(Group)
class GroupSection(CarriesVersions, GroupAdmin):
    """Groups of staff, with a plain box for permissions."""

    form = GroupForm
    change_form_template = "admin/laws/row_form.html"
    rows = ("permissions",)
    filter_horizontal = ()

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "Groups"} | (extra_context or {}))


def _may_touch(request, account):
    return request.user.is_superuser or account is None or not account.is_superuser
