"""The section of bills: what legislatures handle."""

from django import forms
from django.contrib import admin

from laws.admin.autocomplete.typeahead import TypeaheadField
from laws.admin.finding.lists import KindFilter
from laws.admin.measures.actions import BY_LEGISLATURE, ActionInline
from laws.admin.measures.measure_form import MeasureForm
from laws.admin.measures.measures import MeasureSection
from laws.admin.measures.pasting import PasteAdmin
from laws.models import Bill
from laws.vocabulary import MeasureKind

NEEDS_SESSION = "A bill needs its session. Choose one. (A statute needs none.)"


class BillForm(MeasureForm):
    """A bill or statute of a legislature."""

    kinds = (
        MeasureKind.BILL,
        MeasureKind.STATUTE,
        MeasureKind.RESOLUTION,
        MeasureKind.BALLOT_MEASURE,
    )
    section = "bills"

    jurisdiction = TypeaheadField(
        "places",
        within="state",
        checked=True,
        help_text="A state, a territory, D.C. or the United States.",
    )
    session = TypeaheadField(
        "sessions",
        within_field="jurisdiction",
        required=False,
        help_text="Of that legislature: type a few letters, a number or a year.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.session_id and "session" in self.fields:
            self.fields["session"].know(self.instance.session)

    def takes(self, place):
        return not place.is_local

    def clean_jurisdiction(self):
        place = super().clean_jurisdiction()
        if place and "session" in self.fields:
            # What is typed for a session names one of this government.
            self.fields["session"].within = str(place.pk)
        return place

    def clean(self):
        cleaned = super().clean()
        missing = not cleaned.get("session") and "session" not in self.errors
        if cleaned.get("kind") == MeasureKind.BILL and missing:
            self.add_error("session", forms.ValidationError(NEEDS_SESSION, code="required"))
        return cleaned


class BillActions(ActionInline):
    """What happened to a bill; by a chamber, an executive, the voters or a court."""

    actors = BY_LEGISLATURE


@admin.register(Bill)
class BillSection(PasteAdmin, MeasureSection):
    """Bills and statutes."""

    form = BillForm
    another = "Save and add another in this session"
    inlines = [BillActions, *MeasureSection.inlines[1:]]
    list_display = [
        *MeasureSection.list_display[:2],
        "in_session",
        *MeasureSection.list_display[2:],
    ]
    list_filter = [*MeasureSection.list_filter, KindFilter]
    fieldsets = [
        (None, {"fields": ["jurisdiction", "session", ("kind", "identifier"), "title"]}),
        MeasureSection.does,
        ("In the law, once enacted", {"fields": ["law_citation", "code_citation", "popular_name"]}),
        MeasureSection.editors,
    ]

    def get_changeform_initial_data(self, request):
        return {"kind": MeasureKind.BILL} | super().get_changeform_initial_data(request)
