"""Sentences about numbers of ours, as they are quoted: which number, of which day, what value."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.figures import text
from dashboard.figures.reading import asked_of
from dashboard.figures.registry import FIGURES, Asked, Figure
from dashboard.words.numbers import NUMBERS, ORDINALS, TENS
from dashboard.words.tense import Tense
from laws.counting.counts import PRESETS
from laws.models import Jurisdiction
from laws.text.dates import MONTHS

SHORTEST = 40  # characters; no sentence of ours is shorter
MARKUP = r"\[([^\[\]]*)\]\([^()\s]*\)|</?[a-z]+>|[*`>]|(?<![a-z0-9])_+|_+(?![a-z0-9])"
"""Links, tags and emphasis around words, of Markdown and HTML; of a link the words stay."""
GAP = "0x0"  # stands for the number in a sentence
MOST_STATES = 4
MONTH = {name[:length].lower(): name for name in MONTHS for length in (3, 4, len(name))}
_MONTH = rf"\b({'|'.join(sorted(MONTH, key=len, reverse=True))})\b\.?"
_DAY = rf"{_MONTH}\s+(\d{{1,2}}),\s+(\d{{4}})\b"
SHORT_MONTH = re.compile(rf"{_MONTH}(?=\s+\d{{1,2}},)")
DAY = re.compile(rf"{_DAY}|\b(\d{{4}}-\d\d-\d\d)\b", re.I)
OPENING = re.compile(rf"\b(?:as of|on)\s+(?={_DAY})", re.I)
"""How a sentence with its day begins: ours, or as newspapers have it."""
FILTERS = re.compile(r" \(with these filters: ([^)]*)\)")
IN_FULL = {
    f"{ten}-{one}" if number else ten: str(20 + 10 * place + number)
    for place, ten in enumerate(TENS)
    for number, one in enumerate(["", *NUMBERS[1:10]])
}
CIPHERS = {word: str(number) for number, word in enumerate(NUMBERS)} | IN_FULL | {"no": "0"}
BESIDE = ("about", "at", "most", "or", "to", "tied", "for", "million", "thousand")
OF_NUMBERS = (*CIPHERS, *ORDINALS, *BESIDE)
NUMBER = rf"((?:(?:{'|'.join(OF_NUMBERS)}|[\d,.]*\d(?:st|nd|rd|th)?)\b ?)+?)"


@dataclass(frozen=True, slots=True)
class PastedSentence:
    """A sentence about a number of ours, and the number as it was quoted."""

    figure: Figure
    asked: Asked
    on: date
    claimed: str
    whole: str
    leaves_out: bool = False  # “no …”, without “that we know of”


def sentence_in(pasted: str, states: Sequence[Jurisdiction], today: date) -> PastedSentence | None:
    """The first sentence of a number of ours in what was pasted, whatever number it gives."""
    if len(pasted) < SHORTEST:
        return None
    plain = normalized(pasted)
    for on in days_in(plain):
        for figure, asked in _candidates(plain, states):
            for said in _sentences(figure, asked, on, today):
                if found := _found(said, plain):
                    claimed = found[1] if GAP in said else NUMBERS[0]
                    whole = said.replace(GAP, claimed)
                    leaves_out = GAP in said and ciphers(claimed) == [CIPHERS["no"]]
                    one = PastedSentence(figure, asked, on, claimed, whole, leaves_out)
                    return _with_filters(one, plain[found.end() :])
    return None


def days_in(pasted: str) -> list[date]:
    """The days that a text names."""
    return list(dict.fromkeys(_days(pasted)))


def normalized(words: str) -> str:
    """Words as they are compared: small letters, plain quotes, single blanks, whole months."""
    plain = words.lower().replace("’", "'").replace("–", "-")
    plain = re.sub(r"[“”\"]|" + MARKUP, r"\1", plain)
    plain = re.sub(r"(\b\d{4}):(?=\s)", r"\1,", plain)  # a day, as assistants are told it
    plain = plain.replace("facial recognition", "face recognition")
    return " ".join(SHORT_MONTH.sub(lambda found: MONTH[found[1]].lower(), plain).split())


def same_number(one: str, other: str) -> bool:
    """Whether two numbers in words are the same: eight, 8; 24 or 25."""
    return ciphers(one) == ciphers(other)


def ciphers(words: str) -> list[str]:
    """A number in words, word for word in ciphers."""
    parts = normalized(words).replace(",", "").split()
    return [CIPHERS.get(part, part) for part in parts if part != "about"]


def _days(pasted: str) -> Iterator[date]:
    for found in DAY.finditer(pasted):
        try:
            if found[4]:
                yield date.fromisoformat(found[4])
            else:
                month = MONTHS.index(MONTH[found[1].lower()]) + 1
                yield date(int(found[3]), month, int(found[2]))
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


def _sentences(figure: Figure, asked: Asked, on: date, today: date) -> Iterator[str]:
    """What its sentence of a day says, said before that day, on it, or after."""
    for seen_from in dict.fromkeys((today, on, date.max, date.min)):
        tense = Tense(on, seen_from)
        for number in (2, 1, 0):
            said = figure.say(asked, number, GAP if number else "", tense)
            yield text.quoted(said, tense).removesuffix(".")


def _found(said: str, plain: str) -> re.Match[str] | None:
    """Where a text has a sentence, with any number in its place."""
    before, gap, after = normalized(said).removeprefix("as of ").partition(GAP)
    if before not in plain or after not in plain:
        return None
    number = NUMBER if gap else ""
    return re.search(rf"\b(?:as of|on) {re.escape(before)}{number}{re.escape(after)}(?!\w)", plain)


def _with_filters(one: PastedSentence, rest: str) -> PastedSentence:
    """With the filters that follow it, of a number that has some."""
    found = FILTERS.match(rest) if one.figure.has_filters else None
    if not found:
        return one
    values: dict[str, list[str]] = {}
    for name, _, value in (pair.partition("=") for pair in found[1].split(", ")):
        values.setdefault(name, []).append(value)
    filters = asked_of(one.figure, values)
    asked = Asked(one.asked.state, one.asked.preset, filters.filters if filters else ())
    return replace(one, asked=asked, whole=one.whole + found[0])
