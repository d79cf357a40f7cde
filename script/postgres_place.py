"""The folders of the private database, and the user who owns them."""

import contextlib
import os
import pwd
import subprocess
import tempfile
from pathlib import Path

from home import Trouble

SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107
ELSEWHERE = Path("/var/lib/facelaw")


def server_user() -> dict:
    """Who runs PostgreSQL, as arguments for `subprocess`: it refuses root, so root steps down."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise Trouble("PostgreSQL does not run as root: add a user named postgres, or use another one.")


def server_user_can(*test: str) -> bool:
    """Whether `test` (-x, -w …) holds for the user who runs PostgreSQL."""
    done = subprocess.run(["test", *test], cwd="/", stderr=subprocess.DEVNULL, **server_user())
    return done.returncode == 0


def give(folder: Path) -> None:
    """Make `folder` the property of the user who runs PostgreSQL."""
    user = server_user()
    if user:
        os.chown(folder, user["user"], user["group"])


class Place:
    """Where one private database keeps its data, its log and its socket.

    `FACELAW_HOME/postgres` is the base, or a link to one under /var/lib/facelaw where root's home
    cannot be entered by the user who runs PostgreSQL. The socket's path must be short: where the
    base is deep, `socket` in it is a link to a private folder in /tmp.
    """

    def __init__(self, home: Path):
        self.link = home / "postgres"

    @property
    def base(self) -> Path:
        return self.link.resolve()

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def log(self) -> Path:
        return self.base / "log"

    @property
    def sockets(self) -> Path:
        return (self.base / "socket").resolve()

    @property
    def socket(self) -> Path:
        return self.sockets / SOCKET_NAME

    @property
    def version(self) -> int | None:
        """The major version that made the data."""
        mark = self.data / "PG_VERSION"
        return int(mark.read_text()) if mark.exists() else None

    def make(self) -> None:
        if not self.link.exists():
            self.link.unlink(missing_ok=True)
            self.link.mkdir(mode=0o700)
            give(self.link)
            if not server_user_can("-w", str(self.link)):
                self.link.rmdir()
                self.link.symlink_to(self.folder_elsewhere())
        if not (self.base / "socket").exists():
            self.make_socket_folder()

    def folder_elsewhere(self) -> str:
        ELSEWHERE.mkdir(parents=True, exist_ok=True)
        folder = tempfile.mkdtemp(dir=ELSEWHERE)
        give(Path(folder))
        return folder

    def make_socket_folder(self) -> None:
        folder = self.base / "socket"
        folder.unlink(missing_ok=True)
        if len(os.fsencode(folder / SOCKET_NAME)) > LONGEST_SOCKET_PATH:
            # mkdtemp makes one that is ours alone.
            folder.symlink_to(tempfile.mkdtemp(prefix="facelaw-", dir="/tmp"))  # nosec B108
        else:
            folder.mkdir(mode=0o700)
        give(self.sockets)
