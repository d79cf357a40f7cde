"""How bills are found and read: the two tables as /method/ prints them."""

from functools import cache

from dashboard.words.lists import listed
from laws.counting.shared import once_per_state
from laws.imports.actions.by_legislature import BY_LEGISLATURE
from laws.imports.actions.classify import AFTERWARDS
from laws.imports.actions.councils import COUNCILS
from laws.imports.actions.rule import OTHERWISE
from laws.imports.actions.table import TABLE
from laws.models import SubjectWord
from laws.text.states import NAMES
from laws.vocabulary import ActionKind, SubjectPart, WordKind

CITIES = {"NY/place:new_york": "New York City"}
RECORDS = {"legiscan": "LegiScan only"}


def imports_read():
    """Both tables, and what is asked of a measure's actions together. One query."""
    return {
        "subject": _subject_words(),
        "actions": _actions(),
        "afterwards": [sentence for _, sentence in AFTERWARDS],
    }


@once_per_state
def _subject_words():
    """The words by how they count, and by the parts of a bill in which they do."""
    words = SubjectWord.objects.words()
    groups = [(kind, [word for word in words if word.kind == kind]) for kind in WordKind]
    return [
        {"label": kind.label, "meaning": kind.meaning, "lists": _by_parts(told)}
        for kind, told in groups
        if told
    ]


def _by_parts(words):
    lists = {}
    for word in words:
        lists.setdefault(tuple(sorted(word.where)), []).append(word.pattern)
    return [
        {"where": _said(where), "words": ", ".join(patterns)}
        for where, patterns in sorted(lists.items(), key=lambda pair: -len(pair[0]))
    ]


def _said(where):
    """In which parts, unless in all."""
    if set(where) == set(SubjectPart.values):
        return ""
    *parts, last = [part.label.lower() for part in SubjectPart if part in where]
    return f"Only in the {', '.join(parts)}{' and ' if parts else ''}{last}"


@cache
def _actions():
    rules = (*BY_LEGISLATURE, *COUNCILS, *TABLE, OTHERWISE)
    return [_action(number, row) for number, row in enumerate(rules, 1)]


def _action(number, row):
    return {
        "number": number,
        "called": _called(row),
        "says": row.says,
        "words": ", ".join(row.words),
        "classes": ", ".join(row.classes),
        "unless": ", ".join(row.unless),
        "record": RECORDS.get(row.record, "") or _of_legislature(row),
    }


def _of_legislature(row):
    """Whose words alone the rule reads, and where they can be seen."""
    if not row.where:
        return ""
    places = listed([CITIES.get(place) or NAMES[place] for place in row.where])
    return f"{places} only ({row.source})"


def _called(row):
    """The kind of the entry and what else it may come to, in words."""
    basis = "" if row.basis == "recorded" else f" ({row.basis})"
    told = [f"{ActionKind(row.kind).label}{basis}"]
    if row.second:
        told.append(f"with the second chamber {ActionKind(row.second).label.lower()}")
    if row.once_law:
        told.append(f"once it is law {ActionKind(row.once_law).label.lower()}")
    if row.also:
        told.append(f"and {ActionKind(row.also).label.lower()}")
    return ", ".join(told)
