"""The plain rows that the maps draw."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StateFill:
    """One state or territory: its own rule, its count, where it leads."""

    state_code: str
    name: str
    rule: str
    municipal_bans: int
    href: str
    title: str
    chosen: bool = True  # False: the filters leave it out, whatever its law
    doubt: str = ""  # why what is shown is not certain
    changed: bool = False  # what is shown differs from the law, and is pointed out
    ink: str = ""  # the look that another fill than the rule gives it
    figure: str = ""  # what such a fill writes on it

    @property
    def look(self) -> str:
        """The key of the look it is shown in."""
        return self.ink or self.rule

    @property
    def count(self) -> str:
        """What stands beside its code: the figure of the fill, or its number of bans."""
        return self.figure if self.ink else str(self.municipal_bans or "")


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """One local government on a map, with the strongest of its general measures."""

    name: str
    state_code: str
    effect_class: str
    lon: float | None
    lat: float | None
    population: int | None
    href: str
    title: str
    doubt: str = ""
    county: str = ""  # the id of the county whose government it is
    changed: bool = False
