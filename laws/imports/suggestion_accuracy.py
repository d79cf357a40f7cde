"""Measuring what texts suggest (laws.text.suggest) against what people answered of those bills."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from laws.imports.drafts.draft import written_number
from laws.imports.drafts.lookups import Lookups
from laws.imports.types import IncomingMeasure, RefusedRecord
from laws.models import Measure
from laws.text.bill_numbers import plain_keys
from laws.text.suggest import COLUMNS, suggestions
from laws.vocabulary import Answer

YES = (Answer.YES, Answer.QUALIFIED)


@dataclass
class Said:
    """How often something was suggested, and what people said of it: so, otherwise, or nothing.

    A question counts in the bills of which people answered one at all. `coded` is of how many bills
    people said so, whether it was suggested or not.
    """

    suggested: int = 0
    right: int = 0
    otherwise: int = 0
    unsaid: int = 0
    coded: int = 0


@dataclass
class SuggestionAccuracy:
    """What was counted of each field and value, and in which bills."""

    said: dict[tuple[str, str], Said] = field(default_factory=dict)
    bills: set[int] = field(default_factory=set)
    examples: list[str] = field(default_factory=list)

    def of(self, name: str, value: str) -> Said:
        return self.said.setdefault((name, value), Said())


class Coded:
    """The public measures with a number, by government, session and number in plain spelling."""

    def __init__(self) -> None:
        self.lookups, self.by_number = Lookups(), {}
        rows = Measure.objects.published().exclude(identifier="")
        for one in rows.prefetch_related("provisions__question"):
            for key in plain_keys(one.identifier):
                self.by_number.setdefault((one.jurisdiction_id, one.session_id, key), one)
        self.numbers = {key for _, _, key in self.by_number}

    def of(self, record: IncomingMeasure) -> Measure | None:
        """The measure that a record is."""
        if not plain_keys(record.identifier) & self.numbers:
            return None
        place = self.lookups.place(record.jurisdiction)
        if place is None or place.is_local:
            return None
        session, _ = self.lookups.session(place, record.session_names, record.years)
        keys = plain_keys(written_number(record, place, session)) if session else set()
        found = (self.by_number.get((place.pk, session.pk, key)) for key in keys)
        return next(filter(None, found), None)


def count(
    records: Iterable[IncomingMeasure | RefusedRecord], coded: Coded, counts: SuggestionAccuracy
) -> None:
    """Count what the longest text of each record that we have coded suggests."""
    for record in records:
        versions = () if isinstance(record, RefusedRecord) else record.versions
        measure = coded.of(record) if versions else None
        if measure and measure.pk not in counts.bills:
            counts.bills.add(measure.pk)
            _count_one(counts, measure, max((one.text for one in versions), key=len))


def _count_one(counts, measure, text):
    answers = {one.question.slug: one.answer for one in measure.provisions.all()}
    for name, value in _coded(measure, answers):
        counts.of(name, value).coded += 1
    for one in suggestions(text):
        if one.field not in COLUMNS and not answers:
            continue
        said = counts.of(one.field, one.value)
        how = _how(measure, answers, one)
        said.suggested += 1
        setattr(said, how, getattr(said, how) + 1)
        if how != "right":
            counts.examples.append(f"{measure.slug} {one.field} {one.value} {how}: {one.sentence}")


def _coded(measure, answers):
    """What people said of a measure, as a suggestion would."""
    yield from ((slug, "") for slug, answer in answers.items() if answer in YES)
    for name in COLUMNS:
        held = getattr(measure, name)
        yield from ((name, value) for value in (held if isinstance(held, list) else [held]))


def _how(measure, answers, one):
    """Whether people said what is suggested: `right`, `otherwise`, or nothing (`unsaid`)."""
    if one.field not in COLUMNS:
        answer = answers.get(one.field)
        return "right" if answer in YES else "otherwise" if answer else "unsaid"
    held = getattr(measure, one.field)
    if not held:
        return "unsaid"
    return "right" if one.value in (held if isinstance(held, list) else [held]) else "otherwise"
