"""How the pages of the desk show what seems off about a measure."""

from collections.abc import Iterable
from typing import NamedTuple

from laws.admin.base.addresses import desk_address
from laws.editing.consistency import Finding
from laws.models import Relation

STILL_COUNTS = "repealed_still_counts"
ENDED_BY = "ended_by"
"""What an address asks for that opens a form with the row “Repealed” in place."""


class Off(NamedTuple):
    """A finding, the id of the box that it is about, and addresses: where the end of the other
    measure is entered that it names, and where it is explained. "" where there is none.
    """

    finding: Finding
    box: str = ""
    ending: str = ""
    explain: str = ""

    @property
    def sentence(self) -> str:
        return self.finding.sentence


def ending_address(relation: Relation) -> str:
    """Where the end of a relation's other measure is entered, with its row filled in."""
    return f"{desk_address(relation.to_measure)}?{ENDED_BY}={relation.from_measure_id}"


def with_endings(found: Iterable[Finding]) -> list[Off]:
    """What was found about a stored measure, with where the ends are entered that it lacks."""
    shown = []
    for finding in found:
        relation = finding.rule == STILL_COUNTS and _relation(finding.key)
        shown.append(Off(finding, "", ending_address(relation) if relation else ""))
    return shown


def _relation(key: str) -> Relation | None:
    return Relation.objects.select_related("to_measure__jurisdiction").filter(pk=key).first()
