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
        ("Dates", _dates(reckoning, today)),
    ]
    return [(label, sentence) for label, sentence in lines if sentence]


def _stage(reckoning: Reckoning, today: date) -> str:
    span = _span(reckoning, today)
    if span is None:
        return f"None yet: its first action is on {_said(reckoning, reckoning.first_action_on)}."
    stage = f"{Stage(span.stage).label} since {_said(reckoning, span.from_on)}"
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
    terms = [_term(reckoning, term, today) for term in reckoning.terms]
    return " ".join([*terms, NOT_SURE] if may_be_in_effect(reckoning.terms, today) else terms)


def _term(reckoning: Reckoning, term: Term, today: date) -> str:
    is_over = term.ends_on and term.ends_on <= today
    verb = "Takes effect" if term.starts_on > today else "Took effect" if is_over else "Since"
    sentence = f"{verb} {_said(reckoning, term.starts_on)} ({_action(term.start)})"
    if term.ends_on:
        ends = "ended" if is_over else "ends"
        sentence += f"; {ends} {_said(reckoning, term.ends_on)} ({_action(term.end)})"
    return f"{sentence}.{_uncertain(term, today)}"


def _action(action: ActionFacts) -> str:
    return ActionKind(action.kind).label.lower() + _grounds(action.basis, action.description, ", ")


def _uncertain(term: Term, today: date) -> str:
    """What imprecise dates leave open, and what counts."""
    sentences = ""
    if term.may_start_on and term.may_start_on < term.starts_on:
        may = "may have taken effect" if term.may_start_on <= today else "may take effect"
        sentences += f" It {may} as early as {say(term.may_start_on)}"
        sentences += f", and counts as in effect from {say(term.starts_on)}."
    if term.may_end_on and term.ends_on:
        may = "may have been in effect" if term.may_end_on <= today else "may be in effect"
        sentences += f" It {may} as late as {say(term.may_end_on)}"
        sentences += f", and counts as ended from {say(term.ends_on)}."
    return sentences


def _dates(reckoning: Reckoning, today: date) -> str:
    """Its dates, each under its name once it has come and before."""
    dates = [
        ("first action", "first action", reckoning.first_action_on),
        ("enacted", "to be enacted", reckoning.enacted_on),
        ("in effect from", "in effect from", reckoning.effective_on),
        ("ended", "ends", reckoning.ended_on),
        ("last action", "last date set", reckoning.last_action_on),
    ]
    words = "; ".join(
        f"{then if day > today else now} {_said(reckoning, day)}" for now, then, day in dates if day
    )
    return f"{words[0].upper()}{words[1:]}."


def _said(reckoning: Reckoning, day: date) -> str:
    return reckoning.as_known(day).say()


def _grounds(basis: str, why: str, before: str = " – ") -> str:
    if basis == Basis.RECORDED:
        return ""
    return f"{before}{Basis(basis).label.lower()}" + (f": {why.rstrip('.')}" if why else "")
