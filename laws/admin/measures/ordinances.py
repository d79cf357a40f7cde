"""The section of ordinances: everything that counties and places adopt."""

from django.contrib import admin

from laws.admin.autocomplete.typeahead import TypeaheadField
from laws.admin.finding.lists import KindFilter
from laws.admin.measures.actions import BY_LOCAL, ActionInline
from laws.admin.measures.measure_form import MeasureForm
from laws.admin.measures.measures import MeasureSection
from laws.models import Ordinance
from laws.vocabulary import ORDER_KINDS, JurisdictionKind, MeasureKind


class OrdinanceForm(MeasureForm):
    """A measure of a local government."""

    kinds = (
        MeasureKind.ORDINANCE,
        MeasureKind.RESOLUTION,
        MeasureKind.BALLOT_MEASURE,
        *ORDER_KINDS,
    )
    section = "ordinances"
    is_local = True

    jurisdiction = TypeaheadField(
        "places",
        within="local",
        checked=True,
        help_text="Type a few letters. Add a state to narrow: “Newton, MA”.",
    )

    def takes(self, place):
        return place.is_local

    def clean(self):
        cleaned = super().clean()
        place = cleaned.get("jurisdiction")
        is_county = place and place.kind == JurisdictionKind.COUNTY
        if cleaned.get("county_reach") and place and not is_county:
            self.add_error(
                "county_reach", f"{place.full_name} is not a county. Leave this empty (–)."
            )
        return cleaned


class OrdinanceActions(ActionInline):
    """What happened to an ordinance; by a council, an executive, the voters or a court."""

    actors = BY_LOCAL


@admin.register(Ordinance)
class OrdinanceSection(MeasureSection):
    """Ordinances and all else that local governments adopt."""

    form = OrdinanceForm
    may_be_national = False
    inlines = [OrdinanceActions, *MeasureSection.inlines[1:]]
    list_filter = [*MeasureSection.list_filter, KindFilter]
    fieldsets = [
        (None, {"fields": ["jurisdiction", ("kind", "identifier"), "title"]}),
        ("What it does", {"fields": [*MeasureSection.effect, "county_reach", "summary"]}),
        ("In the law, once adopted", {"fields": ["code_citation", "popular_name"]}),
        MeasureSection.editors,
    ]

    def get_changeform_initial_data(self, request):
        return {"kind": MeasureKind.ORDINANCE} | super().get_changeform_initial_data(request)
