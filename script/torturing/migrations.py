"""The database brought back some migrations and forward again, with all of the record in it."""

import shutil
from pathlib import Path

from environment import ROOT

from torturing.killing import content
from torturing.site import Home, home_of_its_own, serving
from torturing.table import Row

BACK = 6  # migrations
OF_THE_WAY = {"django_migrations", "laws_publicchange"}
"""What tells that something was migrated or loaded, and when."""


def run(base: Home) -> list[Row]:
    """Back and forth, and what an older release saved into this one."""
    with home_of_its_own(base) as home, home.cluster.in_use():
        before, files = content(home), dumped(home)
        names = sorted(one.stem for one in (ROOT / "laws" / "migrations").glob("0*.py"))
        saved = home.folder.parent / "saved.tar"
        done = [
            home.run("script/manage", "migrate", "laws", names[-1 - BACK], "--verbosity", "0"),
            home.run("script/backup", str(saved)),
            home.run("script/manage", "migrate", "--verbosity", "0"),
        ]
        after = content(home)
        done.append(home.run("script/manage", "load_record"))
        again = dumped(home)
        later = old_into_new(home, saved)
    failed = [one.stderr.strip().splitlines()[-1] for one in done if one.returncode]
    tables = [name for name in before | after if before.get(name) != after.get(name)]
    tables = sorted(set(tables) - OF_THE_WAY)
    other = sorted(name for name in files | again if files.get(name) != again.get(name))
    counted = f"{BACK} back and forth: {len(failed)} of {len(done)} commands failed"
    counted += "".join(f" ({one})" for one in failed)
    emptied = ", ".join(tables) or "none"
    return [
        Row("migrations", f"back to `{names[-1 - BACK]}` and forward, the record loaded again",
            f"{counted}; of {len(files)} files of the record {len(other)} differ "
            f"{', '.join(other)}".strip() + f"; tables that a way back empties: {emptied}",
            "0 failed, each file of the record as before", not failed and not other),
        Row("migrations", "a backup of that older state, put into an empty home and started",
            f"{sum(files.get(name) != later.get(name) for name in files)} of {len(files)} files of "
            "the record differ", "0", files == later),
    ]  # fmt: skip


def old_into_new(home: Home, saved: Path) -> dict[str, bytes]:
    """The record in a home into which an older release's backup was put, served by this one."""
    new = Home(home.folder.parent / "new")
    try:
        done = new.run("script/restore", str(saved))
        if done.returncode:
            raise RuntimeError(done.stderr.strip())
        with serving(new):
            new.run("script/manage", "load_record", check=True)
            return dumped(new)
    finally:
        new.cluster.stop_and_forget()


def dumped(home: Home) -> dict[str, bytes]:
    """The published record as the files of the shipped form."""
    folder = home.folder.parent / "dumped"
    home.run("script/manage", "dump_record", str(folder), check=True)
    found = {one.name: one.read_bytes() for one in Path(folder).iterdir()}
    shutil.rmtree(folder)
    return found
