"""Bill numbers as a legislature writes them, from the spellings of other records."""

import re

from laws.text.normalize import normalize_identifier, one_line

NUMBER = re.compile(r"([A-Za-z]+)[\s.\-]*0*(\d+)-?([A-Za-z]?)")
COLORADO = re.compile(r"([A-Za-z]+)[\s.\-]*(?:(\d\d)[\-–])?0*(\d+)")
NUMERO = re.compile(r"(?:\bno\b\.?|#)\s*(?=\d)", re.I)
# The letters before tell the print of a bill: ESSB 6280 is the engrossed substitute of SB 6280.
WASHINGTON = re.compile(r"(?:\d?E)?(?:\d?S(?=[HS]))?([HS](?:B|JR|JM|CR))[\s.\-]*0*(\d+)", re.I)
SUBSTITUTES = re.compile(r"(?:(?:CCS|HCS|SCS|CS|SS)(?:#\d)?(?:/|\s+(?:for\s+)?))+(?=[HS])", re.I)
"""What Florida and Missouri write before the number of a bill whose text was replaced."""
PUERTO_RICO = {"pdelac": "P. de la C.", "pdels": "P. del S.", "rdelac": "R. de la C.",
               "rdels": "R. del S.", "rcdelac": "R. C. de la C.", "rcdels": "R. C. del S.",
               "pc": "P. de la C.", "ps": "P. del S.", "rcc": "R. C. de la C.",
               "rcs": "R. C. del S."}  # fmt: skip
SAME_LETTERS = {
    "s": "sb", "sb": "s", "h": "hb", "hb": "h", "a": "ab", "ab": "a",
    "ord": "ordinance", "ordinance": "ord", "res": "resolution", "resolution": "res",
    "cb": "councilbill", "councilbill": "cb", "bb": "boardbill", "boardbill": "bb",
    "intro": "int", "introduction": "int",
}  # fmt: skip
"""What one legislature calls S, another calls SB, and none has both; and papers of councils."""
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
    written, state = " ".join(identifier.split()), state.lower() or "us"
    if state == "gu":
        return written  # Bill No. 12-38 (COR): the letters behind say who filed it
    text = NUMERO.sub("", written)
    if printed := SUBSTITUTES.match(text):
        text = text[printed.end() :]
    if state == "co":
        return _colorado(text, year)
    if state == "wa" and (printed := WASHINGTON.fullmatch(text.replace(".", ""))):
        return f"{printed[1].upper()} {printed[2]}"
    if state == "pr":
        return _puerto_rico(text)
    match = NUMBER.fullmatch(text.replace(". ", ".").replace(".", ""))
    if not match:
        return text
    letters, number, suffix = match.group(1).upper(), match.group(2), match.group(3).upper()
    if state == "us":
        # Congress numbers no HB and no SB: whoever writes so has it from LegiScan.
        names = CONGRESS_AT_LEGISCAN if legiscan else CONGRESS_AT_LEGISCAN | CONGRESS
        known = names.get(letters.lower())
        return f"{known} {number}{suffix}" if known else text
    if state in FORMS:
        letters = letters.removesuffix("B")  # there is no SB: S. is a bill of the Senate
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
    return _with_same_letters(
        plain_keys(written) | plain_keys(official_number(written, state, year=year))
    )


def keys_anywhere(written: str) -> set[str]:
    """The normalized spellings of a number whose state is not known."""
    official = (official_number(written, state) for state in ("ny", "wa", "pr"))
    return _with_same_letters(plain_keys(written).union(*map(plain_keys, official)))


def _with_same_letters(keys: set[str]) -> set[str]:
    parts = (re.fullmatch(r"([a-z]+)(\d.*)", key) for key in keys)
    others = (SAME_LETTERS.get(part[1], part[1]) + part[2] for part in parts if part)
    return keys.union(others)


def _puerto_rico(text: str) -> str:
    match = re.fullmatch(r"([A-Za-z.\s]+?)[\s.\-]*0*(\d+)", text)
    known = match and PUERTO_RICO.get(re.sub(r"[^a-z]", "", match[1].lower()))
    return f"{known} {match[2]}" if match and known else text


def _colorado(text: str, year: int) -> str:
    match = COLORADO.fullmatch(text)
    if not match or not (match.group(2) or year):
        return text
    letters, short_year, number = match.groups()
    return f"{letters.upper()}{short_year or f'{year % 100:02}'}-{int(number):03}"
