"""The date that a page shows, beside the day on which it is asked for."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from dashboard.web import params


@dataclass(frozen=True, slots=True)
class AsOf:
    """The date of a page. Views make it; what lies below is told, and never asks what day it is."""

    on: date
    today: date

    @property
    def is_today(self) -> bool:
        return self.on == self.today

    @property
    def parameter(self) -> str | None:
        """The value of `on=` that keeps the date in an address; None when it is today's."""
        return None if self.is_today else self.on.isoformat()

    @property
    def query(self) -> str:
        """The query string that keeps the date in an address: `?on=2023-07-20`, or nothing."""
        return params.query(on=self.parameter)


def asked_as_of(request: HttpRequest) -> AsOf:
    """The date of `?on=`, or today."""
    return AsOf(params.asked_date(request), params.today())
