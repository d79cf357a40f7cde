"""The section of staff accounts."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

admin.site.unregister([User, Group])


@admin.register(User)
class AccountSection(UserAdmin):
    """Staff accounts, with plain boxes for groups and rights."""

    filter_horizontal = ()
    readonly_fields = ["last_login", "date_joined"]


@admin.register(Group)
class GroupSection(GroupAdmin):
    """Groups of staff, with a plain box for rights."""

    filter_horizontal = ()
