"""What serving the record costs, beside the same bytes from nginx. The body of script/bench."""

import argparse
import contextlib
import re
import sys
import tempfile
import time
import traceback
from pathlib import Path

from environment import environment
from measurements import DOCUMENT, put
from measuring import asking, browsing, growing, loading, machine, peers, servers
from measuring.asking import FEW, Asked, ask, get
from measuring.table import Goal, Row, as_markdown

HEADING = "`script/bench`: what serving costs"
PAGES = {"home": "/", "measures": "/measures/"}
SIZES = (1, 10, 100)
MADE = {"/": 12, "/measures/": 25}  # milliseconds of processor that making each may take
AS_BR = {"Accept-Encoding": "gzip, br"}


class Bench:
    """One run: its rows, and what it could not do."""

    def __init__(self, folder: Path, with_peers: bool) -> None:
        self.folder, self.with_peers = folder, with_peers
        self.pages = folder / "pages"
        self.pages.mkdir()
        self.rows: list[Row] = []
        self.made: dict[str, Asked] = {}
        self.notes = [machine.sentence()]

    def add(self, row: Row) -> None:
        self.rows.append(row)
        print("  ".join(filter(None, row.cells())), flush=True)

    def at(self, size: int) -> None:
        """All rows of the record so many times as large."""
        record = f"{size} ×"
        with servers.facelaw() as kept:
            for name, path in PAGES.items():
                (self.pages / name).write_bytes(get(kept.url + path, **AS_BR).body)
        with self._static() as static:
            bare = {name: self._bare(static, name, record) for name in PAGES}
            with servers.facelaw() as kept:
                self._kept(kept, bare, record)
                if static:
                    self._proxied(kept, bare, record)
                    self._seen(kept, static, "kept", record)
            with servers.facelaw(KEEP_PAGES="False") as made:
                self._made(made, bare, size)
                if static and size == 1:
                    self._seen(made, static, "made each time", record)
            if size == 1:
                self._floor(bare)

    def _made(self, made, bare: dict, size: int) -> None:
        for name, path in PAGES.items():
            asked = ask(made.url + path, made.processes, FEW, **AS_BR)
            row = Row(f"{path} made each time", f"{size} ×", asked, bare[name])
            row.memory = machine.memory(made.worker())
            first = self.made.setdefault(path, asked)
            costs = Goal("CPU", asked.cpu, most=MADE[path])
            if size > 1:
                costs = Goal("CPU of 1 ×", asked.cpu / first.cpu, most=1.3)
            row.goals = (costs, _worker(row))
            self.add(row)

    def _static(self):
        if servers.nginx_program():
            return servers.static_files(self.folder / "static", self.pages)
        return contextlib.nullcontext()

    def _bare(self, static, name: str, record: str) -> Asked | None:
        if not static:
            return None
        asked = ask(f"{static.url}/{name}", static.processes)
        self.add(Row(f"{PAGES[name]} from nginx as a file", record, asked, asked))
        return asked

    def _kept(self, kept, bare: dict, record: str) -> None:
        for name, path in PAGES.items():
            asked = ask(kept.url + path, kept.processes, **AS_BR)
            row = Row(f"{path} kept by the application", record, asked, bare[name])
            row.memory = machine.memory(kept.worker())
            row.goals = (Goal("CPU", asked.cpu, most=0.3), _worker(row))
            if bare[name]:
                row.goals += (Goal("of static", asked.rate / bare[name].rate, least=0.15),)
            self.add(row)
            tag = get(kept.url + path, **AS_BR).headers["etag"]
            asked = ask(kept.url + path, kept.processes, **AS_BR, **{"If-None-Match": tag})
            self.add(Row(f"{path} unchanged (304)", record, asked, bare[name]))

    def _proxied(self, kept, bare: dict, record: str) -> None:
        with servers.proxy(self.folder / "proxy", kept.port) as proxy:
            for name, path in PAGES.items():
                asked = ask(proxy.url + path, lambda: proxy.processes() + kept.processes(), **AS_BR)
                row = Row(f"{path} behind nginx that keeps it", record, asked, bare[name])
                row.goals = (Goal("of static", asked.rate / bare[name].rate, least=0.9),)
                self.add(row)

    def _seen(self, site, static, how: str, record: str) -> None:
        if not browsing.chromium():
            return
        seen, static_seen = browsing.look_at([f"{site.url}/", f"{static.url}/"])
        row = Row(f"/ {how}, first seen in Chromium", record, seen=seen, static_seen=static_seen)
        if how == "kept":
            kilobytes = first_view(site.url) / 1024
            row.goals = (
                Goal("map of static", seen.map / static_seen.map, most=1.3),
                Goal(f"first view {kilobytes:.1f} KB", kilobytes, most=45),
            )
        self.add(row)

    def _floor(self, bare: dict) -> None:
        for name, path in PAGES.items():
            with servers.floor(self.pages / name) as floor:
                asked = ask(f"{floor.url}/", floor.processes, **AS_BR)
                row = Row(f"{path} from a bare Django’s cache", "1 ×", asked, bare[name])
                row.memory = machine.memory(floor.worker())
                self.add(row)

    def start(self) -> None:
        """What a start costs once everything is prepared."""
        with servers.facelaw(prepare=True) as first:
            print(f"first start: {first.seconds:.1f} s", flush=True)
        with servers.facelaw(prepare=True) as again:
            used = machine.cpu(again.processes())
            what = f"start until it answers: {again.seconds:.1f} s, {used:.1f} s of CPU"
            self.add(Row(what, goals=(Goal("seconds", again.seconds, most=2),)))

    def run(self) -> None:
        self.start()
        former = 1
        for size in SIZES:
            if size > former:
                print(f"Making the record {size} × as large", flush=True)
                with environment():
                    growing.grow(range(former, size))
            former = size
            self.try_at(size)

    def try_at(self, size: int) -> None:
        """All rows of a size; what breaks off says why, and leaves the rows that are known."""
        try:
            self.at(size)
            if self.with_peers:
                for row in peers.measure(self.folder, f"{size} ×"):
                    self.add(row)
        except Exception as error:
            traceback.print_exc()
            self.notes.append(f"What is missing at {size} × broke off: {error!r}.")


def _worker(row: Row) -> Goal:
    return Goal("worker", row.memory.pss, most=120)


def first_view(site: str) -> int:
    """Bytes of the home page and of all styles and scripts that it asks for."""
    page = get(f"{site}/").body.decode()
    assets = set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', page))
    return sum(len(get(site + path, **AS_BR).body) for path in ["/", *assets])


def missing() -> list[str]:
    """What was left out, as sentences."""
    found = []
    if not servers.nginx_program():
        found.append("nginx is missing: no static files, no proxy and nothing as a share of them.")
    if not browsing.chromium():
        found.append("Chromium is missing: no time until the map is seen.")
    if not asking.has_wrk():
        found.append("wrk is missing: asked over one connection, whose own cost is in the figures.")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench")
    parser.add_argument("what", nargs="?", choices=["serving", "loading"], default="serving")
    parser.add_argument("--peers", action="store_true", help="measure Datasette and Dash as well")
    parser.add_argument("--write", action="store_true", help=f"write it into {DOCUMENT.name}")
    options = parser.parse_args()
    if options.what == "loading":
        return loading.main()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="facelaw-bench-") as folder:
        Path(folder).chmod(0o755)
        bench = Bench(Path(folder), options.peers)
        bench.run()
    notes = [*bench.notes, *missing(), f"It took {(time.monotonic() - began) / 60:.0f} minutes."]
    text = as_markdown(bench.rows, notes)
    print(f"\n{text}")
    if options.write:
        put("bench", HEADING, text)


if __name__ == "__main__":
    sys.exit(main())
