"""The tense of what is said of a day: what was on a past day, is today, will be on a future one."""

from dataclasses import dataclass, replace
from datetime import date

from dashboard.web.as_of import AsOf

# Third person, and past for one and for several, of the verbs that no rule gives.
PRESENT = {"be": ("is", "are"), "have": ("has", "have")}
PAST = {
    "be": ("was", "were"),
    "have": ("had", "had"),
    "ban": ("banned", "banned"),
    "bar": ("barred", "barred"),
    "let": ("let", "let"),
    "permit": ("permitted", "permitted"),
    "set": ("set", "set"),
}


@dataclass(frozen=True, slots=True)
class Tense:
    """The tense of a day as it is seen from today; `still` of what is so today already."""

    on: date
    today: date
    still: bool = False

    def of_law_since(self, day: date) -> "Tense":
        """The tense for a law that is in effect since a day: will still ban."""
        return replace(self, still=day <= self.today)

    @property
    def that_day(self) -> str:
        """What says that it is not today of which a search is told; empty today."""
        return " for that day" if self.is_past or self.is_future else ""

    @property
    def is_future(self) -> bool:
        return self.on > self.today

    @property
    def is_past(self) -> bool:
        return self.on < self.today

    def verb(self, base: str, number: int = 1) -> str:
        """A verb of so many: has, had, will have; are, were, will be."""
        if self.is_future:
            return f"will {'still ' if self.still else ''}{base}"
        one, several = (_past if self.is_past else _present)(base)
        return one if number == 1 else several

    def denied(self, base: str) -> str:
        """A verb of one, denied: does not limit, did not limit, will not limit."""
        does = "will" if self.is_future else "did" if self.is_past else "does"
        return f"{does} not {base}"

    def verbs(self, *bases: str, number: int = 1, also: str = "") -> str:
        """Several verbs of one subject: bans or pauses, will ban or pause; also applies."""
        if self.is_future:
            return " ".join(filter(None, ["will", also, " or ".join(bases)]))
        said = " or ".join(self.verb(base, number) for base in bases)
        return f"{also} {said}".strip()


def tense_of(as_of: AsOf) -> Tense:
    """The tense of the date of a page."""
    return Tense(as_of.on, as_of.today)


def _present(base: str) -> tuple[str, str]:
    if base in PRESENT:
        return PRESENT[base]
    return (f"{base[:-1]}ies" if _ends_in_y(base) else f"{base}s"), base


def _past(base: str) -> tuple[str, str]:
    if base in PAST:
        return PAST[base]
    said = f"{base[:-1]}ied" if _ends_in_y(base) else f"{base}d" if base[-1] == "e" else f"{base}ed"
    return said, said


def _ends_in_y(base: str) -> bool:
    return base.endswith("y") and base[-2] not in "aeou"
