"""The elements of a page, read with a parser: their tags, attributes and words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.support.markup import DRAWN, EMPTY


@dataclass
class Element:
    """One element; `content` holds its texts and elements in their order."""

    tag: str
    attributes: dict
    content: list = field(default_factory=list)

    @property
    def words(self):
        """What a reader reads in it, blanks folded."""
        return " ".join("".join(self._texts()).split())

    def all(self, tag, **attributes):
        """The elements of that tag in it, as they come, that have those attributes."""
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [one for one in self._elements()
                if one.tag == tag and wanted.items() <= one.attributes.items()]  # fmt: skip

    def rows(self):
        """The words of the cells of every table row in it."""
        return [[cell.words for cell in row.content
                 if isinstance(cell, Element) and cell.tag in ("th", "td")]
                for row in self.all("tr")]  # fmt: skip

    def link(self, words):
        """Where the first link with those words leads, or None."""
        return next((a.attributes["href"] for a in self.all("a") if a.words == words), None)

    def _texts(self):
        for one in self.content:
            yield from one._texts() if isinstance(one, Element) else [one]

    def _elements(self):
        for one in self.content:
            if isinstance(one, Element):
                yield one
                yield from one._elements()


class _Tree(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = [Element("page", {})]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, dict(attrs))
        self.open[-1].content.append(element)
        if tag not in EMPTY | DRAWN:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].content.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag in [element.tag for element in self.open]:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data):
        self.open[-1].content.append(data)


def read(response):
    """A page as one element, from an answer or its text."""
    tree = _Tree()
    tree.feed(response if isinstance(response, str) else response.content.decode())
    return tree.open[0]
