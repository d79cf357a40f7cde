"""Checks of a measure's number."""

from collections.abc import Iterator

from laws.editing.consistency.facts import MeasureFacts
from laws.editing.consistency.findings import ODD, Finding, at_field, check
from laws.text.number_letters import as_written, example, is_known
from laws.vocabulary import MeasureKind


@check("A number spelled in another way than this record does")
def number_spelled_otherwise(facts: MeasureFacts) -> Iterator[Finding]:
    written = _official(facts)
    if written != facts.identifier and is_known(written, _state(facts)):
        # Its own spelling, which a legislature need not share: it is nothing to be seen first.
        said = f"This record writes it “{written}”."
        yield at_field("identifier", said, ODD, [facts.identifier])


@check("A number of a pattern that its legislature does not use")
def number_of_unknown_pattern(facts: MeasureFacts) -> Iterator[Finding]:
    written = _official(facts)
    if written and not is_known(written, _state(facts)):
        yield at_field(
            "identifier",
            f"{_name(facts)} numbers no bill so, as far as we know: “{example(_state(facts))}” is "
            "the pattern. Look at the number and the kind.",
            ODD,
            [facts.identifier, _name(facts)],
        )


@check("A bill without a number")
def bill_without_number(facts: MeasureFacts) -> Iterator[Finding]:
    if _is_bill(facts) and not facts.identifier and facts.title and facts.acts:
        yield at_field(
            "identifier",
            "A bill has a number. If it is law and its bill is not known, choose “Statute”.",
        )


@check("A number that another measure has")
def number_taken(facts: MeasureFacts) -> Iterator[Finding]:
    for name in facts.same_number:
        said = f"{name}, of the same government and session, has this number."
        yield at_field("identifier", said, ODD, [facts.identifier, name])


def _official(facts: MeasureFacts) -> str:
    if not _is_bill(facts):
        return ""
    year = facts.session.starts_on.year if facts.session else 0
    return as_written(facts.identifier, _state(facts), year)


def _is_bill(facts: MeasureFacts) -> bool:
    return facts.is_legislature and facts.kind == MeasureKind.BILL


def _state(facts: MeasureFacts) -> str:
    return facts.place.state_code if facts.place else ""


def _name(facts: MeasureFacts) -> str:
    is_country = facts.place is None or not facts.place.state_code
    return "Congress" if is_country else facts.place.name if facts.place else ""
