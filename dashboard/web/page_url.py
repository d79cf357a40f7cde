"""Addresses of pages: a path with parameters, and the addresses next to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse


@lru_cache(maxsize=4096)
def path_to(name: str, *parts: str) -> str:
    """The path of a page, kept: a map links to hundreds, and `reverse` costs more than drawing."""
    return reverse(name, args=parts)


@lru_cache(maxsize=1024)
def _written(pairs: tuple[tuple[str, str], ...]) -> str:
    """Parameters as a query string, kept: each drawing has eight files with nearly the same."""
    return "?" + urlencode(pairs)


@dataclass(frozen=True, slots=True)
class Address:
    """A path with its parameters in order; every change gives another address."""

    path: str
    pairs: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.path + (_written(self.pairs) if self.pairs else "")

    def get(self, name: str) -> list[str]:
        """All values of a parameter."""
        return [value for key, value in self.pairs if key == name]

    def at(self, path: str) -> "Address":
        """The same parameters on another page."""
        return Address(path, self.pairs)

    def having(self, name: str, *values: str | None) -> "Address":
        """With these values of the parameter in place of the ones it had."""
        kept = self.without(name).pairs
        return Address(self.path, kept + tuple((name, value) for value in values if value))

    def with_filters(self, chosen: Mapping[str, Any]) -> "Address":
        """With the values of the filters of measures, one or several of each."""
        address = self
        for name, values in chosen.items():
            address = address.having(name, *([values] if isinstance(values, str) else values))
        return address

    def without(self, *names: str) -> "Address":
        """Without these parameters."""
        return Address(self.path, tuple(pair for pair in self.pairs if pair[0] not in names))

    def toggled(self, name: str, value: str) -> "Address":
        """With one value of a parameter added, or taken away where it was there."""
        if (name, value) in self.pairs:
            return Address(self.path, tuple(p for p in self.pairs if p != (name, value)))
        return Address(self.path, (*self.pairs, (name, value)))
