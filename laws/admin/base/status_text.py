"""Where a measure stands, worked out from its actions, in sentences for staff."""

from datetime import date

from laws.rules.reckoning import Reckoning
from laws.rules.stages import StageSpan
from laws.rules.terms import ActionFacts, Term, may_be_in_effect
from laws.text.dates import say
from laws.vocabulary import PENDING, ActionKind, Basis, Stage

NOTHING = "Enter the first action to see where the measure stands."
STAGE = "Stage today"
NEVER = "Not law: no action puts it into effect."
NOT_SURE = "Whether it is in effect today is not certain."


def sentences(reckoning: Reckoning, today: date) -> list[tuple[str, str]]:
    """(label, sentence) for stage, effect and dates as of today."""
    if not reckoning.first_action_on:
        return [("Stage", NOTHING)]
    lines = [
        (STAGE, _stage(reckoning, today)),
        ("Next", _next(reckoning, today)),
        ("In effect", _terms(reckoning, today)),
        ("Dates", _dates(reckoning)),
    ]
    return [(label, sentence) for label, sentence in lines if sentence]


def _stage(reckoning: Reckoning, today: date) -> str:
    span = _span(reckoning, today)
    if span is None:
        return f"None yet: its first action is on {say(reckoning.first_action_on)}."
    stage = f"{Stage(span.stage).label} since {say(span.from_on)}"
    return f"{stage}{_grounds(span.basis, span.why)}."


def _span(reckoning: Reckoning, today: date) -> StageSpan | None:
    begun = [span for span in reckoning.stages if span.from_on <= today]
    return begun[-1] if begun else None


def _next(reckoning: Reckoning, today: date) -> str:
    """When a pending measure counts as failed if nothing more happens."""
    now = _span(reckoning, today)
    ahead = [span for span in reckoning.stages if span.from_on > today]
    if not now or now.stage not in PENDING or not ahead:
        return ""
    stage, since = ahead[0].stage, say(ahead[0].from_on)
    if ahead[0].basis != Basis.INFERRED or stage not in (Stage.FAILED, Stage.INACTIVE):
        return ""
    return f"Without another action, it counts as {Stage(stage).label.lower()} from {since}."


def _terms(reckoning: Reckoning, today: date) -> str:
    if not reckoning.terms:
        return NEVER
    terms = [_term(term, today) for term in reckoning.terms]
    return " ".join([*terms, NOT_SURE] if may_be_in_effect(reckoning.terms, today) else terms)


def _term(term: Term, today: date) -> str:
    is_over = term.ends_on and term.ends_on <= today
    verb = "Takes effect" if term.starts_on > today else "Took effect" if is_over else "Since"
    sentence = f"{verb} {say(term.starts_on)} ({_action(term.start)})"
    if term.ends_on:
        ends = "ended" if is_over else "ends"
        sentence += f"; {ends} {say(term.ends_on)} ({_action(term.end)})"
    return f"{sentence}.{_uncertain(term)}"


def _action(action: ActionFacts) -> str:
    return ActionKind(action.kind).label.lower() + _grounds(action.basis, action.description, ", ")


def _uncertain(term: Term) -> str:
    """What imprecise dates leave open."""
    sentences = ""
    if term.may_start_on and term.may_start_on < term.starts_on:
        sentences += f" It may have taken effect as early as {say(term.may_start_on)}."
    if term.may_end_on:
        sentences += f" It may have been in effect as late as {say(term.may_end_on)}."
    return sentences


def _dates(reckoning: Reckoning) -> str:
    dates = [
        ("first action", reckoning.first_action_on),
        ("enacted", reckoning.enacted_on),
        ("in effect from", reckoning.effective_on),
        ("ended", reckoning.ended_on),
        ("last action", reckoning.last_action_on),
    ]
    words = "; ".join(f"{name} {say(day)}" for name, day in dates if day)
    return f"{words[0].upper()}{words[1:]}."


def _grounds(basis: str, why: str, before: str = " – ") -> str:
    if basis == Basis.RECORDED:
        return ""
    return f"{before}{Basis(basis).label.lower()}" + (f": {why.rstrip('.')}" if why else "")
