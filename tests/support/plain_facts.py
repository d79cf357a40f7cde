"""Facts of a measure for the checks of consistency, its actions written as lines."""

import re
from datetime import date

from laws.editing.consistency.facts import Act, MeasureFacts, Place, Relative, Span, terms_of
from laws.editing.consistency.findings import findings
from laws.rules.stages import Session
from laws.text.dates import PartialDate
from laws.vocabulary import Basis, ChamberKind
from tests.support.makers import day

TODAY = date(2026, 11, 30)
STATE = Place("state", "WA", "Washington", 1)
CITY = Place("city", "MA", "Somerville", 2)
COUNTY = Place("county", "WA", "King", 3)


def act(number, line):
    """An action from a line: "passed 2021-07 upper 30-10 inferred in joint session"."""
    kind, when, *words = line.split()
    fields = {"order": number, "key": str(number)}
    while words:
        word = words[0]
        if word in ChamberKind.values:
            fields["chamber"] = word
        elif word in Basis.values:
            fields["basis"] = word
        elif re.fullmatch(r"\d+-\d+", word):
            fields["yes"], fields["no"] = map(int, word.split("-"))
        else:
            break
        words.pop(0)
    return Act(kind, PartialDate.parse(when), description=" ".join(words), **fields)


def facts(*lines, **fields):
    """A Washington bill with these actions, unless told so."""
    acts = tuple(act(number, line) for number, line in enumerate(lines, 1))
    known = {
        "today": TODAY, "place": STATE, "kind": "bill", "identifier": "HB 1", "title": "A bill",
        "summary": "Bars it.", "status": "published", "effect": "ban", "acts": acts,
        "session": Session(date(2020, 1, 13), None), "session_name": "2020 session",
        "seats": {"lower": 98, "upper": 49}, "chambers": frozenset({"lower", "upper"}),
    }  # fmt: skip
    known |= fields
    on_passage = known["place"].is_local or known["kind"] in ("policy", "directive")
    return MeasureFacts(**{"terms": terms_of(acts, on_passage)} | known)


def ordinance(*lines, **fields):
    """An ordinance of a city with these actions, unless told so."""
    local = {"place": CITY, "kind": "ordinance", "identifier": "Ord. 5", "session": None}
    return facts(*lines, **local | {"seats": {}, "chambers": frozenset()} | fields)


def other(kind, *spans, **fields):
    """A relation to another measure that is in effect in these spans."""
    days = tuple(Span(day(first), last and day(last)) for first, last in spans)
    known = {"name": "the other", "slug": "the-other", "place": 2, "terms": days, "key": "7"}
    return Relative(kind, **known | fields)


def rules(found):
    """The names of the rules that find something."""
    return [finding.rule for finding in findings(found)]
