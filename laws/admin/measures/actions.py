"""The actions of a measure, as rows on its page."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from laws.admin.base.dates import WhenField
from laws.admin.base.fields import AddressesField
from laws.admin.measures.rows import LimitedRows, MeasureRows, RowForm
from laws.editing.publish_checks import missing_from_actions
from laws.models import Action
from laws.vocabulary import ActionKind, Basis, ChamberKind

HIGHEST = 999
MOST_VOTES = 500_000_000
KINDS_BY_PART = {
    "Pending": ("introduced", "referred", "hearing", "reported", "amended_text",
                   "passed_chamber", "passed", "carried_over"),
    "Decided": ("enacted", "effective", "effect_delayed", "vetoed", "veto_overridden", "failed"),
    "Afterwards": ("amended", "expires", "extended", "expired", "repealed", "struck_down",
                   "enjoined", "reinstated"),
    "Other": ("other",),
}  # fmt: skip
BY_LEGISLATURE = (
    ChamberKind.LOWER,
    ChamberKind.UPPER,
    ChamberKind.EXECUTIVE,
    ChamberKind.VOTERS,
    ChamberKind.COURT,
)
BY_LOCAL = (ChamberKind.COUNCIL, ChamberKind.EXECUTIVE, ChamberKind.VOTERS, ChamberKind.COURT)
BY_EXECUTIVE = (ChamberKind.EXECUTIVE, ChamberKind.COURT)


def kind_choices():
    """The kinds of action, grouped by the part of a measure's life that they belong to."""
    return [("", "–")] + [
        (part, [(kind, ActionKind(kind).label) for kind in kinds])
        for part, kinds in KINDS_BY_PART.items()
    ]


class ActionForm(RowForm):
    """One action. Its date is one box, as precise as it is known."""

    when = WhenField(help_text="3/11/2025, March 2025, 2025")
    kind = forms.ChoiceField(choices=kind_choices, label="What")
    order = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=HIGHEST,
        label="No.",
        widget=forms.NumberInput(attrs={"size": 3}),
        help_text="Empty: last.",
    )
    yes = forms.IntegerField(required=False, min_value=0, max_value=MOST_VOTES, label="For")
    no = forms.IntegerField(required=False, min_value=0, max_value=MOST_VOTES, label="Against")
    description = forms.CharField(required=False, max_length=300)
    basis = forms.ChoiceField(choices=Basis.choices, initial=Basis.RECORDED)
    source_urls = AddressesField()

    # Who can act, as far as the section offers it.
    actors = tuple(ChamberKind)

    class Meta:
        model = Action
        fields = ["when", "kind", "chamber", "yes", "no", "basis", "order", "description",
                  "source_urls"]  # fmt: skip
        # A page that cannot be edited calls the columns as the form does.
        labels = {"kind": "What", "order": "No.", "yes": "For", "no": "Against"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["when"] = self.instance.date
        else:
            # What a row was prefilled with is no reason to save it.
            for name in ("kind", "chamber"):
                self.fields[name].show_hidden_initial = True
        self.fields["when"].error_messages["required"] = "Give the date, as far as it is known."
        self.fields["kind"].error_messages["required"] = "Choose what happened."
        for name in ("yes", "no"):
            self.fields[name].error_messages["min_value"] = "Votes cannot be less than zero."
        offered = {*self.actors, self.instance.chamber}
        self.fields["chamber"].choices = [("", "–")] + [
            (kind.value, kind.label) for kind in ChamberKind if kind in offered
        ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("when"):
            self.instance.day = cleaned["when"].day
            self.instance.precision = cleaned["when"].precision
        return cleaned


class ActionRows(MeasureRows):
    """The actions of one measure; those without a number come after the others, as listed."""

    key = ("order",)
    twice = "Two actions have this number: clear one of them, or give each its own."

    def clean(self):
        self._number()
        super().clean()
        if self.instance.is_public and not any(self.errors):
            cited = [
                form.cleaned_data["source_urls"] for form in self.forms if self.is_filled(form)
            ]
            missing = missing_from_actions(cited)
            if missing:
                raise ValidationError(missing)

    def _number(self):
        rows = [form for form in self.forms if self.is_filled(form)]
        taken = [form.cleaned_data.get("order") or 0 for form in rows]
        following = max([*taken, *(action.order for action in self.unseen())], default=0)
        for form in rows:
            if not form.cleaned_data.get("order") and "order" not in form.errors:
                following += 1
                form.cleaned_data["order"] = form.instance.order = following


class ActionInline(LimitedRows, admin.StackedInline):
    """The actions of a measure as rows on its page."""

    model = Action
    fk_name = "measure"
    form = ActionForm
    formset = ActionRows
    extra = 1
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("when", "kind", "chamber", "yes", "no", "basis", "order"),
                    ("description", "source_urls"),
                ]
            },
        )
    ]
    verbose_name_plural = "actions: what happened, and when"
    actors = tuple(ChamberKind)

    @admin.display(description="When")
    def when(self, action):
        """The date, where the page cannot be edited and so has no box for it."""
        return action.date.say()

    def get_formset(self, request, obj=None, **kwargs):
        form = type("ActionForm", (self.form,), {"actors": self.actors})
        return super().get_formset(request, obj, **kwargs | {"form": form})
