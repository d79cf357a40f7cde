"""What happened to a measure, as a line of events with the bar at the date that is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dashboard.pages.measure_detail.status import MeasureStatus
from dashboard.words.basis import named_basis
from dashboard.words.links import host, is_web
from laws.models import Action, CourtCase
from laws.text.dates import PartialDate
from laws.vocabulary import ActionKind, Basis, ChamberKind, Precision, Stage

# The words of an event by who acted: “Introduced in the Senate”, “Passed by the council”.
BY = frozenset(
    {
        ActionKind.PASSED,
        ActionKind.VETOED,
        ActionKind.VETO_OVERRIDDEN,
        ActionKind.ENACTED,
        ActionKind.AMENDED,
        ActionKind.REPEALED,
        ActionKind.EXTENDED,
        ActionKind.STRUCK_DOWN,
        ActionKind.ENJOINED,
        ActionKind.REINSTATED,
    }
)
# These happen to the measure as a whole: who acted, if anyone, stands in the description.
ASSUMED_ENDS: dict[str, str] = {
    Stage.FAILED: "Failed with the end of its session",
    Stage.INACTIVE: "Counts as inactive",
}
ALONE = frozenset({ActionKind.EFFECTIVE, ActionKind.EXPIRES, ActionKind.EXPIRED})
WHO = {
    ChamberKind.COUNCIL: "the council",
    ChamberKind.EXECUTIVE: "the executive",
    ChamberKind.VOTERS: "the voters",
    ChamberKind.COURT: "a court",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the line. `state` is past, open (within an imprecise span) or later."""

    when: PartialDate
    title: str
    detail: str
    vote: str
    basis: str
    state: str
    sources: list[tuple[str, str]] = field(default_factory=list)
    case: CourtCase | None = None


def action_history(
    actions: list[Action],
    status: MeasureStatus,
    chambers: dict[str, str],
    cases: Mapping[tuple[str, PartialDate | None], CourtCase],
) -> tuple[list[Event], list[Event]]:
    """The events before the date shown, and those after it or not certainly before it. `cases` are
    the court cases by what they did, and when.
    """
    events = [
        replace(_event(action, status.on, chambers), case=cases.get((action.kind, action.date)))
        for action in actions
    ]
    events += _session_ends(status, actions)
    events.sort(key=lambda event: (event.when.last, event.when.first))
    events = _without_repeats(events)
    past = [event for event in events if event.state == "past"]
    return past, [event for event in events if event.state != "past"]


def _without_repeats(events):
    """Events of one entry of a source, such as introduced and referred, share its words: once."""
    following = [*events[1:], None][: len(events)]
    return [
        replace(event, detail="", sources=[])
        if after and event.detail and (event.when, event.detail) == (after.when, after.detail)
        else event
        for event, after in zip(events, following, strict=True)
    ]


def _event(action, on, chambers):
    title, detail = _title(action, on, chambers), sentence(action.description)
    if action.kind == ActionKind.OTHER and detail:
        # “Other” says nothing that the description does not say better.
        title, detail = detail.rstrip("."), ""
    if title.lower().startswith(detail.rstrip(".").lower()):
        detail = ""
    return Event(
        when=action.date,
        title=title,
        detail=detail,
        vote=_vote(action),
        basis=named_basis(action.basis),
        state=_state(action.date, on),
        sources=[(url, host(url)) for url in action.source_urls if is_web(url)],
    )


def _state(when, on):
    if when.last <= on:
        return "past"
    return "later" if when.first > on else "open"


def _title(action, on, chambers):
    kind = action.kind
    label = action.get_kind_display()
    if kind == ActionKind.EFFECTIVE and action.date.first <= on:
        label = "Took effect"
    who = chambers.get(action.chamber) or WHO.get(action.chamber, "")
    signed = kind == ActionKind.ENACTED and action.chamber == ChamberKind.EXECUTIVE
    if not who or kind in ALONE or signed:
        return label
    if kind == ActionKind.PASSED_CHAMBER:
        return f"Passed {who}" if action.chamber in chambers else f"{label}, by {who}"
    if kind == ActionKind.REPORTED:
        return f"{label} to {who}"  # by a committee, or another body that does not decide
    by = kind in BY or action.chamber not in (*chambers, ChamberKind.COUNCIL)
    return f"{label} {'by' if by else 'in'} {who}"


def _vote(action):
    if action.yes is None:
        return ""
    return f"{action.yes} to {action.no}" if action.no is not None else f"{action.yes} in favor"


def _session_ends(status, actions):
    """The end of a session, or a long silence, that no action records, yet ended it (R6)."""
    recorded = {action.date.last for action in actions if action.kind == ActionKind.FAILED}
    return [
        Event(
            when=PartialDate(span.from_on, Precision.DAY),
            title=ASSUMED_ENDS[span.stage],
            detail=span.why,
            vote="",
            basis=str(span.basis),
            state=_state(PartialDate(span.from_on), status.on),
        )
        for span in status.stages
        # That nothing more will be heard of it is not foreseen.
        if span.stage in ASSUMED_ENDS
        and (span.stage == Stage.FAILED or span.from_on <= status.on)
        and span.basis == Basis.INFERRED
        and span.from_on not in recorded
    ]


def sentence(text: str) -> str:
    """A note of the record as a sentence: capital letter, full stop."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")
