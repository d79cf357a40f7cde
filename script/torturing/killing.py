"""kill -9 of whatever works: an import, a load, a worker in a save, the database under writers."""

import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
from backup import digests
from environment import ROOT

from torturing.desk import Desk
from torturing.site import Home, Site, home_of_its_own, kill, serving
from torturing.stages import DRAFT
from torturing.table import Row

LOADS, IMPORTS, WORKERS, SERVERS = 5, 5, 3, 2
APART = 6  # seconds; a worker that ends sooner again is taken for a fault of the application
BILLS = 4000
RUNS = {"laws_importrun", "laws_search"}  # each run, killed or not, is noted
CHANGED = 400  # rows that a load has to change


def run(base: Home) -> list[Row]:
    with home_of_its_own(base) as home:
        rows = [kill_loads(home), kill_imports(home)]
        with serving(home) as site:
            return [*rows, kill_workers(site), kill_web(site), kill_databases(site)]


# --- what writes at one go ----------------------------------------------------------------------


def kill_loads(home: Home) -> Row:
    """load_record of a record in which measures changed, killed in the middle."""
    folder = home.folder.parent / "data"
    shutil.copytree(ROOT / "laws" / "data", folder)
    rows = (folder / "sources.csv").read_text().splitlines(keepends=True)
    step = max(1, len(rows) // CHANGED)
    kept = [row for number, row in enumerate(rows) if number == 0 or number % step]
    (folder / "sources.csv").write_text("".join(kept))
    partial = kill_and_compare(home, LOADS, 6.0, "load_record", "--data", str(folder))
    return Row(
        "kills", "`load_record` killed at random moments",
        f"{LOADS} killed, {partial} left something half-loaded", "0 half-loaded", partial == 0,
    )  # fmt: skip


def kill_imports(home: Home) -> Row:
    """An import of bills into the inbox, killed in the middle."""
    path = home.folder.parent / "bills.json"
    path.write_text(json.dumps([bill(number) for number in range(BILLS)]))
    partial = kill_and_compare(home, IMPORTS, 4.0, "import_openstates", str(path), "--commit")
    return Row(
        "kills", "`import_openstates --commit` killed at random moments",
        f"{IMPORTS} killed, {partial} left something half-imported", "0 half-imported",
        partial == 0,
    )  # fmt: skip


def kill_and_compare(home: Home, times: int, longest: float, *command: str) -> int:
    """How often a killed command left neither the database of before nor what it does when it
    comes to its end. One that does is started again sooner: it counts as killed when it was.
    """
    found, killed = [], 0
    with home.cluster.in_use():
        before = content(home)
        while killed < times and longest > 0.2:
            process = manage(home, *command)
            try:
                process.wait(timeout=1.0 + random.random() * longest)
                longest /= 2
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                killed += 1
                found.append(content(home))
        manage(home, *command).wait()
        whole = content(home)
    return sum(rows not in (before, whole) for rows in found)


def manage(home: Home, *command: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), *command],
        env=os.environ | {"DATABASE_URL": home.cluster.url},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def content(home: Home) -> dict[str, str]:
    """A digest of each table, once nobody works who may still commit."""
    with psycopg.connect(home.cluster.url) as connection:
        others = "backend_type = 'client backend' AND pid <> pg_backend_pid()"
        while connection.execute(f"SELECT FROM pg_stat_activity WHERE {others}").rowcount:
            connection.rollback()  # what one transaction is told of the others stays as it was
            time.sleep(0.1)
        found = digests(connection)
    # Numbers that were handed out are never given back.
    return {name: rows for name, rows in found.items() if name not in RUNS and "_seq" not in name}


def bill(number: int) -> dict:
    """A bill as the API of Open States answers."""
    return {
        "id": f"ocd-bill/{number}", "session": "2025-2026", "identifier": f"AB {number}",
        "jurisdiction": {"id": "ocd-jurisdiction/country:us/state:ca/government"},
        "from_organization": {"classification": "lower"},
        "title": f"An act relating to facial recognition, part {number}",
        "classification": ["bill"], "subject": [], "updated_at": "2025-02-03T00:00:00+00:00",
        "actions": [{"description": "Read first time", "date": "2025-02-03", "order": 1,
                     "classification": ["introduction"],
                     "organization": {"classification": "lower"}}],
        "sources": [{"url": f"https://example.gov/bills/{number}"}],
    }  # fmt: skip


# --- what serves ----------------------------------------------------------------------------------


class Writer(threading.Thread):
    """Someone who saves a draft again and again, and knows which saves were acknowledged."""

    def __init__(self, site: Site, page: str):
        super().__init__(daemon=True)
        self.desk, self.page, self.ended = Desk(site), page, threading.Event()
        self.acknowledged: list[int] = []
        self.refused = 0

    def run(self) -> None:
        number = 0
        while not self.ended.is_set():
            number += 1
            try:
                taken = self.desk.save(self.page, title=str(number), notes=str(number))
            except OSError:
                taken = False
            except Exception:  # an answer that broke off
                taken = False
            if taken:
                self.acknowledged.append(number)
            else:
                self.refused += 1
                self.ended.wait(0.1)

    def stop(self) -> None:
        self.ended.set()
        self.join()


def lost(site: Site, writer: Writer) -> list[int]:
    """The acknowledged saves that stand in no revision."""
    said = "SELECT title FROM laws_measurerevision WHERE slug = %s"
    with psycopg.connect(site.home.cluster.url) as connection:
        kept = {title for (title,) in connection.execute(said, [DRAFT])}
    return [number for number in writer.acknowledged if str(number) not in kept]


def page_of_draft(site: Site) -> str:
    with psycopg.connect(site.home.cluster.url) as connection:
        found = connection.execute("SELECT id FROM laws_measure WHERE slug = %s", [DRAFT])
        return f"/admin/laws/ordinance/{found.fetchone()[0]}/change/"


def kill_workers(site: Site) -> Row:
    writer, slowest = Writer(site, page_of_draft(site)), 0.0
    before = len(site.workers)
    writer.start()
    for _ in range(WORKERS):
        time.sleep(APART + random.random())
        kill(random.choice(site.workers))
        slowest = max(slowest, site.seconds_until_well())
    time.sleep(APART)
    writer.stop()
    missing, again = lost(site, writer), len(site.workers)
    return Row(
        "kills", "a web worker killed during saves",
        f"{WORKERS} killed, {len(missing)} of {len(writer.acknowledged)} acknowledged saves lost, "
        f"answered again after {slowest:.1f} s at most, {again} of {before} workers at the end",
        "0 lost, ≤ 5 s, all workers back",
        bool(writer.acknowledged) and not missing and slowest <= 5 and again == before,
    )  # fmt: skip


def kill_web(site: Site) -> Row:
    """The whole web server: the process that starts its workers again is gone with them."""
    writer = Writer(site, page_of_draft(site))
    writer.start()
    time.sleep(2 + random.random())
    for process in (site.web, *site.workers):  # one that lived on for a moment would answer still
        kill(process)
    back = site.seconds_until_well()
    time.sleep(2)
    writer.stop()
    missing = lost(site, writer)
    return Row(
        "kills", "the web server with all its workers killed during saves",
        f"{len(missing)} of {len(writer.acknowledged)} acknowledged saves lost, the site back by "
        f"itself after {back:.1f} s", "0 lost, ≤ 15 s",
        bool(writer.acknowledged) and not missing and back <= 15,
    )  # fmt: skip


def kill_databases(site: Site) -> Row:
    writer, slowest = Writer(site, page_of_draft(site)), 0.0
    writer.start()
    for _ in range(SERVERS):
        time.sleep(2 + random.random())
        for process in site.backends:
            kill(process)
        slowest = max(slowest, site.seconds_until_well())
    time.sleep(2)
    writer.stop()
    missing = lost(site, writer)
    traced = Path(site.log).read_text().count("Traceback (most recent call last)")
    return Row(
        "kills", "all processes of PostgreSQL killed during saves",
        f"{SERVERS} times, {len(missing)} of {len(writer.acknowledged)} acknowledged saves lost, "
        f"the site back by itself after {slowest:.1f} s at most, {traced} tracebacks in the log",
        "0 lost, ≤ 15 s", bool(writer.acknowledged) and not missing and slowest <= 15,
    )  # fmt: skip
