"""A site of its own to be tortured: a copy of a home with the record loaded, and its server."""

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from environment import ROOT
from local_postgres import Cluster, working_in

TICK = os.sysconf("SC_CLK_TCK")
PATIENCE = 60  # seconds for the site to come back
FIRST_START = 300  # seconds, with the record to load
ACCOUNT, PASSWORD = "torturer", "a-long-one-7-for-torture"


class Home:
    """A FACELAW_HOME, and commands in it."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.cluster = Cluster(folder)

    @property
    def own(self) -> dict[str, str]:
        """Where processes that are none of the project's commands find what is in it."""
        return {
            "DATABASE_URL": self.cluster.url,
            "STATIC_ROOT": str(self.folder / "static"),
            "EDITIONS_FOLDER": str(self.folder / "editions"),
            "FILES_FOLDER": str(self.folder / "files"),
        }

    @property
    def variables(self) -> dict[str, str]:
        ours = {"SECRET_KEY", "KEEP_PAGES", *self.own}
        inherited = {name: text for name, text in os.environ.items() if name not in ours}
        return inherited | {"FACELAW_HOME": str(self.folder)}

    def run(self, *command: str, **options) -> subprocess.CompletedProcess:
        """One of the project's commands, as `script/manage load_record`."""
        return subprocess.run(
            [str(ROOT / command[0]), *command[1:]],
            env=self.variables, capture_output=True, text=True, timeout=600, **options,
        )  # fmt: skip

    def stop_database(self) -> None:
        """Stop its database, by a process of its own: to hold signals back takes a main thread."""
        command = [sys.executable, str(ROOT / "script" / "local_postgres.py"), "stop"]
        subprocess.run(command, env=self.variables, check=True)

    def copy(self, folder: Path) -> "Home":
        """Another home of the same content. The database must stand still meanwhile."""
        subprocess.run(["cp", "-a", str(self.folder), str(folder)], check=True)
        base = folder / "postgres"
        if (base / "socket").is_symlink() or base.is_symlink():
            shutil.rmtree(folder)
            raise RuntimeError("The temporary folder is too deep, or not for PostgreSQL to enter.")
        return Home(folder)


def new_folder() -> Path:
    """A folder that the user who runs PostgreSQL may enter; its path is short, as sockets need."""
    folder = Path(tempfile.mkdtemp(prefix="facelaw-torture-", dir="/tmp"))  # nosec B108
    folder.chmod(0o755)
    return folder


@contextlib.contextmanager
def home_of_its_own(base: Home) -> Iterator[Home]:
    """A copy of `base` that is gone afterwards."""
    folder = new_folder()
    try:
        copy = base.copy(folder / "home")
        yield copy
        copy.stop_database()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Site:
    """A running server."""

    home: Home
    port: int
    process: subprocess.Popen
    log: Path

    @property
    def web(self) -> int:
        """The process of granian, of which the workers are children."""
        return web_processes(self.process.pid)[0]

    @property
    def workers(self) -> list[int]:
        return web_processes(self.web)

    @property
    def backends(self) -> list[int]:
        return working_in(self.home.cluster.place.data)

    def ask(self, path: str, **options) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of one answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            connection.request(options.pop("method", "GET"), path, **options)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()

    def status(self, path: str, **options) -> int:
        """The status of one answer; 0 where there is none."""
        try:
            return self.ask(path, **options)[0]
        except (OSError, http.client.HTTPException):
            return 0

    def seconds_until_well(self, path: str = "/healthz", patience: float = PATIENCE) -> float:
        """How long it takes until an address answers with 200 from now on."""
        began = time.monotonic()
        while self.status(path) != 200:
            if time.monotonic() - began > patience or self.process.poll() is not None:
                return float("inf")
            time.sleep(0.05)
        return time.monotonic() - began


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@contextlib.contextmanager
def serving(home: Home, **variables: str) -> Iterator[Site]:
    """script/server over a home, as it is shipped but for `variables`."""
    port, log = free_port(), home.folder.parent / f"{home.folder.name}.log"
    with log.open("a") as said:
        process = subprocess.Popen(
            [str(ROOT / "script" / "server")],
            env=home.variables | {"PORT": str(port)} | variables,
            stdout=said, stderr=said, start_new_session=True,
        )  # fmt: skip
    site = Site(home, port, process, log)
    try:
        if site.seconds_until_well(patience=FIRST_START) > FIRST_START:
            raise RuntimeError(f"script/server did not become ready: {log.read_text()[-2000:]}")
        yield site
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=PATIENCE)


def children(process: int) -> list[int]:
    with contextlib.suppress(OSError):
        text = Path(f"/proc/{process}/task/{process}/children").read_text()
        return [int(number) for number in text.split()]
    return []


def web_processes(parent: int) -> list[int]:
    """The children that serve. For a moment there may be none, and one that starts the database."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        if found := [one for one in children(parent) if "granian" in command_of(one)]:
            return found
        time.sleep(0.1)
    raise RuntimeError("The web server is gone.")


def command_of(process: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")
    return ""


def processor(processes: list[int]) -> float:
    """Seconds of processor time that these processes have used."""
    used = 0
    for process in processes:
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
            used += int(fields[11]) + int(fields[12])
    return used / TICK


def memory(processes: list[int]) -> float:
    """The memory that these processes hold, in MB."""
    held = 0
    for process in processes:
        with contextlib.suppress(OSError):
            status = Path(f"/proc/{process}/status").read_text()
            held += int(re.search(r"VmRSS:\s+(\d+)", status)[1])
    return held / 1024


def kill(process: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
