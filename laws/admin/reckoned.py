"""What follows from the actions, in words: for the head of a measure's page."""

from laws.dates import say
from laws.vocabulary import ActionKind, Basis, Stage


def sentences(measure, today):
    """(label, sentence) for stage, force and dates as of today; nothing before the first action."""
    if not measure.first_action_on:
        return [("Stage", "Nothing is reckoned yet: enter the first action.")]
    return [
        ("Stage today", _stage(measure, today)),
        ("Force", _force(measure, today)),
        ("Dates", _dates(measure)),
    ]


def _stage(measure, today):
    span = measure.stages.at(today).first()
    if span is None:
        return f"None yet: its first action is on {say(measure.first_action_on)}."
    said = f"{Stage(span.stage).label} since {say(span.from_on)}"
    return f"{said}{_grounds(span.basis, span.why)}."


def _force(measure, today):
    terms = list(measure.terms.all())
    if not terms:
        return "It does not bind, and no action says that it will."
    return " ".join(_term(term, today) for term in terms)


def _term(term, today):
    over = term.ends_on and term.ends_on <= today
    verb = "Bound" if over else "Will bind" if term.starts_on > today else "Binds"
    said = f"{verb} from {say(term.starts_on)} ({ActionKind(term.start_kind).label.lower()}"
    said += f"{_grounds(term.start_basis, term.start_why, ', ')})"
    if term.ends_on:
        said += f", no longer from {say(term.ends_on)} on"
        said += f" ({ActionKind(term.end_kind).label.lower()}"
        said += f"{_grounds(term.end_basis, term.end_why, ', ')})"
    return f"{said}.{_open(term)}"


def _open(term):
    """What imprecise dates leave open."""
    said = ""
    if term.may_start_on:
        said += f" It may have begun as early as {say(term.may_start_on)}."
    if term.may_end_on:
        said += f" It may have bound as late as {say(term.may_end_on)}."
    return said


def _dates(measure):
    dates = [
        ("first action", measure.first_action_on),
        ("enacted", measure.enacted_on),
        ("binds from", measure.effective_on),
        ("no longer from", measure.ended_on),
        ("last action", measure.last_action_on),
    ]
    words = ", ".join(f"{word} {say(day)}" for word, day in dates if day)
    return f"{words[0].upper()}{words[1:]}."


def _grounds(basis, why, before=" – "):
    if basis == Basis.RECORDED:
        return ""
    return f"{before}{Basis(basis).label.lower()}" + (f": {why.rstrip('.')}" if why else "")
