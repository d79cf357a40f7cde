"""The actions of a measure, as rows on its page."""

from datetime import date

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
MOVING = {"when", "order"}
"""What of a row says where it stands."""
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
        label="Place within its day",
        help_text="Rows stand by their dates. Empty: after those of its day.",
    )
    # The kind that was guessed for a row of a pasted table, until someone chooses.
    guessed = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    yes = forms.IntegerField(required=False, min_value=0, max_value=MOST_VOTES, label="For")
    no = forms.IntegerField(required=False, min_value=0, max_value=MOST_VOTES, label="Against")
    description = forms.CharField(required=False, max_length=300)
    basis = forms.ChoiceField(choices=Basis.choices, initial=Basis.RECORDED)
    source_urls = AddressesField()

    # Who can act, as far as the section offers it.
    actors = tuple(ChamberKind)

    class Meta:
        model = Action
        fields = ["when", "kind", "chamber", "yes", "no", "description", "source_urls", "basis",
                  "order", "guessed"]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["when"] = self.instance.date
        else:
            # What a row was prefilled with is no reason to save it.
            for name in ("kind", "chamber", "source_urls"):
                self.fields[name].show_hidden_initial = True
        self.fields["when"].error_messages["required"] = "Give the date, as far as it is known."
        self.fields["kind"].error_messages["required"] = "Choose what happened."
        for name in ("yes", "no"):
            self.fields[name].error_messages["min_value"] = "Votes cannot be less than zero."
        # One that was chosen in another section came along with its form.
        chosen = self.data.get(self.add_prefix("chamber")) if self.is_bound else ""
        offered = {*self.actors, self.instance.chamber, chosen}
        self.fields["chamber"].choices = [("", "–")] + [
            (kind.value, kind.label) for kind in ChamberKind if kind in offered
        ]

    @property
    def is_guess(self):
        """Whether its kind is still the one that was guessed."""
        return bool(self["guessed"].value()) and self["guessed"].value() == self["kind"].value()

    @property
    def more(self):
        """What stands in the boxes that are folded away."""
        text, pages = self["description"].value() or "", self["source_urls"].value() or ""
        count = len(pages.split() if isinstance(pages, str) else pages)
        sources = ["no source", "1 source"][count] if count < 2 else f"{count} sources"
        return f"{text} · {sources}" if text else sources

    @property
    def is_open(self):
        """Whether they are unfolded: in a first row, and where something of them is wrong."""
        folded = {"description", "source_urls", "basis", "order"}
        is_first = self.prefix == "actions-0" and not self.instance.pk and not self.is_bound
        return is_first or bool(folded & self.errors.keys())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("when"):
            self.instance.day = cleaned["when"].day
            self.instance.precision = cleaned["when"].precision
        return cleaned


class ActionRows(MeasureRows):
    """The actions of one measure, in the order of their dates and within a day as listed."""

    key = ("order",)
    renumbered: tuple[ActionForm, ...] = ()

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
        """Give the rows the numbers that they have, and new ones after them, by date."""
        rows = [form for form in self.forms if self.is_filled(form) and "order" not in form.errors]
        is_moved = any(not row.instance.pk or MOVING & set(row.changed_data) for row in rows)
        if is_moved:
            rows = _by_date(sorted(rows, key=lambda row: row.cleaned_data.get("order") or HIGHEST))
        numbers = sorted(row.initial["order"] for row in rows if row.instance.pk)
        last = max([*numbers, *(action.order for action in self.unseen())], default=0)
        numbers += range(last + 1, last + 1 + len(rows) - len(numbers))
        for row, number in zip(rows, numbers, strict=True):
            if is_moved or not row.cleaned_data.get("order"):
                row.cleaned_data["order"] = row.instance.order = number
        self.renumbered = [
            row.instance
            for row in rows
            if row.instance.pk and row.instance.order != row.initial["order"]
        ]

    def _write(self):
        changed = {row.pk: (row, names) for row, names in self.changed_objects}
        for row in self.renumbered:
            names = changed.get(row.pk, (row, []))[1]
            changed[row.pk] = row, [*names, "order"]
        self.changed_objects = list(changed.values())
        super()._write()


def _by_date(rows):
    """Rows by their dates, those of one day as they were. A date that is not known to the day says
    little about the order: its row stays after the one before it, as far as its date allows.
    """
    keys, before = [], date.min
    for row in rows:
        when = row.cleaned_data.get("when")
        before = min(max(before, when.first), when.last) if when else before
        keys.append(before)
    ranked = sorted(range(len(rows)), key=keys.__getitem__)
    return [rows[place] for place in ranked]


class ActionInline(LimitedRows, admin.StackedInline):
    """The actions of a measure as rows on its page, a line each."""

    model = Action
    fk_name = "measure"
    form = ActionForm
    formset = ActionRows
    template = "admin/laws/measures/actions.html"
    meanings = (("What", ActionKind), ("Basis", Basis))
    extra = 1
    verbose_name_plural = "actions: what happened, and when"
    actors = tuple(ChamberKind)

    def get_formset(self, request, obj=None, **kwargs):
        form = type("ActionForm", (self.form,), {"actors": self.actors})
        return super().get_formset(request, obj, **kwargs | {"form": form})
