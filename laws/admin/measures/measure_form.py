"""The form of a measure, shared by bills, ordinances and orders."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator
from django.utils.html import format_html

from laws.admin.autocomplete.options import KEY
from laws.admin.autocomplete.typeahead import Elsewhere, TypeaheadField
from laws.admin.base.addresses import desk_address
from laws.admin.base.fields import SeveralField, keep_order, with_meanings
from laws.admin.base.site import DeskForm
from laws.admin.measures.editing import Edit
from laws.admin.measures.moving import ELSEWHERE, belongs_elsewhere
from laws.editing import workflow
from laws.editing.duplicates import same_number, similar_titles
from laws.editing.transitions import NoReason, NotMoved
from laws.models import Jurisdiction, Measure
from laws.models.fields import UNSURE_SAYS_WHY
from laws.text.measure_fields import BY_NAME
from laws.vocabulary import (
    UNSURE_EFFECT,
    EditorialStatus,
    Effect,
    EffectBasis,
    MeasureKind,
    Reach,
    Regulates,
    UseMode,
)

MOST_WORDS = 60
TELLS_TWO_APART = {"jurisdiction", "session", "title"}
NOT_KNOWN = (
    "This form does not say which version of the measure it changes. All that you typed is still "
    "here: compare it with what is saved now, and save again."
)
SAY_WHY = "Say why the published version should change: readers see it in the change log."
NO_DOUBT = "Choose “Text not read” or “Disputed”, or clear the reason for the doubt."
NOT_READ_YET = "Read this table into rows first, or clear the box: it would be lost."
NO_ADDRESS = "Write lower-case letters and digits with hyphens, or leave it empty."
EXPLAINED = {"effect": Effect, "reach": Reach, "effect_basis": EffectBasis}
WHAT_TO_DO = {
    "jurisdiction": "Choose the government: type a few letters of its name.",
    "kind": "Choose the kind.",
    "title": "Write the title.",
    "effect": "Choose what it does.",
    "regulates": "Choose at least one group that it regulates.",
}


class MeasureForm(DeskForm):
    """A measure's own fields. Its section says which governments and kinds belong to it."""

    kinds: tuple[MeasureKind, ...] = ()
    section = ""
    is_local = False

    # Who fills it in, what it was opened with, and what its boxes start with.
    person = workflow.Person(None)
    edit: Edit | None = None
    initial_words: dict[str, str] = {}

    alike_in_session: list[Measure] = []
    alike_elsewhere: list[Measure] = []
    same_number: list[Measure] = []
    is_confirmed = False

    jurisdiction = TypeaheadField(
        "places", help_text="Type a few letters. Add a state to narrow: “Newton, MA”."
    )
    regulates = SeveralField(Regulates, label="Whom it regulates")
    use_modes = SeveralField(
        UseMode,
        says_meanings=True,
        label="Which use it covers",
        required=False,
        help_text="None selected: not known.",
    )

    reason = forms.CharField(
        label="Why you change it",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"size": 90, "autocomplete": "off"}),
        help_text="Saved with the change. Once published, readers see it in the change log.",
    )

    # A table of actions that was pasted, until it is read into rows.
    table = forms.CharField(
        label="Paste a table of actions",
        max_length=100_000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocomplete": "off"}),
        help_text=(
            "As copied from the legislature’s page: date, chamber and action, a line each. You see "
            "the rows before anything is saved."
        ),
    )

    # The keys of measures with a similar title that the person says are others.
    is_another = forms.Field(required=False)

    class Meta:
        model = Measure
        fields = ()
        widgets = {
            "title": forms.TextInput(attrs={"size": 90}),
            "identifier": forms.TextInput(attrs={"size": 24, "autocomplete": "off"}),
            "law_citation": forms.TextInput(attrs={"size": 50}),
            "code_citation": forms.TextInput(attrs={"size": 50}),
            "effect_note": forms.TextInput(attrs={"size": 60}),
            "summary": forms.Textarea(attrs={"rows": 4, "data-most-words": MOST_WORDS}),
            "notes": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "identifier": "As officially written, for example S.927 or Ord. 2019-16.",
            "code_citation": "Its section of the code, for example M.G.L. c. 6, § 220.",
            "summary": f"What it says in our own words, at most {MOST_WORDS} of them.",
            "notes": "Doubts and remarks. Readers see them.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A person who may only read it has no fields.
        place = self.fields.get("jurisdiction")
        if place and self.instance.pk:
            place.know(self.instance.jurisdiction)
        elif place and not self.is_bound:
            # If the place is filled in already, the number is the first thing to type.
            first = "identifier" if self.initial.get("jurisdiction") else "jurisdiction"
            self.fields[first].widget.attrs["autofocus"] = "autofocus"
        for name in WHAT_TO_DO.keys() & self.fields.keys():
            self.fields[name].error_messages["required"] = WHAT_TO_DO[name]
        for name in EXPLAINED.keys() & self.fields.keys():
            empty = [choice for choice in self.fields[name].choices if not choice[0]]
            self.fields[name].choices = [*empty, *with_meanings(EXPLAINED[name])]
        if "kind" in self.fields:
            self._offer_kinds()
        for name in {"summary", "notes"} & self.fields.keys():
            # What is longer could not come back from the files of the record.
            self.fields[name].validators.append(MaxLengthValidator(BY_NAME[name].longest))
        if "slug" in self.fields:
            self.fields["slug"].required = False
            is_address = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", NO_ADDRESS)
            self.fields["slug"].validators.append(is_address)
        if "status" in self.fields:
            self._offer_statuses()

    def _offer_kinds(self):
        offered = {*self.kinds, self.instance.kind}
        choices = [(kind.value, kind.label) for kind in MeasureKind if kind in offered]
        # A section that is mostly of one kind starts with it; another asks.
        self.fields["kind"].choices = choices if self.initial.get("kind") else [("", "–"), *choices]
        allowed = ", ".join(label.lower() for _, label in choices)
        self.fields["kind"].error_messages["invalid_choice"] = (
            f"“%(value)s” does not belong to {self.section}. Choose one of: {allowed}."
        )

    def _offer_statuses(self):
        self.status = self.instance.status
        offered = workflow.offered_by_form(self.status, self.person)
        if self.edit and self.edit.opened.status not in offered:
            offered.append(EditorialStatus(self.edit.opened.status))
        self.fields["status"].choices = [(status.value, status.label) for status in offered]
        allowed = ", ".join(status.label.lower() for status in offered)
        self.fields["status"].error_messages["invalid_choice"] = (
            f"You may not set this status. Choose one of: {allowed}."
        )
        self.initial |= self.initial_words

    def refused_box(self):
        if isinstance(self.refusal, NoReason):
            return "reason"
        return "status" if isinstance(self.refusal, NotMoved) else None

    def clean_status(self):
        wanted = self.cleaned_data["status"]
        # A person who left it alone is not asking for the status of then.
        return self.status if self.edit and wanted == self.edit.opened.status else wanted

    def clean_jurisdiction(self):
        place = self.cleaned_data["jurisdiction"]
        if isinstance(place, Elsewhere) or not self.takes(place):
            one = place if isinstance(place, Elsewhere) else Elsewhere([place], [], [], "")
            kind, is_new = self.data.get("kind", ""), self.instance.pk is None
            raise ValidationError(belongs_elsewhere(one, kind, is_new), code=ELSEWHERE)
        if place.same_as_id and place.pk != self.instance.jurisdiction_id:
            raise ValidationError(
                f"{place.full_name} is the same government as {place.same_as.full_name}. Choose "
                "that one."
            )
        if not self.is_preview:
            # One at a time for each government: the second to save sees the number of the first.
            same = Jurisdiction.objects.filter(pk=place.pk)
            list(same.select_for_update(no_key=True).values("pk"))
        return place

    def takes(self, place) -> bool:
        """Whether what a government adopts belongs to the section."""
        return True

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
            raise ValidationError(f"{MOST_WORDS} words at most: the summary has {words}.")
        return summary

    def clean_table(self):
        if self.cleaned_data["table"].strip() and not self.is_preview:
            raise ValidationError(NOT_READ_YET)
        return ""

    def clean_notes(self):
        return self.cleaned_data["notes"].replace("\r\n", "\n")

    def clean(self):
        cleaned = super().clean()
        if isinstance(self.refusal, NoReason):
            # The measure keeps its status, as it does where the status itself is refused.
            cleaned.pop("status", None)
        if self.edit and not self.edit.is_known:
            self.add_error(None, NOT_KNOWN)
        if self.edit and self.edit.is_proposal and not cleaned.get("reason"):
            self.add_error("reason", SAY_WHY)
        place, session = cleaned.get("jurisdiction"), cleaned.get("session")
        if place and session and session.jurisdiction_id != place.pk:
            self.add_error(
                "session",
                f"{session} is a session of {session.jurisdiction.name}. Choose a session of "
                f"{place.name}.",
            )
        elif place and "kind" in cleaned and "session" not in self.errors:
            self._refuse_duplicate(place, cleaned["kind"], session)
        if place and "identifier" not in self.errors:
            self._question_similar_title(place, session)
        self._check_doubt(cleaned)
        return cleaned

    def _check_doubt(self, cleaned):
        """What is in doubt says why, and why says of what it is."""
        is_unsure, note = cleaned.get("effect_basis") in UNSURE_EFFECT, cleaned.get("effect_note")
        if is_unsure and not note and "effect_note" not in self.errors:
            self.add_error("effect_note", UNSURE_SAYS_WHY)
        if note and not is_unsure and "effect_basis" not in self.errors:
            self.add_error("effect_basis", NO_DOUBT)

    def _refuse_duplicate(self, place, kind, session):
        """Refuse a number that another measure of the government has, in whatever spelling."""
        identifier = self.cleaned_data.get("identifier", "")
        self.same_number = list(same_number(place, session, identifier, self.instance.pk))
        other = next((one for one in self.same_number if one.kind == kind), None)
        if other:
            self.add_error("identifier", _is_taken(other, session))

    def _question_similar_title(self, place, session):
        """Ask about a similar title, unless the person says that it is another measure."""
        if self.instance.pk and not TELLS_TWO_APART & set(self.changed_data):
            return
        in_session: list[Measure] = []
        elsewhere: list[Measure] = []
        alike = list(similar_titles(place, self.cleaned_data.get("title", ""), self.instance.pk))
        # A bill is filed again in another session; in the same one it is probably the same.
        for other in alike:
            is_elsewhere = session and other.session and other.session != session
            (elsewhere if is_elsewhere else in_session).append(other)
        self.alike_in_session, self.alike_elsewhere = in_session, elsewhere
        known = set(KEY.findall(str(self.cleaned_data.get("is_another") or "")))
        self.is_confirmed = {str(other.pk) for other in in_session} <= known
        if not self.is_confirmed and not self.is_preview:
            self.add_error("title", _is_similar(in_session[0]))


def _is_taken(other, session):
    when = f" in {session.name}" if session else ""
    return format_html(
        'This number{} belongs to <a href="{}">{}: {}</a> ({}). Edit that measure, or correct '
        "the number.",
        when,
        desk_address(other),
        other,
        other.title,
        other.get_status_display().lower(),
    )


def _is_similar(other):
    return format_html(
        'It may be entered already: <a href="{}">{}: {}</a> has a similar title. If this is '
        'another measure, <a href="#id_is_another">select “It is another measure”</a> and save '
        "again.",
        desk_address(other),
        other,
        other.title,
    )
