"""The form of a measure, shared by bills, ordinances and orders."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html

from laws.admin.autocomplete.options import KEY
from laws.admin.autocomplete.typeahead import TypeaheadField
from laws.admin.base.addresses import desk_address
from laws.admin.base.fields import DayInput, SeveralField, keep_order
from laws.editing import workflow
from laws.editing.duplicates import same_number, similar_titles
from laws.models import Jurisdiction, Measure
from laws.vocabulary import (
    EditorialStatus,
    MeasureKind,
    Regulates,
    UseMode,
)

MOST_WORDS = 60
TELLS_TWO_APART = {"jurisdiction", "session", "title"}
NOT_KNOWN = (
    "This form does not say which version of the measure it changes. All that you typed is still "
    "here: compare it with what is on the record, and save again."
)
SAY_WHY = "Say why what is public should change: readers see it in the log of changes."
WHAT_TO_DO = {
    "jurisdiction": "Choose the government: type a few letters of its name.",
    "kind": "Choose the kind.",
    "title": "Write the title.",
    "effect": "Choose what it does.",
    "regulates": "Choose at least one of those whom it regulates.",
}


class MeasureForm(forms.ModelForm):
    """A measure's own fields. Its section says which governments and kinds belong to it."""

    kinds = ()
    kept_by = ""
    is_local = False

    # Who fills it in, what it was opened with, and what is said before and about it.
    person = workflow.Person(None)
    edit = None
    said = {}
    refusal = ""

    # Whether it is sent to hear what it comes to, and not to be saved.
    asks_only = False
    alike_here = alike_elsewhere = ()
    is_confirmed = False

    jurisdiction = TypeaheadField("places", help_text="A few letters; “Newton, MA” narrows.")
    regulates = SeveralField(
        Regulates,
        label="Whom it regulates",
    )
    use_modes = SeveralField(
        UseMode,
        label="Which use it reaches",
        required=False,
        help_text="None ticked: not known.",
    )

    reason = forms.CharField(
        label="Why you change it",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"size": 90, "autocomplete": "off"}),
        help_text="Kept with every change; readers see it in the log of changes.",
    )

    # The keys of the measures with a title like this one's which it is said not to be.
    is_another = forms.Field(required=False)

    class Meta:
        model = Measure
        fields = ()
        widgets = {
            "title": forms.TextInput(attrs={"size": 90}),
            "identifier": forms.TextInput(attrs={"size": 24, "autocomplete": "off"}),
            "law_citation": forms.TextInput(attrs={"size": 50}),
            "code_citation": forms.TextInput(attrs={"size": 50}),
            "summary": forms.Textarea(attrs={"rows": 4}),
            "notes": forms.Textarea(attrs={"rows": 3}),
            "verified_on": DayInput,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Who may only look at the record has no fields.
        place = self.fields.get("jurisdiction")
        if place and self.instance.pk:
            place.know(self.instance.jurisdiction)
        elif place and not self.is_bound:
            # Where the place comes with the form, its number is the first to be typed.
            first = "identifier" if self.initial.get("jurisdiction") else "jurisdiction"
            self.fields[first].widget.attrs["autofocus"] = "autofocus"
        for name in WHAT_TO_DO.keys() & self.fields.keys():
            self.fields[name].error_messages["required"] = WHAT_TO_DO[name]
        if "kind" in self.fields:
            self._offer_kinds()
        if "slug" in self.fields:
            self.fields["slug"].required = False
        if "status" in self.fields:
            self._offer_statuses()

    def _offer_kinds(self):
        offered = {*self.kinds, self.instance.kind}
        choices = [(kind.value, kind.label) for kind in MeasureKind if kind in offered]
        # A section of one kind in most cases starts with it; another asks.
        self.fields["kind"].choices = choices if self.initial.get("kind") else [("", "–"), *choices]
        said = ", ".join(label.lower() for _, label in choices)
        self.fields["kind"].error_messages["invalid_choice"] = (
            f"“%(value)s” does not belong to {self.kept_by}: allowed are {said}."
        )

    def _offer_statuses(self):
        self.status = self.instance.status
        offered = workflow.offered(self.status, self.person)
        if self.edit and self.edit.opened.status not in offered:
            offered.append(EditorialStatus(self.edit.opened.status))
        self.fields["status"].choices = [(status.value, status.label) for status in offered]
        allowed = ", ".join(status.label.lower() for status in offered)
        self.fields["status"].error_messages["invalid_choice"] = (
            f"You may not set this status: allowed to you are {allowed}."
        )
        self.initial |= self.said

    def is_valid(self):
        return super().is_valid() and not self.asks_only

    def clean_status(self):
        wanted = self.cleaned_data["status"]
        # Who left it as it was has no part in where it stands by now.
        return self.status if self.edit and wanted == self.edit.opened.status else wanted

    def clean_jurisdiction(self):
        place = self.cleaned_data["jurisdiction"]
        if place.same_as_id and place.pk != self.instance.jurisdiction_id:
            raise ValidationError(
                f"{place.full_name} is the same government as {place.same_as.full_name}: "
                "choose that one."
            )
        self.check_place(place)
        if not self.asks_only:
            # One at a time for each government: who comes second sees what the first took.
            same = Jurisdiction.objects.filter(pk=place.pk)
            list(same.select_for_update(no_key=True).values("pk"))
        return place

    def check_place(self, place):
        """Refuse a government that does not belong to the section."""

    def clean_regulates(self):
        return keep_order(self.cleaned_data["regulates"], self.instance.regulates)

    def clean_use_modes(self):
        return keep_order(self.cleaned_data["use_modes"], self.instance.use_modes)

    def clean_identifier(self):
        return " ".join(self.cleaned_data["identifier"].split())

    def clean_summary(self):
        summary = self.cleaned_data["summary"].replace("\r\n", "\n")
        words = len(summary.split())
        if words > MOST_WORDS:
            raise ValidationError(f"The summary has {words} words; at most {MOST_WORDS} fit.")
        return summary

    def clean_notes(self):
        return self.cleaned_data["notes"].replace("\r\n", "\n")

    def clean_verified_on(self):
        day = self.cleaned_data["verified_on"]
        if day and day > timezone.localdate():
            raise ValidationError("A check cannot be in the future: give the day on which it was.")
        return day

    def clean(self):
        cleaned = super().clean()
        if self.refusal:
            self.add_error("status", self.refusal)
        if self.edit and not self.edit.is_known:
            self.add_error(None, NOT_KNOWN)
        if self.edit and self.edit.proposes and not cleaned.get("reason"):
            self.add_error("reason", SAY_WHY)
        place, session = cleaned.get("jurisdiction"), cleaned.get("session")
        if place and session and session.jurisdiction_id != place.pk:
            self.add_error(
                "session",
                f"{session} is a session of {session.jurisdiction.name}, not of {place.name}: "
                f"choose a session of {place.name}.",
            )
        elif place and "kind" in cleaned and "session" not in self.errors:
            self._refuse_duplicate(place, cleaned["kind"], session)
        if place and "identifier" not in self.errors:
            self._question_likeness(place, session)
        return cleaned

    def _refuse_duplicate(self, place, kind, session):
        """Refuse a number that the government has given out already, in whatever spelling."""
        numbered = same_number(place, session, self.cleaned_data.get("identifier", ""),
                               self.instance)  # fmt: skip
        other = numbered.filter(kind=kind).first()
        if other:
            self.add_error("identifier", _already(other, session))

    def _question_likeness(self, place, session):
        """Ask about a title that is much like another's, unless that is said to be another."""
        if self.instance.pk and not TELLS_TWO_APART & set(self.changed_data):
            return
        alike = list(similar_titles(place, self.cleaned_data.get("title", ""), self.instance))
        # A bill comes again in another session; in the same one it is likely the same.
        here = [one for one in alike if not (session and one.session) or one.session == session]
        self.alike_here, self.alike_elsewhere = here, [one for one in alike if one not in here]
        known = set(KEY.findall(str(self.cleaned_data.get("is_another") or "")))
        self.is_confirmed = {str(one.pk) for one in here} <= known
        if not self.is_confirmed and not self.asks_only:
            self.add_error("title", _much_like(here[0]))


def _already(other, session):
    when = f" in {session.name}" if session else ""
    return format_html(
        'This number{} is taken by <a href="{}">{}: {}</a> ({}). Change that one, or correct the '
        "number.",
        when,
        desk_address(other),
        other,
        other.title,
        other.get_status_display().lower(),
    )


def _much_like(other):
    return format_html(
        'It may be on record already: <a href="{}">{}: {}</a> has a title much like this. If it is '
        'another measure, <a href="#id_is_another">tick that it is</a> and save again.',
        desk_address(other),
        other,
        other.title,
    )
