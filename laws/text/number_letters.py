"""The letters with which each legislature numbers its bills."""

import re

from laws.text.bill_numbers import official_number

USUAL = {"HB", "SB"}
LETTERS = {
    "ca": {"AB", "SB"},
    "dc": {"B"},
    "ia": {"HF", "SF", "HSB", "SSB"},
    "id": {"H", "S", "HB", "SB"},
    "ma": {"H", "S", "HD", "SD"},
    "me": {"LD", "HP", "SP"},
    "mn": {"HF", "SF"},
    "nc": {"H", "S", "HB", "SB"},
    "ne": {"LB"},
    "nj": {"A", "S"},
    "nv": {"AB", "SB"},
    "ny": {"A", "S"},
    "ri": {"H", "S", "HB", "SB"},
    "sc": {"H", "S"},
    "us": {"HR", "S"},
    "vt": {"H", "S"},
    "wi": {"AB", "SB"},
    "wy": {"HB", "SF"},
}
"""Where they are others than the usual ones."""
UNKNOWN = {"as", "gu", "mp", "pr", "vi"}
"""Legislatures of which the letters are not known here."""
# Resolutions that can become law, and special sessions: HJR 5, ACA 2, ABX1 4.
OTHERS = re.compile(r"(H|S|A|L)(J|C)?(R|M|A|CA|RES|RCA)?|[A-Z]{1,2}X\d?|(A|S|H)?C[AR]")
PARTS = re.compile(r"([A-Z]+)(?:\d\d[A-Z]?-)?(\d+)[A-Z]?")
PRINT = re.compile(r"-[A-Z]$")
"""The print of a New York bill, which is no part of its number: A1045-A."""


def as_written(number: str, state: str, year: int = 0) -> str:
    """The number as its legislature writes it; as it stands, where that is not known."""
    plain = PRINT.sub("", number.strip()) if state.lower() == "ny" else number
    return official_number(plain, state, year=year)


def is_known(number: str, state: str) -> bool:
    """Whether a legislature numbers bills so, as far as its letters are known here."""
    state = state.lower() or "us"
    if state in UNKNOWN:
        return True
    match = PARTS.fullmatch(re.sub(r"[\s.]", "", number.upper()))
    if not match:
        return False
    letters = match.group(1)
    return letters in LETTERS.get(state, USUAL) or (
        len(letters) > 2 and bool(OTHERS.fullmatch(letters))
    )


def example(state: str) -> str:
    """A number as a legislature writes it."""
    letters = sorted(LETTERS.get(state.lower() or "us", USUAL))[0]
    return official_number(f"{letters} 12", state, year=2025)
