"""A long list cut into numbered pages."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from dashboard.web.params import asked_number

AROUND = 2  # pages named on either side of the one that is shown


class Pages:
    """Which page of a list was asked for, the rows it shows, and the pages around it."""

    def __init__(self, request: HttpRequest, total: int, size: int) -> None:
        self.total = total
        self.count = max(1, -(-total // size))
        self.number = asked_number(request, "page", self.count)
        self.first = (self.number - 1) * size
        self.last = min(self.first + size, total)

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.count else None

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    def links(self, address: Callable[..., str]) -> dict[str, Any]:
        """What the pager under a list says; `address` gives the query string of a page."""
        near = range(self.number - AROUND, self.number + AROUND + 1)
        named = [n for n in range(1, self.count + 1) if n in (1, self.count) or n in near]
        entries = [
            {
                "number": number,
                "href": address(page=_named(number)),
                "here": number == self.number,
                "gap": number - before > 1,
            }
            for before, number in zip([0, *named], named, strict=False)
        ]
        return {
            "from": self.first + 1,
            "to": self.last,
            "total": self.total,
            "entries": entries if self.count > 1 else [],
            "next": self.next and address(page=self.next),
            "previous": self.previous
            and address(page=None if self.previous == 1 else self.previous),
        }


def _named(number: int) -> int | None:
    """The first page needs no number in its address."""
    return number if number > 1 else None
