"""What a page says of itself to whoever links to it: its title and its description.

A page writes them once, as blocks; here they become one line of plain words, escaped, that can
stand in the title, in an attribute and on a card.
"""

import re
from html import unescape

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe

from laws.text.dates import say

LONGEST_TITLE = 70  # what a list of results still shows; the site's name follows where it fits
SUBJECT = ": face recognition law"  # what a title can do without
SITE = " – Facelaw"
LONGEST, SHORTEST = 200, 50  # of a description
SENTENCE_END = re.compile(r"(?<=[.!?”]) (?=[A-Z“])")

register = template.Library()


@register.simple_block_tag(takes_context=True)
def titled(context: Context, content: str) -> str:
    """The title of the page, with the day that it shows where that is not today."""
    title, on = _plain(content), context.get("on")
    comma = "" if title.endswith("?") else ","
    day = f"{comma} {say(on)}" if on and not context.get("is_today") else ""
    if day and say(on) in title:
        day = ""
    room = LONGEST_TITLE - len(day)
    if len(title) > room:
        title = title.removesuffix(SUBJECT)
    return escape(_cut(title, room) + day)


@register.simple_tag
def site_style() -> SafeString:
    """The sheet itself, for the page that does not wait for it; the policy allows just these."""
    return mark_safe(f"<style>{settings.SITE_STYLE}</style>")


@register.filter
def with_site(title: str) -> str:
    """The title as a tab shows it: with the name of the site, where there is room."""
    whole = f"{unescape(title)}{SITE}"
    return title if len(whole) > LONGEST_TITLE else mark_safe(title + SITE)


@register.simple_block_tag
def described(content: str) -> str:
    """The description of the page: as many of its sentences as one reads at a glance."""
    text = _plain(content)
    if len(text) <= LONGEST:
        return escape(text)
    kept = ""
    for sentence in SENTENCE_END.split(text):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > LONGEST:
            break
        kept = longer
    return escape(kept if len(kept) >= SHORTEST else _cut(text, LONGEST))


@register.simple_block_tag
def folded(content: str) -> SafeString:
    """A block's words without the blanks around them: an address, a query string."""
    return mark_safe(content.strip())


def _plain(content: str) -> str:
    """The words of a piece of a page, without tags, on one line."""
    return " ".join(unescape(strip_tags(content)).split())


def _cut(text: str, longest: int) -> str:
    """A text cut between words, with a sign of it."""
    if len(text) <= longest:
        return text
    return text[:longest].rpartition(" ")[0].rstrip(",;:") + "…"
