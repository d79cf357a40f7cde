"""A git repository as a container of files: a legislature's mirror, read at its newest commit.

Mirrors keep each bill as `…/bills/<id>/metadata.json`, and beside it hundreds of files that repeat
what is in it; where there are such files, only they are read. Nothing is checked out, and nothing
in the repository is run. The program `git` has to be installed.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from laws.imports.readers.containers import LARGEST_MEMBER, OneFile
from laws.refusals import Refusal

BILL = "metadata.json"
GIT = ("git", "--no-replace-objects", "-c", "safe.directory=*", "-c", "core.hooksPath=/dev/null")


def is_repository(path: Path) -> bool:
    """Whether a folder is a git repository, with or without a work tree."""
    folder = path / ".git" if (path / ".git").is_dir() else path
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir()


class GitRepository(OneFile):
    """The files of a repository's newest commit, in the order of their names.

    `commit` is the full hash of that commit.
    """

    is_single = False

    def __init__(self, path: Path, label: str):
        super().__init__(path, label)
        self.commit = self._git("rev-parse", "--verify", "HEAD^{commit}").strip()
        self._objects = None
        self._hashes = dict(self._listed())

    def _git(self, *arguments: str) -> str:
        command = [*GIT, "-C", str(self.path), *arguments]
        try:
            done = subprocess.run(command, capture_output=True, check=False)
        except FileNotFoundError:
            raise Refusal("To read a repository, the program git has to be installed.") from None
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise Refusal(f"{self.label} can't be read: {said[-1] if said else 'git failed'}.")
        return done.stdout.decode(errors="surrogateescape")

    def _listed(self) -> Iterator[tuple[str, str]]:
        rows = self._git("ls-tree", "-r", "-z", self.commit).split("\0")
        files = [
            (name, about.split()[2])
            for about, tab, name in (row.partition("\t") for row in rows)
            if tab and about.split()[1] == "blob"
        ]
        bills = [(name, key) for name, key in files if name.rsplit("/", 1)[-1] == BILL]
        return iter(bills or files)

    def names(self) -> Iterator[str]:
        yield from self._hashes

    @contextmanager
    def _stream(self, name):
        yield BytesIO(self._content(name))

    def _content(self, name: str) -> bytes:
        """A file's content, by a program that stays open for all of them."""
        self._objects = self._objects or subprocess.Popen(
            [*GIT, "-C", str(self.path), "cat-file", "--batch"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._objects.stdin.write(f"{self._hashes[name]}\n".encode())
        self._objects.stdin.flush()
        about = self._objects.stdout.readline().split()
        if len(about) != 3:
            self.close()
            raise Refusal(f"{self.shown(name)} is missing in the repository, or broken.")
        size = int(about[2])
        if size > LARGEST_MEMBER:
            raise Refusal(f"{self.shown(name)} has {size / 2**30:.1f} GB: too long for a bill.")
        return self._objects.stdout.read(size + 1)[:size]

    def close(self) -> None:
        if self._objects:
            self._objects.kill()
            self._objects.communicate()
            self._objects = None
