"""What can be taken along of a map or a chart: its pictures and its data."""

from dataclasses import dataclass

from dashboard.web.embedding import Embed, embed_of
from dashboard.web.page_url import Address, path_to

EMBEDDED = {"map": "home", "ranked": "rankings", "cumulative": "timeline"}
"""The drawings that other sites can show in a frame, each with the page whose embed it is."""


@dataclass(frozen=True, slots=True)
class Downloads:
    """The addresses of the files of one drawing, each of what the page shows."""

    png: Address
    svg: Address
    csv: Address
    json: Address
    embed: Embed | None = None

    @property
    def others(self) -> list[tuple[str, Address]]:
        """The pictures of another size, or in the dark colors."""
        large, dark = ("width", "2400"), ("mode", "dark")
        return [
            ("PNG, 2400 wide", self.png.having(*large)),
            ("PNG, dark", self.png.having(*dark)),
            ("PNG, dark, 2400 wide", self.png.having(*dark).having(*large)),
            ("SVG, dark", self.svg.having(*dark)),
        ]


def downloads(name: str, address: Address, *parts: str) -> Downloads:
    """The files whose addresses are called `<name>-png`, … with the parameters of an address."""
    kinds = ("png", "svg", "csv", "json")
    files = (address.at(path_to(f"{name}-{kind}", *parts)) for kind in kinds)
    page = EMBEDDED.get(parts[0] if name == "chart" else name)
    # A frame shows today's law unless it is told a day.
    return Downloads(*files, embed=embed_of(page, address.without("on")) if page else None)
