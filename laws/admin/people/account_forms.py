"""The forms of staff accounts: a new colleague, and a change of one."""

from django import forms
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group, User

from laws.editing.roles import MEANINGS

LOGS_IN = "May log in to the desk"


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


class AccountForm(UserChangeForm):
    """A change of an account."""

    groups = RoleField(
        Group.objects.order_by("pk"), label="Roles", required=False, help_text="One or more."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "is_staff" in self.fields:
            self.fields["is_staff"].label = LOGS_IN
            self.fields["is_staff"].help_text = ""
