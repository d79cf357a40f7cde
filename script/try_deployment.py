"""What several machines do when one of them breaks, tried on one: script/try_deployment."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

from deployment.machines import (
    NAME,
    Front,
    Nginx,
    Pooler,
    Postgres,
    Server,
    Valkey,
    free_port,
    started,
    wait_for,
)
from deployment.readers import Answer, Reader, asking, new_address
from environment import ROOT
from postgres_programs import usable

KNOWN = ["/", "/measures/", "/measures.json", "/states/ma/", "/bills/", "/timeline/"]
PUBLICATIONS = 8
ONE = "SELECT slug FROM laws_measure WHERE status = 'published' ORDER BY slug LIMIT 1"
PUBLISH = "UPDATE laws_measure SET title = %s WHERE slug = %s"
READS = "SELECT xact_commit FROM pg_stat_database WHERE datname = 'facelaw'"
WRITTEN = "SELECT pg_current_wal_lsn()::text"
IS_LEVEL = "SELECT pg_wal_lsn_diff(%s::pg_lsn, pg_last_wal_replay_lsn()) <= 0"


class Table:
    """The lines that are printed: what, the goal, met or not, what was seen."""

    def __init__(self):
        self.missed = 0

    def add(self, what: str, goal: str, is_met: bool, seen: object) -> None:
        self.missed += not is_met
        print(f"{what:<48}{goal:<20}{'met   ' if is_met else 'MISSED'}  {seen}", flush=True)


class Deployment:
    """All machines, running until the stack is left."""

    def __init__(self, stack: ExitStack, folder: Path):
        self.stack, self.folder = stack, folder
        self.settings = {
            "ALLOWED_HOSTS": f"{NAME},localhost", "SITE_ADDRESS": f"https://{NAME}",
            "HTTPS": "True", "TRUSTED_PROXIES": "1", "SECRET_KEY": "of-this-trial-alone",
            "STATIC_ROOT": str(folder / "static"), "FACELAW_HOME": str(folder), "WORKERS": "1",
        }  # fmt: skip
        self.start_databases()
        self.start_valkey()
        self.has_pooler = self.start_pooler()
        settings = self.settings | {"PREPARE": "False"}
        self.fronts = [
            started(stack, Front(f"front {n}", folder / f"front{n}", free_port(), settings))
            for n in (1, 2)
        ]
        ports = [front.port for front in self.fronts]
        self.nginx = started(stack, Nginx(folder / "nginx", free_port(), ports))
        self.slug = self.primary.ask(ONE)

    def start_databases(self) -> None:
        programs = next(usable(), None) or sys.exit("No PostgreSQL was found.")
        primary = Postgres("the primary", self.folder / "primary", free_port(), programs)
        self.primary = started(self.stack, primary.create())
        primary.ask("CREATE DATABASE facelaw", database="postgres")
        primary.ask("SELECT pg_create_physical_replication_slot('replica')")
        self.settings["DATABASE_URL"] = primary.url
        command = [sys.executable, str(ROOT / "script" / "prepare_if_changed.py")]
        subprocess.run(command, env=os.environ | self.settings, check=True)
        self.replica = Postgres("the replica", self.folder / "replica", free_port(), programs)
        started(self.stack, self.replica.copy(primary))
        self.settings["DATABASE_REPLICA_URL"] = self.replica.url

    def start_valkey(self) -> None:
        program = shutil.which("valkey-server") or shutil.which("redis-server")
        valkey = Valkey(self.folder / "valkey", free_port(), program)
        self.valkey = started(self.stack, valkey)
        self.settings["CACHE_URL"] = f"rediscache://127.0.0.1:{valkey.port}/0"

    def start_pooler(self) -> bool:
        """Put a pooler between, if there is one here."""
        program = os.environ.get("PGBOUNCER") or shutil.which("pgbouncer")
        if not program:
            return False
        ports = self.primary.port, self.replica.port
        pooler = Pooler(self.folder / "pooler", free_port(), program, *ports)
        started(self.stack, pooler)
        self.settings |= {
            "DATABASE_URL": pooler.url("facelaw"),
            "DATABASE_REPLICA_URL": pooler.url("facelaw_replica"),
            "DATABASE_POOLED": "True",
        }
        return True

    def shows(self, server: Server, title: str) -> bool:
        return title.encode() in Reader(server).ask(f"/measures/{self.slug}.json").body

    def seconds_until_all_show(self, title: str) -> float:
        """Publish a title; how long until both fronts and nginx show it, who showed the former."""
        servers = (*self.fronts, self.nginx)
        for server in servers:
            self.shows(server, title)
        began = time.monotonic()
        self.primary.ask(PUBLISH, title, self.slug)
        for server in servers:
            while not self.shows(server, title) and time.monotonic() < began + 30:
                time.sleep(0.02)
        return time.monotonic() - began

    def new_pages(self, number: int) -> int:
        """Have pages made; how many transactions the replica had meanwhile."""
        before = self.replica.ask(READS)
        for _ in range(number):
            Reader(self.nginx).ask(new_address())
        time.sleep(2)  # it counts with some delay
        return self.replica.ask(READS) - before

    def is_level(self) -> bool:
        return self.replica.ask(IS_LEVEL, self.primary.ask(WRITTEN))


def try_publishing(table: Table, all_: Deployment) -> None:
    answers = [Reader(server).ask("/measures/") for server in (*all_.fronts, all_.nginx)]
    is_same = len({answer.body for answer in answers}) == 1
    table.add("both fronts and nginx answer", "the same page", is_same, [a.status for a in answers])
    times = [all_.seconds_until_all_show(f"Title number {n} of all") for n in range(PUBLICATIONS)]
    seen = f"slowest {max(times):.2f} s, mean {sum(times) / len(times):.2f} s, of {len(times)}"
    table.add("publish, until both fronts and nginx show it", "within 2 s", max(times) <= 2, seen)
    wait_for("the replica follows", all_.is_level)
    number = all_.new_pages(20)
    table.add("pages are made from the replica", "20 of 20", number >= 20, f"{number} transactions")


def try_lag(table: Table, all_: Deployment) -> None:
    """A replica that follows no more, though it answers."""
    title = "Told while the replica lags"
    all_.replica.ask("SELECT pg_wal_replay_pause()")
    seconds = all_.seconds_until_all_show(title)
    table.add("publish while the replica lags", "within 2 s", seconds <= 2, f"{seconds:.2f} s")
    said = report_a_mistake(all_.nginx)
    what = "a reader sees the report just sent, meanwhile"
    table.add(what, "it is there", said.status == 200, said.status)
    all_.replica.ask("SELECT pg_wal_replay_resume()")
    wait_for("the replica follows", all_.is_level)
    time.sleep(2)
    is_right = all(all_.shows(server, title) for server in (*all_.fronts, all_.nginx))
    table.add("the same title once the replica follows", "it is there", is_right, is_right)


def report_a_mistake(nginx: Nginx) -> Answer:
    """Send the form for corrections, and ask for the page of the report at once."""
    reader = Reader(nginx)
    form = reader.ask("/corrections/new/").body.decode()
    token = re.search(r'name="token"\s+value="([^"]+)"', form)[1]
    time.sleep(4)  # whoever is faster is taken for a program
    said = {"token": token, "text": "The date of this law is wrong by a year.", "website": ""}
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    sent = reader.ask("/corrections/new/", "POST", urlencode(said), **kind)
    return reader.ask(sent.location or "/not-taken/")


def try_breaking(
    table: Table, what: str, break_: Callable, mend: Callable, *servers: Server, seconds: float = 8
) -> None:
    """Readers ask while something breaks, is broken, and comes back."""
    time.sleep(6)  # what happened before is over: one thing breaks at a time
    with asking(*servers, known=KNOWN) as load:
        time.sleep(1)
        break_()
        time.sleep(seconds)
        mend()
        time.sleep(2)
    table.add(what, "no error", not load.failed, load)


def try_what_breaks(table: Table, all_: Deployment) -> None:
    replica, valkey, primary, nginx = all_.replica, all_.valkey, all_.primary, all_.nginx
    one, other = all_.fronts
    everyone = one, other, nginx
    try_breaking(table, "the replica is stopped", replica.kill, replica.start, *everyone)
    try_breaking(table, "the replica is frozen", replica.freeze, replica.thaw, *everyone)
    wait_for("the replica follows", all_.is_level)
    time.sleep(6)  # for five it is left alone
    number = all_.new_pages(20)
    what = "pages are made from the replica again"
    table.add(what, "20 of 20", number >= 20, f"{number} transactions")
    try_breaking(table, "Valkey is stopped", valkey.kill, valkey.start, *everyone)
    try_breaking(table, "Valkey is frozen", valkey.freeze, valkey.thaw, *everyone)
    try_breaking(table, "a front is killed: readers of the other", one.kill, one.start, other)
    try_breaking(table, "a front is killed: readers of nginx", one.kill, one.start, nginx)
    try_breaking(
        table, "a front is frozen: readers of nginx", other.freeze, other.thaw, nginx, seconds=25
    )
    try_breaking(table, "the primary is stopped: readers", primary.kill, primary.start, *everyone)


def try_darkness(table: Table, all_: Deployment) -> None:
    """No front at all: what nginx keeps, and a page that says so for the rest."""
    Reader(all_.nginx).ask("/timeline/")
    for front in all_.fronts:
        front.kill()
    time.sleep(3)
    kept, other = (Reader(all_.nginx).ask(path) for path in ("/timeline/", "/method/"))
    table.add("no front: a page that nginx keeps", "200", kept.status == 200, kept.status)
    is_said = other.status == 503 and b"does not answer right now" in other.body
    table.add("no front: another page", "503, in words", is_said, other.status)
    for front in all_.fronts:
        front.start()


def measure(all_: Deployment) -> None:
    """Kept pages a second, where wrk is here; the whole deployment shares this machine."""
    if not shutil.which("wrk"):
        return
    print(f"Load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for server, where in ((all_.fronts[0], "one process"), (all_.nginx, "one process of nginx")):
        scheme = "http" if isinstance(server, Front) else "https"
        said = subprocess.run(
            ["wrk", "-t1", "-c16", "-d5s", "-H", f"Host: {NAME}", "-H", "Accept-Encoding: br",
             "-H", "X-Forwarded-Proto: https", f"{scheme}://127.0.0.1:{server.port}/measures/"],
            capture_output=True, text=True,
        ).stdout  # fmt: skip
        rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
        print(f"{'kept page, ' + where:<48}{rate[1] if rate else 'unknown'} requests a second")


def main() -> int:
    table = Table()
    # Where the user who runs PostgreSQL gets in, with a name short enough for a socket.
    folder = Path(tempfile.mkdtemp(prefix="facelaw-deployment-", dir="/tmp"))  # nosec B108
    folder.chmod(0o755)
    try:
        with ExitStack() as stack:
            all_ = Deployment(stack, folder)
            print("Behind pgbouncer" if all_.has_pooler else "Without a pooler: none is here")
            for attempt in (try_publishing, try_lag, try_what_breaks, try_darkness):
                attempt(table, all_)
            measure(all_)
    finally:
        if "--keep" not in sys.argv:
            shutil.rmtree(folder, ignore_errors=True)
    return 1 if table.missed else 0


if __name__ == "__main__":
    sys.exit(main())
