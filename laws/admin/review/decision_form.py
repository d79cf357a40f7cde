"""The form by which a publisher decides about a proposal: all of it, or part of it."""

from collections.abc import Collection

from django import forms

from laws.editing import workflow
from laws.editing.diff_text import DiffLine, conflict_lines
from laws.editing.merge import Conflict
from laws.editing.proposals import AT_ODDS, SAY_WHAT_OF_THE_REST
from laws.refusals import Refusal

TAKE = "take "
CHOOSE = "Not decided yet: choose which of the two versions to keep."


class DecisionForm(forms.Form):
    """What a publisher decides about a proposal, with a choice for each conflict.

    `part` are the units of the change that were selected, `shown` all that could be.
    """

    comment = forms.CharField(
        max_length=500,
        required=False,
        label="What needs to be done",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="If you send it back, or part of it: a comment for its author.",
    )
    exemption = forms.CharField(
        max_length=300,
        required=False,
        label="Why you decide alone",
        widget=forms.TextInput(attrs={"size": 90}),
        help_text="Only if you accept your own proposal.",
    )

    def __init__(
        self, *args, conflicts: Collection[Conflict] = (), is_own: bool = False, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        if not is_own:
            del self.fields["exemption"]
        for conflict in conflicts:
            differing = conflict_lines(conflict)
            self.fields[TAKE + conflict.place] = forms.ChoiceField(
                choices=[
                    ("theirs", f"Keep the public version: {_cells(differing, 1)}"),
                    ("mine", f"Take the proposed version: {_cells(differing, 2)}"),
                ],
                widget=forms.RadioSelect,
                required=False,
                label=f"{differing[0].what} – {', '.join(line.field for line in differing)}",
            )

    @property
    def choices(self):
        """The boxes that ask which of two values to keep."""
        return [self[name] for name in self.fields if name.startswith(TAKE)]

    @property
    def words(self):
        """The other boxes."""
        return [self[name] for name in self.fields if not name.startswith(TAKE)]

    @property
    def take(self) -> dict[str, str]:
        """What was chosen, by the place of the conflict."""
        return {
            name.removeprefix(TAKE): value
            for name, value in self.cleaned_data.items()
            if name.startswith(TAKE) and value
        }

    @property
    def left_out(self) -> set[str]:
        """The units of the change that could be selected and were not."""
        if not self.is_bound:
            return set()
        return set(self.data.getlist("shown")) - set(self.data.getlist("part"))

    def refuse(self, refusal: Refusal) -> None:
        """Say at the box to correct why nothing was decided."""
        sentence = str(refusal)
        asked = [box for box in self.choices if box.name.removeprefix(TAKE) not in self.left_out]
        undecided = [box.name for box in asked if not box.value()]
        if sentence == AT_ODDS and undecided:
            for name in undecided:
                self.add_error(name, CHOOSE)
        elif sentence in (workflow.SAY_WHAT, SAY_WHAT_OF_THE_REST):
            self.add_error("comment", sentence)
        elif sentence == workflow.SAY_WHY_ACCEPTED and "exemption" in self.fields:
            self.add_error("exemption", sentence)
        else:
            self.add_error(None, sentence)


def _cells(differing: list[DiffLine], column: int) -> str:
    return ", ".join(line.cells[column] for line in differing)
