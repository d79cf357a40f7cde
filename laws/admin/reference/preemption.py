"""The section on preemption: whether the cities of a state may pass a law of their own."""

from django import forms
from django.contrib import admin

from laws.admin.reference.proposing import ProposedAdmin, ProposedForm
from laws.models import Jurisdiction, Preemption
from laws.vocabulary import STATE_LEVEL, ReferenceNoun


class PreemptionForm(ProposedForm):
    """An answer for one state, with where it is written."""

    past = ("checked_on",)

    class Meta:
        model = Preemption
        fields = ["jurisdiction", "subject", "from_on", "answer", "rests_on", "citation", "url",
                  "basis", "checked_on", "note"]  # fmt: skip
        widgets = {
            name: forms.TextInput(attrs={"size": 90}) for name in ("rests_on", "citation", "url")
        }

    def clean_note(self):
        return self.cleaned_data["note"].replace("\r\n", "\n")


@admin.register(Preemption)
class PreemptionSection(ProposedAdmin):
    """Whether local governments may act. A state without a row is not researched."""

    noun = ReferenceNoun.PREEMPTION.value
    form = PreemptionForm
    list_display = ["jurisdiction", "subject", "answer", "from_on", "citation", "checked_on"]
    list_filter = ["answer", "subject", "basis"]
    list_select_related = ["jurisdiction"]
    search_fields = ["jurisdiction__name", "citation", "rests_on"]
    ordering = ["jurisdiction__name", "subject", "from_on"]

    def formfield_for_foreignkey(self, field, request, **kwargs):
        states = Jurisdiction.objects.governments().filter(kind__in=STATE_LEVEL).order_by("name")
        return super().formfield_for_foreignkey(field, request, **kwargs | {"queryset": states})

    def get_readonly_fields(self, request, obj=None):
        # The answer for another state or another use is another answer.
        return ["jurisdiction", "subject"] if obj else []
