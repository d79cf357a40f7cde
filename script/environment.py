"""What every command of the project runs in: its key, its folders and its database.

    environment.py COMMAND...

runs a command in it, and lets go of the private database when the command is done.
"""

import contextlib
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from home import Trouble, made_home
from local_postgres import Cluster

ROOT = Path(__file__).resolve().parent.parent


@contextlib.contextmanager
def environment() -> Iterator[Cluster | None]:
    """Variables the settings need are in os.environ, and the database runs, inside this block.

    Yields the private database server, or None when DATABASE_URL names another.
    """
    folder = made_home()
    keep_bytecode()
    os.environ.setdefault("STATIC_ROOT", str(folder / "static"))
    os.environ.setdefault("MIRRORS_FOLDER", str(folder / "mirrors"))
    os.environ.setdefault("EDITIONS_FOLDER", str(folder / "editions"))
    os.environ.setdefault("FILES_FOLDER", str(folder / "files"))
    if not os.environ.get("SECRET_KEY"):
        os.environ["SECRET_KEY"] = secret_key(folder)
    if os.environ.get("DATABASE_URL"):
        yield None
        return
    with Cluster(folder).in_use() as cluster:
        os.environ["DATABASE_URL"] = cluster.url
        try:
            yield cluster
        finally:
            del os.environ["DATABASE_URL"]


def keep_bytecode() -> None:
    """Keep compiled modules among the packages where none are to lie beside the code: to compile
    them again takes two thirds of each start.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(Path(sys.prefix) / "bytecode"))


def secret_key(folder: Path) -> str:
    """The key that signs sessions: made once, readable by its owner only."""
    path = folder / "secret_key"
    try:
        if not path.exists():
            make_key(path)
        key = path.read_text().strip()
    except OSError as error:
        raise Trouble(f"Facelaw keeps its key in {path}: {error.strerror}.") from error
    if not key:
        raise Trouble(
            f"{path} is empty, as after a crash of the disk: put the key of a backup there, or "
            "delete the file to have a new key made, with which staff log in anew."
        )
    return key


def make_key(path: Path) -> None:
    # Written whole under another name first, so that no second command reads half a key.
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def run(command: list[str]) -> int:
    """The command's exit code. Ctrl-C reaches it from the terminal; SIGTERM is passed on."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with environment():
        child = subprocess.Popen(command)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        code = child.wait()
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    try:
        sys.exit(run(sys.argv[1:]))
    except Trouble as trouble:
        sys.exit(str(trouble))
    except KeyboardInterrupt:
        sys.exit(130)
