"""Reading a page as strictly as a validator would, as far as the pages here need it."""

from html.parser import HTMLParser

EMPTY = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
# Drawings write their shapes without a closing tag.
DRAWN = frozenset(["rect", "path", "circle", "line", "use", "polygon", "ellipse", "stop"])


class Markup(HTMLParser):
    """What a page is made of, and what is wrong with it."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.wrong, self.ids = [], [], set()
        self.title, self.headings, self.pointed_at = "", 0, set()
        self.feed(text)
        self.close()
        self.wrong += [f"<{tag}> is never closed" for tag in self.open]
        self.wrong += [f"nothing has the id {one}" for one in self.pointed_at - self.ids]

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        self.wrong += [f"<{tag}> has {name} twice" for name in set(names) if names.count(name) > 1]
        self.wrong += [
            f"<{tag}> has {name}" for name in names if name == "style" or name.startswith("on")
        ]
        values = dict(attrs)
        if "id" in values and values["id"] in self.ids:
            self.wrong.append(f"the id {values['id']} is there twice")
        self.ids.add(values.get("id"))
        for name in ("for", "aria-controls", "aria-labelledby", "aria-describedby"):
            self.pointed_at |= set((values.get(name) or "").split())
        if (values.get("href") or "").startswith("#") and len(values["href"]) > 1:
            self.pointed_at.add(values["href"][1:])
        self.headings += tag == "h1"
        if tag not in EMPTY and not (tag in DRAWN and "svg" in self.open):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in EMPTY or (tag in DRAWN and (not self.open or self.open[-1] != tag)):
            return
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> closes {self.open[-1:] or 'nothing'}")
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        if self.open[-1:] == ["title"] and "svg" not in self.open:
            self.title += data


class _Words(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words = []

    def handle_data(self, data):
        self.words.append(data)


def text_of(page):
    """What a reader reads: the text of a page without its tags, blanks folded."""
    reader = _Words()
    reader.feed(page)
    return " ".join("".join(reader.words).split())
