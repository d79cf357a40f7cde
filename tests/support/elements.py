"""A page as its elements: what the tests read of HTML, instead of looking for pieces of text.

`read(answer)` is the root. `page.find("table.rank tbody tr")` is the first element that fits,
`page.all(…)` every one; a selector is a chain of tag, #id, .class and [name=value], each inside the
one before. `element.text` is what a reader reads, `element["href"]` an attribute.
"""

import re
from html.parser import HTMLParser

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]
)
# Words on both sides of these tags may be parts of one word; any other tag parts them.
INLINE = frozenset(
    ["a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "mark", "q", "small", "span"]
) | frozenset(["strong", "sub", "sup", "time", "tspan"])
SILENT = frozenset(["script", "style", "template"])
STEP = re.compile(r'^(?P<tag>[\w-]+)?(?P<rest>(?:[.#][\w-]+|\[[\w-]+(?:="?[^"\]]*"?)?\])*)$')
ASKED = re.compile(r'([.#])([\w-]+)|\[([\w-]+)(?:="?([^"\]]*)"?)?\]')


class Element:
    """A tag with its attributes and its parts: words and further elements, in order."""

    def __init__(self, tag="", attributes=()):
        self.tag, self.attributes, self.parts = tag, dict(attributes), []

    def __getitem__(self, name):
        return self.attributes[name]

    def __contains__(self, name):
        return name in self.attributes

    def get(self, name, default=None):
        return self.attributes.get(name, default)

    @property
    def inside(self):
        """Every element in it, in the order of the page."""
        for part in self.parts:
            if isinstance(part, Element):
                yield part
                yield from part.inside

    @property
    def raw(self):
        """Its words as they are written; those of a script only where it is asked itself."""
        return "".join(part if isinstance(part, str) else part._worded for part in self.parts)

    @property
    def _worded(self):
        if self.tag in SILENT:
            return " "
        return self.raw if self.tag in INLINE else f" {self.raw} "

    @property
    def text(self):
        """What a reader reads, blanks folded."""
        return " ".join(self.raw.split())

    @property
    def labels(self):
        """What a screen reader is told of the elements in it: their labels, on one line."""
        return " · ".join(one["aria-label"] for one in self.inside if "aria-label" in one)

    def all(self, selector):
        """Every element in it that fits the selector."""
        found = [self]
        for step in selector.split():
            inside = {id(one): one for outer in found for one in outer.inside}
            found = [one for one in inside.values() if one.fits(step)]
        return found

    def find(self, selector):
        """The first element in it that fits the selector."""
        found = self.all(selector)
        assert found, f"nothing on the page is {selector}"
        return found[0]

    def fits(self, step):
        """Whether it is the tag, has the id, the classes and the attributes of one step."""
        wanted = STEP.match(step)
        assert wanted, f"{step} is no selector"
        if wanted["tag"] and wanted["tag"] != self.tag:
            return False
        return all(self._has(*asked) for asked in ASKED.findall(wanted["rest"]))

    def _has(self, sign, word, name, value):
        if sign == ".":
            return word in (self.get("class") or "").split()
        if sign == "#":
            return self.get("id") == word
        return name in self and (not value or self[name] == value)

    @property
    def rows(self):
        """The cells of a table's body, or of a table that has none, row by row."""
        rows = self.all("tbody tr") or self.all("tr")
        return [[cell.text for cell in row.parts if _is_cell(cell)] for row in rows]

    @property
    def links(self):
        """The words and the address of each link in it."""
        return [(link.text, link["href"]) for link in self.all("a[href]")]

    def link(self, words):
        """Where the first link with those words leads; None where there is none."""
        return next((address for said, address in self.links if said == words), None)

    @property
    def addresses(self):
        """Where its links lead, in their order."""
        return [link["href"] for link in self.all("a[href]")]


def _is_cell(part):
    return isinstance(part, Element) and part.tag in ("th", "td")


class _Builder(HTMLParser):
    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.root = Element()
        self.open = [self.root]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        element = Element(tag, attributes)
        self.open[-1].parts.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attributes):
        self.open[-1].parts.append(Element(tag, attributes))

    def handle_endtag(self, tag):
        if any(element.tag == tag for element in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data):
        self.open[-1].parts.append(data)


def read(page):
    """The root of a page, from an answer or from its text."""
    return _Builder(page if isinstance(page, str) else page.content.decode()).root
