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
    SB25-143 in Colorado. Anything but letters and a number stays as it is.
    """
    text, state = " ".join(identifier.split()), state.lower() or "us"
    if state == "co":
        return _colorado(text, year)
    match = NUMBER.fullmatch(text.replace(". ", ".").replace(".", ""))
    if not match:
        return text
    letters, number, suffix = match.group(1).upper(), match.group(2), match.group(3).upper()
    if state == "us":
        # Congress numbers no HB and no SB: whoever writes so has it from LegiScan.
        names = CONGRESS_AT_LEGISCAN if legiscan else CONGRESS_AT_LEGISCAN | CONGRESS
        known = names.get(letters.lower())
        return f"{known} {number}{suffix}" if known else text
    if state == "ny":
        suffix = ""  # the letter is the print of a bill, not part of its number
    return FORMS.get(state, "{letters} {number}").format(letters=letters, number=number + suffix)


def plain_keys(number: str) -> set[str]:
    """The normalized spellings of a stored number; of Colorado's SB25-143 also without its year."""
    keys = {normalize_identifier(number)}
    match = COLORADO.fullmatch(one_line(number))
    if match and match.group(2):
        keys.add(normalize_identifier(match.group(1) + match.group(3)))
    return keys - {""}


def all_keys(written: str, state: str, year: int = 0) -> set[str]:
    """The normalized spellings of a number as someone wrote it and as its state would."""
    return plain_keys(written) | plain_keys(official_number(written, state, year=year))


def _colorado(text: str, year: int) -> str:
    match = COLORADO.fullmatch(text)
    if not match or not (match.group(2) or year):
        return text
    letters, short_year, number = match.groups()
    return f"{letters.upper()}{short_year or f'{year % 100:02}'}-{int(number):03}"
