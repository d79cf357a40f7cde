"""What can be taken along of a map or a chart: its pictures and its data."""

from dataclasses import dataclass

from dashboard.web.page_url import Address, path_to


@dataclass(frozen=True, slots=True)
class Downloads:
    """The addresses of the files of one drawing, each of what the page shows."""

    png: Address
    svg: Address
    csv: Address
    json: Address

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
    return Downloads(*(address.at(path_to(f"{name}-{kind}", *parts)) for kind in kinds))
