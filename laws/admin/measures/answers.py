"""The codebook's answers about a measure, as rows on its page: one for every question."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from laws.admin.base.fields import AddressesField
from laws.admin.measures.rows import LimitedRows, MeasureRows, RowForm
from laws.models import Provision, Question
from laws.models.codebook import ENDS_TOO_EARLY
from laws.vocabulary import Answer


class QuestionField(forms.Field):
    """The hidden key of a question, looked up among those already read."""

    widget = forms.HiddenInput
    questions = {}

    def to_python(self, value):
        if str(value) not in self.questions:
            raise ValidationError(
                "This question is no longer in the codebook: open the page again."
            )
        return self.questions[str(value)]


class AnswerForm(RowForm):
    """The answer to one question; without one the question is not coded, and no row is kept."""

    question = QuestionField()
    answer = forms.ChoiceField(choices=[("", "Not coded"), *Answer.choices], required=False)
    source_urls = AddressesField()

    class Meta:
        model = Provision
        fields = ["question", "answer", "answer_on", "detail", "pinpoint", "effective_on",
                  "ended_on", "source_urls"]  # fmt: skip
        widgets = {
            "detail": forms.TextInput(attrs={"size": 40}),
            "pinpoint": forms.TextInput(attrs={"size": 14}),
        }

    def has_changed(self):
        # The question alone, which every row brings along, is no answer.
        return bool(set(self.changed_data) - {"question"})

    def clean(self):
        cleaned = super().clean()
        answer, day = cleaned.get("answer"), cleaned.get("answer_on")
        if not answer and "answer" not in self.errors and not self.instance.pk:
            self.add_error("answer", "Choose an answer, or clear the rest of the row.")
        elif answer == Answer.DATED and not day and "answer_on" not in self.errors:
            self.add_error("answer_on", "“On a date” needs the date.")
        elif answer and answer != Answer.DATED and day:
            self.add_error("answer_on", "Only the answer “On a date” takes a date.")
        begins, ends = cleaned.get("effective_on"), cleaned.get("ended_on")
        if begins and ends and ends.isoformat() <= begins.isoformat():
            self.add_error("ended_on", ENDS_TOO_EARLY)
        return cleaned

    def _get_validation_exclusions(self):
        # clean() says beside the field what the constraint would say of the whole row.
        return super()._get_validation_exclusions() | {"answer_on"}


class AnswerRows(MeasureRows):
    """The answers about one measure, and an empty row for every question not coded."""

    key = ("question",)
    twice = "This question is answered twice: keep one of the answers."
    questions = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_key = {str(question.pk): question for question in self.questions}
        answered = {row.question_id for row in self.get_queryset()}
        self.initial_extra = [
            {"question": question.pk} for question in self.questions if question.pk not in answered
        ]
        self.extra = len(self.initial_extra)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["question"].questions = self.by_key
        form.coded_question = self.by_key.get(str(form["question"].value()))
        for field in form.fields.values():
            label = field.widget.attrs.get("aria-label")
            field.widget.attrs |= {"aria-label": f"{label}: {form.coded_question}"} if label else {}

    def _should_delete_form(self, form):
        """An answer set back to “not coded” is removed."""
        emptied = form.instance.pk and not form.cleaned_data.get("answer", True)
        return bool(emptied) or super()._should_delete_form(form)


class AnswerInline(LimitedRows, admin.TabularInline):
    """The codebook's answers about a measure, as rows on its page."""

    model = Provision
    fk_name = "measure"
    form = AnswerForm
    formset = AnswerRows
    template = "admin/laws/measures/answers.html"
    verbose_name_plural = "codebook: what the measure says"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("question")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.questions = questions_of(request)
        return formset


def questions_of(request):
    """The codebook's questions, read once a request: the admin asks for formsets several times."""
    if not hasattr(request, "questions"):
        request.questions = list(Question.objects.order_by("order", "slug"))
    return request.questions
