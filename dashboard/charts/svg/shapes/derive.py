"""Derives the shapes of the maps from two files of us-atlas, and the record's names of counties.

    python -m dashboard.charts.svg.shapes.derive \\
        states-albers-10m.json counties-albers-10m.json laws/data/jurisdictions.csv.gz

Run by hand when the atlas changes; what it writes is kept beside it. Each boundary line of the
atlas is shared by the areas on its two sides and is simplified once, so that no gap opens.
"""

import csv
import gzip
import heapq
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from math import atan2, cos, sin
from pathlib import Path
from typing import Any

from dashboard.charts.svg.insets import INSETS
from dashboard.charts.svg.projection import ALASKA, CONTIGUOUS, HAWAII
from dashboard.charts.svg.shapes import Sheet

Point = tuple[float, float]
Line = list[Point]
Lines = Any  # lines by their number: a list, or a dictionary of those in use
Atlas = dict[str, Any]  # TopoJSON
HERE = Path(__file__).resolve().parent
CODES = (
    "01:AL 02:AK 04:AZ 05:AR 06:CA 08:CO 09:CT 10:DE 11:DC 12:FL 13:GA 15:HI 16:ID 17:IL 18:IN "
    "19:IA 20:KS 21:KY 22:LA 23:ME 24:MD 25:MA 26:MI 27:MN 28:MS 29:MO 30:MT 31:NE 32:NV 33:NH "
    "34:NJ 35:NM 36:NY 37:NC 38:ND 39:OH 40:OK 41:OR 42:PA 44:RI 45:SC 46:SD 47:TN 48:TX 49:UT "
    "50:VT 51:VA 53:WA 54:WV 55:WI 56:WY"
)
FIPS = dict(pair.split(":") for pair in CODES.split())
STATE_SHEET = (700, 560)  # the most a map of one state's counties may take
MARGIN = 12


def read_lines(atlas: Atlas) -> list[Line]:
    """The atlas's boundary lines, as lists of points on the sheet."""
    (kx, ky), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    lines = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        lines.append(points)
    return lines


def triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def simplified(points: Line, least: float) -> Line:
    """The line without its least telling points: those that span less than `least` square units.

    Visvalingam's way: the smallest triangle goes first, its neighbors are measured anew.
    """
    before, after = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))

    def size(i: int) -> float:
        return triangle(points[before[i]], points[i], points[after[i]])

    sizes = {i: size(i) for i in range(1, len(points) - 1)}
    heap = [(area, i) for i, area in sizes.items()]
    heapq.heapify(heap)
    while heap and heap[0][0] <= least:
        area, i = heapq.heappop(heap)
        if sizes.get(i) != area:
            continue  # measured anew since it was queued, or gone
        del sizes[i]
        after[before[i]], before[after[i]] = after[i], before[i]
        for near in (before[i], after[i]):
            if near in sizes:
                sizes[near] = max(area, size(near))
                heapq.heappush(heap, (sizes[near], near))
    last = len(points) - 1
    return [p for i, p in enumerate(points) if i in sizes or i in (0, last)]


def rings_of(area: Atlas, lines: Lines) -> Iterator[Line]:
    """The closed outlines of an area of the atlas, from its shared lines."""
    polygons = area["arcs"] if area["type"] == "MultiPolygon" else [area["arcs"]]
    for polygon in polygons:
        for ring in polygon:
            points: Line = []
            for i in ring:
                line = lines[i] if i >= 0 else lines[~i][::-1]
                points += line[1 if points else 0 :]
            yield points


def ring_area(ring: Line) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def center_of(ring: Line) -> Point:
    """The center of gravity of an outline."""
    size = ring_area(ring) * 6
    steps = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in pairwise(ring)]
    x, y = (sum((a[k] + b[k]) * w for a, b, w in steps) / size for k in (0, 1))
    return x, y


def path_of(rings: Iterable[Line], digits: int = 1) -> str:
    """The outlines as one SVG path of relative steps, rounded before they are subtracted."""
    parts = []
    for ring in rings:
        grid = [(round(x, digits), round(y, digits)) for x, y in ring[:-1]]
        grid = [p for i, p in enumerate(grid) if i == 0 or p != grid[i - 1]]
        if len(grid) < 3:
            continue
        steps = [
            short(b[0] - a[0], digits) + short(b[1] - a[1], digits, joined=True)
            for a, b in pairwise(grid)
        ]
        run = steps[0] + "".join(s if s.startswith("-") else " " + s for s in steps[1:])
        start = short(grid[0][0], digits) + short(grid[0][1], digits, joined=True)
        parts.append(f"M{start}l{run}z")
    return "".join(parts)


def short(value: float, digits: int, joined: bool = False) -> str:
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if digits else text
    text = text.replace("-0.", "-.") if text.startswith("-0.") else text
    text = text.removeprefix("0") if text.startswith("0.") else text
    text = "0" if text in ("-0", "-", "") else text
    return "," + text if joined and not text.startswith("-") else text


def states_sheet(atlas: Atlas, lines: list[Line]) -> Atlas:
    """Outline and center of each state on the national sheet."""
    lines = [simplified(line, 1.6) for line in lines]
    paths, centers = {}, {}
    for area in atlas["objects"]["states"]["geometries"]:
        state_code = FIPS[area["id"]]
        rings = [r for r in rings_of(area, lines) if min(p[0] for p in r) > 0]
        largest = max(rings, key=lambda r: abs(ring_area(r)))
        kept = [r for r in rings if r is largest or abs(ring_area(r)) > 2]
        paths[state_code] = path_of(kept)
        centers[state_code] = [round(v, 1) for v in center_of(largest)]
    return {"paths": paths, "centers": centers}


def inset_land(atlas: Atlas, lines: list[Line]) -> dict[str, dict[str, str]]:
    """For each inset, the land of each state inside its frame, in the inset's own units."""
    land = {}
    for inset in INSETS:
        fine = [simplified([inset.place(p) for p in line], 0.5) for line in lines]
        pieces: dict[str, list[str]] = {}
        for area in atlas["objects"]["counties"]["geometries"]:
            rings = [r for r in rings_of(area, fine) if any(inset.near(p) for p in r)]
            if rings:
                pieces.setdefault(FIPS[area["id"][:2]], []).append(path_of(rings))
        land[inset.key] = {state_code: "".join(paths) for state_code, paths in pieces.items()}
    return land


def turned_upright(state_code: str, points: Line) -> tuple[list[float], list[int]]:
    """The matrix that turns a state's piece of the sheet north up and fits it to its own sheet."""
    conic = {"AK": ALASKA, "HI": HAWAII}.get(state_code, CONTIGUOUS)
    xs, ys = zip(*points, strict=True)
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    lean = atan2(middle[0] - conic.apex[0], middle[1] - conic.apex[1])
    c, s = cos(lean), sin(lean)
    us, vs = zip(*((x * c - y * s, x * s + y * c) for x, y in points), strict=True)
    k = min(STATE_SHEET[0] / (max(us) - min(us)), STATE_SHEET[1] / (max(vs) - min(vs)))
    dx, dy = MARGIN - min(us) * k, MARGIN - min(vs) * k
    size = [round((max(r) - min(r)) * k + 2 * MARGIN) for r in (us, vs)]
    return [c * k, -s * k, dx, s * k, c * k, dy], size


def state_sheet(
    state_code: str, areas: Sequence[Atlas], whole: Atlas, lines: Lines
) -> tuple[Sheet, dict[str, str]]:
    """One state on a sheet of its own: the sheet, and the path of each county by its id."""
    used = {i if i >= 0 else ~i for a in areas for i in flat(a["arcs"])}
    (a, b, dx, d, e, dy), size = turned_upright(state_code, [p for i in used for p in lines[i]])
    turned = {
        i: simplified([(a * x + b * y + dx, d * x + e * y + dy) for x, y in lines[i]], 1.2)
        for i in used
    }
    digits = 0 if state_code == "AK" else 1
    sheet = {
        "size": size,
        "matrix": [round(v, 5) for v in (a, b, dx, d, e, dy)],
        "outline": path_of(rings_of(whole, turned), digits),
    }
    paths = {area["id"]: path_of(rings_of(area, turned), digits) for area in areas}
    # Three cities of Virginia are mere points in the atlas.
    return sheet, {geoid: path for geoid, path in paths.items() if path}


def counties_file(sheet: Sheet, paths: Mapping[str, str], names: Mapping[str, str]) -> str:
    """The counties of one state as a drawing of their own, each with its name."""
    width, height = sheet["size"]
    found = "".join(
        f'<path id="c{geoid}" d="{d}"><title>{escape(names[geoid])}</title></path>'
        for geoid, d in paths.items()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<g id="counties">{found}</g></svg>\n'
    )


def county_names(areas: Iterable[Atlas], jurisdictions: str) -> dict[str, str]:
    """What each county of the atlas is called: as in the record, else as in the atlas."""
    with gzip.open(jurisdictions, "rt", encoding="utf-8", newline="") as file:
        known = {
            row["geoid"]: row["full_name"]
            for row in csv.DictReader(file)
            if row["kind"] == "county" or len(row["geoid"]) == 5
        }
    # Counties that are gone by now keep the name they had.
    kinds = {"02": "Census Area"}
    return {
        area["id"]: known.get(area["id"])
        or f"{area['properties']['name']} {kinds.get(area['id'][:2], 'County')}"
        for area in areas
    }


def flat(nested: Iterable[Any]) -> Iterator[int]:
    for item in nested:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


def main(states: str, counties: str, jurisdictions: str) -> None:
    # The counties' file holds the states too, but cut at every county's corner: twice the points.
    atlas = json.loads(Path(states).read_text(encoding="utf-8"))
    write("states.json", states_sheet(atlas, read_lines(atlas)))
    atlas = json.loads(Path(counties).read_text(encoding="utf-8"))
    lines = read_lines(atlas)
    write("insets.json", inset_land(atlas, lines))
    everywhere = atlas["objects"]["counties"]["geometries"]
    wholes = {area["id"]: area for area in atlas["objects"]["states"]["geometries"]}
    names, sheets = county_names(everywhere, jurisdictions), {}
    for fips, state_code in FIPS.items():
        areas = [area for area in everywhere if area["id"].startswith(fips)]
        sheets[state_code], paths = state_sheet(state_code, areas, wholes[fips], lines)
        drawing = counties_file(sheets[state_code], paths, names)
        (HERE / f"counties/{state_code.lower()}.svg").write_text(drawing, encoding="utf-8")
    write("sheets.json", sheets)


def write(name: str, shapes: Any) -> None:
    text = json.dumps(shapes, separators=(",", ":"), ensure_ascii=False)
    (HERE / name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
