"""The address of a page with what was asked of it, and the addresses next to it."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse


@lru_cache(maxsize=4096)
def path_to(name, *parts):
    """The path of a page. A map links to hundreds; finding each anew costs more than drawing."""
    return reverse(name, args=parts)


@dataclass(frozen=True, slots=True)
class Address:
    """A path with its parameters in order; every change gives another address."""

    path: str
    pairs: tuple[tuple[str, str], ...] = ()

    def __str__(self):
        return self.path + ("?" + urlencode(self.pairs) if self.pairs else "")

    def get(self, name):
        """All values of a parameter."""
        return [value for key, value in self.pairs if key == name]

    def at(self, path):
        """The same parameters on another page."""
        return Address(path, self.pairs)

    def having(self, name, *values):
        """With these values of the parameter in place of the ones it had."""
        kept = self.without(name).pairs
        return Address(self.path, kept + tuple((name, value) for value in values if value))

    def without(self, *names):
        """Without these parameters."""
        return Address(self.path, tuple(pair for pair in self.pairs if pair[0] not in names))

    def toggled(self, name, value):
        """With one value of a parameter added, or taken away where it was there."""
        if (name, value) in self.pairs:
            return Address(self.path, tuple(p for p in self.pairs if p != (name, value)))
        return Address(self.path, (*self.pairs, (name, value)))
