"""The shapes that the maps are drawn from, read when first asked for.

Derived by `derive.py` from us-atlas 3 (edition of 2017, so with Connecticut's old counties),
whose license stands beside them in LICENSE.us-atlas.txt.
"""

import json
import re
import xml.etree.ElementTree as ET
from functools import cache
from itertools import accumulate
from pathlib import Path

NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
SVG = "{http://www.w3.org/2000/svg}"
HERE = Path(__file__).resolve().parent


@cache
def _read(name):
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def states():
    """The outline of each state by its USPS code, as an SVG path on the national sheet."""
    return _read("states.json")["paths"]


def centers():
    """The middle of each state's largest piece."""
    return _read("states.json")["centers"]


def box_of(path):
    """The edges of an outline as our files write it: left, top, right, bottom."""
    xs, ys = [], []
    for ring in path.split("z")[:-1]:
        start, _, steps = ring.partition("l")
        (x, y), run = map(float, NUMBER.findall(start)), [float(n) for n in NUMBER.findall(steps)]
        xs += accumulate(run[::2], initial=x)
        ys += accumulate(run[1::2], initial=y)
    return min(xs), min(ys), max(xs), max(ys)


def inset_land(key):
    """The land of each state inside an inset's frame."""
    return _read("insets.json")[key]


def sheet(state_code):
    """One state's sheet of its own (size, matrix, outline), or None for a territory."""
    return _read("sheets.json").get(state_code.upper())


@cache
def counties(state_code):
    """The same with its `counties`: id, name and path. Pages fetch the file when it is seen."""
    # Only codes that we drew ourselves ever become a file name.
    known = sheet(state_code)
    drawing = known and ET.parse(HERE / "counties" / f"{state_code.lower()}.svg")
    return known and known | {
        "counties": [
            (path.get("id")[1:], path.findtext(f"{SVG}title"), path.get("d"))
            for path in drawing.iter(f"{SVG}path")
        ]
    }
