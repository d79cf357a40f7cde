"""What a line under a place's headline is put together from."""

from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString


class Piece(NamedTuple):
    """A run of words in a line: plain, a finding to stress, a link, or a sign with its reason."""

    words: str
    href: str = ""
    is_finding: bool = False
    why: str = ""

    def html(self) -> SafeString:
        if self.href:
            return format_html('<a href="{}">{}</a>', self.href, self.words)
        if self.is_finding:
            return format_html("<strong>{}</strong>", self.words)
        if self.why:
            return format_html('<abbr class="doubt" title="{}">{}</abbr>', self.why, self.words)
        return format_html("{}", self.words)
