"""What a reader pasted: addresses of ours, citations, which have one in them, and sentences."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from itertools import pairwise
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import Resolver404, resolve

from dashboard.pages.check.sentences import OPENING, PastedSentence, days_in, sentence_in
from laws.models import Jurisdiction

LONGEST = 2000  # characters
ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`“”]+|(?<![\w/.])/[^\s<>\"{}|\\^`“”]*")
EDITION = re.compile(r"\bedition\s+(\d{1,9})\b", re.I)


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
    whole: str

    def is_of(self, sentence: PastedSentence) -> bool:
        """Whether it is the address of the number that a sentence is about."""
        return self.parts.get("figure") == sentence.figure.key and self.on == sentence.on


@dataclass(frozen=True, slots=True)
class Quotation:
    """One thing that was quoted: a sentence or an address, and the edition that it names."""

    of: PastedSentence | PastedAddress
    edition: str


def quotations_in(
    pasted: str, states: Sequence[Jurisdiction], today: date, is_ours: Callable[[str], bool]
) -> Iterator[Quotation]:
    """The sentences and addresses of ours in what was pasted, in their order; `is_ours` says
    whether a host is one of this site.

    Up to the next sentence, what follows one belongs to it: the edition, and the address of the
    same number, as a citation has them. Every other address is a quotation of its own.
    """
    text = unescape(pasted)
    openings = [found.start() for found in OPENING.finditer(text)]
    cuts = [
        start
        for start, end in pairwise([*openings, len(text)])
        if sentence_in(text[start:end], states, today)
    ]
    for start, end in pairwise([0, *cuts[1:], len(text)]):
        part = text[start:end]
        addresses = list(_addresses_in(part, is_ours))
        if sentence := sentence_in(part, states, today):
            named = _edition_in(part) or next((one.edition for one in addresses[:1]), "")
            yield Quotation(sentence, named)
            addresses = [one for one in addresses if not one.is_of(sentence)]
        yield from (Quotation(one, one.edition) for one in addresses)


def _addresses_in(pasted: str, is_ours: Callable[[str], bool]) -> Iterator[PastedAddress]:
    """The addresses of ours in a text, each as it is read with the words around it."""
    for found in ADDRESS.finditer(pasted):
        whole = found[0].rstrip(".,;:)]!?’'")
        try:
            split = urlsplit(whole)
            match = resolve(split.path or "/")
        except (ValueError, Resolver404):
            continue
        is_elsewhere = split.netloc and not is_ours(split.hostname or "")
        if is_elsewhere or match.app_name or match.url_name is None:
            continue
        values = QueryDict(split.query)
        own_days = days_in(str(match.kwargs.get("day", ""))) + days_in(values.get("on", ""))
        if "day" in match.kwargs and not own_days:
            continue  # no page: 2023-02-30 is no day
        day = next(iter(own_days or days_in(pasted)), None)
        edition = values.get("edition", "") or _edition_in(pasted)
        name = re.sub(r"-(json|csv)$", "", match.url_name)
        parts = {key: str(part) for key, part in match.kwargs.items() if isinstance(part, str)}
        yield PastedAddress(split.path or "/", name, parts, values, day, edition, whole)


def _edition_in(pasted: str) -> str:
    found = EDITION.search(pasted)
    return found[1] if found else ""
