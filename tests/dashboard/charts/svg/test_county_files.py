"""The files that draw the counties of a state: one a state, small, closed, with shared lines."""

import gzip
import re
import xml.etree.ElementTree as ET

import pytest

from dashboard.charts.svg import shapes

FOLDER = shapes.HERE / "counties"
STATES = sorted(shapes.states())
LARGEST = 40_000  # bytes; the promise is 60 KB, and much less over the wire
OVER_THE_WIRE = 15_000


def corners(path):
    """The corners of each outline of a path of relative steps, as our own files write them."""
    for ring in path.split("z")[:-1]:
        start, _, steps = ring.removeprefix("M").partition("l")
        found = [tuple(map(float, numbers(start)))]
        run = numbers(steps)
        for dx, dy in zip(run[::2], run[1::2], strict=True):
            found.append((found[-1][0] + float(dx), found[-1][1] + float(dy)))
        yield found


def numbers(text):
    return re.findall(r"-?(?:\d+\.?\d*|\.\d+)", text)


def sides(path):
    """The sides of a path without their direction, to a tenth of a unit."""
    for ring in corners(path):
        points = [(round(x, 1), round(y, 1)) for x, y in ring]
        yield from (frozenset(pair) for pair in zip(points, points[1:] + points[:1], strict=True))


def test_every_state_has_a_file_of_its_own_and_there_are_no_others():
    assert sorted(file.stem.upper() for file in FOLDER.glob("*.svg")) == STATES


@pytest.mark.parametrize("state_code", STATES)
def test_a_file_is_small(state_code):
    content = (FOLDER / f"{state_code.lower()}.svg").read_bytes()

    assert len(content) < LARGEST
    assert len(gzip.compress(content)) < OVER_THE_WIRE


@pytest.mark.parametrize("state_code", STATES)
def test_every_county_has_a_name_and_closed_outlines(state_code):
    for geoid, name, path in shapes.counties(state_code)["counties"]:
        assert re.fullmatch(r"\d{5}", geoid)
        assert name
        assert re.fullmatch(r"(M[^Mlz]+l[^Mlz]+z)+", path), name
        assert all(len(ring) >= 3 for ring in corners(path)), name


@pytest.mark.parametrize("state_code", STATES)
def test_neighbors_share_their_lines_and_the_outline_is_the_rest(state_code):
    sheet = shapes.counties(state_code)
    seen = {}
    for _, _, path in sheet["counties"]:
        for side in set(sides(path)):
            seen[side] = seen.get(side, 0) + 1

    assert max(seen.values()) <= 2
    outer = {side for side, times in seen.items() if times == 1}
    outline = set(sides(sheet["outline"]))
    # Rounding joins two corners here and there: a line of one side and of the other differ then.
    assert len(outline & outer) >= 0.97 * len(outline)


def test_the_counties_are_those_of_2017():
    # Three cities of Virginia that are counties of their own are mere points in the atlas.
    assert sum(len(shapes.counties(state_code)["counties"]) for state_code in STATES) == 3142 - 3
    assert len(shapes.counties("MA")["counties"]) == 14


def test_a_file_runs_nothing_and_asks_for_nothing():
    for file in FOLDER.glob("*.svg"):
        tags = {element.tag.rpartition("}")[2] for element in ET.parse(file).iter()}
        assert tags == {"svg", "g", "path", "title"}
        assert "http" not in file.read_text().replace("http://www.w3.org/2000/svg", "")
