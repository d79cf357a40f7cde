"""The section of staff accounts."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

admin.site.unregister([User, Group])


@admin.register(User)
class AccountSection(UserAdmin):
    """Staff accounts, with plain boxes for groups and rights."""

    filter_horizontal = ()

    def get_readonly_fields(self, request, obj=None):
        # Who keeps the accounts gives roles; only a superuser gives more than roles.
        always = ["last_login", "date_joined"]
        more = [] if request.user.is_superuser else ["is_superuser", "user_permissions"]
        return always + more

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and _may_touch(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and _may_touch(request, obj)


@admin.register(Group)
class GroupSection(GroupAdmin):
    """Groups of staff, with a plain box for rights."""

    filter_horizontal = ()


def _may_touch(request, account):
    return request.user.is_superuser or account is None or not account.is_superuser
