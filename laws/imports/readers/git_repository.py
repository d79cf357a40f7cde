"""A git repository as a container of files: a legislature's mirror, read at one commit.

Nothing is checked out, and nothing in the repository is run. Links are told and not followed;
modules inside are passed over. The program `git` has to be installed.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

from laws.imports.readers.containers import LARGEST_MEMBER, Member, OneFile
from laws.refusals import Refusal

GIT = ("git", "--no-replace-objects", "-c", "safe.directory=*", "-c", "core.hooksPath=/dev/null")
LINK = b"120000"
AT_ONCE = 2**16


class BrokenObject(Refusal):
    """A file that the repository names and cannot give: it was cut off, or lost."""


def is_repository(path: Path) -> bool:
    """Whether a folder is a git repository, with or without a work tree."""
    folder = path / ".git" if (path / ".git").is_dir() else path
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir()


def sets_of(path: Path) -> list[Path]:
    """The sets of a path: each repository of a folder of them, else the path itself."""
    if not path.is_dir() or is_repository(path):
        return [path]
    repositories = [*path.glob("*"), *path.glob("*/repo")]
    return sorted(filter(is_repository, repositories)) or [path]


class GitRepository(OneFile):
    """The files of one commit of a repository, the newest if none is named.

    `commit` is the full hash of that commit; `broken` counts the files that could not be read.
    """

    is_single = False

    def __init__(self, path: Path, label: str, commit: str = ""):
        super().__init__(path, label)
        self.commit = commit or self._newest()
        self.broken, self._objects, self._hashes = 0, None, {}

    def _newest(self) -> str:
        done = _run(self.path, "rev-parse", "--verify", "HEAD^{commit}")
        if done.returncode:
            raise Refusal(
                f"{self.label} can't be read: it has no commit yet, or is broken or cut off."
            )
        return _text(done.stdout).strip()

    @property
    def day(self) -> date:
        """The day of the commit."""
        return date.fromisoformat(self._git("show", "-s", "--format=%cs", self.commit).strip())

    def has(self, what: str) -> bool:
        """Whether the repository has an object: a commit, or a path of one (`commit:path`)."""
        return _run(self.path, "cat-file", "-e", what).returncode == 0

    def changed_since(self, commit: str) -> Iterator[str]:
        """The names of the files that differ from an older commit."""
        yield from map(
            _text, self._rows("diff-tree", "-r", "-z", "--name-only", "--no-renames", commit,
                              self.commit)
        )  # fmt: skip

    def _git(self, *arguments: str) -> str:
        done = _run(self.path, *arguments)
        if done.returncode:
            raise self._unreadable(done.stderr)
        return _text(done.stdout)

    def _unreadable(self, said: bytes) -> Refusal:
        lines = said.decode(errors="replace").strip().splitlines()
        return Refusal(f"{self.label} can't be read: {lines[-1] if lines else 'git failed'}.")

    def _rows(self, *arguments: str) -> Iterator[bytes]:
        """What git lists, a row at a time however long the list is."""
        with subprocess.Popen(
            [*GIT, "-C", str(self.path), *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as listing:
            try:
                rest = b""
                while chunk := listing.stdout.read(AT_ONCE):
                    *rows, rest = (rest + chunk).split(b"\0")
                    yield from rows
                said = listing.stderr.read()
            finally:
                listing.kill()
        if said and listing.returncode:
            raise self._unreadable(said)

    def members(self) -> Iterator[Member]:
        for row in self._rows("ls-tree", "-r", "-z", "--full-tree", self.commit):
            about, _, name = row.partition(b"\t")
            mode, kind, key = about.split()
            if kind == b"blob":
                yield Member(_text(name), key.decode(), mode == LINK)

    def names(self) -> Iterator[str]:
        self._hashes = {one.name: one.key for one in self.members() if not one.is_link}
        yield from self._hashes

    @contextmanager
    def _stream(self, name):
        yield BytesIO(self._content(self._hashes[name], name, LARGEST_MEMBER))

    def content(self, member: Member, most: int) -> bytes:
        return self._content(member.key, member.name, most)

    def _content(self, key: str, name: str, most: int) -> bytes:
        """A file's content, by a program that stays open for all of them."""
        self._objects = self._objects or subprocess.Popen(
            [*GIT, "-C", str(self.path), "cat-file", "--batch"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        about = self._asked(f"{key}\n".encode()).split()
        size = int(about[2]) if len(about) == 3 else 0
        if size > most:
            self.close()
            raise self.too_long(name, size, most)
        content = self._objects.stdout.read(size + 1)[:-1] if len(about) == 3 else b""
        if len(about) != 3 or len(content) != size:
            self.close()
            self.broken += 1
            raise BrokenObject(f"{self.shown(name)} is missing in the repository, or broken.")
        return content

    def _asked(self, question: bytes) -> bytes:
        try:
            self._objects.stdin.write(question)
            self._objects.stdin.flush()
        except BrokenPipeError:
            return b""
        return self._objects.stdout.readline()

    def close(self) -> None:
        if self._objects:
            self._objects.kill()
            self._objects.communicate()
            self._objects = None


def _run(path: Path, *arguments: str) -> subprocess.CompletedProcess:
    try:
        return subprocess.run([*GIT, "-C", str(path), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise Refusal("To read a repository, the program git has to be installed.") from None


def _text(said: bytes) -> str:
    return said.decode(errors="surrogateescape")
