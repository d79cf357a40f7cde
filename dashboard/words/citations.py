"""How a page of this site is cited in five styles, its title kept from what each markup reads."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from laws.text.dates import say

SITE = "Facelaw"
SHORT = [
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
]  # fmt: skip
ENDS = (".", "?", "!", "…")
IN_BIBTEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#",
    "$": r"\$", "_": r"\_", "^": r"\^{}", "~": r"\~{}",
}  # fmt: skip
IN_WIKI = {
    "&": "&amp;", "|": "&#124;", "{": "&#123;", "}": "&#125;", "[": "&#91;", "]": "&#93;",
    "<": "&lt;", ">": "&gt;", "'": "&#39;", "~": "&#126;",
}  # fmt: skip
IN_ADDRESS = {
    "|": "%7C", "{": "%7B", "}": "%7D", "[": "%5B", "]": "%5D", "<": "%3C", ">": "%3E",
    "'": "%27", '"': "%22", " ": "%20", "\\": "%5C", "^": "%5E", "`": "%60",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cited:
    """A page as it is cited: what it is called, the day whose law it shows, which state of the
    record it was read from, where it stays, and the day on which it was looked at.
    """

    title: str
    on: date
    address: str
    accessed: date
    record: str = ""
    edition: int | None = None

    @property
    def name(self) -> str:
        """Its title without the day, which every style says."""
        return self.title.removesuffix(f", {say(self.on)}")

    @property
    def version(self) -> str:
        """The edition and the record's version: edition 3, record 2026-11-22."""
        edition = f"edition {self.edition}" if self.edition else ""
        return _listed([edition, f"record {self.record}" if self.record else ""])

    @property
    def link(self) -> str:
        """The address, without a sign that any of the styles would read as its own."""
        return _swapped(self.address, IN_ADDRESS)


def citations(cited: Cited) -> list[tuple[str, str]]:
    """The name of each style and the citation in it."""
    return [
        ("APA", apa(cited)),
        ("MLA", mla(cited)),
        ("Bluebook", bluebook(cited)),
        ("BibTeX", bibtex(cited)),
        ("Wikipedia", wikipedia(cited)),
    ]


def apa(cited: Cited) -> str:
    """Facelaw. (2026). Title, as of November 30, 2026 (edition 3). Retrieved …, from …"""
    version = f" ({cited.version})" if cited.version else ""
    return (
        f"{SITE}. ({cited.accessed.year}). {cited.name}, as of {say(cited.on)}{version}. "
        f"Retrieved {say(cited.accessed)}, from {cited.link}"
    )


def mla(cited: Cited) -> str:
    """“Title.” Facelaw, as of 30 Nov. 2026, edition 3, … Accessed 30 Nov. 2026."""
    name = cited.name.replace("“", "‘").replace("”", "’")
    stop = "" if name.endswith(ENDS) else "."
    said = _listed([SITE, f"as of {_day_first(cited.on)}", cited.version, cited.link])
    return f"“{name}{stop}” {said}. Accessed {_day_first(cited.accessed)}."


def bluebook(cited: Cited) -> str:
    """Title, Facelaw (as of Nov. 30, 2026; edition 3), … (last visited Nov. 30, 2026)."""
    version = f"; {cited.version}" if cited.version else ""
    return (
        f"{cited.name}, {SITE} (as of {_short(cited.on)}{version}), {cited.link} "
        f"(last visited {_short(cited.accessed)})."
    )


def bibtex(cited: Cited) -> str:
    """An entry of the kind that all BibTeX styles know."""
    note = _listed([f"As of {say(cited.on)}", cited.version])
    title = _swapped(cited.name, IN_BIBTEX)
    lines = (
        f"author = {{{{{SITE}}}}}",
        f"title = {{{{{title}}}}}",
        f"year = {{{cited.accessed.year}}}",
        f"note = {{{_swapped(note, IN_BIBTEX)}}}",
        f"url = {{{cited.link}}}",
        f"urldate = {{{cited.accessed.isoformat()}}}",
    )
    return f"@misc{{{_key(cited)},\n  " + ",\n  ".join(lines) + "\n}"


def wikipedia(cited: Cited) -> str:
    """The template {{cite web}} of Wikipedia."""
    version = f" |id={_swapped(cited.version, IN_WIKI)}" if cited.version else ""
    title = _swapped(f"{cited.name}, as of {say(cited.on)}", IN_WIKI)
    return (
        f"{{{{cite web |title={title} |url={cited.link} |website={SITE}{version} "
        f"|access-date={say(cited.accessed)}}}}}"
    )


def _key(cited: Cited) -> str:
    """What an author calls the entry: facelaw-2026-11-30-massachusetts."""
    words = re.findall(r"[a-z0-9]+", cited.name.lower())[:3]
    return "-".join([SITE.lower(), cited.on.isoformat(), *words])


def _swapped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)


def _short(day: date) -> str:
    """Nov. 30, 2026."""
    return f"{SHORT[day.month - 1]} {day.day}, {day.year}"


def _day_first(day: date) -> str:
    """30 Nov. 2026."""
    return f"{day.day} {SHORT[day.month - 1]} {day.year}"
