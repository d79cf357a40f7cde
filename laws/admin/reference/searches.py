"""The section of searches: who looked for law, where and when, and what came of it."""

from django import forms
from django.contrib import admin

from laws.admin.autocomplete.typeahead import TypeaheadField
from laws.admin.base.dates import WhenField
from laws.admin.reference.proposing import ProposedAdmin, ProposedForm
from laws.models import Search
from laws.vocabulary import ReferenceNoun, SearchOutcome


class SearchForm(ProposedForm):
    """A search that a person made, its date in one box."""

    past = ("when",)

    jurisdiction = TypeaheadField(
        "places", within="state", help_text="The government whose measures were looked for."
    )
    when = WhenField(
        help_text="11/30/2026 or November 2026. Only a day counts as its last search.", label="Date"
    )

    class Meta:
        model = Search
        fields = ["jurisdiction", "when", "sought", "agency", "where", "words", "outcome", "found",
                  "note"]  # fmt: skip
        widgets = {
            "where": forms.TextInput(attrs={"size": 90}),
            "words": forms.TextInput(attrs={"size": 90}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["when"] = self.instance.date

    def clean(self):
        cleaned = super().clean()
        when = cleaned.get("when")
        if when:
            self.instance.day, self.instance.precision = when.day, when.precision
        found, outcome = cleaned.get("found"), cleaned.get("outcome")
        if found == 0 or (found and outcome != SearchOutcome.FOUND):
            self.add_error("found", "Only a search that found something counts it: leave it empty.")
        return cleaned

    def clean_note(self):
        return self.cleaned_data["note"].replace("\r\n", "\n")


@admin.register(Search)
class SearchSection(ProposedAdmin):
    """Searches. A place says "none found" only because of a row here."""

    noun = ReferenceNoun.SEARCH.value
    form = SearchForm
    list_display = ["jurisdiction", "when", "sought", "outcome", "how", "where"]
    list_filter = ["sought", "outcome", "how"]
    list_select_related = ["jurisdiction"]
    search_fields = ["jurisdiction__name", "where", "words"]
    ordering = ["-day", "-pk"]

    def get_readonly_fields(self, request, obj=None):
        # A search of another government is another search.
        return ["jurisdiction"] if obj else []

    @admin.display(description="date", ordering="day")
    def when(self, search):
        return search.date.say_short()
