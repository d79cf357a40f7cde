"""What a path holds: one file, a folder of files, or a ZIP or TAR of them, read where it lies.

Nothing of an archive is written to disk, and its members' names are only names. Sizes are bounded
before anything is unpacked: those that a ZIP states can't be exceeded when it is read.
"""

import lzma
import os
import re
import stat
import tarfile
import zlib
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from laws.refusals import Refusal

MOST_MEMBERS = 400_000
LARGEST_MEMBER = 2 * 2**30
LARGEST_WHOLE = 8 * 2**30
UNSUSPICIOUS = 50 * 2**20
LONGEST_NAME = 300
UNPRINTABLE = re.compile("[\0-\x1f\x7f\ud800-\udfff]")
TIGHTEST = 200
"""How many times smaller a ZIP may make text: laws shrink to a tenth, a bomb to a thousandth."""

FAULTS = (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, zlib.error,
          lzma.LZMAError, tarfile.TarError)  # fmt: skip


class Member(NamedTuple):
    """A file in a container: its name, how the container finds it, and whether it is a link."""

    name: str
    key: str
    is_link: bool = False


class OneFile:
    """A file by itself; `label` is what it is called in messages, `is_set` whether it was found to
    hold a set of CSV, which may have no rows."""

    is_single = True
    is_set = False

    def __init__(self, path, label):
        self.path, self.label = path, label

    def names(self):
        """The names of what is inside."""
        yield ""

    def members(self):
        """What is inside, links too, so that the files of one folder follow each other."""
        yield from (Member(name, name, self._is_link(name)) for name in sorted(self.names()))

    def content(self, member, most):
        """The whole content of a member; Refusal if it has more bytes than that."""
        with self.open(member.key) as stream:
            content = stream.read(most + 1)
        if len(content) > most:
            raise self.too_long(member.name, 0, most)
        return content

    def too_long(self, name, size, most):
        """What to raise for a member that is longer than it may be."""
        has = f"has {size / 2**20:,.0f} MB" if size else "is too long"
        return Refusal(f"{self.shown(name)} {has}; allowed: {most >> 20} MB.")

    def _is_link(self, name):
        return False

    def shown(self, name):
        """The name of a member in messages."""
        whole = f"{self.label}/{name}" if name else self.label
        return UNPRINTABLE.sub("\ufffd", whole)[-LONGEST_NAME:]

    @contextmanager
    def open(self, name):
        """A member as a stream of bytes; what can't be read to its end is a Refusal."""
        with _readable(self.shown(name)), self._stream(name) as stream:
            yield stream

    def _stream(self, name):
        return open(self.path, "rb")

    def close(self):
        """Let go of it."""


class Folder(OneFile):
    """A folder with all that is below it, in the order of the names."""

    is_single = False

    def names(self):
        for folder, below, files in os.walk(self.path):
            below[:] = sorted(name for name in below if not name.startswith("."))
            here = Path(folder).relative_to(self.path)
            for name in sorted(files):
                if not name.startswith(".") and (Path(folder) / name).is_file():
                    yield (here / name).as_posix()

    def _is_link(self, name):
        return (self.path / name).is_symlink()

    def _stream(self, name):
        return open(self.path / name, "rb")


class Archive(OneFile):
    """A ZIP with its members."""

    is_single = False

    def __init__(self, path, label):
        super().__init__(path, label)
        with _readable(label):
            self.zip = ZipFile(path)
        try:
            self._measure()
        except Refusal:
            self.close()
            raise

    def _measure(self):
        members = self.zip.infolist()
        whole = sum(member.file_size for member in members)
        if len(members) > MOST_MEMBERS or whole > LARGEST_WHOLE:
            raise Refusal(
                f"{self.label} contains {len(members):,} files of {whole / 2**30:.1f} GB in total; "
                f"allowed: {MOST_MEMBERS:,} files of {LARGEST_WHOLE >> 30} GB."
            )
        if whole > UNSUSPICIOUS and whole > TIGHTEST * os.path.getsize(self.path):
            raise Refusal(f"{self.label} would unpack to more than {TIGHTEST} times its size.")

    def names(self):
        for member in self.zip.infolist():
            parts = member.filename.split("/")
            is_hidden = "__MACOSX" in parts or parts[-1].startswith(".")
            if not member.is_dir() and not is_hidden:
                yield member.filename

    def _is_link(self, name):
        return stat.S_ISLNK(self.zip.getinfo(name).external_attr >> 16)

    def _stream(self, name):
        member = self.zip.getinfo(name)
        if member.flag_bits & 1:
            raise Refusal(f"{self.shown(name)} is encrypted; unpack it first.")
        if member.file_size > LARGEST_MEMBER:
            raise Refusal(
                f"{self.shown(name)} would unpack to {member.file_size / 2**30:.1f} GB; "
                f"allowed: {LARGEST_MEMBER >> 30} GB."
            )
        return self.zip.open(member)

    def close(self):
        self.zip.close()


class Tar(OneFile):
    """A TAR with its members, packed or not; one that is packed is unpacked into a file without a
    name first, since it can be read only from its start."""

    is_single = False

    def __init__(self, path, label):
        super().__init__(path, label)
        self._opened = ExitStack()
        self.plain = self._opened.enter_context(TemporaryFile())  # noqa: SIM115 - kept open
        try:
            with _readable(label), tarfile.open(path) as packed:
                self._unpack(packed.fileobj)
                tar = tarfile.open(fileobj=self.plain, mode="r:")  # noqa: SIM115 - kept open
                self.tar = self._opened.enter_context(tar)
                self._files = {one.name: one for one in self.tar if not one.isdir()}
                self._measure()
        except Refusal:
            self.close()
            raise

    def _unpack(self, packed):
        packed.seek(0)
        most = min(LARGEST_WHOLE, max(UNSUSPICIOUS, TIGHTEST * os.path.getsize(self.path)))
        while chunk := packed.read(2**20):
            self.plain.write(chunk)
            if self.plain.tell() > most:
                raise Refusal(f"{self.label} would unpack to more than {most >> 20:,} MB.")
        self.plain.seek(0)

    def _measure(self):
        if len(self._files) > MOST_MEMBERS:
            raise Refusal(
                f"{self.label} contains {len(self._files):,} files; allowed: {MOST_MEMBERS:,}."
            )

    def names(self):
        for name in sorted(self._files):
            if not name.rsplit("/", 1)[-1].startswith("."):
                yield name

    def _is_link(self, name):
        return not self._files[name].isreg()

    def _stream(self, name):
        if self._is_link(name):
            raise Refusal(f"{self.shown(name)} is a link or no plain file.")
        return self.tar.extractfile(self._files[name])

    def close(self):
        self._opened.close()


def open_container(path, label=""):
    """The container at a path, by what it is and not by its name; Refusal if it can't be read."""
    path = Path(path)
    label = label or path.name or str(path)
    with _readable(label):
        if path.is_dir():
            return Folder(path, label)
        if not path.is_file():
            raise Refusal(f"There is no file or folder {path}.")
        with open(path, "rb") as file:
            start = file.read(4)
    if not start:
        raise Refusal(f"{label} is empty.")
    if start[:2] == b"PK":
        return Archive(path, label)
    with _readable(label):
        is_tar = tarfile.is_tarfile(path)
    return Tar(path, label) if is_tar else OneFile(path, label)


@contextmanager
def _readable(label):
    """Says in a sentence what keeps a file from being read."""
    try:
        yield
    except RecursionError:
        raise Refusal(f"{label} has lists and objects that are nested too deep.") from None
    except FAULTS as error:
        said = str(error).rstrip(".") or type(error).__name__
        raise Refusal(f"{label} can't be read to its end: {said}.") from error
