"""Plain rows and a reader of SVG for the tests of the drawings."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from dashboard.charts.svg.rows import PlaceMark, StateFill
from dashboard.charts.svg.tile_map import PLACES

SVG = "{http://www.w3.org/2000/svg}"


class Drawing:
    """An SVG read back: its links by title, its elements by class."""

    def __init__(self, text):
        self.text = text
        self.root = ET.fromstring(text)

    @property
    def links(self):
        """Title and address of every link, in order of painting."""
        return [(a.findtext("title"), a.get("href")) for a in self.root.iter("a")]

    def link(self, start):
        return next(a for a in self.root.iter("a") if a.findtext("title").startswith(start))

    def classed(self, name):
        return [e for e in self.root.iter() if name in (e.get("class") or "").split()]


@pytest.fixture
def draw():
    return Drawing


@pytest.fixture
def fill():
    def make(usps="CO", rule="none_found", **more):
        row = StateFill(usps, usps, rule, 0, f"/states/{usps.lower()}/", f"{usps}: {rule}")
        return replace(row, **more)

    return make


@pytest.fixture
def place():
    def make(name="Denver", effect_class="ban", lon=-104.99, lat=39.74, **more):
        title = f"{name}: {effect_class}"
        row = PlaceMark(name, "CO", effect_class, lon, lat, 700_000, "/places/co/denver/", title)
        return replace(row, **more)

    return make


@pytest.fixture
def all_states(fill):
    return [fill(usps) for usps in PLACES]
