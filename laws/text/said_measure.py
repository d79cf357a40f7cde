"""A measure as someone says it: “Washington HB 1999”, “MA S.927”, “NY A1045-A”, “P. de la C. 12”.

The one reader of states and numbers in plain words, for whatever is typed or pasted.
"""

import re
from typing import NamedTuple

from laws.text.normalize import as_typed
from laws.text.states import NAMES, OTHER_NAMES, code_of_name

LONGEST_STATE = 4  # words: the Northern Mariana Islands have three, some write four
LETTERS_TOO = {"SD", "AR", "PR"}
"""Codes of states that begin numbers as well: SD.1971 is a docket of the Massachusetts Senate."""
CHAMBERS = {"house": "H", "senate": "S", "assembly": "A", "legislative": "L"}
PAPERS = {"bill": "B", "file": "F", "document": "D", "docket": "D", "resolution": "R",
          "joint resolution": "JR", "concurrent resolution": "CR", "": ""}  # fmt: skip
SPELLED_OUT = re.compile(
    rf"\b({'|'.join(CHAMBERS)})\b[\s,]*({'|'.join(PAPERS)})[\s,]*(?:no\b\.?|number\b|#)?\s*"
    r"(?=\d|([hsa]b?)[.\s-]*\d)",
    re.I,
)
NUMBER = re.compile(
    r"""(?<![\w.])(?:
        [prc]\.?\s*(?:c\.?\s*)?(?:de\s+la\s+c|del\s+s)\.?\s*\d+  # of Puerto Rico
        | (?:bill|resolution)\s+(?:no\.?\s*)?\d{1,4}-\d\d\s*\((?:cor|ls)\)  # of Guam
        | (?!(?:of|in|to|on|at|by|for|from|and|the|with|year|since|ch|sec|no|act)\b)
          (?:\d?e\d?s{0,2}|\d?s{1,2})?  # a print of Washington: E2SSB 5528
          (?:[a-z]{1,4}(?:\.\s?[a-z]{1,5})*|[hs](?:con|j)?res|ordinance|resolution
             |(?:council|board)\s+bill|intro(?:duction)?)
          \.?\s?-?(?:no\b\.?|\#)?\s*\d[\d-]*[a-z]?
    )(?![\w.]\w|\w)""",
    re.I | re.X,
)
# What a council numbers by years: 2019-16, and not the years of a session: 2023-2024.
BY_YEARS = re.compile(r"(?<![\w.-])(?!((?:19|20)\d\d)-(?:19|20)\d\d\b)\d{2,4}-\d{1,5}(?![\w.-])")
OF_PUERTO_RICO = re.compile(r"[prc]\b.*\bde(?: la|l) [cs]\b", re.I)
STATE_OF = re.compile(r"\b(?:state|commonwealth) of (?=\w)", re.I)
STATE = re.compile(r"^state\b\s*|\s+state$", re.I)
"""Washington State is Washington."""
YEAR = re.compile(r"(?:19|20)\d\d")


class SaidMeasure(NamedTuple):
    """What someone said of a measure: the postal code of its state (`US` for the country), the
    words before its number (a place, a session), the number, the words after it; "" for each part
    that is not there.
    """

    state: str = ""
    before: str = ""
    number: str = ""
    after: str = ""

    @property
    def others(self) -> str:
        """All words but the state and the number."""
        return " ".join(filter(None, (self.before, self.after)))

    @property
    def year(self) -> int:
        """A year that stands among the other words; 0 without one."""
        found = YEAR.search(self.others)
        return int(found[0]) if found else 0


def read_measure(text: str) -> SaidMeasure:
    """What a text says of a measure, as far as that can be told from the text alone."""
    words = SPELLED_OUT.sub(_short, STATE_OF.sub("", as_typed(text))).replace("·", " ")
    state, rest = _state_first(words) or _state_last(words) or ("", words)
    numbers = list(NUMBER.finditer(rest)) or list(BY_YEARS.finditer(rest))
    if state and not numbers and (digits := re.fullmatch(r"\s*(\d{1,5})\s*", rest)):
        return SaidMeasure(state, number=digits[1])
    if not numbers:
        return SaidMeasure(state, _trim(rest))
    number = numbers[-1]
    state = state or ("PR" if OF_PUERTO_RICO.match(number[0]) else "")
    before, after = rest[: number.start()], rest[number.end() :]
    return SaidMeasure(state, _trim(before), number[0].strip(), _trim(after))


def _short(found: re.Match[str]) -> str:
    """Senate Bill No. 12 → SB 12; Assembly Bill A1045 → A1045."""
    if found[3]:
        return ""
    paper = re.sub(r"\s+", " ", found[2].lower())
    return f"{CHAMBERS[found[1].lower()]}{PAPERS[paper]} "


def _state_first(words: str) -> tuple[str, str] | None:
    """The state that the words begin with, and the words after it."""
    parts = re.split(r"(?<=[\s,:])(?=[^\s,:])", words)
    for size in range(min(len(parts), LONGEST_STATE), 0, -1):
        head, rest = "".join(parts[:size]).rstrip(" ,:"), "".join(parts[size:])
        if (code := code_of_name(head)) and _is_meant(head, rest):
            return code, STATE.sub("", rest)
    return None


def _state_last(words: str) -> tuple[str, str] | None:
    """The state that the words end with, and the words before it."""
    parts = words.split(" ")
    for size in range(min(len(parts) - 1, LONGEST_STATE), 0, -1):
        tail, rest = " ".join(parts[-size:]).strip("(),"), " ".join(parts[:-size])
        tail = STATE.sub("", tail)
        code = code_of_name(tail)
        is_code = tail.upper() == tail or rest.endswith(",")
        if code and NUMBER.search(rest) and (is_code or _is_full_name(tail)):
            return code, rest.rstrip(" ,(")
    return None


def _is_meant(head: str, rest: str) -> bool:
    """Whether what may be a state is one: “in 5 cities” names no Indiana, “mass” no state."""
    if _is_full_name(head) or not rest:
        return True
    if NUMBER.search(rest):
        return True
    follows_digit = rest[:1].isdigit()
    return head.isupper() and not (follows_digit and head in LETTERS_TOO)


def _is_full_name(words: str) -> bool:
    code = code_of_name(words)
    is_short = words.lower().rstrip(".") in OTHER_NAMES and " " not in words
    return len(words) > 2 and bool(code) and not is_short and code in NAMES


def _trim(words: str) -> str:
    return " ".join(words.strip(" ,:;·().").split())
