"""The words of a page, so that a sentence can be looked for in them."""

import re
from html.parser import HTMLParser

UNSEEN = {"script", "style", "noscript", "template", "head"}
WORD = re.compile(r"\w+")


class _Words(HTMLParser):
    """Gathers what a page shows."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag, attrs):
        self.depth += tag in UNSEEN

    def handle_endtag(self, tag):
        self.depth = max(0, self.depth - (tag in UNSEEN))

    def handle_data(self, data):
        if not self.depth:
            self.pieces.append(data)


def text_of_page(content: bytes, kind: str, charset: str) -> str:
    """What a page of HTML or plain text says; empty for a file of another kind, as a PDF."""
    if kind not in ("text/html", "application/xhtml+xml", "text/plain"):
        return ""
    try:
        text = content.decode(charset, errors="replace")
    except LookupError:
        text = content.decode("utf-8", errors="replace")
    if kind == "text/plain":
        return text
    reader = _Words()
    reader.feed(text)
    reader.close()
    return " ".join(reader.pieces)


def says(text: str, sentence: str) -> bool:
    """Whether a sentence stands in a text, whatever its spaces, marks and capitals."""
    text, sentence = (" ".join(WORD.findall(one.lower())) for one in (text, sentence))
    return f" {sentence} " in f" {text} "
