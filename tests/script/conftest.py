"""Commands are run as a newcomer would, in a home of their own that is gone afterwards."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from pathlib import Path

import pytest
from environment import ROOT
from local_postgres import Cluster

SET_BY_US = (
    "DATABASE_URL",
    "SECRET_KEY",
    "STATIC_ROOT",
    "EDITIONS_FOLDER",
    "HOST",
    "PORT",
    "PG_BIN",
)
PATIENCE = 240


@pytest.fixture
def home():
    """An empty FACELAW_HOME that any user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="facelaw-home-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    cluster = Cluster(folder)
    cluster.stop_and_forget()
    # What had to lie elsewhere is reached through links.
    elsewhere = [path.resolve() for path in folder.rglob("*") if path.is_symlink()]
    for part in (*elsewhere, folder):
        shutil.rmtree(part, ignore_errors=True)


@pytest.fixture
def cluster(home):
    return Cluster(home)


@pytest.fixture
def port():
    """A port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


class Command:
    """One of the project's commands, running in the background."""

    def __init__(self, home: Path, *command: str, **variables):
        inherited = {name: text for name, text in os.environ.items() if name not in SET_BY_US}
        self.process = subprocess.Popen(
            [str(ROOT / command[0]), *command[1:]],
            env=inherited | {"FACELAW_HOME": str(home)} | variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.alarm = threading.Timer(PATIENCE, self.process.kill)
        self.alarm.start()

    def wait_for(self, words: str) -> str:
        """The first line that contains `words`."""
        for line in self.process.stdout:
            if words in line:
                return line
        raise AssertionError(f"{words!r} was never said; instead: {self.process.stderr.read()}")

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def end(self) -> tuple[int, str, str]:
        """Its exit code, and what it said on both channels."""
        out, err = self.process.communicate(timeout=PATIENCE)
        self.alarm.cancel()
        return self.process.returncode, out, err


@pytest.fixture
def command(home):
    """Starts commands in `home`; those that still run when the test is over are told to stop."""
    started = []

    def start(*parts, home=home, **variables):
        started.append(Command(home, *parts, **variables))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.send(signal.SIGTERM)
        one.end()
