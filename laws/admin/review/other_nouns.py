"""Proposals of what is no measure: where it is edited, and what would follow from a change."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from laws.admin.base.addresses import desk_address
from laws.editing.consequences import Turn, consequences
from laws.editing.reference import KINDS
from laws.models import Measure, Proposal


class TurnLine(NamedTuple):
    """A measure that changes: its name, where it is edited, its status if it is not public."""

    name: str
    address: str
    status: str


class ShownTurn(NamedTuple):
    """Measures that go from one stage to another."""

    before: str
    after: str
    lines: list[TurnLine]


class ShownTurns(NamedTuple):
    """What follows from a change: how many measures change, and which."""

    count: int
    turns: list[ShownTurn]


def address_of(proposal: Proposal) -> str:
    """The form of what a proposal is of; the form to add one, for what is to be added."""
    if proposal.measure:
        return desk_address(proposal.measure)
    section = KINDS[proposal.noun].model._meta.model_name
    if proposal.row is None:
        return reverse(f"admin:laws_{section}_add")
    return reverse(f"admin:laws_{section}_change", args=[proposal.row])


def turns_from(row: Model | None) -> ShownTurns | None:
    """What follows for measures from a row that is not saved yet; None if nothing does."""
    return shown_turns(consequences(row, timezone.localdate()))


def shown_turns(turns: Sequence[Turn]) -> ShownTurns | None:
    """The measures that go from one stage to another, with names and addresses; None if none do."""
    count = sum(len(turn.measures) for turn in turns)
    return ShownTurns(count, [_shown(turn) for turn in turns]) if turns else None


def _shown(turn: Turn) -> ShownTurn:
    return ShownTurn(turn.before, turn.after, [_line(measure) for measure in turn.measures])


def _line(measure: Measure) -> TurnLine:
    status = "" if measure.is_public else measure.get_status_display()
    name = f"{measure}: {measure.title}" if measure.identifier else str(measure)
    return TurnLine(name, desk_address(measure), status)
