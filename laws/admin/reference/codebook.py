"""The section of the codebook: the questions asked about every measure."""

from django import forms
from django.contrib import admin
from django.db.models import Count

from laws.admin.reference.proposing import ProposedAdmin, ProposedForm
from laws.models import Question
from laws.vocabulary import ReferenceNoun


class QuestionForm(ProposedForm):
    """A question and what its answers mean."""

    class Meta:
        model = Question
        fields = ["text", "group", "yes_means", "qualified_means", "weight", "order", "slug"]
        widgets = {
            name: forms.TextInput(attrs={"size": 90})
            for name in ("text", "yes_means", "qualified_means")
        }


@admin.register(Question)
class QuestionSection(ProposedAdmin):
    """The codebook."""

    noun = ReferenceNoun.QUESTION.value
    form = QuestionForm
    list_display = ["text", "group", "answers", "order"]
    list_filter = ["group"]
    search_fields = ["text", "slug", "yes_means"]
    ordering = ["order", "slug"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(answers=Count("provisions"))

    def get_readonly_fields(self, request, obj=None):
        # Answers, files and addresses name a question by its slug.
        return ["slug"] if obj else []

    @admin.display(description="answers", ordering="answers")
    def answers(self, question):
        return question.answers
