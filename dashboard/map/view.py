"""What every map of the country is drawn from: the law on a date, state by state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dashboard.web.as_of import AsOf
from laws.counting.counts import Government, OwnRule


class MapView(Protocol):
    """What the functions of the map ask for: the map of the front page, the one of /what-if/ and
    the one of its card all have it.
    """

    @property
    def as_of(self) -> AsOf: ...

    @property
    def own_rules(self) -> Mapping[str, OwnRule]:
        """The statewide rule of each state, by its postal code."""

    @property
    def marked(self) -> Sequence[Government]:
        """The local governments whose marks are drawn."""

    @property
    def is_filtered(self) -> bool:
        """Whether a part of the law is left out."""

    def shows_state(self, state_code: str) -> bool:
        """Whether a state is drawn with its law, or as left out."""


@dataclass(frozen=True, slots=True)
class WholeMap:
    """The law on a date of which nothing is left out."""

    as_of: AsOf
    own_rules: Mapping[str, OwnRule]
    marked: Sequence[Government]
    is_filtered: bool = False

    def shows_state(self, state_code: str) -> bool:
        return True
