"""The section of subject words: the words that tell an import that a bill is on our subject."""

from django import forms
from django.contrib import admin

from laws.admin.base.fields import SeveralField, keep_order
from laws.admin.base.versions import VersionedAdmin, VersionedForm
from laws.models import SubjectWord
from laws.vocabulary import SubjectPart, WordKind

SHORTEST = 4


class SubjectWordForm(VersionedForm):
    """A word, how it counts and where."""

    where = SeveralField(SubjectPart, label="Counts in", initial=SubjectPart.values)

    class Meta:
        model = SubjectWord
        fields = ["pattern", "kind", "where", "note"]
        widgets = {
            "pattern": forms.TextInput(attrs={"size": 50, "spellcheck": "false"}),
            "kind": forms.RadioSelect,
            "note": forms.TextInput(attrs={"size": 90}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            self.fields["kind"].choices = [(word.value, word.meaning) for word in WordKind]

    def clean_pattern(self):
        """The words with single spaces between them, as they are compared."""
        pattern = " ".join(self.cleaned_data["pattern"].replace("-", " ").split())
        if len(pattern.replace("*", "").replace(" ", "")) < SHORTEST:
            raise forms.ValidationError(
                f"“{pattern}” would match almost any bill. Write at least {SHORTEST} letters."
            )
        if SubjectWord.objects.filter(pattern__iexact=pattern).exclude(pk=self.instance.pk):
            raise forms.ValidationError(f"“{pattern}” is already in the list.")
        return pattern

    def clean_where(self):
        return keep_order(self.cleaned_data["where"], self.instance.where)


@admin.register(SubjectWord)
class SubjectWordSection(VersionedAdmin):
    """Subject words."""

    form = SubjectWordForm
    list_display = ["pattern", "kind", "counts_in", "note"]
    list_filter = ["kind"]
    search_fields = ["pattern", "note"]
    ordering = ["-kind", "pattern"]  # those that name it first
    list_per_page = 200

    @admin.display(description="counts in")
    def counts_in(self, word):
        if set(word.where) == set(SubjectPart.values):
            return "all parts"
        return ", ".join(SubjectPart(part).label.lower() for part in word.where)
