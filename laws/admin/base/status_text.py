"""What follows from the actions of a measure, in words."""

from laws.rules.reckoning import Reckoning, may_be_in_effect
from laws.text.dates import say
from laws.vocabulary import PENDING, ActionKind, Basis, Stage

NOTHING = "Nothing is reckoned yet: enter the first action."
NOT_SURE = "Whether it binds today is not certain."


def sentences(found: Reckoning, today) -> list[tuple[str, str]]:
    """(label, sentence) for stage, force and dates as of today; nothing before the first action."""
    if not found.first_action_on:
        return [("Stage", NOTHING)]
    lines = [
        ("Stage today", _stage(found, today)),
        ("Next", _next(found, today)),
        ("Force", _force(found, today)),
        ("Dates", _dates(found)),
    ]
    return [(label, sentence) for label, sentence in lines if sentence]


def _stage(found, today):
    span = _span(found, today)
    if span is None:
        return f"None yet: its first action is on {say(found.first_action_on)}."
    said = f"{Stage(span.stage).label} since {say(span.from_on)}"
    return f"{said}{_grounds(span.basis, span.why)}."


def _span(found, today):
    begun = [span for span in found.stages if span.from_on <= today]
    return begun[-1] if begun else None


def _next(found, today):
    """When a measure that is on its way counts as failed if nothing more happens."""
    now = _span(found, today)
    ahead = [span for span in found.stages if span.from_on > today]
    if not now or now.stage not in PENDING or not ahead:
        return ""
    if (ahead[0].stage, ahead[0].basis) != (Stage.FAILED, Basis.INFERRED):
        return ""
    return f"Without another action it counts as failed from {say(ahead[0].from_on)} on."


def _force(found, today):
    if not found.terms:
        return "It does not bind, and no action says that it will."
    said = [_term(term, today) for term in found.terms]
    return " ".join([*said, NOT_SURE] if may_be_in_effect(found.terms, today) else said)


def _term(term, today):
    over = term.ends_on and term.ends_on <= today
    verb = "Bound" if over else "Will bind" if term.starts_on > today else "Binds"
    said = f"{verb} from {say(term.starts_on)} ({_act(term.start)})"
    if term.ends_on:
        said += f", no longer from {say(term.ends_on)} on ({_act(term.end)})"
    return f"{said}.{_open(term)}"


def _act(act):
    return ActionKind(act.kind).label.lower() + _grounds(act.basis, act.description, ", ")


def _open(term):
    """What imprecise dates leave open."""
    said = ""
    if term.may_start_on and term.may_start_on < term.starts_on:
        said += f" It may have begun as early as {say(term.may_start_on)}."
    if term.may_end_on:
        said += f" It may have bound as late as {say(term.may_end_on)}."
    return said


def _dates(found):
    dates = [
        ("first action", found.first_action_on),
        ("enacted", found.enacted_on),
        ("binds from", found.effective_on),
        ("no longer from", found.ended_on),
        ("last action", found.last_action_on),
    ]
    words = ", ".join(f"{word} {say(day)}" for word, day in dates if day)
    return f"{words[0].upper()}{words[1:]}."


def _grounds(basis, why, before=" – "):
    if basis == Basis.RECORDED:
        return ""
    return f"{before}{Basis(basis).label.lower()}" + (f": {why.rstrip('.')}" if why else "")
