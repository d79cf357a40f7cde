"""Plain rows for the tests of the drawings."""

from dataclasses import replace

import pytest

from dashboard.charts.svg.rows import PlaceMark, StateFill
from dashboard.charts.svg.tile_map import PLACES
from tests.support.drawings import Drawing


@pytest.fixture
def fill():
    def make(state_code="CO", rule="none_found", **more):
        row = StateFill(
            state_code,
            state_code,
            rule,
            0,
            f"/states/{state_code.lower()}/",
            f"{state_code}: {rule}",
        )
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
    return [fill(state_code) for state_code in PLACES]


@pytest.fixture
def draw():
    return Drawing
