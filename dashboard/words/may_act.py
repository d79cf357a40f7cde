"""Whether a city may pass its own law on face recognition, in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dashboard.words.basis import named_basis
from dashboard.words.names import Government, in_sentence, place_name
from laws.counting.may_act import NOT_RESEARCHED, Answer
from laws.text.dates import say, say_short
from laws.vocabulary import NOT_LOCAL, Basis, JurisdictionKind, LocalSubject, MayAct

WORDS = {**dict(MayAct.choices), NOT_RESEARCHED: "Not researched"}
ON_USE: dict[str, str] = {
    LocalSubject.GOVERNMENT: "On use by its own police and agencies",
    LocalSubject.BUSINESSES: "On use by businesses",
}
ON_BOTH = "On use by its own police and agencies, and by businesses"


def question(place: Government) -> str:
    """What is asked of a government; of a state it is asked of its local governments."""
    return f"May {_who(place)} pass its own law on face recognition?"


def _who(place: Government) -> str:
    if place.kind not in NOT_LOCAL:
        return place_name(place)
    if place.kind == JurisdictionKind.DISTRICT:
        return in_sentence(place.name)
    sort = "city, town or county" if place.kind == JurisdictionKind.STATE else "local government"
    return f"a {sort} of {in_sentence(place.name)}"


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as a page shows it; all but `use` and `word` are empty where none is known."""

    use: str
    key: str
    word: str
    day: str = ""  # from when the rest holds, where that is after the day asked for
    rests_on: str = ""
    citation: str = ""
    url: str = ""
    when: str = ""
    note: str = ""
    is_sure: bool = False
    is_disputed: bool = False


def said(answers: Sequence[Answer], on: date) -> list[Said]:
    """The answers of a state on a day; none of them where nothing was researched."""
    if all(answer.row is None for answer in answers):
        return []
    return [_said(answer, on) for answer in answers]


def together(answers: list[Said]) -> list[Said]:
    """The answers with what is the same for both uses said once."""
    once = {replace(one, use=ON_BOTH) for one in answers}
    return list(once) if len(once) == 1 else answers


def _said(answer: Answer, on: date) -> Said:
    use, word = ON_USE[answer.subject], WORDS[answer.word]
    row = answer.row
    if row is None:
        return Said(use, answer.word, word)
    return Said(
        use,
        answer.word,
        f"{word} for {say(on)}" if answer.is_later else word,
        day=f"{WORDS[row.answer]} as of {say(row.from_on or row.checked_on)}"
        if answer.is_later else "",
        rests_on=row.rests_on,
        citation=row.citation,
        url=row.url,
        when=_when(row),
        note=row.note,
        is_sure=row.basis == Basis.RECORDED,
        is_disputed=row.basis == Basis.DISPUTED,
    )  # fmt: skip


def _when(row: Any) -> str:
    """From when it is so, on which day it was looked at, and whether it is inferred."""
    since = f"since {say_short(row.from_on)}" if row.from_on else "since when is not known"
    basis = named_basis(row.basis)
    looked = f"looked at {say_short(row.checked_on)}"
    return "; ".join(part for part in (since, looked, basis) if part)


def as_json(answers: Sequence[Answer]) -> list[dict[str, Any]]:
    """The answers as data: one for each use, `answer` not_researched where none is known."""
    return [
        {
            "use_by": str(answer.subject),
            "answer": answer.word,
            **_row_json(None if answer.is_later else answer.row),
        }
        for answer in answers
    ]


def _row_json(row: Any) -> dict[str, Any]:
    return {
        "from": row.from_on.isoformat() if row and row.from_on else None,
        "rests_on": row.rests_on if row else None,
        "citation": row.citation if row else None,
        "source": row.url if row else None,
        "basis": str(row.basis) if row else None,
        "checked_on": row.checked_on.isoformat() if row else None,
        "note": row.note if row else None,
    }
