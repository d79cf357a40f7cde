"""Reading which number an address asks for, and what it says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.figures import text
from dashboard.figures.registry import FORCE, Asked, Figure, Ground, Number
from dashboard.filters.filters import MeasureFilterSet
from dashboard.map.states import all_states
from dashboard.web.as_of import AsOf
from dashboard.web.parameters import EARLIEST, LATEST
from dashboard.words.tense import tense_of
from laws.counting.counts import PRESETS
from laws.text.dates import PartialDate

CHOOSABLE = tuple(
    name for name in MeasureFilterSet.base_filters if name not in ("state", FORCE, "q")
)
"""The filters that an address of a number may have."""


@dataclass(frozen=True)
class Said:
    """A number of a day, with the sentence to quote."""

    figure: Figure
    asked: Asked
    as_of: AsOf
    number: Number

    @property
    def sentence(self) -> str:
        return text.quoted(
            self.figure.say(self.asked, self.number.value, self.number.words, tense_of(self.as_of)),
            tense_of(self.as_of),
        )

    @property
    def address(self) -> str:
        """Its short address."""
        return self.figure.address(self.asked, self.as_of.on)

    @property
    def rows_at(self) -> str:
        """Where the rows behind it are."""
        return self.figure.rows_at(self.asked, self.as_of.on.isoformat())


def said(figure: Figure, asked: Asked, as_of: AsOf, ground: Ground | None = None) -> Said:
    """A number as it is on a day."""
    return Said(figure, asked, as_of, figure.count(ground or Ground(as_of.on), asked))


def day_called(day: str) -> date | None:
    """The day of an address; None where it is none."""
    try:
        given = PartialDate.parse(day)
    except ValueError:
        return None
    known = given.precision == "day" and EARLIEST <= given.day <= LATEST
    return given.day if known else None


def asked_of(figure: Figure, values: Mapping[str, Iterable[str]]) -> Asked | None:
    """What the parameters of an address ask for; None where the number needs a state that is not
    named, or that is none.
    """
    code = "".join(list(values.get("state", ()))[:1]).strip().upper() if figure.of_states else ""
    state = next((one for one in all_states() if one.state_code == code), None) if code else None
    if state is None and (code or figure.needs_state):
        return None
    preset = "".join(list(values.get("preset", ()))[:1])
    has_preset = figure.has_presets and preset in PRESETS
    names = CHOOSABLE if figure.has_filters else ()
    filters = tuple((name, value) for name in names for value in values.get(name, ()) if value)
    return Asked(state, preset if has_preset else "broad", filters)
