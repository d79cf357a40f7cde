"""The section of places: governments of every kind."""

import re

from django import forms
from django.contrib import admin
from django.db.models import Case, When

from laws.admin.autocomplete import options
from laws.admin.autocomplete.typeahead import TypeaheadField
from laws.admin.base.fields import AddressField, LabelledForm, LinesField
from laws.admin.base.filters import PlaceQueueFilter, PlaceStateFilter
from laws.admin.reference.proposing import ProposedAdmin, ProposedForm
from laws.models import Chamber, Jurisdiction
from laws.search.places import find_places
from laws.vocabulary import STATE_LEVEL, ReferenceNoun

MOST_FOUND = 200


class PlaceForm(ProposedForm):
    """A government."""

    same_as = TypeaheadField(
        "places",
        required=False,
        label="Same government as",
        help_text="If this is a second id of a government: the one that we use.",
    )
    covering_city = TypeaheadField(
        "places",
        required=False,
        label="Lies wholly in",
        help_text="If this is a county whose land is all in one city, as the Bronx: that city.",
    )
    county_geoids = LinesField(
        label="Counties", help_text="Five-digit codes of the counties it is in, one per line."
    )

    class Meta:
        model = Jurisdiction
        fields = "__all__"
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("notes",)} | {
            "division_id": forms.TextInput(attrs={"size": 70})
        }

    def clean_state_code(self):
        return self.cleaned_data["state_code"].upper()

    def clean_county_geoids(self):
        codes = self.cleaned_data["county_geoids"]
        wrong = [code for code in codes if not re.fullmatch("[0-9]{5}", code)]
        if wrong:
            raise forms.ValidationError(
                f"“{wrong[0]}” is not a county code: those have five digits."
            )
        return codes

    def clean_same_as(self):
        other = self.cleaned_data["same_as"]
        if other and other.pk == self.instance.pk:
            raise forms.ValidationError("A government cannot be a second id of itself.")
        return other

    def clean_covering_city(self):
        city = self.cleaned_data["covering_city"]
        if city and (self.cleaned_data.get("kind") != "county" or self.cleaned_data.get("same_as")):
            raise forms.ValidationError("Only a county with a government of its own can have this.")
        return city

    def clean_notes(self):
        return self.cleaned_data["notes"].replace("\r\n", "\n")

    def clean(self):
        cleaned = super().clean()
        state_code, slug = cleaned.get("state_code"), cleaned.get("slug")
        if slug is not None and state_code is not None:
            same = Jurisdiction.objects.filter(state_code=state_code, slug=slug).exclude(
                pk=self.instance.pk
            )
            if same.exists():
                self.add_error("slug", f"{same[0].full_name} already has this address.")
        return cleaned


class ChamberForm(LabelledForm):
    """A chamber of a legislature."""

    url = AddressField(required=False, max_length=300)

    class Meta:
        model = Chamber
        fields = ["kind", "name", "legislature_name", "seats", "url"]


class ChamberInline(admin.TabularInline):
    """The chambers of a legislature."""

    model = Chamber
    form = ChamberForm
    template = "admin/laws/measures/rows.html"
    extra = 0

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Jurisdiction)
class PlaceSection(ProposedAdmin):
    """Places."""

    noun = ReferenceNoun.PLACE.value
    form = PlaceForm
    rows = ("chambers",)
    list_display = ["full_name", "state_code", "kind", "population", "searched_on"]
    list_filter = [PlaceQueueFilter, "kind", PlaceStateFilter, "active"]
    search_fields = ["name"]
    search_help_text = "A few letters of the name. Add a state to narrow: “Newton, MA”."
    ordering = ["state_code", "name"]
    fieldsets = [
        (None, {"fields": [("name", "full_name"), ("kind", "state_code"), "division_id", "slug"]}),
        ("Notes", {"fields": ["notes"]}),
        (
            "Location and population",
            {
                "fields": [
                    ("population", "population_year", "population_2020", "population_source"),
                    ("latitude", "longitude"),
                    ("coordinate_source", "coordinate_precision"),
                    ("geoid", "county_geoids", "wikidata_id"),
                ]
            },
        ),
        ("ID", {"fields": ["active", "is_government", "same_as", "covering_city", "id_status"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        # Files and public addresses name a government by these.
        return ["division_id", "slug", "state_code"] if obj else []

    def get_inlines(self, request, obj):
        return [ChamberInline] if obj and obj.kind in STATE_LEVEL else []

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        above = options.find_places(search_term, "state")
        places = [*above, *find_places(search_term, limit=MOST_FOUND).places]
        keys = list(dict.fromkeys(place.pk for place in places))
        found = queryset.filter(pk__in=keys)
        if keys and "o" not in request.GET:
            # As the search ranks them: the state on top when its name is typed.
            found = found.order_by(Case(*(When(pk=key, then=at) for at, key in enumerate(keys))))
        return found, False

    def has_delete_permission(self, request, obj=None):
        # Every government has a public page; one that no longer exists is set to not active.
        return False
