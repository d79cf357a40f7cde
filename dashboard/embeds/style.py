"""The style that an embed brings along: its own rules, and of the site's those that draw."""

from base64 import b64encode
from functools import cache
from hashlib import sha256

from dashboard.cards.render import COMMENT, SHEET, STATIC, drawing_rules

BASE_BEGINS = "/* ---- base"


@cache
def style() -> str:
    """All of it. Colors are tokens, so that one sheet is right by day and by night."""
    tokens = SHEET.read_text(encoding="utf-8").partition(BASE_BEGINS)[0]
    own = (STATIC / "embed.css").read_text(encoding="utf-8")
    return " ".join((COMMENT.sub("", tokens + own) + drawing_rules()).split())


@cache
def style_hash() -> str:
    """By what the Content-Security-Policy knows it."""
    return f"'sha256-{b64encode(sha256(style().encode()).digest()).decode()}'"
