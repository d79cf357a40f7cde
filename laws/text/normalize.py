"""One spelling for names and bill numbers, so that any spelling finds them."""

import re
import unicodedata
from html import unescape

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Characters that no reader sees and that part words for a search: soft hyphens, joiners, marks."""
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
QUOTES = dict.fromkeys(map(ord, "’‘ʻʼ`´＇"), "'") | dict.fromkeys(map(ord, "“”„"), '"')
DASH_IN_WORD = re.compile(r"(?<=\w)[\u2010-\u2015\u2212](?=\w)")
APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
LEFT_OUT = re.compile(r"(?<=[a-z]{3})(?=s\b)|(?<=\b[od])(?=[a-z]{3})", re.IGNORECASE)
"""Where a name may have an apostrophe that was not typed: Prince Georges, OFallon."""
# The Census Bureau writes St. Louis, Fort Worth and Mount Vernon.
WRITTEN_SHORT = {"saint": "st", "sainte": "ste", "ft": "fort", "mt": "mount"}
NUMBER = re.compile(r"[A-Za-z]+|\d+")


def normalize_name(name: str) -> str:
    """A name in plain lower-case letters: Doña Ana → dona ana, St. Louis → st louis."""
    # A printed apostrophe is a typed one: Prince George’s. In other names it parts no words.
    typed = re.sub(r"’(?=s\b)", "'", name)
    plain = unicodedata.normalize("NFKD", typed).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", plain.lower()))


def search_key(name: str) -> str:
    """A name as a search compares it: Saint Louis → st louis, Mt. Vernon → mount vernon."""
    return " ".join(WRITTEN_SHORT.get(word, word) for word in normalize_name(name).split())


def normalize_identifier(identifier: str) -> str:
    """A bill number without blanks, points and leading zeros: S.1385, SB0342, SB 25-143 →
    s1385, sb342, sb25143.
    """
    parts = NUMBER.findall(identifier)
    return "".join(part.lstrip("0") or "0" if part.isdigit() else part.lower() for part in parts)


def one_line(text: str) -> str:
    """A text on one line, without control characters, characters that nobody sees and half
    characters (lone surrogates)."""
    text = UNPRINTABLE.sub(" ", text.encode("utf-8", "ignore").decode())
    return " ".join(text.translate(INVISIBLE).split())


def as_typed(text: str) -> str:
    """What someone typed or pasted, in the signs of a keyboard: plain quotes, hyphens inside words,
    full-width letters as letters, nothing that nobody sees.
    """
    plain = unicodedata.normalize("NFKC", one_line(text).translate(QUOTES))
    return one_line(DASH_IN_WORD.sub("-", plain))


def other_apostrophes(name: str) -> list[str]:
    """A name with its apostrophes left out, or with those that may have been left out."""
    return [APOSTROPHE.sub("", name) if "'" in name else LEFT_OUT.sub("'", name)]


def from_web(text: str) -> str:
    """A text as a reader sees it on a web page: `&amp;` as &, also where it was escaped twice."""
    for _ in range(2):
        text = ENTITY.sub(lambda entity: unescape(entity[0]), text)
    return text


def cut(text: str, longest: int) -> str:
    """A text of at most `longest` characters, ended by “…” after a word if it was longer."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    if " " in head[longest // 2 :]:
        head = head.rsplit(" ", 1)[0]
    return f"{head.rstrip()}…"
