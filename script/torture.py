"""Tries to break a site of its own, and says what held. The body of script/torture."""

import argparse
import os
import sys
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from environment import secret_key
from measurements import DOCUMENT, put
from torturing import (
    asking,
    disk,
    django_here,
    killing,
    migrations,
    outage,
    slow,
    soak,
    stages,
    tested,
)
from torturing.site import Home
from torturing.table import Row, as_markdown

SOAKED = 30.0  # minutes
HEADING = "`script/torture`: what the site stands"


def sections(base: Home, options: argparse.Namespace) -> dict[str, Callable[[], list[Row]]]:
    """The sections in the order in which they run; the soak runs beside all others."""
    return {
        "soak": lambda: soak.run(base, options.minutes, options.paths),
        "roles": lambda: tested.roles(base),
        "lost": lambda: tested.lost(base),
        "stored": lambda: tested.stored(base),
        "ssrf": lambda: tested.ssrf(base),
        "kills": lambda: killing.run(base),
        "outage": lambda: outage.run(base),
        "slow": lambda: slow.run(base),
        "disk": lambda: disk.run(base),
        "migrations": lambda: migrations.run(base),
        "input": lambda: asking.malformed(base, options.requests),
        "dear": lambda: asking.dear(base),
    }


def read_options() -> argparse.Namespace:
    names = list(sections(Home(Path("/")), argparse.Namespace()))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sections", nargs="*", help=f"some of {', '.join(names)}; all if none")
    parser.add_argument("--write", action="store_true", help=f"write it into {DOCUMENT.name}")
    parser.add_argument("--minutes", type=float, default=SOAKED, help="how long the soak lasts")
    parser.add_argument("--requests", type=int, default=61_000, help="of malformed input")
    options = parser.parse_args()
    unknown = sorted(set(options.sections) - set(names))
    if unknown:
        parser.error(f"there is no section {', '.join(unknown)}: take some of {', '.join(names)}")
    options.sections = options.sections or names
    return options


def tried(name: str, section: Callable[[], list[Row]]) -> list[Row]:
    """The rows of a section, said as soon as they are known; one that says why it broke off."""
    began = time.monotonic()
    try:
        rows = section()
    except Exception as error:  # the others are still worth trying
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}"
        said = f"{type(error).__name__} in {where}: {error}"
        rows = [Row(name, "the section", f"broke off: {said}", "comes to its end", False)]
    for row in rows:
        print(row, flush=True)
    print(f"{'':11}({name}: {time.monotonic() - began:.0f} s)", flush=True)
    return rows


def main() -> int:
    options, began = read_options(), time.monotonic()
    base = Home(Path(os.environ["FACELAW_HOME"]))
    django_here.set_up(SECRET_KEY=secret_key(base.folder), **base.own)
    print("Loading the record into a home of its own", flush=True)
    stages.make_home(base)
    options.paths = asking.known_paths(base) if "soak" in options.sections else []
    chosen = {name: of for name, of in sections(base, options).items() if name in options.sections}
    with ThreadPoolExecutor(1) as beside:
        soaking = beside.submit(tried, "soak", chosen.pop("soak")) if "soak" in chosen else None
        rows = [row for name, section in chosen.items() for row in tried(name, section)]
        rows += soaking.result() if soaking else []
    minutes = (time.monotonic() - began) / 60
    missed = sum(row.met is False for row in rows)
    print(f"{len(rows)} lines, {missed} missed, {minutes:.0f} minutes")
    if options.write:
        put("torture", HEADING, as_markdown(rows, minutes))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
