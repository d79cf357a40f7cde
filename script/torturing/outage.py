"""The database is away while people read: what is kept goes on, the rest says so in a sentence."""

import fcntl
import re
import threading
import time
from collections import Counter

from torturing.site import Home, Site, home_of_its_own, kill, serving
from torturing.table import Row

AWAY = 15  # seconds
KEPT = ["/", "/measures/", "/states/ma/", "/bills/", "/map.json", "/measures.csv"]
READERS = 4


class Reader(threading.Thread):
    """Asks for kept pages and for new ones, and counts the answers."""

    def __init__(self, site: Site, number: int):
        super().__init__(daemon=True)
        self.site, self.number, self.ended = site, number, threading.Event()
        self.kept: Counter[int] = Counter()
        self.new: Counter[int] = Counter()
        self.unsaid = 0
        self.slowest = 0.0

    def run(self) -> None:
        turn = 0
        while not self.ended.is_set():
            turn += 1
            for kind, path in ((self.kept, KEPT[turn % len(KEPT)]), (self.new, self._new(turn))):
                began = time.monotonic()
                try:
                    status, _, body = self.site.ask(path)
                except OSError:
                    status, body = 0, b""
                kind[status] += 1
                self.slowest = max(self.slowest, time.monotonic() - began)
                if status != 200 and not re.search(rb"<h1|\"\w+\": ?\"", body):
                    self.unsaid += 1
                if b"Traceback" in body:
                    self.unsaid += 1

    def _new(self, turn: int) -> str:
        """An address that nobody asked for before."""
        return f"/measures/?on=2{self.number:03}-0{turn % 9 + 1}-{turn // 9 % 28 + 1:02}&q=x{turn}"


def run(base: Home) -> list[Row]:
    with home_of_its_own(base) as home, serving(home) as site:
        for path in KEPT * 12:  # by each worker, whichever gets it
            site.ask(path)
        readers = [Reader(site, number) for number in range(READERS)]
        with (home.folder / "postgres.turn").open("a") as turn:
            # As long as it is held, nobody starts the server again.
            fcntl.flock(turn, fcntl.LOCK_EX)
            for process in site.backends:
                kill(process)
            time.sleep(0.5)
            for reader in readers:
                reader.start()
            time.sleep(AWAY)
            for reader in readers:
                reader.ended.set()
            for reader in readers:
                reader.join()
        back = site.seconds_until_well("/where/?q=back")
        return rows_of(readers, back)


def rows_of(readers: list[Reader], back: float) -> list[Row]:
    kept = sum((reader.kept for reader in readers), Counter())
    new = sum((reader.new for reader in readers), Counter())
    unsaid = sum(reader.unsaid for reader in readers)
    slowest = max(reader.slowest for reader in readers)
    return [
        Row(
            "outage", f"the database away for {AWAY} s under {READERS} readers: kept pages",
            f"{kept.total():,} asked, {kept[200]:,} answered with 200", "all",
            kept.total() == kept[200] > 0,
        ),
        Row(
            "outage", "the same: pages that nobody asked for before",
            f"{new.total():,} asked, {new[503]:,} answered with 503, {unsaid} without a sentence, "
            f"{slowest:.1f} s at most", "503 and a sentence, ≤ 10 s",
            new.total() == new[503] > 0 and not unsaid and slowest <= 10,
        ),
        Row(
            "outage", "the database may start again",
            f"answered anew after {back:.1f} s, by itself", "≤ 15 s", back <= 15,
        ),
    ]  # fmt: skip
