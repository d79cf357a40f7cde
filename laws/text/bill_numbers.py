"""Bill numbers as a legislature writes them, from the spellings of other records."""

import re

from laws.text.normalize import normalize_identifier, one_line

NUMBER = re.compile(r"([A-Za-z]+)[\s.\-]*0*(\d+)([A-Za-z]?)")
COLORADO = re.compile(r"([A-Za-z]+)[\s.\-]*(?:(\d\d)[\-–])?0*(\d+)")
FORMS = {"ma": "{letters}.{number}", "ny": "{letters}.{number}", "vt": "{letters}.{number}",
         "nj": "{letters}{number}"}  # fmt: skip
"""How a state writes its numbers; all others leave a blank: HB 379."""
CONGRESS = {"hr": "H.R.", "s": "S.", "hres": "H.Res.", "sres": "S.Res.", "hjres": "H.J.Res.",
            "sjres": "S.J.Res.", "hconres": "H.Con.Res.", "sconres": "S.Con.Res."}  # fmt: skip
CONGRESS_AT_LEGISCAN = {"hb": "H.R.", "sb": "S.", "hr": "H.Res.", "sr": "S.Res.", "hjr": "H.J.Res.",
                        "sjr": "S.J.Res.", "hcr": "H.Con.Res.", "scr": "S.Con.Res."}  # fmt: skip


def official_number(identifier: str, state: str, legiscan: bool = False, year: int = 0) -> str:
    """The number as the state writes it: SB0342 → SB 342, H1946 → H.1946 in Massachusetts, SB143 →
    SB25-143 in Colorado. What is no letters and a number stays as it is.
    """
    text, state = " ".join(identifier.split()), state.lower() or "us"
    if state == "co":
        return _colorado(text, year)
    found = NUMBER.fullmatch(text.replace(". ", ".").replace(".", ""))
    if not found:
        return text
    letters, number, suffix = found.group(1).upper(), found.group(2), found.group(3).upper()
    if state == "us":
        # Congress numbers no HB and no SB: whoever writes so has it from LegiScan.
        names = CONGRESS_AT_LEGISCAN if legiscan else CONGRESS_AT_LEGISCAN | CONGRESS
        known = names.get(letters.lower())
        return f"{known} {number}{suffix}" if known else text
    if state == "ny":
        suffix = ""  # the letter is the print of a bill, not part of its number
    return FORMS.get(state, "{letters} {number}").format(letters=letters, number=number + suffix)


def plain_keys(number: str) -> set[str]:
    """The plain spellings of a number on record; of Colorado's SB25-143 also without its year."""
    found = {normalize_identifier(number)}
    short = COLORADO.fullmatch(one_line(number))
    if short and short.group(2):
        found.add(normalize_identifier(short.group(1) + short.group(3)))
    return found - {""}


def told_keys(told: str, state: str, year: int = 0) -> set[str]:
    """The plain spellings of a number that was told, as it stands and as the state writes it."""
    return plain_keys(told) | plain_keys(official_number(told, state, year=year))


def _colorado(text, year):
    found = COLORADO.fullmatch(text)
    if not found or not (found.group(2) or year):
        return text
    letters, short, number = found.groups()
    return f"{letters.upper()}{short or f'{year % 100:02}'}-{int(number):03}"
