"""Checks of what court cases are said to have done to a measure."""

from collections.abc import Iterator

from laws.editing.consistency.facts import MeasureFacts
from laws.editing.consistency.findings import Finding, at_field, check
from laws.vocabulary import ActionKind


@check("A court case stopped it or put it back, and its actions do not say so")
def court_case_without_its_action(facts: MeasureFacts) -> Iterator[Finding]:
    acts = {(act.kind, act.on) for act in facts.acts}
    for ruling in facts.rulings:
        if (ruling.did, ruling.on) not in acts:
            did = ActionKind(ruling.did).label
            yield at_field(
                "actions",
                f"By the court case {ruling.case}, a court did this on {ruling.on.say()}: {did}. "
                "No action of that kind and date is here, so whether it is in effect does not "
                "follow from it. Add the action, or correct the case.",
                beside=[ruling.case, ruling.did, ruling.on.isoformat()],
            )
