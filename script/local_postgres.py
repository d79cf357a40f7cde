#!/usr/bin/env python3
"""The project's own PostgreSQL: private, on a unix socket only, with its data outside the checkout.

    local_postgres.py start | stop | status | url

It runs while something uses it: the last command that lets go stops it, unless it was started by
hand with `start`, which lasts until `stop`.
"""

import contextlib
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from home import Trouble, home, made_home
from postgres_place import Place, server_user, server_user_can
from postgres_programs import EXTENSIONS, OLDEST, Programs, private_copy, usable, wheel_folders

DATABASE = USER = "facelaw"
PATIENCE = 60  # seconds for a start, a recovery after a crash, or a stop


class Cluster:
    """The private database server of one FACELAW_HOME."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.place = Place(folder)

    @property
    def url(self) -> str:
        return f"postgresql:///{DATABASE}?host={quote(str(self.place.sockets))}&user={USER}"

    def answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(5)
            try:
                client.connect(str(self.place.socket))
            except OSError:
                return False
            return True

    # Two locks: `turn` is held while the server's state changes, `users` while somebody uses it.

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        with (self.folder / "postgres.turn").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with undisturbed():
                yield

    @contextlib.contextmanager
    def in_use(self) -> Iterator["Cluster"]:
        """The server runs inside this block; the last user to leave stops it."""
        with (self.folder / "postgres.users").open("a") as users:
            try:
                with self.turn():
                    self.start()
                    fcntl.flock(users, fcntl.LOCK_SH)
                yield self
            finally:
                with self.turn():
                    self.leave(users)

    def leave(self, users) -> None:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        if not self.is_kept():
            self.stop()

    def restart_if_lost(self) -> None:
        if not self.answers():
            with self.turn():
                self.start()

    # A server that was started by hand is kept: its process number is written down.

    @property
    def mark(self) -> Path:
        return self.folder / "postgres.kept"

    def is_kept(self) -> bool:
        return self.mark.exists() and self.mark.read_text() == self.process()

    def process(self) -> str:
        lock = self.place.data / "postmaster.pid"
        return lock.read_text().splitlines()[0] if lock.exists() else ""

    def start_and_keep(self) -> None:
        with self.turn():
            self.start()
            self.mark.write_text(self.process())

    def stop_and_forget(self) -> None:
        with self.turn():
            self.mark.unlink(missing_ok=True)
            self.stop()

    def start(self) -> None:
        if self.answers():
            self.warn_if_replaced()
            return
        try:
            self.place.make()
            programs = self.programs()
            if self.place.version is None:
                self.create(programs)
            self.write_settings()
            self.clear_what_a_crash_left()
        except PermissionError as error:
            raise Trouble(
                f"{error.filename} belongs to another user: run Facelaw as that user, or set "
                "FACELAW_HOME to a folder of yours."
            ) from error
        self.run(programs, "pg_ctl", "start", "-w", "-t", str(PATIENCE), "-l", str(self.place.log))

    def warn_if_replaced(self) -> None:
        """Say that the running server's programs are gone: it cannot load from the new ones."""
        with contextlib.suppress(OSError):
            if os.readlink(f"/proc/{self.process()}/exe").endswith(" (deleted)"):
                print(
                    "PostgreSQL was updated while Facelaw's database runs: stop script/server (or "
                    "script/local_postgres.py stop) and start it again.",
                    file=sys.stderr,
                )

    def stop(self) -> None:
        if self.answers():
            self.run(self.programs(), "pg_ctl", "stop", "-w", "-t", str(PATIENCE), "-m", "fast")

    def programs(self) -> Programs:
        """Programs that fit the data: one major version cannot read what another wrote."""
        major = self.place.version
        found = next(usable(major), None)
        if found is None and major:
            raise Trouble(
                f"The database in {self.place.data} was made by PostgreSQL {major}, which is no "
                f"longer here: install PostgreSQL {major}, or set PG_BIN to its programs, or set "
                "FACELAW_HOME to another folder to begin afresh."
            )
        if found is None:
            raise Trouble(
                f"No PostgreSQL {OLDEST} or newer with {', '.join(EXTENSIONS)} was found: install "
                "one, or set PG_BIN to the folder of its programs, or DATABASE_URL to a server."
            )
        if server_user_can("-x", str(found.folder / "initdb")):
            return found
        if found.folder in wheel_folders():
            return private_copy(found, self.place.base)
        raise Trouble(
            f"The user who runs PostgreSQL for root cannot enter {found.folder}: set PG_BIN to "
            "programs that everybody may run."
        )

    def create(self, programs: Programs) -> None:
        """Make the data folder, complete or not at all."""
        unfinished = self.place.base / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        # The provider that gives the same order on every machine is there from version 17 on.
        order = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if programs.major < 17:
            order = ["--locale=C.UTF-8"]
        access = ["--username", USER, "--auth-local=trust", "--auth-host=reject"]
        self.run(
            programs,
            "initdb",
            "--encoding=UTF8",
            "--data-checksums",
            *order,
            *access,
            data=unfinished,
        )
        command = f"CREATE DATABASE {DATABASE}\n"
        self.run(programs, "postgres", "--single", "postgres", data=unfinished, input=command)
        with (unfinished / "postgresql.conf").open("a") as settings:
            settings.write("\ninclude 'facelaw.conf'\n")
        unfinished.rename(self.place.data)

    def write_settings(self) -> None:
        folder = str(self.place.sockets).replace("'", "''")
        settings = {
            "listen_addresses": "''",
            "unix_socket_directories": f"'\"{folder}\"'",
            "unix_socket_permissions": "0700",
            "max_connections": "60",
            "shared_buffers": "'128MB'",
            "client_connection_check_interval": "'2s'",  # nobody waits for a killed command's query
            "jit": "off",  # costs more than it saves on queries of milliseconds
            "random_page_cost": "1.1",
            "timezone": "'UTC'",
            "log_timezone": "'UTC'",
        }
        lines = [f"{name} = {value}\n" for name, value in settings.items()]
        (self.place.data / "facelaw.conf").write_text("".join(lines))

    def clear_what_a_crash_left(self) -> None:
        """After a SIGKILL, wait for the last of the old processes and take away their locks.

        PostgreSQL trusts the process number in its lock file, which may be a zombie's or, after
        the machine was restarted, a stranger's. Whoever serves this data works in its folder.
        """
        if not Path("/proc/self/cwd").exists():
            return
        deadline = time.monotonic() + PATIENCE
        while former := working_in(self.place.data):
            if time.monotonic() > deadline:
                raise Trouble(
                    f"Another PostgreSQL holds {self.place.data} and does not answer: "
                    f"end process {former[0]}, then try again."
                )
            time.sleep(0.05)
        (self.place.data / "postmaster.pid").unlink(missing_ok=True)
        self.place.socket.with_name(self.place.socket.name + ".lock").unlink(missing_ok=True)

    def run(self, programs: Programs, name: str, *arguments: str, data=None, **options) -> None:
        """Run one of PostgreSQL's programs on the data, as the user who may."""
        done = subprocess.run(
            [str(programs.folder / name), *arguments],
            cwd="/",
            env={
                "PATH": "/usr/bin:/bin",
                "LC_ALL": "C.UTF-8",
                "TZ": "UTC",
                "PGDATA": str(data or self.place.data),
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,  # Ctrl-C in the terminal is not for them
            **server_user(),
            **options,
        )
        if done.returncode:
            raise Trouble(f"{programs}: {name} failed: {self.reason(done.stderr)}")

    def reason(self, said: str) -> str:
        """The line that tells why: from the server's log where pg_ctl only points at it."""
        lines = said.splitlines()
        if self.place.log.exists():
            lines += self.place.log.read_text(errors="replace").splitlines()[-20:]
        telling = [line for line in lines if "FATAL" in line or "error" in line.lower()]
        return (telling or lines or ["no reason given"])[-1].strip()


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Ctrl-C and SIGTERM wait for the end of this block: half a start would leave a server."""
    arrived = []
    numbers = (signal.SIGINT, signal.SIGTERM)
    former = [signal.signal(number, lambda number, _: arrived.append(number)) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, former, strict=True):
            signal.signal(number, handler)
        for number in arrived:
            os.kill(os.getpid(), number)


def working_in(folder: Path) -> list[int]:
    """The living processes whose working folder is `folder`."""
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            with contextlib.suppress(OSError):
                if os.readlink(process / "cwd") == str(folder):
                    found.append(int(process.name))
    return found


def main(command: str) -> int:
    if command == "start":
        Cluster(made_home()).start_and_keep()
    elif command == "stop":
        Cluster(made_home()).stop_and_forget()
    elif command == "status":
        runs = Cluster(home()).answers()
        print("running" if runs else "stopped")
        return 0 if runs else 3
    elif command == "url":
        print(Cluster(home()).url)
    else:
        print("usage: local_postgres.py start | stop | status | url", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(" ".join(sys.argv[1:])))
    except Trouble as trouble:
        sys.exit(str(trouble))
