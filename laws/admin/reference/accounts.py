"""The section of staff accounts."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.utils import timezone

from laws.text.dates import say_short

admin.site.unregister([User, Group])


@admin.register(User)
class AccountSection(UserAdmin):
    """Staff accounts, with plain boxes for groups and permissions."""

    filter_horizontal = ()
    list_display = ["username", "roles", "email", "log_in", "last_seen"]

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

    def get_readonly_fields(self, request, obj=None):
        # An administrator gives roles; only a superuser gives more than roles.
        always = ["last_login", "date_joined"]
        more = [] if request.user.is_superuser else ["is_superuser", "user_permissions"]
        return always + more

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and _may_touch(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and _may_touch(request, obj)


@admin.register(Group)
class GroupSection(GroupAdmin):
    """Groups of staff, with a plain box for permissions."""

    filter_horizontal = ()

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": "Groups"} | (extra_context or {}))


def _may_touch(request, account):
    return request.user.is_superuser or account is None or not account.is_superuser
