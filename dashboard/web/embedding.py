"""The embed of a page: what other sites show of it in a frame, and the code that shows it."""

from dataclasses import dataclass, replace
from datetime import date
from html import escape

from dashboard.web.page_url import Address, path_to

# The pages that have one, by the names of their addresses: what it shows, and how high it stands.
EMBEDS = {
    "home": ("embed-map", "Map of face recognition law", 760),
    "rankings": ("embed-ranking", "States ranked by face recognition law", 740),
    "timeline": ("embed-timeline", "Face recognition law over time", 800),
    "state": ("embed-state", "Face recognition law of a state", 780),
    "measure": ("embed-measure", "A measure on face recognition", 460),
}
WIDTH = 600  # pixels of a column of text, for which the heights are chosen


@dataclass(frozen=True, slots=True)
class Embed:
    """The embed of a page. Its `address` has the parameters of the page."""

    title: str
    address: Address
    height: int

    def on(self, day: date, edition: str = "") -> "Embed":
        """The same for one day, as an edition of the record tells of it."""
        address = self.address.having("on", day.isoformat()).having("edition", edition)
        return replace(self, address=address)

    def code(self, site: str, width: str = "100%", height: int | None = None) -> str:
        """The frame to write into another page."""
        return (
            f'<iframe src="{escape(site + str(self.address))}" title="{escape(self.title)}, '
            f'Facelaw" width="{width}" height="{height or self.height}" loading="lazy" '
            f'style="border:0"></iframe>'
        )


def embed_of(page: str, address: Address, *parts: str) -> Embed:
    """The embed of a page with the parameters of an address."""
    name, title, height = EMBEDS[page]
    return Embed(title, address.at(path_to(name, *parts)), height)
