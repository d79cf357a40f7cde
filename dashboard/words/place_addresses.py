"""What a place is asked for by in an address: ma/somerville, ma, us."""

from collections.abc import Iterable

from django.db.models import Q

from laws.models import Jurisdiction
from laws.vocabulary import NOT_LOCAL


def address_of(place: Jurisdiction) -> str:
    """What a place is asked for by: ma/somerville, ma, us."""
    state_code = place.state_code.lower() or "us"
    return f"{state_code}/{place.slug}" if place.is_local else state_code


def places_at(addresses: Iterable[str]) -> list[Jurisdiction]:
    """The governments at some addresses, each with the first id of its government. One query."""
    found = Q(pk=None)
    for address in addresses:
        state_code, _, slug = address.lower().strip("/").partition("/")
        if slug:
            found |= Q(state_code=state_code.upper(), slug=slug) & ~Q(kind__in=NOT_LOCAL)
        else:
            code = "" if state_code == "us" else state_code.upper()
            found |= Q(kind__in=NOT_LOCAL, state_code=code)
    places = Jurisdiction.objects.filter(found, is_government=True)
    return list(places.select_related("same_as").order_by())
