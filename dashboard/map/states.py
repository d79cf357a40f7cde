"""The governments that the map fills."""

from laws.models import Jurisdiction


def all_states() -> list[Jurisdiction]:
    """The states, the District and the territories by name."""
    return list(Jurisdiction.objects.state_level().governments().order_by("name"))
