"""Where the files of the record lie on this machine: made once a state of it, and served from disk.

The folder holds those of the newest state and of the one before, which someone may still be
reading, and nothing else: it does not grow, whatever is asked for.
"""

import fcntl
import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from laws.models import PublicChange
from laws.open_data.files import File, write_all

INDEX, LATEST, UNFINISHED = "index.json", "latest", "unfinished"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of one state of the record, and what they are."""

    folder: Path
    version: str
    changed_at: str
    on: date
    files: dict[str, File]

    @property
    def key(self) -> str:
        return self.folder.name


@lru_cache(maxsize=1)
def _code() -> str:
    """A digest of the code that makes files: what an older release made is made again."""
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted((settings.BASE_DIR / "laws").rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def key_of(state: str, on: date) -> str:
    """What tells the files of a state of the record on a day from all others."""
    return hashlib.sha256(f"{_code()} {state} {on}".encode()).hexdigest()[:24]


def root() -> Path:
    return Path(settings.FILES_FOLDER)


def newest() -> Shelf | None:
    """The newest files there are, of whichever state of the record; None where none were made."""
    try:
        return _read(root() / (root() / LATEST).read_text())
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=4)
def _read(folder: Path) -> Shelf:
    said = json.loads((folder / INDEX).read_text())
    files = {name: File(**one) for name, one in said["files"].items()}
    return Shelf(folder, said["version"], said["changed_at"], date.fromisoformat(said["on"]), files)


def make(on: date) -> Shelf | None:
    """Make the files of the state that the record has now, if they are not there; None where
    another process is making them. Raises OSError where the folder cannot be written.
    """
    root().mkdir(parents=True, exist_ok=True)
    with _alone() as is_alone:
        if not is_alone:
            return None
        key, found = key_of(PublicChange.objects.state().name, on), newest()
        if found is None or found.key != key:
            _make(root() / key, on)
            _clear(keep={key, found.key if found else key})
        return newest()


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether no other process of this machine makes files meanwhile."""
    with (root() / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _make(folder: Path, on: date) -> None:
    """Write the files beside the others, and show them when all are whole."""
    draft = root() / UNFINISHED
    shutil.rmtree(draft, ignore_errors=True)
    files = write_all(draft, on)
    about = json.loads((draft / "datapackage.json").read_text())
    said = {"version": about["version"], "changed_at": about["created"], "on": on.isoformat()}
    listed = {name: asdict(one) for name, one in files.items()}
    (draft / INDEX).write_text(json.dumps(said | {"files": listed}))
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)
    mark = root() / f"{LATEST}.part"
    mark.write_text(folder.name)
    mark.replace(root() / LATEST)


def _clear(keep: set[str]) -> None:
    for path in root().iterdir():
        if path.is_dir() and path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)
