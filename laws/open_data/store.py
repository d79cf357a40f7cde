"""Files kept under the digest of their bytes: each is written once, whole or not at all.

Editions that have a file in common share it. Several machines may share the folder, or copy it to
each other: what is there under a name is the same everywhere.
"""

import gzip
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from django.conf import settings

CHUNK = 1 << 20


class Stored(NamedTuple):
    """A file of the store: the digest of its bytes, and how many they are."""

    sha256: str
    size: int


def folder() -> Path:
    return Path(settings.EDITIONS_FOLDER)


def path_of(sha256: str) -> Path:
    """Where the bytes of this digest are kept."""
    return folder() / sha256[:2] / sha256


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder for what is being written: beside the store, so that files only change names."""
    folder().mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder(), prefix="unfinished-") as name:
        yield Path(name)


def keep_file(path: Path) -> Stored:
    """Take a file of the workplace into the store."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    stored = Stored(sha256, path.stat().st_size)
    target = path_of(sha256)
    if not target.exists():
        target.parent.mkdir(exist_ok=True)
        path.chmod(0o444)
        path.replace(target)
    return stored


def keep(parts: Iterable[bytes]) -> Stored:
    """Keep these bytes. Raises OSError where the folder cannot be written."""
    with workplace() as place:
        with (place / "file").open("wb") as file:
            file.writelines(parts)
        return keep_file(place / "file")


def keep_packed(parts: Iterable[bytes]) -> Stored:
    """Keep these bytes as gzip, the same for the same bytes."""
    return keep(_packed(parts))


def _packed(parts: Iterable[bytes]) -> Iterator[bytes]:
    buffer = _Buffer()
    with gzip.GzipFile(filename="", fileobj=buffer, mode="wb", compresslevel=2, mtime=0) as packer:
        for part in parts:
            packer.write(part)
            yield buffer.taken()
    yield buffer.taken()


class _Buffer:
    """What a packer writes to, and what it has written since one asked."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        found, self.parts = b"".join(self.parts), []
        return found


def is_whole(sha256: str) -> bool:
    """Whether a file is there and holds what its name says."""
    try:
        with path_of(sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False
