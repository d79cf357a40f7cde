"""The section of court cases: what courts did to measures, and cases about the use of faces."""

from django import forms
from django.contrib import admin
from django.utils.text import slugify

from laws.admin.autocomplete.typeahead import TypeaheadField
from laws.admin.base.dates import WhenField
from laws.admin.base.fields import AddressesField
from laws.admin.measures.rows import LimitedRows, MeasureRows, RowForm
from laws.admin.reference.proposing import ProposedAdmin, ProposedForm
from laws.models import CaseEffect, CourtCase
from laws.models.court_case import lacks_its_action
from laws.vocabulary import CaseStanding, ReferenceNoun

NOT_PUBLIC = "A case can name only a measure that is published."
NO_ACTION = (
    "The measure has no action “{}” of that date. Enter it among the measure's actions first: "
    "when the measure is in effect follows from it."
)
EARLIER = "A case cannot be decided before it is filed."
SAY_OUTCOME = "Say what it did: it ended, or was decided."
TAKEN = "Another case has this address."
NO_ADDRESS = "Its name gives no address: write one, of lower-case letters and digits with hyphens."


class CaseForm(ProposedForm):
    """A court case, each date in one box."""

    past = ("filed", "decided")

    slug = forms.SlugField(
        max_length=80,
        required=False,
        label="Address",
        help_text="The end of its public address. Empty: made from its name.",
    )
    jurisdiction = TypeaheadField(
        "places", label="Government", help_text="Whose law or agency the case is about."
    )
    filed = WhenField(required=False, label="Filed", help_text="As much as is known.")
    decided = WhenField(
        required=False, label="Decided", help_text="The latest decision that is known."
    )
    source_urls = AddressesField(required=True)

    class Meta:
        model = CourtCase
        fields = ["name", "slug", "jurisdiction", "subject", "court", "docket", "filed", "decided",
                  "standing", "summary", "outcome", "confidence", "source_urls",
                  "note"]  # fmt: skip
        widgets = {
            name: forms.TextInput(attrs={"size": 90}) for name in ("name", "court", "docket")
        } | {name: forms.Textarea(attrs={"rows": 4}) for name in ("summary", "outcome", "note")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial |= {"filed": self.instance.filed, "decided": self.instance.decided}

    def clean(self):
        cleaned = super().clean()
        for name in ("filed", "decided"):
            when = cleaned.get(name)
            setattr(self.instance, f"{name}_day", when and when.day)
            setattr(self.instance, f"{name}_precision", when.precision if when else "day")
        filed, decided = cleaned.get("filed"), cleaned.get("decided")
        if filed and decided and decided.last < filed.first:
            self.add_error("decided", EARLIER)
        ended = decided or cleaned.get("standing") != CaseStanding.OPEN
        if ended and not cleaned.get("outcome") and "outcome" not in self.errors:
            self.add_error("outcome", SAY_OUTCOME)
        return self._with_address(cleaned)

    def _with_address(self, cleaned):
        if self.instance.pk is None and "slug" not in self.errors:
            made = slugify(cleaned.get("name", "").replace("_", "-"))[:80].strip("-")
            slug = cleaned.get("slug") or made
            cleaned["slug"] = self.instance.slug = slug
            if not slug and "name" not in self.errors:
                self.add_error("slug", NO_ADDRESS)
            elif CourtCase.objects.filter(slug=slug).exists():
                self.add_error("slug", TAKEN)
        return cleaned

    def clean_summary(self):
        return self._plain("summary")

    def clean_outcome(self):
        return self._plain("outcome")

    def clean_note(self):
        return self._plain("note")

    def _plain(self, name):
        return self.cleaned_data[name].replace("\r\n", "\n")


class CaseEffectForm(RowForm):
    """What the case did to one measure."""

    measure = TypeaheadField("measures")
    when = WhenField(required=False)

    class Meta:
        model = CaseEffect
        fields = ["measure", "did", "when", "note"]
        widgets = {"note": forms.TextInput(attrs={"size": 30})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["when"] = self.instance.date

    def clean_measure(self):
        measure = self.cleaned_data["measure"]
        if measure and not measure.was_public:
            raise forms.ValidationError(NOT_PUBLIC)
        return measure

    def clean(self):
        cleaned = super().clean()
        when, measure, did = cleaned.get("when"), cleaned.get("measure"), cleaned.get("did")
        if "when" in self.errors or not (measure and did):
            return cleaned
        day, precision = (when.day, when.precision) if when else (None, "day")
        self.instance.day, self.instance.precision = day, precision
        if lacks_its_action(did, day, precision, measure.pk):
            label = dict(self.fields["did"].choices)[did]
            self.add_error("when", NO_ACTION.format(label))
        return cleaned


class CaseEffectRows(MeasureRows):
    """What one case did to measures."""

    key = ("measure", "did")
    twice = "The case says so of this measure already."


class CaseEffectInline(LimitedRows, admin.TabularInline):
    """What the case did to measures; none where it is only about use."""

    model = CaseEffect
    form = CaseEffectForm
    formset = CaseEffectRows
    template = "admin/laws/measures/rows.html"
    extra = 1
    verbose_name = "measure"
    verbose_name_plural = "what it did to measures"


@admin.register(CourtCase)
class CaseSection(ProposedAdmin):
    """Court cases."""

    noun = ReferenceNoun.CASE.value
    form = CaseForm
    rows = ("effects",)
    inlines = [CaseEffectInline]
    list_display = ["name", "jurisdiction", "subject", "standing", "filed", "decided"]
    list_filter = ["subject", "standing", "confidence"]
    list_select_related = ["jurisdiction"]
    search_fields = ["name", "docket", "jurisdiction__name"]

    def get_readonly_fields(self, request, obj=None):
        # What is public keeps its address.
        return ["slug"] if obj else []

    def dates_of(self, row):
        return {"filed": row.filed, "decided": row.decided}

    @admin.display(description="filed", ordering="filed_day")
    def filed(self, case):
        return case.filed and case.filed.say_short()

    @admin.display(description="decided", ordering="decided_day")
    def decided(self, case):
        return case.decided and case.decided.say_short()
