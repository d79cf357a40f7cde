"""Values as text of a cell, safe to open in a spreadsheet, and the exact way back."""

import json
import re
from typing import Any

# What a spreadsheet would take for a formula, after any blanks; and our own sign of a guard.
RUNS = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n']")
GUARD = "'"
HOW_TO_READ = (
    "Text that a spreadsheet would run as a formula (it begins with =, +, - or @, blanks aside, or "
    "with a tab or a line break), and text that begins with an apostrophe, has one apostrophe put "
    "before it. To read a cell of text, take away the first character where that is an apostrophe. "
    "Numbers have none. Lists are JSON. An empty cell is what is not known or not there."
)


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return GUARD + text if RUNS.match(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded."""
    return text.removeprefix(GUARD)


def cell(value: Any) -> str:
    """A value of a table as text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool | list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def read_cell(text: str, kind: str) -> Any:
    """The value of a cell whose column is of a kind: what `cell` was given."""
    if text == "":
        return None
    return unguarded(text) if kind in ("string", "date") else json.loads(text)
