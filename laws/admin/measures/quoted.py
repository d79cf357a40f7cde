"""The sentences of a law that its answers and its effect rest on, as rows on its page."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from laws.admin.base.fields import AddressField
from laws.admin.measures.answers import questions_of
from laws.admin.measures.rows import LimitedRows, MeasureRows, RowForm
from laws.models import Quotation

WHAT_IT_DOES = ("", "What it does (its effect)")


class QuotedQuestionField(forms.ChoiceField):
    """The question that a sentence answers, of those already read; none: what the law does."""

    def offer(self, questions):
        self.questions = {str(question.pk): question for question in questions}
        self.choices = [WHAT_IT_DOES, *((key, str(one)) for key, one in self.questions.items())]

    def clean(self, value):
        if value and str(value) not in self.questions:
            raise ValidationError(
                "This question is no longer in the codebook: open the page again."
            )
        return self.questions.get(str(value))

    def has_changed(self, initial, data):
        return str(initial or "") != str(data or "")


class QuotationForm(RowForm):
    """One sentence, word for word, and where it stands."""

    question = QuotedQuestionField(label="What it answers", required=False)
    url = AddressField()

    class Meta:
        model = Quotation
        fields = ["question", "quote", "pinpoint", "version", "url", "seen_on"]
        widgets = {
            "quote": forms.Textarea(attrs={"rows": 3, "cols": 60}),
            "pinpoint": forms.TextInput(attrs={"size": 14}),
            "version": forms.TextInput(attrs={"size": 20}),
        }
        labels = {"quote": "The sentence, word for word", "seen_on": "Read there on"}

    def clean_quote(self):
        return " ".join(self.cleaned_data["quote"].split())


class QuotationRows(MeasureRows):
    """The sentences quoted of one measure."""

    key = ("question",)
    twice = "A sentence is already quoted for this question."
    questions = ()

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "question" in form.fields:
            form.fields["question"].offer(self.questions)


class QuotationInline(LimitedRows, admin.TabularInline):
    """The sentences that the answers, and what the law does, rest on."""

    model = Quotation
    fk_name = "measure"
    form = QuotationForm
    formset = QuotationRows
    template = "admin/laws/measures/rows.html"
    extra = 0
    verbose_name = "quoted sentence"
    verbose_name_plural = "sentences quoted from the text"

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.questions = questions_of(request)
        return formset
