"""The sponsors of a measure, its sources and its relations to others, as rows on its page."""

from django import forms
from django.contrib import admin

from laws.admin.autocomplete.typeahead import TypeaheadField
from laws.admin.base.fields import AddressesField, AddressField
from laws.admin.measures.rows import LimitedRows, MeasureRows, RowForm
from laws.models import Relation, Source, Sponsorship
from laws.text.normalize import one_line
from laws.vocabulary import RelationKind


class SourceForm(RowForm):
    """One page or file."""

    url = AddressField()
    official = forms.TypedChoiceField(
        choices=[("", "Not known"), ("True", "Official"), ("False", "Not official")],
        coerce=lambda text: text == "True",
        empty_value=None,
        required=False,
    )

    class Meta:
        model = Source
        fields = ["url", "official", "seen_on", "note"]
        widgets = {"note": forms.TextInput(attrs={"size": 30})}


class SourceRows(MeasureRows):
    """The sources of one measure."""

    key = ("url",)
    twice = "This address is already among the measure's sources."


class SourceInline(LimitedRows, admin.TabularInline):
    """The pages that back the measure; the model adds those that actions and answers cite."""

    model = Source
    fk_name = "measure"
    form = SourceForm
    formset = SourceRows
    template = "admin/laws/measures/rows.html"
    extra = 0
    verbose_name_plural = "sources (those cited above are added automatically)"


class SponsorForm(RowForm):
    """A sponsor, as the legislature names them."""

    source_urls = AddressesField()

    class Meta:
        model = Sponsorship
        fields = ["name", "classification", "party", "district", "source_urls"]
        widgets = {name: forms.TextInput(attrs={"size": 12}) for name in ("party", "district")}

    def clean_name(self):
        return one_line(self.cleaned_data["name"])


class SponsorRows(MeasureRows):
    """The sponsors of one measure."""

    key = ("name",)
    twice = "This sponsor is already there."


class SponsorInline(LimitedRows, admin.TabularInline):
    """Who introduced the measure."""

    model = Sponsorship
    fk_name = "measure"
    form = SponsorForm
    formset = SponsorRows
    template = "admin/laws/measures/rows.html"
    extra = 0
    verbose_name = "sponsor"
    verbose_name_plural = "sponsors"


class RelationForm(RowForm):
    """How the measure is related to another."""

    to_measure = TypeaheadField("measures", label="Other measure")
    source_urls = AddressesField()

    class Meta:
        model = Relation
        fields = ["kind", "to_measure", "note", "source_urls"]
        widgets = {"note": forms.TextInput(attrs={"size": 30})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["to_measure"].know(self.instance.to_measure)
        self.fields["to_measure"].widget.within = str(self.instance.from_measure_id or "")

    def clean_to_measure(self):
        other = self.cleaned_data["to_measure"]
        if other and other.pk == self.instance.from_measure_id:
            raise forms.ValidationError(
                "A measure cannot be related to itself: choose another one."
            )
        return other


class RelationRows(MeasureRows):
    """The relations from one measure to others."""

    key = ("to_measure", "kind")
    twice = "This relation is already there."


class RelationInline(LimitedRows, admin.TabularInline):
    """How the measure is related to others, read from it to them."""

    model = Relation
    fk_name = "from_measure"
    form = RelationForm
    formset = RelationRows
    template = "admin/laws/measures/rows.html"
    extra = 0
    meanings = (("Kind", RelationKind),)
    verbose_name_plural = "relations to other measures"

    def get_queryset(self, request):
        others = "to_measure__jurisdiction", "to_measure__session", "from_measure__jurisdiction"
        return super().get_queryset(request).select_related(*others)
