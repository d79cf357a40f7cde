"""What a reader pasted: an address of ours, a citation, which has one in it, or a sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import Resolver404, resolve

from dashboard.figures import text
from dashboard.figures.registry import FIGURES, Asked, Figure
from dashboard.words.numbers import NUMBERS
from dashboard.words.tense import Tense
from laws.counting.counts import PRESETS
from laws.models import Jurisdiction
from laws.text.dates import MONTHS

LONGEST = 2000  # characters
ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`“”]+|(?<![\w/.])/[^\s<>\"{}|\\^`“”]*")
EDITION = re.compile(r"\bedition\s+(\d{1,9})\b", re.I)
DAY = re.compile(rf"\b({'|'.join(MONTHS)})\s+(\d{{1,2}}),\s+(\d{{4}})\b|\b(\d{{4}}-\d\d-\d\d)\b")
TWIN = re.compile(r"\.(json|csv)$")
GAP = "0x0"  # stands for the number in a sentence
MOST_STATES = 4


@dataclass(frozen=True, slots=True)
class PastedAddress:
    """An address of ours: the name of its page, what its path and its query string name, the day
    and the edition, as far as it or the words around it say them.
    """

    path: str
    name: str
    parts: dict[str, str]
    values: QueryDict
    on: date | None
    edition: str


@dataclass(frozen=True, slots=True)
class PastedSentence:
    """A sentence about a number of ours, and the number as it was quoted."""

    figure: Figure
    asked: Asked
    on: date
    claimed: str
    edition: str


def address_in(pasted: str) -> PastedAddress | None:
    """The first address of ours in what was pasted."""
    for found in ADDRESS.finditer(unescape(pasted)):
        try:
            split = urlsplit(found[0].rstrip(".,;:)]!?’'"))
            match = resolve(split.path or "/")
        except (ValueError, Resolver404):
            continue
        if match.app_name or match.url_name is None:
            continue
        values = QueryDict(split.query)
        days = list(_days(values.get("on", ""))) or list(_days(pasted))
        in_path = list(_days(str(match.kwargs.get("day", ""))))
        number = EDITION.search(pasted)
        edition = values.get("edition", "") or (number[1] if number else "")
        name = re.sub(r"-(json|csv)$", "", match.url_name)
        parts = {key: str(part) for key, part in match.kwargs.items() if isinstance(part, str)}
        day = next(iter(in_path or days), None)
        return PastedAddress(split.path or "/", name, parts, values, day, edition)
    return None


def sentence_in(pasted: str, states: Sequence[Jurisdiction], today: date) -> PastedSentence | None:
    """The sentence of a number of ours in what was pasted, whatever number it gives."""
    plain, number = normalized(pasted), EDITION.search(pasted)
    for on in dict.fromkeys(_days(pasted)):
        for figure, asked in _candidates(plain, states):
            for pattern in _patterns(figure, asked, on, today):
                if found := pattern.search(plain):
                    claimed = found[1] if pattern.groups else NUMBERS[0]
                    return PastedSentence(figure, asked, on, claimed, number[1] if number else "")
    return None


def days_in(pasted: str) -> list[date]:
    """The days that it names."""
    return list(dict.fromkeys(_days(pasted)))


def normalized(words: str) -> str:
    """Words as they are compared: small letters, plain quotes, single blanks, ciphers."""
    plain = words.lower().replace("’", "'").replace("–", "-")
    plain = re.sub(r"[“”\"]", "", plain)
    return " ".join(plain.split())


def same_number(one: str, other: str) -> bool:
    """Whether two numbers in words are the same: eight, 8; 24 or 25."""
    return _ciphers(one) == _ciphers(other)


def _ciphers(words: str) -> str:
    known = {word: str(number) for number, word in enumerate(NUMBERS)} | {"no": "0"}
    parts = normalized(words).replace(",", "").removeprefix("about ").split()
    return " ".join(known.get(part, part) for part in parts if part != "about")


def _days(pasted: str) -> Iterator[date]:
    for found in DAY.finditer(pasted):
        try:
            if found[4]:
                yield date.fromisoformat(found[4])
            else:
                yield date(int(found[3]), MONTHS.index(found[1]) + 1, int(found[2]))
        except ValueError:
            continue


def _candidates(plain: str, states: Sequence[Jurisdiction]) -> Iterator[tuple[Figure, Asked]]:
    """Every number that a sentence may be about, of the states that it names or of all."""
    named = sorted((s for s in states if s.name.lower() in plain), key=lambda s: -len(s.name))
    for figure in FIGURES.values():
        of = [*named[:MOST_STATES], None] if figure.of_states else [None]
        presets = PRESETS if figure.has_presets else ("broad",)
        for state in of:
            if state or not figure.needs_state:
                yield from ((figure, Asked(state, preset)) for preset in presets)


def _patterns(figure: Figure, asked: Asked, on: date, today: date) -> Iterator[re.Pattern[str]]:
    """What its sentence of a day looks like, said before that day, on it, or after."""
    for seen_from in dict.fromkeys((today, on, date.max, date.min)):
        tense = Tense(on, seen_from)
        for number in (2, 1, 0):
            said = figure.say(asked, number, GAP if number else "", tense)
            plain = re.escape(normalized(text.quoted(said, tense).removesuffix(".")))
            yield re.compile(plain.replace(GAP, r"(.{1,60}?)") + r"(?![\w])" * (not number))
