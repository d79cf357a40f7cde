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
from typing import Any

Box = tuple[float, float, float, float]  # left, top, right, bottom
Sheet = dict[str, Any]  # size, matrix and outline; with its counties from `counties`
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
SVG = "{http://www.w3.org/2000/svg}"
HERE = Path(__file__).resolve().parent


@cache
def _read(name: str) -> Any:
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def states() -> dict[str, str]:
    """The outline of each state by its postal code, as an SVG path on the national sheet."""
    paths: dict[str, str] = _read("states.json")["paths"]
    return paths


def centers() -> dict[str, tuple[float, float]]:
    """The middle of each state's largest piece."""
    points: dict[str, tuple[float, float]] = _read("states.json")["centers"]
    return points


def box_of(path: str) -> Box:
    """The edges of an outline as our files write it: left, top, right, bottom."""
    xs: list[float] = []
    ys: list[float] = []
    for ring in path.split("z")[:-1]:
        start, _, steps = ring.partition("l")
        (x, y), run = map(float, NUMBER.findall(start)), [float(n) for n in NUMBER.findall(steps)]
        xs += accumulate(run[::2], initial=x)
        ys += accumulate(run[1::2], initial=y)
    return min(xs), min(ys), max(xs), max(ys)


def inset_land(key: str) -> dict[str, str]:
    """The land of each state inside an inset's frame."""
    land: dict[str, str] = _read("insets.json")[key]
    return land


def sheet(state_code: str) -> Sheet | None:
    """One state's sheet of its own (size, matrix, outline), or None for a territory."""
    known: Sheet | None = _read("sheets.json").get(state_code.upper())
    return known


@cache
def counties(state_code: str) -> Sheet | None:
    """The same with its `counties`: id, name and path. Pages fetch the file when it is seen."""
    # Only codes that we drew ourselves ever become a file name.
    known = sheet(state_code)
    if known is None:
        return None
    path = HERE / "counties" / f"{state_code.lower()}.svg"
    drawing = ET.parse(path)  # a file of ours # nosec B314
    return known | {
        "counties": [
            (path.attrib["id"][1:], path.findtext(f"{SVG}title"), path.attrib["d"])
            for path in drawing.iter(f"{SVG}path")
        ]
    }
