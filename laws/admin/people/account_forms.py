"""The forms of staff accounts: a new colleague, and a change of one."""

from django import forms
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q

from laws.admin.base.versions import NoticesChanges
from laws.editing.roles import MEANINGS

LOGS_IN = "May log in to the desk"
YOUR_OWN = (
    "This is your own account, which would keep no accounts any more. Another administrator can "
    "close it or take its role."
)
NOT_TO_YOURSELF = (
    "You cannot give yourself a role: another administrator can, or a superuser, so that two "
    "people know who may publish."
)
LAST_ONE = (
    "No other account could keep accounts then. Give someone else the role of administrator first."
)


class RoleField(forms.ModelMultipleChoiceField):
    """Any number of roles, each with its meaning."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, group):
        return said(group.name)


def said(role: str) -> str:
    """A role with its meaning."""
    meaning = MEANINGS.get(role)
    return f"{role.capitalize()}: {meaning}" if meaning else role


class NewAccountForm(AdminUserCreationForm):
    """A new colleague, with a role and a way to a first password."""

    role = forms.ChoiceField(
        choices=[(role, said(role)) for role in MEANINGS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a role: without one, the desk is empty."},
    )

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "email")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        way = self.fields["usable_password"]
        way.label, way.initial = "First password", "false"
        way.choices = [
            ("false", "Make a link, good for one use: they set their own"),
            ("true", "Set one here"),
        ]
        way.help_text = ""

    def save(self, commit=True):
        self.instance.is_staff = True
        return super().save(commit)

    def _save_m2m(self):
        super()._save_m2m()
        self.instance.groups.add(Group.objects.get(name=self.cleaned_data["role"]))


class AccountForm(NoticesChanges, UserChangeForm):
    """A change of an account."""

    me: User | None = None
    """Who fills it in."""
    groups = RoleField(
        Group.objects.order_by("pk"), label="Roles", required=False, help_text="One or more."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "is_staff" in self.fields:
            self.fields["is_staff"].label = LOGS_IN
            self.fields["is_staff"].help_text = ""

    def clean_groups(self):
        roles = self.cleaned_data["groups"]
        is_own = self.instance == self.me and not self.me.is_superuser
        if is_own and roles.exclude(pk__in=self.instance.groups.values("pk")).exists():
            raise forms.ValidationError(NOT_TO_YOURSELF)
        return roles

    def clean(self):
        cleaned = super().clean()
        keepers = keepers_of_accounts()
        if not keepers.filter(pk=self.instance.pk).exists() or self._still_keeps():
            return cleaned
        if not keepers.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(LAST_ONE)
        if self.instance == self.me:
            raise forms.ValidationError(YOUR_OWN)
        return cleaned

    def _still_keeps(self):
        """Whether the account may keep accounts, as the form would have it."""
        said = self.cleaned_data
        if not all(said.get(name, True) for name in ("is_active", "is_staff")):
            return False
        if said.get("is_superuser", self.instance.is_superuser):
            return True
        role = said["groups"].filter(permissions__in=keeping()) if "groups" in said else None
        own = said.get("user_permissions", self.instance.user_permissions.all())
        return role is None or role.exists() or own.filter(pk__in=keeping()).exists()


class GroupForm(NoticesChanges, forms.ModelForm):
    """A change of a group."""


def keeping():
    """The right to keep accounts."""
    return Permission.objects.filter(content_type__app_label="auth", codename="change_user")


def keepers_of_accounts():
    """Those who may keep accounts, and so give the roles of staff."""
    may = Q(is_superuser=True) | Q(groups__permissions__in=keeping())
    may |= Q(user_permissions__in=keeping())
    return User.objects.filter(may, is_active=True, is_staff=True).distinct()
