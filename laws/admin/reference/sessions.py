"""The section of legislative sessions."""

from django.contrib import admin

from laws.admin.autocomplete.typeahead import TypeaheadField
from laws.admin.base.filters import StateFilter
from laws.admin.reference.proposing import ProposedAdmin, ProposedForm
from laws.editing.roles import person
from laws.models import LegislativeSession
from laws.vocabulary import REVIEW, ReferenceNoun

SAY_END = "Bills are carried over past the last day of the session: say that day first."


class SessionForm(ProposedForm):
    """A session of a legislature."""

    jurisdiction = TypeaheadField(
        "places", within="state", help_text="The government whose legislature it is."
    )

    class Meta:
        model = LegislativeSession
        fields = ["jurisdiction", "identifier", "name", "classification", "start_on", "end_on",
                  "carry_over", "carried_until", "note"]  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        place, identifier = cleaned.get("jurisdiction"), cleaned.get("identifier")
        place = place or getattr(self.instance, "jurisdiction", None) if self.instance.pk else place
        if place and identifier:
            same = place.sessions.filter(identifier=identifier).exclude(pk=self.instance.pk)
            if same.exists():
                self.add_error("identifier", f"{place.name} already has a session {identifier}.")
        start, end = cleaned.get("start_on"), cleaned.get("end_on")
        if start and end and end < start:
            self.add_error("end_on", "A session cannot end before it starts.")
        if cleaned.get("carried_until") and not end and "end_on" not in self.errors:
            self.add_error("carried_until", SAY_END)
        return cleaned

    def clean_note(self):
        return self.cleaned_data["note"].replace("\r\n", "\n")


@admin.register(LegislativeSession)
class SessionSection(ProposedAdmin):
    """Sessions. One that no published measure is in changes nothing that readers see."""

    noun = ReferenceNoun.SESSION.value
    form = SessionForm
    list_display = ["name", "government", "identifier", "start_on", "end_on"]
    list_filter = [StateFilter]
    list_select_related = ["jurisdiction"]
    search_fields = ["identifier", "name", "jurisdiction__name"]
    ordering = ["-start_on", "jurisdiction__name"]

    def is_proposed(self, request, row):
        # Who may not review asks for a session that is missing; who may adds it.
        if row is None:
            return not person(request.user).may(REVIEW)
        return super().is_proposed(request, row)

    def get_readonly_fields(self, request, obj=None):
        # Its measures are measures of the same government.
        return ["jurisdiction"] if obj else []

    @admin.display(description="government", ordering="jurisdiction__name")
    def government(self, session):
        return session.jurisdiction.name
