"""Checks of who acted, as far as what happened tells it."""

from collections.abc import Iterator

from laws.editing.consistency.facts import MeasureFacts
from laws.editing.consistency.findings import ODD, Finding, at_act, check
from laws.vocabulary import ActionKind, ChamberKind

OF_NO_CHAMBER = {
    ActionKind.ENACTED: "Choose “Executive”, or “Voters” if they did",
    ActionKind.EFFECTIVE: "A law takes effect by itself",
    ActionKind.EFFECT_DELAYED: "A law takes effect by itself",
    ActionKind.EXPIRED: "A law expires by itself",
    ActionKind.EXPIRES: "A law expires by itself",
}
"""What one chamber of a legislature can't do, and who does it."""


@check("One chamber did what no chamber does alone")
def chamber_cannot_do_it(facts: MeasureFacts) -> Iterator[Finding]:
    if not facts.is_legislature:
        return
    for act in facts.of(OF_NO_CHAMBER):
        if act.chamber in (ChamberKind.LOWER, ChamberKind.UPPER):
            who = ChamberKind(act.chamber).label
            instead = OF_NO_CHAMBER[ActionKind(act.kind)]
            yield at_act(
                act, f"{act.say()} by the {who}: {instead}. Correct “By”, or leave it empty.", ODD
            )
