"""A disk that is full, and one that cannot be written: a small one of memory, for root alone."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from torturing.desk import Desk
from torturing.killing import page_of_draft
from torturing.site import Home, Site, new_folder, serving
from torturing.table import Row

SIZE = "900m"
READ = ["/", "/measures/", "/states/ma/", "/where/?q=Somerville", "/map.json", "/measures.csv"]


class NoDisk(Exception):
    """This machine gives no disk to fill."""


@contextlib.contextmanager
def small_disk() -> Iterator[Path]:
    """A small disk of its own, that is taken away afterwards."""
    if os.geteuid() != 0:
        raise NoDisk("only root may mount a disk")
    folder = new_folder()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=755", "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        folder.rmdir()
        raise NoDisk(f"mount: {done.stderr.strip()[-120:]}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=False)
        with contextlib.suppress(OSError):
            folder.rmdir()


def run(base: Home) -> list[Row]:
    try:
        with small_disk() as disk:
            home = base.copy(disk / "home")
            try:
                with serving(home) as site:
                    rows = full(site, disk)
            finally:
                home.cluster.stop_and_forget()
            return [*rows, read_only(home, disk)]
    except NoDisk as reason:
        return [Row("disk", "a disk that is full or cannot be written", str(reason), "", None)]


def full(site: Site, disk: Path) -> list[Row]:
    desk, page = Desk(site), page_of_draft(site)
    fill(disk)
    read = {path: site.status(f"{path}{'&' if '?' in path else '?'}on=2021-07-01") for path in READ}
    answered = sum(status == 200 for status in read.values())
    saved = desk.save(page, title="full")
    refused = site.home.run("script/manage", "load_record")
    traced = "Traceback" in refused.stdout + refused.stderr
    last = (refused.stderr or refused.stdout).strip().splitlines()[-1]
    (disk / "filled").unlink()
    well = site.seconds_until_well()
    saved_after = any(desk.save(page, title=f"room {turn}") for turn in range(20))
    return [
        Row("disk", "a full disk: pages", f"{answered} of {len(READ)} answered", "all",
            answered == len(READ)),
        Row("disk", "a full disk: a save, and `load_record`",
            f"a save was {'taken' if saved else 'refused'}, a command said: {last[:90]}",
            "no traceback", not traced),
        Row("disk", "room again", f"well after {well:.1f} s, saves are "
            f"{'taken' if saved_after else 'refused'}", "≤ 15 s, taken",
            well <= 15 and saved_after),
    ]  # fmt: skip


def fill(disk: Path) -> None:
    """Write until nothing more fits."""
    with contextlib.suppress(OSError), (disk / "filled").open("wb", buffering=0) as file:
        while True:
            file.write(b"\0" * 65536)


def read_only(home: Home, disk: Path) -> Row:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    said = [home.run("script/server"), home.run("script/manage", "check")]
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    good = sum(
        one.returncode != 0 and "Traceback" not in one.stderr and "cannot be written" in one.stderr
        for one in said
    )
    shutil.rmtree(home.folder, ignore_errors=True)
    return Row(
        "disk", "a home that cannot be written: `script/server`, `script/manage`",
        f"{good} of {len(said)} ended with a sentence that says what to do", "all",
        good == len(said),
    )  # fmt: skip
