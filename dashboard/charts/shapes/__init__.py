"""The shapes that the maps are drawn from, read when first asked for.

Derived by `derive.py` from us-atlas 3 (edition of 2017, so with Connecticut's old counties),
whose licence stands beside them in LICENSE.us-atlas.txt.
"""

import json
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent


@cache
def _read(name):
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def states():
    """The outline of each state by its USPS code, as an SVG path on the national sheet."""
    return _read("states.json")["paths"]


def centres():
    """The middle of each state's largest piece."""
    return _read("states.json")["centres"]


def inset_land(key):
    """The land of each state inside an inset's frame."""
    return _read("insets.json")[key]


def counties(usps):
    """One state's sheet (size, matrix, counties), or None for a territory."""
    # Only codes that we drew ourselves ever become a file name.
    return _read(f"counties/{usps.lower()}.json") if usps.upper() in states() else None
