"""Whether local governments may act, of the shipped record: preemption.csv."""

from laws.dataset import schema
from laws.models import Jurisdiction, Preemption
from laws.vocabulary import STATE_LEVEL

NAME = "preemption.csv"
KEY = ("division_id", "subject", "from_on")
STORED = ("jurisdiction_id", "subject", "from_on")


def load_preemption(load):
    """Load what is known of each state; a row of any other government is refused."""
    states = Jurisdiction.objects.governments().filter(kind__in=STATE_LEVEL)
    known = dict(states.values_list("division_id", "pk"))
    load._match(Preemption.objects.all(), STORED, _rows(load, known), "preemption")


def _rows(load, known):
    for line, row in load._rows(NAME, schema.PREEMPTION, KEY):
        said, division = "a state, the District or a territory", row.pop("division_id")
        place = load._find(known, NAME, line, "division_id", division, said)
        if place:
            yield {"jurisdiction_id": place} | row
