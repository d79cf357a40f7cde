"""The embed of a page: what other sites show of it in a frame, and the code that shows it."""

from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import NamedTuple

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


class Show(NamedTuple):
    """What an embed can show: what that is called, the page whose embed it is, the boxes of /embed/
    that it takes, and the one that says of which state or measure it is.
    """

    label: str
    page: str
    boxes: tuple[str, ...] = ()
    part: str = ""


SHOWS = {
    "map": Show("The map", "home", ("fill", "preset")),
    "ranking": Show("A ranking", "rankings", ("by", "preset")),
    "timeline": Show("The timeline", "timeline", ("preset",)),
    "state": Show("One state", "state", part="p"),
    "measure": Show("One law or bill", "measure", part="m"),
}


@dataclass(frozen=True, slots=True)
class Embed:
    """The embed of a page. Its `address` has the parameters of the page; `builder` is that of the
    form which makes others of it.
    """

    title: str
    address: Address
    height: int
    builder: Address

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
    show = next(key for key, one in SHOWS.items() if one.page == page)
    # The map is what the form shows unasked: the front page has no byte to spare.
    builder = address.at(path_to("embed")).having("show", show if page != "home" else "")
    builder = builder.having(SHOWS[show].part, *parts) if parts else builder
    return Embed(title, address.at(path_to(name, *parts)), height, builder)


def page_of(page: str, address: Address, *parts: str) -> Address:
    """The page that shows the same, by whose address sites that speak oEmbed find the embed."""
    return address.at(path_to(page, *parts))
