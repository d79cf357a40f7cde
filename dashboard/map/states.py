"""The governments that the map fills."""

from laws.counting.shared import once_per_state
from laws.models import Jurisdiction


@once_per_state
def all_states() -> list[Jurisdiction]:
    """The states, the District and the territories by name."""
    return list(Jurisdiction.objects.state_level().governments().order_by("name"))
