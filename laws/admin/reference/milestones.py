"""The section of milestones: events that are no law, for context."""

from django import forms
from django.contrib import admin

from laws.admin.base.dates import WhenField
from laws.admin.base.fields import AddressesField
from laws.admin.reference.proposing import ProposedAdmin, ProposedForm
from laws.models import Jurisdiction, Milestone
from laws.vocabulary import ReferenceNoun


def state_choices():
    """Every state, and an empty choice for the whole country."""
    states = Jurisdiction.objects.state_level().order_by("name")
    return [("", "The whole country"), *states.values_list("state_code", "name")]


class MilestoneForm(ProposedForm):
    """A milestone, its date in one box."""

    when = WhenField(help_text="3/11/2025, March 2025 or 2025: as much as is known.")
    state_code = forms.ChoiceField(choices=state_choices, required=False, label="State")
    source_urls = AddressesField()

    class Meta:
        model = Milestone
        fields = [
            "when",
            "title",
            "description",
            "category",
            "state_code",
            "confidence",
            "source_urls",
            "case",
        ]
        widgets = {"title": forms.TextInput(attrs={"size": 80})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["when"] = self.instance.date

    def clean(self):
        cleaned = super().clean()
        when, title = cleaned.get("when"), cleaned.get("title")
        if when:
            self.instance.day, self.instance.precision = when.day, when.precision
            same = Milestone.objects.filter(day=when.day, title=title)
            if same.exclude(pk=self.instance.pk).exists():
                self.add_error("title", "There is already a milestone with this date and title.")
        return cleaned

    def clean_description(self):
        return self.cleaned_data["description"].replace("\r\n", "\n")


@admin.register(Milestone)
class MilestoneSection(ProposedAdmin):
    """Milestones."""

    noun = ReferenceNoun.MILESTONE.value
    form = MilestoneForm
    list_display = ["title", "when", "category", "state_code", "confidence"]
    list_filter = ["category", "confidence"]
    search_fields = ["title", "description"]
    ordering = ["-day"]

    @admin.display(description="date", ordering="day")
    def when(self, milestone):
        return milestone.date.say_short()
